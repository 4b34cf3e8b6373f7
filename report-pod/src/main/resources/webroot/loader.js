// Loads a page's view from the API, shows it, and tells when that fails.
import * as chooser from "./chooser.js";
import { Failure, get, logOut } from "./client.js";
import * as path from "./path.js";
import * as views from "./view.js";
import * as words from "./words.js";

const REFRESH = 5_000;
const SLOW = 250;

/** A page that shows views. ask(view, days, signal) gets the answers that show(answers) shows. */
export class Loader {
  constructor({ ask, show, clear, title }) {
    Object.assign(this, { ask, show, clear, title });
    this.report = document.getElementById("report");
    this.failure = document.getElementById("failure");
    this.stores = [];
    this.loads = 0;
    this.view = views.fromAddress();
    this.running = new AbortController();
    chooser.onChoice(() => this.view, (view) => this.go(view));
    addEventListener("popstate", () => this.follow());
    document.addEventListener("click", (event) => this.followInPage(event));
    document.addEventListener("visibilitychange", () => document.hidden || this.refresh());
    document.getElementById("logout").addEventListener("click", logOut);
    this.failure.querySelector("button").addEventListener("click", () => this.load());
    this.load();
  }

  /** Shows another view, and keeps the one before for the browser's way back. */
  go(view) {
    history.pushState(null, "", views.toAddress(view));
    this.follow();
  }

  follow() {
    this.view = views.fromAddress();
    this.load();
  }

  // Links to a view of this page stay on it, unless they are to open elsewhere.
  followInPage(event) {
    const link = event.target.closest("a[href]");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    const address = link?.getAttribute("href") ?? "";
    const onPage = address.split("?")[0] === location.pathname && !link.hasAttribute("download");
    if (!elsewhere && onPage) {
      event.preventDefault();
      history.pushState(null, "", address);
      this.follow();
    }
  }

  /** Loads and shows the whole view. */
  async load() {
    this.loads += 1;
    const own = this.loads;
    this.report.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => this.report.classList.add("slow"), SLOW);
    const done = await this.attempt(true);
    clearTimeout(slow);
    if (own === this.loads) {
      this.report.classList.remove("slow");
      this.report.setAttribute("aria-busy", "false");
      if (!done) {
        this.clear();
      }
    }
  }

  /** Loads the same view again, quietly: what is shown stays if that fails. */
  async refresh() {
    if (!document.hidden && this.isLive()) {
      await this.attempt(this.stores.length === 0);
    }
  }

  /** Whether the view could be loaded, and is shown. Places change seldom, so not always with it. */
  async attempt(withPlaces) {
    clearTimeout(this.timer);
    this.running.abort();
    this.running = new AbortController();
    const { signal } = this.running;
    try {
      if (withPlaces) {
        this.stores = chooser.storesOf(await get("/api/v1/places", {}, signal));
      }
      const asked = this.ask(this.view, this.days(), signal);
      // It is told below, where the answers are awaited.
      asked.catch(() => {});
      chooser.show(this.stores, this.view);
      path.show(this.stores, this.view);
      this.showTitle();
      const answers = await asked;
      this.failure.hidden = true;
      this.show(answers);
      this.showFreshness();
      return true;
    } catch (error) {
      if (error.name === "AbortError") {
        return false;
      }
      if (!(error instanceof Failure)) {
        throw error;
      }
      this.failure.querySelector("p").textContent = error.message;
      this.failure.hidden = false;
      return false;
    } finally {
      if (!signal.aborted) {
        this.timer = setTimeout(() => this.refresh(), REFRESH);
      }
    }
  }

  showTitle() {
    const place = this.title(chooser.placeName(this.stores, this.view), this.view);
    const { from, to } = this.days();
    document.getElementById("place").textContent = place;
    document.getElementById("days").textContent = `${words.period(from, to)}, local time`;
    document.title = `${place}, ${words.period(from, to)} · Storelens`;
  }

  showFreshness() {
    const live = this.isLive();
    const freshness = document.getElementById("freshness");
    const time = new Date().toLocaleTimeString("en-GB");
    freshness.textContent = live ? `Live, updated ${time}` : `Updated ${time}`;
    freshness.classList.toggle("live", live);
  }

  days() {
    return views.days(this.view, this.today());
  }

  isLive() {
    return this.days().to >= this.today();
  }

  today() {
    return views.today(chooser.chosen(this.stores, this.view).map((store) => store.timeZone));
  }
}
