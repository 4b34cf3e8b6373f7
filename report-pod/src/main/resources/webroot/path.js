// The way to a place, as links: all stores, region, city, store, cameras.
import * as views from "./view.js";

/** Shows the way to the place of a view on this page. */
export function show(stores, view) {
  const store = stores.find((each) => each.name === view.store);
  const region = view.region || store?.region;
  const city = view.city || store?.city;
  const steps = [["All stores", { region: "", city: "", store: "" }]];
  if (region) {
    steps.push([region, { region, city: "", store: "" }]);
  }
  if (city) {
    steps.push([city, { region: region ?? "", city, store: "" }]);
  }
  if (view.store) {
    steps.push([store?.displayName ?? view.store, { region: region ?? "", city: city ?? "", store: view.store }]);
  }
  const list = document.createElement("ol");
  steps.forEach(([name, place], index) => {
    const last = index === steps.length - 1 && !view.camera;
    list.append(item(name, views.toAddress({ ...view, ...place, camera: "" }), last));
  });
  if (view.camera) {
    list.append(item(view.camera, views.toAddress(view), true));
  } else if (location.pathname !== "/cameras") {
    list.append(item("Cameras", views.toAddress(view, "/cameras"), false));
  }
  document.getElementById("path").replaceChildren(list);
  for (const link of document.querySelectorAll("#pages a")) {
    const page = link.getAttribute("href").split("?")[0];
    if (page !== "/glossary") {
      link.href = views.toAddress({ ...view, camera: "" }, page);
    }
  }
}

function item(name, href, current) {
  const element = document.createElement("li");
  const link = document.createElement("a");
  link.href = href;
  link.textContent = name;
  if (current) {
    link.setAttribute("aria-current", "location");
  }
  element.append(link);
  return element;
}
