// When customers come in a week.
import { Figure, explain, layer, patterns, size } from "./figure.js";
import * as words from "./words.js";

const { d3 } = window;

/** Customers by weekday and hour; data is the answer of the API. */
export const heatMap = new Figure("heatmap", {
  legend: [
    ["scale", "none to many customers"],
    ["silent", "Open, but no photo came"],
    ["closed", "Closed"],
  ],
  draw: drawHeatMap,
  summary: (data) => {
    const most = d3.greatest(data.cells, (cell) => cell.customers);
    return most?.customers
      ? `Busiest: ${words.weekday(most.weekday)} ${words.hour(most.hour)} to ${words.hour(most.hour + 1)}` +
          `, ${words.customers(most.customers)}.`
      : "No customers were counted.";
  },
  table: (data) => ({
    caption: "Customers by weekday and hour of local time",
    columns: ["Weekday", ...d3.range(24).map(words.hour)],
    rows: d3.groups(data.cells, (cell) => cell.weekday).map(([day, cells]) => [
      { text: words.weekday(day) },
      ...cells.map((cell) =>
        cell.customers === 0 && (cell.state === "closed" || cell.state === "silent")
          ? { text: cell.state, value: 0 }
          : { text: words.number(cell.customers), value: cell.customers }),
    ]),
  }),
});

function drawHeatMap(svg, data, width) {
  const left = 40;
  const top = 22;
  patterns(svg, "silent");
  const busy = data.cells
    .filter((cell) => cell.customers > 0 || cell.openHours > 0)
    .map((cell) => cell.hour);
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
      cell.append("rect").attr("class", "state");
      cell.append("rect").attr("class", "mark");
      return cell;
    })
    .call(explain, (cell) =>
      [
        `${words.weekday(cell.weekday)} ${words.hour(cell.hour)}`,
        words.customers(cell.customers),
        words.capital(words.state(cell)),
      ].join("\n"))
    .selectAll("rect")
    .data((cell) => [cell, cell])
    .attr("x", (cell) => x(cell.hour))
    .attr("y", (cell) => y(cell.weekday))
    .attr("width", x.bandwidth())
    .attr("height", y.bandwidth())
    .attr("rx", 4);
  layer(svg, "cells")
    .selectAll("rect.state")
    .attr("class", (cell) => `state ${cell.customers === 0 ? cell.state : "covered"}`);
  layer(svg, "cells")
    .selectAll("rect.mark")
    .attr("fill-opacity", (cell) =>
      cell.customers === 0 ? 0 : 0.08 + 0.92 * (cell.customers / most));
}
