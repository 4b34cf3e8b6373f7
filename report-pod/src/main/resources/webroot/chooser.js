// The form above the report: three lists of places, and a period.
import * as words from "./words.js";
import { today } from "./view.js";

const MONTHS = 13;
const form = document.getElementById("chooser");
const field = (id) => document.getElementById(id);

/** Every store of the tree, with the names of its city and region. */
export function storesOf(tree) {
  return tree.regions.flatMap((region) =>
    region.cities.flatMap((city) =>
      city.stores.map((store) => ({ ...store, region: region.name, city: city.name })),
    ),
  );
}

/** The stores that a view is about. */
export function chosen(stores, view) {
  return stores.filter((store) =>
    (!view.region || store.region === view.region) &&
    (!view.city || store.city === view.city) &&
    (!view.store || store.name === view.store));
}

/** What to call the place of a view. */
export function placeName(stores, view) {
  if (view.store) {
    const store = stores.find((each) => each.name === view.store);
    return store ? `${store.displayName}, ${store.city}` : view.store;
  }
  if (view.city) {
    return view.region ? `${view.city}, ${view.region}` : view.city;
  }
  return view.region || "All stores";
}

/** Shows a view in the form. */
export function show(stores, view) {
  const inRegion = stores.filter((store) => !view.region || store.region === view.region);
  const inCity = inRegion.filter((store) => !view.city || store.city === view.city);
  list("region", "All regions", view.region, unique(stores.map((store) => store.region)));
  list("city", "All cities", view.city, unique(inRegion.map((store) => store.city)));
  list("store", "All stores", view.store, inCity.map((store) => [store.name, store.displayName]));
  form.elements.period.value = view.period;
  const now = today(chosen(stores, view).map((store) => store.timeZone));
  list("month", null, view.month || now.slice(0, 7), months(now));
  showComparison(stores, view);
  date("from", view.from || now);
  date("to", view.to || now);
  for (const part of form.querySelectorAll("[data-for]")) {
    part.hidden = part.dataset.for !== view.period;
  }
}

// Only some pages compare.
function showComparison(stores, view) {
  if (!field("compare")) {
    return;
  }
  field("compare").value = view.compare;
  field("interval").value = view.interval;
  form.querySelector("[data-compare]").hidden = view.compare !== "place";
  if (view.compare !== "place") {
    return;
  }
  list("with", "Choose a place", view.with, [
    ...unique(stores.map((store) => store.region)).map(([name]) => [`region:${name}`, `Region ${name}`]),
    ...unique(stores.map((store) => store.city)).map(([name]) => [`city:${name}`, `City ${name}`]),
    ...stores.map((store) => [`store:${store.name}`, store.displayName]),
  ]);
}

/** Calls back with the changed view whenever the user chooses. */
export function onChoice(current, callback) {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    const view = { ...current(), period: form.elements.period.value };
    for (const name of ["region", "city", "store", "month", "from", "to", "compare", "with", "interval"]) {
      view[name] = field(name)?.value ?? view[name];
    }
    // What lies below another choice no longer holds.
    if (event.target.id === "region") {
      view.city = view.store = "";
    }
    if (event.target.id === "city") {
      view.store = "";
    }
    if (["region", "city", "store"].includes(event.target.id)) {
      view.camera = "";
    }
    if (view.period === "custom" && !isPeriod(view)) {
      return;
    }
    callback(view);
  });
}

function isPeriod(view) {
  const ends = [field("from"), field("to")];
  ends[1].setCustomValidity(view.from > view.to ? "The last day is before the first." : "");
  return ends.every((end) => end.reportValidity());
}

function unique(names) {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b)).map((name) => [name, name]);
}

function months(now) {
  const [year, month] = now.split("-").map(Number);
  return Array.from({ length: MONTHS }, (_, back) => {
    const first = new Date(Date.UTC(year, month - 1 - back, 1));
    return [first.toISOString().slice(0, 7), words.date(first, { month: "long", year: "numeric" })];
  });
}

function date(id, value) {
  // A date that is being typed must not be overwritten.
  if (field(id) !== document.activeElement) {
    field(id).value = value;
  }
}

function list(id, all, value, options) {
  const select = field(id);
  const wanted = all ? [["", all], ...options] : options;
  if (value && !wanted.some(([name]) => name === value)) {
    wanted.push([value, value]);
  }
  const signature = JSON.stringify(wanted);
  // A list that is open must not be built anew under the user's hand.
  if (select.dataset.signature !== signature) {
    select.replaceChildren(...wanted.map(([name, text]) => new Option(text, name)));
    select.dataset.signature = signature;
  }
  select.value = value;
}
