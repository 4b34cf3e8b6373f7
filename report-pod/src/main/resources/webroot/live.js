// Today's customers as they come.
import * as views from "./view.js";
import * as words from "./words.js";

const card = document.getElementById("live");
const count = document.getElementById("live-count");
const state = document.getElementById("live-state");

let source;
let watched;

/** Watches the place of a view, or nothing where it is not about today. */
export function watch(view, isLive) {
  card.hidden = !isLive;
  const query = new URLSearchParams(Object.entries(views.place(view)).filter(([, value]) => value));
  const address = isLive ? `/api/v1/live?${query}` : undefined;
  if (address === watched) {
    return;
  }
  watched = address;
  source?.close();
  if (!address) {
    return;
  }
  count.textContent = "–";
  state.textContent = "";
  source = new EventSource(address);
  source.addEventListener("message", (event) => {
    const { customers } = JSON.parse(event.data);
    count.textContent = words.number(customers);
    count.dataset.value = customers;
    state.textContent = "";
  });
  source.addEventListener("error", () => {
    state.textContent = "Connecting again…";
  });
}
