// The cameras of a place, those that need a look first; one of them over time.
import { get } from "./client.js";
import { columns } from "./columns.js";
import { Figure } from "./figure.js";
import { Loader } from "./loader.js";
import { showSample } from "./sample.js";
import { fill } from "./table.js";
import * as views from "./view.js";
import * as words from "./words.js";

const STATUS = { never: "✕ Never seen", silent: "! Silent", working: "✓ Working" };
const VERDICT = { unknown: "no faces", good: "large enough", mixed: "some too small", small: "too small" };
const CLOCK_LIMIT = 300;

const timeline = new Figure("timeline", {
  legend: [["photos", "Analysed"], ["refused", "Refused"], ["silent", "Open, but no photo came"], ["closed", "Closed"]],
  draw: (svg, data, width) =>
    columns(
      svg,
      data.points.map((point) => ({
        key: point.start,
        label: words.pointLabel(point.start, data),
        tip: [
          words.point(point.start, data.interval),
          `${words.number(analysed(point))} photos analysed, ${words.number(point.coverage.refusedPhotos)} refused`,
          words.customers(point.customers),
          words.capital(words.state(point.coverage)),
        ].join("\n"),
        parts: [
          { name: "photos", value: analysed(point) },
          { name: "refused", value: point.coverage.refusedPhotos },
        ],
        mark: point.coverage.receivedPhotos === 0 ? point.coverage.state : undefined,
      })),
      width,
      { height: 240 },
    ),
  summary: (data) => {
    const silent = data.points.filter((point) => point.coverage.state === "silent").length;
    return silent === 0
      ? "Photos came whenever the store was open."
      : `No photo came in ${silent} open ${silent === 1 ? data.interval : `${data.interval}s`}.`;
  },
  table: (data) => ({
    caption: `Photos by ${data.interval}`,
    columns: [words.capital(data.interval), "Analysed", "Refused", "Faces", "Customers", "Seen"],
    rows: data.points.map((point) => [
      { text: words.point(point.start, data.interval) },
      number(analysed(point)),
      number(point.coverage.refusedPhotos),
      number(point.faces),
      number(point.customers),
      { text: words.state(point.coverage) },
    ]),
  }),
});

const loader = new Loader({ ask, show, clear, title: (place) => `Cameras of ${place === "All stores" ? "all stores" : place}` });

function ask(view, days, signal) {
  return Promise.all([
    get("/api/v1/reports/cameras", { ...views.place(view), ...days }, signal),
    view.camera ? get("/api/v1/reports/camera", { camera: view.camera, ...days }, signal) : null,
  ]);
}

function show([cameras, one]) {
  showSample(cameras.sampleData);
  for (const [status, count] of Object.entries(cameras.byStatus)) {
    const card = document.querySelector(`[data-figure="${status}"]`);
    card.dataset.value = count;
    card.querySelector("dd").textContent = words.number(count);
  }
  document.getElementById("all-remark").textContent =
    cameras.total > cameras.cameras.length
      ? `The ${words.number(cameras.cameras.length)} of ${words.number(cameras.total)} that need a look most. Choose a place to see the others.`
      : "Those that need a look come first.";
  fill(document.getElementById("cameras"), {
    caption: "All cameras",
    columns: ["Camera", "Store", "Status", "Last photo", "Silent open hours", "Photos", "Refused", "Faces", "Face size", "Clock"],
    rows: cameras.cameras.map(row),
  });
  document.getElementById("one").hidden = !one;
  if (one) {
    showOne(one);
  }
}

function clear() {
  document.getElementById("one").hidden = true;
  document.getElementById("cameras").replaceChildren();
  for (const card of document.querySelectorAll("[data-figure]")) {
    delete card.dataset.value;
    card.querySelector("dd").textContent = "–";
  }
}

function row(camera) {
  return [
    { text: camera.position, href: views.toAddress({ ...loader.view, camera: camera.name }) },
    { text: camera.storeName },
    { text: STATUS[camera.status] },
    { text: lastPhoto(camera) },
    camera.silentOpenHours === undefined ? { text: "–" } : number(camera.silentOpenHours),
    number(camera.coverage.receivedPhotos - camera.coverage.refusedPhotos),
    number(camera.coverage.refusedPhotos),
    number(camera.faces),
    { text: faceSize(camera) },
    { text: clock(camera) },
  ];
}

function showOne({ health, ...data }) {
  document.getElementById("one-name").textContent = `${health.position}, ${health.storeName}`;
  const reasons = Object.entries(health.refusals).map(([reason, count]) => `${words.spelled(reason)} ${words.number(count)}`);
  const facts = [
    ["Camera", health.name],
    ["Status", STATUS[health.status]],
    ["Last photo", lastPhoto(health)],
    ["Photos in", `${words.number(health.coverage.coveredHours)} of ${words.number(health.coverage.openHours)} open hours`],
    ["Customers", words.number(health.customers)],
    ["Faces", `${words.number(health.faces)}, ${words.number(health.tooSmall)} too small, ${words.number(health.tooBlurred)} too blurred`],
    ["Face size", faceSize(health)],
    ["Between the eyes", health.meanEyeDistance === undefined ? "–" : `${health.meanEyeDistance.toFixed(0)} pixels`],
    ["Clock", clock(health)],
    ["Refused", reasons.length === 0 ? "none" : reasons.join(", ")],
  ];
  document.getElementById("one-facts").replaceChildren(
    ...facts.flatMap(([name, text]) => {
      const group = document.createElement("div");
      const term = document.createElement("dt");
      const value = document.createElement("dd");
      term.textContent = name;
      value.textContent = text;
      group.append(term, value);
      return group;
    }),
  );
  timeline.show(data);
}

function lastPhoto({ lastPhoto: time, timeZone }) {
  return time === undefined ? "never" : words.instant(time, timeZone);
}

function faceSize({ meanFaceSize, verdict }) {
  return meanFaceSize === undefined ? VERDICT[verdict] : `${meanFaceSize.toFixed(0)} px, ${VERDICT[verdict]}`;
}

function clock({ meanClockSkew }) {
  if (meanClockSkew === undefined) {
    return "not told";
  }
  const wrong = Math.abs(meanClockSkew) > CLOCK_LIMIT ? ", set it right" : "";
  return `${words.seconds(meanClockSkew)} ${meanClockSkew < 0 ? "behind" : "ahead"}${wrong}`.replace("-", "");
}

function analysed(point) {
  return point.coverage.receivedPhotos - point.coverage.refusedPhotos;
}

function number(value) {
  return { text: words.number(value), value };
}
