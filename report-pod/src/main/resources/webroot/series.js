// Customers over time, and what they are held against.
import { columns } from "./columns.js";
import { Figure } from "./figure.js";
import * as words from "./words.js";

const { d3 } = window;
const GENDERS = ["female", "male", "unknown"];

const count = (value) => ({ text: words.number(value), value });

/** Customers over time; data is the answer of the API. */
export const series = new Figure("series", {
  legend: [
    ["female", "Female"],
    ["male", "Male"],
    ["unknown", "Unknown"],
    ["silent", "Open, but no photo came"],
    ["closed", "Closed"],
    ["level", "Compared with"],
  ],
  draw: (svg, data, width) =>
    columns(svg, shownPoints(data).map((point) => column(point, data)), width, { height: 280 }),
  summary: sentence,
  table: (data) => ({
    caption: `Customers by ${data.interval}`,
    columns: [
      words.capital(data.interval), "Customers", "Female", "Male", "Unknown", "Seen",
      ...(data.comparison ? ["Compared with", "Its customers"] : []),
    ],
    rows: data.points.map((point, index) => [
      { text: words.point(point.start, data.interval) },
      count(point.customers),
      ...GENDERS.map((gender) => count(point.gender[gender])),
      { text: words.state(point.coverage) },
      ...(data.comparison ? compared(data.comparison, index) : []),
    ]),
  }),
});

function compared(comparison, index) {
  const other = comparison.points[index];
  return other
    ? [{ text: words.point(other.start, comparison.interval) }, count(other.customers)]
    : [{ text: "–" }, { text: "–" }];
}

function sentence(data) {
  const most = d3.greatest(data.points, (point) => point.customers);
  if (!most?.customers) {
    return "No customers were counted.";
  }
  const silent = data.points.filter((point) => point.coverage.state === "silent").length;
  const name = words.point(most.start, data.interval);
  const when = ["hour", "day"].includes(data.interval) ? `on ${name}` : `in ${name.replace("Week", "the week")}`;
  return (
    `Most came ${when}: ${words.customers(most.customers)}.` +
    (silent ? ` No photo came in ${silent} open ${silent === 1 ? data.interval : `${data.interval}s`}.` : "")
  );
}

// Nights without customers would only make the columns of one day thin.
function shownPoints({ interval, points, from, to }) {
  if (interval !== "hour" || from !== to) {
    return points;
  }
  const busy = d3
    .range(points.length)
    .filter((index) => points[index].customers > 0 || points[index].coverage.openHours > 0);
  return points.slice(Math.min(8, busy[0] ?? 8), Math.max(20, (busy.at(-1) ?? 19) + 1));
}

function column(point, data) {
  const parts = GENDERS.map((name) => ({ name, value: point.gender[name] }));
  // Where groups are hidden the column still has to be as high as its customers are many.
  const told = d3.sum(parts, (each) => each.value ?? 0);
  const other = data.comparison?.points[data.points.indexOf(point)];
  return {
    key: point.start,
    label: words.pointLabel(point.start, data),
    tip: [
      words.point(point.start, data.interval),
      words.customers(point.customers),
      ...GENDERS.map((name) => `${words.capital(name)} ${words.number(point.gender[name])}`),
      words.capital(words.state(point.coverage)),
      ...(other ? [`Compared: ${words.number(other.customers)}, ${words.point(other.start, data.interval)}`] : []),
    ].join("\n"),
    parts: [...parts, { name: "hidden", value: point.customers - told }],
    mark: point.customers === 0 ? point.coverage.state : undefined,
    level: other?.customers,
  };
}
