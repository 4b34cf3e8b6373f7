// The six figures of the report: what each draws, says and lists.
import { bars } from "./bars.js";
import { columns } from "./columns.js";
import { Figure, explain, hatch, layer, size } from "./figure.js";
import * as words from "./words.js";

const { d3 } = window;
const GENDERS = ["female", "male", "unknown"];
const GENDER_LEGEND = [["female", "Female"], ["male", "Male"], ["unknown", "Unknown"]];
const RANKED = 8;

const count = (value) => ({ text: words.number(value), value });
const part = (value, whole) => ({ text: words.share(value, whole) });

/** Customers over time; data is the answer of the API. */
export const series = new Figure("series", {
  legend: GENDER_LEGEND,
  draw: (svg, data, width) =>
    columns(svg, shownPoints(data).map((point) => column(point, data)), width, { height: 280 }),
  summary: (data) => {
    const most = d3.greatest(data.points, (point) => point.customers);
    return most?.customers
      ? `Most came ${when(most, data)}: ${words.customers(most.customers)}.`
      : "Nobody came.";
  },
  table: (data) => ({
    caption: `Customers by ${data.interval}`,
    columns: [words.capital(data.interval), "Customers", "Female", "Male", "Unknown"],
    rows: data.points.map((point) => [
      { text: pointName(point, data.interval) },
      count(point.customers),
      ...GENDERS.map((gender) => count(point.gender[gender])),
    ]),
  }),
});

/** Customers by gender; data is the summary of the API. */
export const gender = new Figure("gender", {
  draw: drawRing,
  summary: (data) => shares(data.gender, data.customers, "customers"),
  table: (data) => groups("gender", data.gender, data.customers),
});

/** Customers by age band; data is the summary of the API. */
export const age = new Figure("age", {
  draw: (svg, data, width) =>
    columns(
      svg,
      Object.entries(data.age).map(([band, value]) => ({
        key: band,
        label: band,
        tip: `${band} years\n${words.customers(value)}, ${words.share(value, data.customers)}`,
        parts: [{ name: "age", value }],
      })),
      width,
      { height: 250, labelWidth: 40 },
    ),
  summary: (data) => largest(data.age, data.customers, (band) => `${band} years`),
  table: (data) => groups("age", data.age, data.customers),
});

/** Customers by mood; data is the summary of the API. */
export const mood = new Figure("mood", {
  draw: (svg, data, width) =>
    bars(
      svg,
      moods(data).map(([name, value]) => ({
        key: name,
        label: words.capital(name),
        value,
        text: words.share(value, data.customers),
        tip: `${words.capital(name)}\n${words.customers(value)}, ${words.share(value, data.customers)}`,
      })),
      width,
      { labelWidth: 92, textWidth: 60 },
    ),
  summary: (data) =>
    data.customers > 0 && data.mood.unknown === data.customers
      ? "Mood is not analysed here."
      : largest(data.mood, data.customers, (name) => name),
  table: (data) => groups("mood", data.mood, data.customers),
});

/** Customers by weekday and hour; data is the answer of the API. */
export const heatMap = new Figure("heatmap", {
  legend: [["scale", "few to many customers"]],
  draw: drawHeatMap,
  summary: (data) => {
    const most = d3.greatest(data.cells, (cell) => cell.customers);
    return most?.customers
      ? `Busiest: ${words.weekday(most.weekday)} ${words.hour(most.hour)} to ${words.hour(most.hour + 1)}` +
          `, ${words.customers(most.customers)}.`
      : "Nobody came.";
  },
  table: (data) => ({
    caption: "Customers by weekday and hour of local time",
    columns: ["Weekday", ...d3.range(24).map(words.hour)],
    rows: d3.groups(data.cells, (cell) => cell.weekday).map(([day, cells]) => [
      { text: words.weekday(day) },
      ...cells.map((cell) => count(cell.customers)),
    ]),
  }),
});

