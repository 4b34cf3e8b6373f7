// Where the stores are. The outline of the land is the page's own: no map server is asked.
import { Figure, explain, layer, size } from "./figure.js";
import * as words from "./words.js";

const { d3 } = window;
const MOST_RADIUS = 16;

/** Stores on a map; data is { stores: [{ displayName, city, coordinates, customers, href }], land }. */
export const map = new Figure("map", {
  role: "group",
  legend: [["dot", "A larger circle has more customers"]],
  draw: drawMap,
  summary: ({ stores }) => {
    const placed = located(stores);
    const most = d3.greatest(placed, (store) => store.customers);
    const missing = stores.length - placed.length;
    return (
      (most?.customers ? `The largest circle is ${most.displayName}.` : `${placed.length} stores.`) +
      (missing ? ` ${missing} of ${stores.length} stores have no coordinates.` : "")
    );
  },
  table: ({ stores }) => ({
    caption: "Stores and where they are",
    columns: ["Store", "City", "Customers", "Latitude", "Longitude"],
    rows: stores.map((store) => [
      { text: store.displayName, href: store.href },
      { text: store.city },
      { text: words.number(store.customers), value: store.customers },
      { text: store.coordinates?.latitude.toFixed(2) ?? "–" },
      { text: store.coordinates?.longitude.toFixed(2) ?? "–" },
    ]),
  }),
});

function located(stores) {
  return stores.filter((store) => store.coordinates);
}

function drawMap(svg, { stores, land }, width) {
  const height = Math.min(420, width * 0.5);
  size(svg, width, height);
  const placed = located(stores).sort((a, b) => b.customers - a.customers);
  const points = placed.map((store) => [store.coordinates.longitude, store.coordinates.latitude]);
  const projection = d3.geoNaturalEarth1();
  if (points.length === 0 || spread(points) > 40) {
    projection.fitExtent([[4, 4], [width - 4, height - 4]], land);
  } else {
    // Stores of one city would else be one point on a map of the world.
    const [longitude, latitude] = [d3.mean(points, (point) => point[0]), d3.mean(points, (point) => point[1])];
    const reach = Math.max(4, spread(points));
    projection
      .center([longitude, latitude])
      .scale(Math.min(width, height * 2) * (22 / reach))
      .translate([width / 2, height / 2]);
  }
  projection.clipExtent([[0, 0], [width, height]]);
  layer(svg, "land").selectAll("path").data([land]).join("path").attr("d", d3.geoPath(projection));
  const most = d3.max(placed, (store) => store.customers) || 1;
  const radius = d3.scaleSqrt([0, most], [3.5, MOST_RADIUS]);
  const dots = layer(svg, "dots")
    .selectAll("a")
    .data(placed, (store) => store.name)
    .join((enter) => {
      const link = enter.append("a");
      link.append("circle");
      return link;
    })
    .order()
    .attr("href", (store) => store.href)
    .attr("aria-label", (store) => `${store.displayName}: ${words.customers(store.customers)}`);
  dots
    .select("circle")
    .attr("class", "mark dot")
    .attr("r", (store) => radius(store.customers))
    .attr("cx", (store) => projection([store.coordinates.longitude, store.coordinates.latitude])[0])
    .attr("cy", (store) => projection([store.coordinates.longitude, store.coordinates.latitude])[1]);
  explain(dots, (store) => `${store.displayName}, ${store.city}\n${words.customers(store.customers)}`);
}

function spread(points) {
  return Math.max(
    d3.max(points, (point) => point[0]) - d3.min(points, (point) => point[0]),
    d3.max(points, (point) => point[1]) - d3.min(points, (point) => point[1]),
  );
}
