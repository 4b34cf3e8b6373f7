// The numbers above the charts, each with its change or with what it is made of.
import * as words from "./words.js";

/** As the API has it. */
const TOLERANCE = 0.05;

/** Shows the summary of the API. */
export function show(summary, view) {
  const { coverage, comparison } = summary;
  const all = summary.photos + summary.refused;
  card("customers", summary.customers, words.number(summary.customers), changed(comparison, view));
  card(
    "coverage",
    coverage.coveredHours,
    coverage.openHours ? words.percent(coverage.coveredHours / coverage.openHours) : "–",
    seen(coverage),
  );
  card("perHour", perHour(summary), hourly(summary), comparison ? `against ${hourly(comparison.figures)}` : "");
  card("photos", summary.photos, words.number(summary.photos), expected(coverage));
  card("refused", summary.refused, words.number(summary.refused), all ? `${words.share(summary.refused, all)} of all photos` : "");
  card("belowRequirements", summary.belowRequirements, words.number(summary.belowRequirements), "faces too small, turned away or blurred");
  const customers = document.querySelector('[data-figure="customers"]');
  customers.classList.toggle("doubtful", comparison !== undefined && seenDiffers(summary, comparison.figures));
}

// Hours that were open and not seen: then customers may be missing, not only hours.
function seenDiffers({ coverage }, { coverage: other }) {
  return Math.abs(shareSeen(coverage) - shareSeen(other)) > TOLERANCE;
}

function shareSeen({ openHours, coveredHours }) {
  return openHours ? coveredHours / openHours : 1;
}

/** Gives the cards their titles, and links to what they mean, in the words of the API. */
export function explain(metrics) {
  for (const { id, title, meaning } of metrics) {
    const term = document.querySelector(`[data-metric="${id}"] dt`);
    if (term) {
      const link = document.createElement("a");
      link.href = `/glossary#${id}`;
      link.title = meaning;
      link.textContent = title;
      term.replaceChildren(link);
    }
  }
}

/** Takes the numbers away. */
export function clear() {
  for (const element of document.querySelectorAll("[data-figure]")) {
    delete element.dataset.value;
    const [value, remark] = element.querySelectorAll("dd");
    value.textContent = "–";
    remark.textContent = "";
  }
}

function card(name, data, text, remarkText) {
  const element = document.querySelector(`[data-figure="${name}"]`);
  const [value, remark] = element.querySelectorAll("dd");
  element.dataset.value = data;
  value.textContent = text;
  remark.textContent = remarkText;
}

function changed(comparison, view) {
  if (!comparison) {
    return "";
  }
  const other = {
    before: "the period before",
    lastYear: "the same weekdays last year",
    place: "the other place",
  }[view.compare];
  if (comparison.change === undefined) {
    return `none in ${other}`;
  }
  if (comparison.comparable) {
    return `${words.change(comparison.change)} against ${other}`;
  }
  // Different hours were seen: what an hour brought still compares.
  return comparison.changePerHour === undefined
    ? comparison.remark
    : `${words.change(comparison.changePerHour)} an hour against ${other}. ${comparison.remark}`;
}

function seen({ state, openHours, coveredHours }) {
  switch (state) {
    case "closed":
      return "no open hours are over";
    case "silent":
      return "open, but no photo came";
    default:
      return `photos in ${words.number(coveredHours)} of ${words.number(openHours)} open hours`;
  }
}

function expected({ expectedPhotos, receivedPhotos }) {
  return expectedPhotos === undefined
    ? `${words.number(receivedPhotos)} received`
    : `${words.number(receivedPhotos)} received of ${words.number(expectedPhotos)} expected`;
}

function perHour({ customers, coverage }) {
  return coverage.coveredHours ? customers / coverage.coveredHours : 0;
}

function hourly(figures) {
  return figures.coverage.coveredHours ? perHour(figures).toFixed(1) : "–";
}