/** Places by customers; data is the answer of the API, address(entry) leads to a place. */
export const ranking = new Figure("ranking", {
  role: "group",
  draw: (svg, data, width) =>
    bars(
      svg,
      rankedEntries(data).map((entry) => ({
        key: entry.name,
        label: entry.displayName,
        value: entry.customers,
        text: `${words.shortNumber(entry.customers)} · ${words.percent(entry.share)}`,
        tip: `${entry.displayName}\n${words.customers(entry.customers)}, ${words.percent(entry.share)}`,
        href: entry.href,
        className: data.chosen ? (entry.name === data.chosen ? "chosen" : "others") : "",
      })),
      width,
      {
        labelWidth: Math.min(170, width * 0.36),
        textWidth: 96,
        row: Math.min(52, Math.max(34, 260 / rankedEntries(data).length)),
      },
    ),
  summary: (data) => {
    const place = data.entries.findIndex((entry) => entry.name === data.chosen);
    const { length } = data.entries;
    if (place >= 0) {
      return `Number ${place + 1} of ${length} ${length === 1 ? "store" : "stores"} in its region.`;
    }
    const [first] = data.entries;
    return first?.customers
      ? `${first.displayName} leads with ${words.percent(first.share)} of the customers.`
      : "Nobody came.";
  },
  table: (data) => ({
    caption: `Customers by ${data.by}`,
    columns: [words.capital(data.by), "Customers", "Share"],
    rows: data.entries.map((entry) => [
      { text: entry.displayName, href: entry.href },
      count(entry.customers),
      { text: words.percent(entry.share) },
    ]),
  }),
});

// Nights without customers would only make the columns of one day thin.
function shownPoints({ interval, points, from, to }) {
  if (interval !== "hour" || from !== to) {
    return points;
  }
  const busy = d3.range(points.length).filter((index) => points[index].customers > 0);
  return points.slice(Math.min(8, busy[0] ?? 8), Math.max(20, (busy.at(-1) ?? 19) + 1));
}

function column(point, data) {
  const parts = GENDERS.map((name) => ({ name, value: point.gender[name] }));
  // Where groups are hidden the column still has to be as high as its customers are many.
  const told = d3.sum(parts, (each) => each.value ?? 0);
  return {
    key: point.start,
    label: pointLabel(point, data),
    tip: [
      pointName(point, data.interval),
      words.customers(point.customers),
      ...GENDERS.map((name) => `${words.capital(name)} ${words.number(point.gender[name])}`),
    ].join("\n"),
    parts: [...parts, { name: "hidden", value: point.customers - told }],
  };
}

function pointLabel(point, { interval, points, from, to }) {
  const start = words.parse(point.start);
  switch (interval) {
    case "hour":
      return from !== to && start.getUTCHours() === 0
        ? words.date(start)
        : words.hour(start.getUTCHours());
    case "month":
      return words.date(start, { month: "short", year: "2-digit" });
    case "day":
      return points.length <= 14
        ? words.date(start, { weekday: "short", day: "numeric" }).replace(",", "")
        : words.date(start);
    default:
      return words.date(start);
  }
}

