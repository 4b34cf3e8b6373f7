// What every number means, in the words of the API.
import { Failure, get, logOut } from "./client.js";

const LINES = [
  ["In the API", "id"],
  ["Unit", "unit"],
  ["Formula", "formula"],
];
const failure = document.getElementById("failure");

document.getElementById("logout").addEventListener("click", logOut);
failure.querySelector("button").addEventListener("click", load);
load();

async function load() {
  try {
    const { notice, metrics } = await get("/api/v1/metrics", {});
    document.getElementById("glossary-notice").textContent = notice;
    document.getElementById("metrics").replaceChildren(...metrics.map(entry));
    failure.hidden = true;
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    failure.querySelector("p").textContent = error.message;
    failure.hidden = false;
  }
  document.getElementById("report").setAttribute("aria-busy", "false");
  // The entry that the address names was not there when the page was.
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function entry(metric) {
  const group = document.createElement("div");
  group.className = "card";
  group.id = metric.id;
  group.append(
    text("dt", metric.title),
    text("dd", metric.meaning),
    ...LINES.map(([name, field]) => text("dd", `${name}: ${metric[field]}`, "muted")),
    text("dd", `By: ${metric.groupedBy.join(", ")}`, "muted"),
  );
  return group;
}

function text(name, content, className = "") {
  const element = document.createElement(name);
  element.textContent = content;
  element.className = className;
  return element;
}
