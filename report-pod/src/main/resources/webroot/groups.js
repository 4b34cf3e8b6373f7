// Customers by gender, by age and by mood.
import { bars } from "./bars.js";
import { columns } from "./columns.js";
import { Figure, explain, layer, patterns, size } from "./figure.js";
import * as words from "./words.js";

const { d3 } = window;
const GENDERS = ["female", "male", "unknown"];
const MOODS = ["happiness", "neutral", "surprise", "sadness", "fear", "disgust", "anger", "unknown"];
const ROW = 30;

const count = (value) => ({ text: words.number(value), value });
const part = (value, whole) => ({ text: words.share(value, whole) });

/** Customers by gender; data is the summary of the API. */
export const gender = new Figure("gender", {
  draw: drawRing,
  summary: (data) => shares(data.gender, data.customers),
  table: (data) => ({
    caption: "Customers by gender",
    columns: ["Gender", "Customers", "Share"],
    rows: Object.entries(data.gender).map(([group, value]) => [
      { text: words.capital(group) },
      count(value),
      part(value, data.customers),
    ]),
  }),
});

/** Customers by age band and gender; data is the summary of the API. */
export const age = new Figure("age", {
  legend: [["female", "Female"], ["male", "Male"]],
  draw: drawPyramid,
  summary: (data) => largest(data.age, data.customers, (band) => `${band} years`),
  table: (data) => ({
    caption: "Customers by age and gender",
    columns: ["Age", "Customers", "Share", "Female", "Male", "Unknown"],
    rows: Object.entries(data.age).map(([band, value]) => [
      { text: band },
      count(value),
      part(value, data.customers),
      ...GENDERS.map((each) => count(data.pyramid[each][band])),
    ]),
  }),
});

/** Shares of moods over time, or in all where hours are shown; data is { summary, series }. */
export const mood = new Figure("mood", {
  legend: MOODS.map((name) => [`mood-${name}`, words.capital(name)]),
  draw: (svg, { summary, series }, width) => {
    svg.selectAll("*").remove();
    if (isOverTime(series)) {
      drawMoods(svg, series, width);
    } else {
      drawMoodBars(svg, summary, width);
    }
  },
  summary: ({ summary }) =>
    summary.customers > 0 && summary.mood.unknown === summary.customers
      ? "Mood is not analysed here."
      : largest(summary.mood, summary.customers, (name) => name),
  table: ({ summary, series }) => ({
    caption: "Customers by mood",
    columns: ["", ...MOODS.map(words.capital)],
    rows: [
      [{ text: "Mood in all" }, ...MOODS.map((name) => count(summary.mood[name]))],
      [{ text: "Share" }, ...MOODS.map((name) => part(summary.mood[name], summary.customers))],
      ...(isOverTime(series) ? series.points : []).map((point) => [
        { text: words.point(point.start, series.interval) },
        ...MOODS.map((name) => part(point.mood[name], point.customers)),
      ]),
    ],
  }),
});

function isOverTime(series) {
  return series.points.length > 1 && series.points[0].mood !== undefined;
}

function drawMoods(svg, series, width) {
  patterns(svg, "hatch", "upright", "level", "falling", "dots");
  columns(
    svg,
    series.points.map((point) => ({
      key: point.start,
      label: words.pointLabel(point.start, series),
      tip: [
        words.point(point.start, series.interval),
        ...MOODS.map((name) => `${words.capital(name)} ${words.share(point.mood[name], point.customers)}`),
      ].join("\n"),
      parts: MOODS.map((name) => ({
        name: `mood-${name}`,
        value: point.customers ? (point.mood[name] ?? 0) / point.customers : 0,
      })),
      mark: point.customers === 0 ? point.coverage.state : undefined,
    })),
    width,
    { height: 250, most: 1, axis: words.percent },
  );
}

function drawMoodBars(svg, summary, width) {
  bars(
    svg,
    MOODS.filter((name) => name !== "unknown" || summary.mood[name] !== 0).map((name) => ({
      key: name,
      label: words.capital(name),
      value: summary.mood[name],
      text: words.share(summary.mood[name], summary.customers),
      tip: `${words.capital(name)}\n${words.customers(summary.mood[name])}`,
    })),
    width,
    { labelWidth: 92, textWidth: 60 },
  );
}

function drawPyramid(svg, data, width) {
  const bands = Object.keys(data.age).reverse();
  const middle = 52;
  const top = 20;
  const half = (width - middle) / 2;
  size(svg, width, top + bands.length * ROW);
  const most = d3.max(["female", "male"], (each) => d3.max(bands, (band) => data.pyramid[each][band] ?? 0)) || 1;
  const x = d3.scaleLinear([0, most], [0, half - 46]);
  const y = d3.scaleBand(bands, [top, top + bands.length * ROW]).padding(0.25);
  const sides = [
    { name: "female", edge: half, sign: -1, anchor: "end" },
    { name: "male", edge: half + middle, sign: 1, anchor: "start" },
  ];
  layer(svg, "heads")
    .selectAll("text")
    .data(sides)
    .join("text")
    .attr("class", "muted")
    .attr("x", (side) => side.edge)
    .attr("y", 12)
    .attr("text-anchor", (side) => side.anchor)
    .text((side) => words.capital(side.name));
  layer(svg, "bands")
    .selectAll("text")
    .data(bands)
    .join("text")
    .attr("x", half + middle / 2)
    .attr("y", (band) => y(band) + y.bandwidth() / 2)
    .attr("dy", "0.35em")
    .attr("text-anchor", "middle")
    .text((band) => band);
  const cells = sides.flatMap((side) => bands.map((band) => ({ ...side, band, value: data.pyramid[side.name][band] })));
  const marks = layer(svg, "cells")
    .selectAll("g")
    .data(cells, (cell) => `${cell.name} ${cell.band}`)
    .join((enter) => {
      const cell = enter.append("g");
      cell.append("rect");
      cell.append("text").attr("class", "muted").attr("dy", "0.35em");
      return cell;
    });
  marks
    .select("rect")
    .attr("class", (cell) => `mark ${cell.name}`)
    .attr("x", (cell) => (cell.sign < 0 ? cell.edge - x(cell.value ?? 0) : cell.edge))
    .attr("width", (cell) => x(cell.value ?? 0))
    .attr("y", (cell) => y(cell.band))
    .attr("height", y.bandwidth())
    .attr("rx", 3);
  marks
    .select("text")
    .attr("x", (cell) => cell.edge + cell.sign * (x(cell.value ?? 0) + 6))
    .attr("y", (cell) => y(cell.band) + y.bandwidth() / 2)
    .attr("text-anchor", (cell) => cell.anchor)
    .text((cell) => (cell.value === null ? "hidden" : words.shortNumber(cell.value)));
  explain(marks, (cell) => `${words.capital(cell.name)}, ${cell.band} years\n${words.customers(cell.value)}`);
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
  patterns(svg, "hatch");
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
