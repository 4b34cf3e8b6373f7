// What is looked at: a place, a period, and what they are held against, kept in the address so that
// a view can be shared.
const PERIODS = ["today", "7d", "30d", "month", "year", "custom"];
const COMPARISONS = ["before", "lastYear", "place", "none"];
const INTERVALS = ["hour", "day", "week", "month", "year"];
const NAMES = ["region", "city", "store", "period", "month", "from", "to", "compare", "with", "interval", "camera"];
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The view that the address shows. */
export function fromAddress() {
  const query = new URLSearchParams(location.search);
  const view = Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ""]));
  const dated = ISO_DATE.test(view.from) && ISO_DATE.test(view.to);
  if (!PERIODS.includes(view.period)) {
    view.period = dated ? "custom" : "7d";
  }
  if (view.period === "custom" && !dated) {
    view.period = "7d";
  }
  if (!COMPARISONS.includes(view.compare)) {
    view.compare = view.with ? "place" : "before";
  }
  if (!INTERVALS.includes(view.interval)) {
    view.interval = "";
  }
  return view;
}

/** The address of a view, without what is as usual; of another page where one is named. */
export function toAddress(view, page = location.pathname) {
  const parts = {
    region: view.region,
    city: view.city,
    store: view.store,
    period: view.period === "7d" ? "" : view.period,
    month: view.period === "month" ? view.month : "",
    from: view.period === "custom" ? view.from : "",
    to: view.period === "custom" ? view.to : "",
    compare: view.compare === "before" ? "" : view.compare,
    with: view.compare === "place" ? view.with : "",
    interval: view.interval,
    camera: page === "/cameras" ? view.camera : "",
  };
  const query = new URLSearchParams(Object.entries(parts).filter(([, value]) => value));
  return query.size === 0 ? page : `${page}?${query}`;
}

/** What the API wants to know of the place of a view. */
export function place(view) {
  return { region: view.region, city: view.city, store: view.store };
}

/** What the API wants to know of what a view is held against. */
export function comparison(view) {
  if (view.compare === "none") {
    return {};
  }
  if (view.compare !== "place") {
    return { compare: view.compare };
  }
  const [kind, ...name] = view.with.split(":");
  const parameter = { region: "compareRegion", city: "compareCity", store: "compareStore" }[kind];
  return parameter && name.length > 0 ? { [parameter]: name.join(":") } : {};
}

/** First and last day of a view, where it is now "today". */
export function days(view, today) {
  switch (view.period) {
    case "today":
      return { from: today, to: today };
    case "30d":
      return { from: plusDays(today, -29), to: today };
    case "month":
      return month(view.month || today.slice(0, 7), today);
    case "year":
      return { from: plusDays(today, -364), to: today };
    case "custom":
      return { from: view.from, to: view.to };
    default:
      return { from: plusDays(today, -6), to: today };
  }
}

/** The date where among the zones it is latest. */
export function today(zones) {
  // A thousand stores have few zones, and a format for each store would take longer than all charts.
  const dates = [...new Set(zones)].map((timeZone) =>
    new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date()),
  );
  return dates.sort().at(-1) ?? new Date().toISOString().slice(0, 10);
}

/** An ISO date so many days later. */
export function plusDays(date, count) {
  return new Date(Date.parse(date) + count * 86_400_000).toISOString().slice(0, 10);
}

function month(name, today) {
  const [year, number] = name.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return { from: `${name}-01`, to: name === today.slice(0, 7) ? today : last };
}
