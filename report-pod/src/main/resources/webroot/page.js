// The overview: reads the view from the address, asks the API, shows the answers.
import * as chooser from "./chooser.js";
import { get } from "./client.js";
import * as groups from "./groups.js";
import { heatMap } from "./heatmap.js";
import * as keyFigures from "./keyfigures.js";
import * as live from "./live.js";
import { Loader } from "./loader.js";
import { map } from "./map.js";
import { ranking } from "./ranking.js";
import { showSample } from "./sample.js";
import { series } from "./series.js";
import * as views from "./view.js";
import * as words from "./words.js";

const land = get("/assets/world.json", {});
// It is asked for again where it is awaited.
land.catch(() => {});
const glossary = get("/api/v1/metrics", {});
glossary.catch(() => {});
const loader = new Loader({ ask, show, clear, title: (place) => place });

function ask(view, days, signal) {
  const asked = { ...views.place(view), ...days };
  const compared = { ...asked, ...views.comparison(view) };
  const before = ["before", "lastYear"].includes(view.compare) ? { compare: view.compare } : {};
  // One store alone ranks nothing: it is shown among those of its region.
  const own = loader.stores.find((store) => store.name === view.store);
  const ranked = own ? { region: own.region, by: "store", ...days } : asked;
  return Promise.all([
    get("/api/v1/reports/summary", compared, signal),
    get("/api/v1/reports/series", { ...compared, interval: view.interval }, signal),
    get("/api/v1/reports/heatmap", asked, signal),
    get("/api/v1/reports/ranking", { ...ranked, ...before }, signal),
    get("/api/v1/reports/ranking", { ...asked, by: "store" }, signal),
    land,
    glossary,
  ]);
}

function show([summary, points, hours, places, byStore, outline, { metrics }]) {
  const { view, stores } = loader;
  keyFigures.explain(metrics);
  keyFigures.show(summary, view);
  live.watch(view, loader.isLive());
  showExports(view);
  showSample(summary.sampleData);
  const empty = summary.customers === 0;
  document.getElementById("charts").hidden = empty;
  document.getElementById("empty").hidden = !empty;
  if (empty) {
    showEmpty(summary);
  } else {
    series.show(points);
    groups.gender.show(summary);
    groups.age.show(summary);
    groups.mood.show({ summary, series: points });
    heatMap.show(hours);
    ranking.show({
      ...places,
      chosen: view.store,
      entries: places.entries.map((entry) => ({ ...entry, href: addressOf(entry.name, places.by) })),
    });
    map.show({ land: outline, stores: placed(chooser.chosen(stores, view), byStore) });
  }
  const note = document.getElementById("note");
  note.textContent = summary.note ?? "";
  note.hidden = !summary.note;
}

/** Takes away the numbers of the view before, which are not those of this one. */
function clear() {
  keyFigures.clear();
  document.getElementById("charts").hidden = true;
  document.getElementById("empty").hidden = true;
  document.getElementById("note").hidden = true;
}

function placed(stores, byStore) {
  const customers = new Map(byStore.entries.map((entry) => [entry.name, entry.customers]));
  return stores.map((store) => ({
    name: store.name,
    displayName: store.displayName,
    city: store.city,
    coordinates: store.coordinates,
    customers: customers.get(store.name) ?? 0,
    href: addressOf(store.name, "store"),
  }));
}

function showEmpty(summary) {
  const { from, to } = loader.days();
  const [title, text] = document.getElementById("empty").children;
  const place = chooser.placeName(loader.stores, loader.view);
  const { state } = summary.coverage;
  const seen = state === "partly" || state === "covered";
  title.textContent = `${seen ? "No customers" : "No data"} for ${place}, ${words.period(from, to)}`;
  if (loader.stores.length === 0) {
    text.textContent = "There are no stores yet. Apply a Store and a Camera, and let the camera upload a photo.";
  } else if (summary.photos + summary.refused > 0) {
    text.textContent = "Photos came, but none showed a face that is large and sharp enough, or all were refused.";
  } else if (state === "closed") {
    text.textContent = "The stores were closed in this time, or it is not over yet.";
  } else {
    text.textContent = "Stores were open, but no photo came. Choose other days or another place, or check the store's cameras.";
  }
}

function showExports(view) {
  const asked = { ...views.place(view), ...loader.days() };
  for (const link of document.querySelectorAll("[data-export]")) {
    const parameters = { ...asked, format: link.dataset.export };
    const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
    link.href = `/api/v1/exports?${query}`;
  }
}

function addressOf(name, by) {
  return views.toAddress({ ...loader.view, [by]: name });
}
