// Upright columns: customers over time, and by age.
import { explain, layer, patterns, size } from "./figure.js";
import * as words from "./words.js";

const { d3 } = window;
const MARGIN = { top: 10, right: 4, bottom: 26, left: 44 };
const LABEL_WIDTH = 62;
const ABSENT = 12;

/**
 * Draws columns of parts that stand on each other. A column is { key, label, tip, parts: [{ name,
 * value }], mark?, level? }; a part's name is its class. A mark of "silent" or "closed" is drawn
 * where there is no column to see; level is a line across, of what the column is held against.
 */
export function columns(svg, data, width, { height, labelWidth = LABEL_WIDTH, most, axis = words.shortNumber }) {
  size(svg, width, height);
  patterns(svg, "hatch", "silent");
  const x = d3
    .scaleBand(data.map((column) => column.key), [MARGIN.left, width - MARGIN.right])
    .paddingInner(data.length > 60 ? 0.15 : 0.28)
    .paddingOuter(0.1);
  const top =
    most ??
    (d3.max(data, (column) =>
      Math.max(column.level ?? 0, d3.sum(column.parts, (part) => part.value ?? 0))) || 1);
  const y = d3.scaleLinear([0, top], [height - MARGIN.bottom, MARGIN.top]);
  if (!most) {
    y.nice(4);
  }
  const ticks = y.ticks(4).filter((tick) => most || Number.isInteger(tick));

  layer(svg, "grid")
    .selectAll("line")
    .data(ticks)
    .join("line")
    .attr("x1", MARGIN.left)
    .attr("x2", width - MARGIN.right)
    .attr("y1", y)
    .attr("y2", y);
  layer(svg, "axis")
    .selectAll("text")
    .data(ticks)
    .join("text")
    .attr("x", MARGIN.left - 8)
    .attr("y", y)
    .attr("dy", "0.35em")
    .attr("text-anchor", "end")
    .text(axis);
  const every = Math.ceil((labelWidth * data.length) / (width - MARGIN.left - MARGIN.right));
  layer(svg, "labels")
    .attr("class", "labels axis")
    .selectAll("text")
    .data(data.filter((_, index) => index % every === 0))
    .join("text")
    .attr("x", (column) => x(column.key) + x.bandwidth() / 2)
    .attr("y", height - 6)
    .attr("text-anchor", "middle")
    .text((column) => column.label);

  const bars = layer(svg, "bars")
    .selectAll("g.bar")
    .data(data, (column) => column.key)
    .join("g")
    .attr("class", "bar");
  bars
    .selectAll("rect.mark")
    .data((column) => stacked(column, y))
    .join("rect")
    .attr("class", (part) => `mark ${part.name}`)
    .attr("x", (part) => x(part.key))
    .attr("width", x.bandwidth())
    .attr("y", (part) => part.y)
    .attr("height", (part) => part.height)
    .attr("rx", Math.min(3, x.bandwidth() / 4));
  bars
    .selectAll("rect.absent")
    .data((column) => (column.mark === "silent" || column.mark === "closed" ? [column] : []))
    .join("rect")
    .attr("class", (column) => `absent ${column.mark}`)
    .attr("x", (column) => x(column.key))
    .attr("width", x.bandwidth())
    .attr("y", height - MARGIN.bottom - ABSENT)
    .attr("height", ABSENT);
  bars
    .selectAll("line.level")
    .data((column) => (column.level === undefined ? [] : [column]))
    .join("line")
    .attr("class", "level")
    .attr("x1", (column) => x(column.key) - x.step() * 0.06)
    .attr("x2", (column) => x(column.key) + x.bandwidth() + x.step() * 0.06)
    .attr("y1", (column) => y(column.level))
    .attr("y2", (column) => y(column.level));
  bars
    .selectAll("rect.reach")
    .data((column) => [column])
    .join("rect")
    .attr("class", "reach")
    .attr("fill", "transparent")
    .attr("x", (column) => x(column.key) - (x.step() - x.bandwidth()) / 2)
    .attr("width", x.step())
    .attr("y", MARGIN.top)
    .attr("height", height - MARGIN.top - MARGIN.bottom)
    .call(explain, (column) => column.tip);
}

function stacked(column, y) {
  let below = 0;
  return column.parts.map(({ name, value }) => {
    const start = below;
    below += value ?? 0;
    return { key: column.key, name, y: y(below), height: Math.max(0, y(start) - y(below)) };
  });
}
