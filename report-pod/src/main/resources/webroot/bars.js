// Lying bars with their names before and their numbers behind: mood and ranking.
import { explain, layer, size } from "./figure.js";

const { d3 } = window;
const ROW = 32;
const THICKNESS = 14;

/**
 * Draws a bar a row. A row is { key, label, value, text, tip, href?, className? }; text stands
 * behind the bar.
 */
export function bars(svg, data, width, { labelWidth, textWidth, row = ROW }) {
  size(svg, width, Math.max(data.length * row, row));
  const x = d3.scaleLinear(
    [0, d3.max(data, (each) => each.value ?? 0) || 1],
    [0, Math.max(20, width - labelWidth - textWidth)],
  );
  const rows = layer(svg, "rows")
    .selectAll("g.row")
    .data(data, (each) => each.key)
    .join((enter) => {
      const group = enter.append("g");
      group.append("a").append("text").attr("class", "name").attr("dy", "0.35em");
      group.append("rect").attr("class", "track");
      group.append("rect").attr("class", "mark");
      group.append("text").attr("class", "muted").attr("dy", "0.35em");
      return group;
    })
    .order()
    .attr("class", (each) => `row ${each.className ?? ""}`)
    .attr("transform", (_, index) => `translate(0,${index * row + row / 2})`);
  rows.select("a").attr("href", (each) => each.href ?? null);
  rows.select("a").select("text").text((each) => shortened(each.label, labelWidth));
  rows
    .select("rect.track")
    .attr("x", labelWidth)
    .attr("y", -THICKNESS / 2)
    .attr("width", x.range()[1])
    .attr("height", THICKNESS)
    .attr("rx", 4);
  rows
    .select("rect.mark")
    .attr("x", labelWidth)
    .attr("y", -THICKNESS / 2)
    .attr("width", (each) => (each.value ? Math.max(2, x(each.value)) : 0))
    .attr("height", THICKNESS)
    .attr("rx", 4);
  rows
    .select("text.muted")
    .attr("x", width)
    .attr("text-anchor", "end")
    .text((each) => each.text);
  explain(rows, (each) => each.tip);
}

function shortened(label, width) {
  const most = Math.floor(width / 7.4);
  return label.length > most ? `${label.slice(0, most - 1)}…` : label;
}
