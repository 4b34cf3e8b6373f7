// The report page: reads the view from the address, asks the API, shows the answers.
import * as charts from "./charts.js";
import * as chooser from "./chooser.js";
import { Failure, get, logOut } from "./client.js";
import * as views from "./view.js";
import * as words from "./words.js";

const REFRESH = 5_000;
const SLOW = 250;
const report = document.getElementById("report");
const failure = document.getElementById("failure");

let stores = [];
let loads = 0;
let view = views.fromAddress();
let running = new AbortController();
let timer;

chooser.onChoice(() => view, go);
addEventListener("popstate", () => {
  view = views.fromAddress();
  load();
});
document.addEventListener("click", followInPage);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
document.getElementById("logout").addEventListener("click", logOut);
failure.querySelector("button").addEventListener("click", () => load());
load();

/** Shows another view, and keeps the one before for the browser's way back. */
function go(next) {
  view = next;
  history.pushState(null, "", views.toAddress(view));
  load();
}

// Links to a place stay on the page, unless they are to open elsewhere.
function followInPage(event) {
  const link = event.target.closest("figure a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  history.pushState(null, "", link.getAttribute("href"));
  view = views.fromAddress();
  load();
}

/** Loads and shows the whole view. */
async function load() {
  loads += 1;
  const own = loads;
  report.setAttribute("aria-busy", "true");
  const slow = setTimeout(() => report.classList.add("slow"), SLOW);
  const done = await attempt(true);
  clearTimeout(slow);
  if (own === loads) {
    report.classList.remove("slow");
    report.setAttribute("aria-busy", "false");
    if (!done) {
      showNothing();
    }
  }
}

/** Loads the same view again, quietly: what is shown stays if that fails. */
async function refresh() {
  if (!document.hidden && isLive()) {
    await attempt(stores.length === 0);
  }
}

/** Whether the view could be loaded, and is shown. Places change seldom, so not always with it. */
async function attempt(withPlaces) {
  clearTimeout(timer);
  running.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    if (withPlaces) {
      stores = chooser.storesOf(await get("/api/v1/places", {}, signal));
    }
    chooser.show(stores, view);
    showPlaceAndPeriod();
    const answers = await ask(signal);
    failure.hidden = true;
    show(answers);
    return true;
  } catch (error) {
    if (error.name === "AbortError") {
      return false;
    }
    if (!(error instanceof Failure)) {
      throw error;
    }
    failure.querySelector("p").textContent = error.message;
    failure.hidden = false;
    return false;
  } finally {
    if (!signal.aborted) {
      timer = setTimeout(refresh, REFRESH);
    }
  }
}

function ask(signal) {
  const days = daysOfView();
  const place = { region: view.region, city: view.city, store: view.store };
  const asked = { ...place, ...days };
  // One store alone ranks nothing: it is shown among those of its region.
  const own = stores.find((store) => store.name === view.store);
  const ranked = own ? { region: own.region, by: "store", ...days } : asked;
  return Promise.all([
    get("/api/v1/reports/summary", asked, signal),
    get("/api/v1/reports/series", asked, signal),
    get("/api/v1/reports/heatmap", asked, signal),
    get("/api/v1/reports/ranking", ranked, signal),
    isLive() ? null : get("/api/v1/reports/summary", { ...place, ...views.daysBefore(days) }, signal),
  ]);
}

function show([summary, series, heatMap, ranking, before]) {
  showFigures(summary, before);
  const empty = summary.customers === 0;
  document.getElementById("charts").hidden = empty;
  document.getElementById("empty").hidden = !empty;
  if (empty) {
    showEmpty(summary);
  } else {
    charts.series.show(series);
    charts.gender.show(summary);
    charts.age.show(summary);
    charts.mood.show(summary);
    charts.heatMap.show(heatMap);
    charts.ranking.show({
      ...ranking,
      chosen: view.store,
      entries: ranking.entries.map((entry) => ({ ...entry, href: addressOf(entry, ranking.by) })),
    });
  }
  const note = document.getElementById("note");
  note.textContent = summary.note ?? "";
  note.hidden = !summary.note;
  showFreshness();
}

/** Takes away the numbers of the view before, which are not those of this one. */
function showNothing() {
  for (const card of document.querySelectorAll("[data-figure]")) {
    const [value, small] = card.querySelectorAll("dd");
    delete card.dataset.value;
    value.textContent = "–";
    small.textContent = "";
  }
  document.getElementById("charts").hidden = true;
  document.getElementById("empty").hidden = true;
  document.getElementById("note").hidden = true;
}

function showPlaceAndPeriod() {
  const place = chooser.placeName(stores, view);
  const { from, to } = daysOfView();
  document.getElementById("place").textContent = place;
  document.getElementById("days").textContent = `${words.period(from, to)}, local time`;
  document.title = `${place}, ${words.period(from, to)} · Storelens`;
}

function showFigures(summary, before) {
  const all = summary.photos + summary.refused;
  const remarks = {
    customers: before ? change(summary.customers, before.customers) : "so far",
    photos: summary.photos ? `${(summary.customers / summary.photos).toFixed(2)} customers a photo` : "",
    refused: all ? `${words.share(summary.refused, all)} of all photos` : "",
    belowRequirements: "faces too small or too blurred",
  };
  for (const [name, remark] of Object.entries(remarks)) {
    const card = document.querySelector(`[data-figure="${name}"]`);
    const [value, small] = card.querySelectorAll("dd");
    card.dataset.value = summary[name];
    value.textContent = words.number(summary[name]);
    small.textContent = remark;
  }
}

function change(now, before) {
  if (before === 0) {
    return "none in the period before";
  }
  const ratio = now / before - 1;
  const sign = ratio < 0 ? "▼" : "▲";
  return `${sign} ${words.percent(Math.abs(ratio))} against the period before`;
}

function showEmpty(summary) {
  const { from, to } = daysOfView();
  const [title, text] = document.getElementById("empty").children;
  title.textContent = `No data for ${chooser.placeName(stores, view)}, ${words.period(from, to)}`;
  if (stores.length === 0) {
    text.textContent = "There are no stores yet. Apply a Store and a Camera, and let the camera upload a photo.";
  } else if (summary.photos + summary.refused > 0) {
    text.textContent = "Photos came, but none showed a face that is large and sharp enough, or all were refused.";
  } else {
    text.textContent = "No photo came in this time. Choose other days or another place, or check the store's cameras.";
  }
}

function showFreshness() {
  const live = isLive();
  const freshness = document.getElementById("freshness");
  const time = new Date().toLocaleTimeString("en-GB");
  freshness.textContent = live ? `Live, updated ${time}` : `Updated ${time}`;
  freshness.classList.toggle("live", live);
}

function addressOf(entry, by) {
  return views.toAddress({ ...view, [by]: entry.name });
}

function daysOfView() {
  return views.days(view, today());
}

function isLive() {
  return daysOfView().to >= today();
}

function today() {
  return views.today(chooser.chosen(stores, view).map((store) => store.timeZone));
}