function pointName(point, interval) {
  const start = words.parse(point.start);
  const day = words.date(start, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
  switch (interval) {
    case "hour":
      return `${words.date(start, { weekday: "short", day: "numeric", month: "short" })} ${words.hour(start.getUTCHours())}`;
    case "week":
      return `Week from ${words.date(start, { day: "numeric", month: "short", year: "numeric" })}`;
    case "month":
      return words.date(start, { month: "long", year: "numeric" });
    default:
      return day;
  }
}

function when(point, data) {
  const name = pointName(point, data.interval);
  if (data.interval === "hour") {
    return `on ${name}`;
  }
  return data.interval === "day" ? `on ${name}` : `in ${name.replace("Week", "the week")}`;
}

function groups(name, values, whole) {
  return {
    caption: `Customers by ${name}`,
    columns: [words.capital(name), "Customers", "Share"],
    rows: Object.entries(values).map(([group, value]) => [
      { text: words.capital(group) },
      count(value),
      part(value, whole),
    ]),
  };
}

function moods(data) {
  return Object.entries(data.mood).filter(([name, value]) => name !== "unknown" || value !== 0);
}

function shares(values, whole) {
  const told = Object.entries(values).filter(([, value]) => value);
  return told.length === 0
    ? "Nothing to show."
    : `${told.map(([name, value]) => `${words.share(value, whole)} ${name}`).join(", ")}.`;
}

function largest(values, whole, wording) {
  const known = Object.entries(values).filter(([name, value]) => name !== "unknown" && value);
  const most = d3.greatest(known, ([, value]) => value);
  return most ? `Most common: ${wording(most[0])}, ${words.share(most[1], whole)}.` : "Nothing to show.";
}

function drawRing(svg, data, width) {
  const height = 240;
  size(svg, width, height);
  hatch(svg);
  const values = GENDERS.map((name) => ({ name, value: data.gender[name] }));
  const radius = Math.min(96, (width - 150) / 2);
  const arc = d3.arc().innerRadius(radius * 0.68).outerRadius(radius).cornerRadius(3);
  const slices = d3.pie().sort(null).padAngle(0.02).value((each) => each.value ?? 0)(values);
  const ring = layer(svg, "ring").attr("transform", `translate(${radius + 4},${height / 2})`);
  ring
    .selectAll("path")
    .data(slices)
    .join("path")
    .attr("class", (slice) => `mark ${slice.data.name}`)
    .attr("d", arc)
    .call(explain, ({ data: { name, value } }) =>
      `${words.capital(name)}\n${words.customers(value)}, ${words.share(value, data.customers)}`);
  ring
    .selectAll("text")
    .data([
      ["total", words.shortNumber(data.customers), -3],
      ["muted", "customers", 17],
    ])
    .join("text")
    .attr("class", ([name]) => name)
    .attr("text-anchor", "middle")
    .attr("y", ([, , y]) => y)
    .text(([, text]) => text);
  const keys = layer(svg, "keys")
    .attr("transform", `translate(${2 * radius + 34},${height / 2 - 62})`)
    .selectAll("g")
    .data(values)
    .join((enter) => {
      const key = enter.append("g");
      key.append("rect").attr("width", 12).attr("height", 12).attr("rx", 3).attr("y", -10);
      key.append("text").attr("class", "name").attr("x", 22);
      key.append("text").attr("class", "muted").attr("x", 22).attr("y", 18);
      return key;
    })
    .attr("transform", (_, index) => `translate(0,${index * 52 + 10})`);
  keys.select("rect").attr("class", (each) => each.name);
  keys.select("text.name").text((each) => words.capital(each.name));
  keys
    .select("text.muted")
    .text((each) => `${words.number(each.value)} · ${words.share(each.value, data.customers)}`);
}

function drawHeatMap(svg, data, width) {
  const left = 40;
  const top = 22;
  const busy = data.cells.filter((cell) => cell.customers > 0).map((cell) => cell.hour);
  const hours = d3.range(Math.min(8, d3.min(busy) ?? 8), Math.max(20, (d3.max(busy) ?? 19) + 1));
  const row = 36;
  size(svg, width, top + 7 * row);
  const x = d3.scaleBand(hours, [left, width]).padding(0.08);
  const y = d3.scaleBand(d3.range(1, 8), [top, top + 7 * row]).padding(0.1);
  const most = d3.max(data.cells, (cell) => cell.customers) || 1;
  const every = Math.ceil(40 / x.step());
  layer(svg, "hours")
    .attr("class", "hours axis")
    .selectAll("text")
    .data(hours.filter((_, index) => index % every === 0))
    .join("text")
    .attr("x", (hour) => x(hour) + x.bandwidth() / 2)
    .attr("y", 12)
    .attr("text-anchor", "middle")
    .text(words.hour);
  layer(svg, "days")
    .attr("class", "days axis")
    .selectAll("text")
    .data(d3.range(1, 8))
    .join("text")
    .attr("y", (day) => y(day) + y.bandwidth() / 2)
    .attr("dy", "0.35em")
    .text((day) => words.weekday(day).slice(0, 3));
  layer(svg, "cells")
    .selectAll("g")
    .data(
      data.cells.filter((cell) => hours.includes(cell.hour)),
      (cell) => `${cell.weekday} ${cell.hour}`,
    )
    .join((enter) => {
      const cell = enter.append("g");
      cell.append("rect").attr("class", "track");
      cell.append("rect").attr("class", "mark");
      return cell;
    })
    .call(explain, (cell) =>
      `${words.weekday(cell.weekday)} ${words.hour(cell.hour)}\n${words.customers(cell.customers)}`)
    .selectAll("rect")
    .data((cell) => [cell, cell])
    .attr("x", (cell) => x(cell.hour))
    .attr("y", (cell) => y(cell.weekday))
    .attr("width", x.bandwidth())
    .attr("height", y.bandwidth())
    .attr("rx", 4);
  layer(svg, "cells")
    .selectAll("rect.mark")
    .attr("fill-opacity", (cell) =>
      cell.customers === 0 ? 0 : 0.08 + 0.92 * (cell.customers / most));
}

// The first few, and the chosen one even if it is not among them.
function rankedEntries(data) {
  const first = data.entries.slice(0, RANKED);
  const chosen = data.entries.find((entry) => entry.name === data.chosen);
  return chosen && !first.includes(chosen) ? [...first.slice(0, -1), chosen] : first;
}
