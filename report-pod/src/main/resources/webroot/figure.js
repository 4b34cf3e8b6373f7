// The frame of every chart: title, a sentence, the drawing, and its numbers as a table.
import { savePng, saveSvg } from "./download.js";
import { fill } from "./table.js";

const { d3 } = window;
const LONG = 100;
const tip = document.getElementById("tip");

/** A figure of the page. What it shows is drawn again only when it, or the width, has changed. */
export class Figure {
  /**
   * draw(svg, data, width) draws; summary(data) is a sentence; table(data) what fill takes;
   * legend lists [class, text] of the colours, if they mean something; role is "group" for a
   * drawing with links in it.
   */
  constructor(name, { draw, summary, table, legend = [], role = "img" }) {
    this.element = document.querySelector(`figure[data-chart="${name}"]`);
    Object.assign(this, { draw, summary, table });
    const { title, unit } = this.element.dataset;
    this.element.innerHTML = `
      <figcaption>
        <h2></h2>
        <p class="summary"></p>
        <ul class="legend" hidden></ul>
      </figcaption>
      <div class="plot"></div>
      <div class="below">
        <details><summary>Show the numbers</summary><div class="scroll" tabindex="0"><table></table></div></details>
        <p class="saves">
          <button type="button" class="link" data-save="png">PNG</button>
          <button type="button" class="link" data-save="svg">SVG</button>
        </p>
      </div>`;
    for (const button of this.element.querySelectorAll("[data-save]")) {
      const kind = button.dataset.save;
      button.setAttribute("aria-label", `Save ${title} as ${kind.toUpperCase()}`);
      button.addEventListener("click", () =>
        (kind === "png" ? savePng : saveSvg)(this.svg.node(), `storelens-${name}`));
    }
    const heading = this.element.querySelector("h2");
    const units = document.createElement("span");
    units.className = "unit";
    units.textContent = ` ${unit}`;
    heading.append(title, units);
    this.element.querySelector(".scroll").setAttribute("aria-label", `${title}, numbers`);
    this.plot = this.element.querySelector(".plot");
    this.svg = d3.select(this.plot).append("svg").attr("role", role).attr("aria-label", title);
    this.showLegend(legend);
    this.element.querySelector("details").addEventListener("toggle", () => this.open());
    new ResizeObserver(() => this.redraw()).observe(this.plot);
  }

  /** Shows data. */
  show(data) {
    const signature = JSON.stringify(data);
    if (signature === this.signature) {
      return;
    }
    this.signature = signature;
    this.data = data;
    tip.hidden = true;
    const sentence = this.summary(data);
    this.element.querySelector(".summary").textContent = sentence;
    this.svg.attr("aria-label", `${this.element.dataset.title}. ${sentence}`);
    this.fillTable();
    this.width = 0;
    this.redraw();
  }

  /** A long table is made when it is looked at: a thousand rows take longer than all drawings. */
  fillTable() {
    const table = this.element.querySelector("table");
    const content = this.table(this.data);
    if (content.rows.length <= LONG || this.element.querySelector("details").open) {
      fill(table, content);
    } else {
      table.replaceChildren();
    }
  }

  open() {
    if (this.data && !this.element.querySelector("thead")) {
      this.fillTable();
    }
  }

  redraw() {
    const width = this.plot.clientWidth;
    if (!this.data || !width || width === this.width) {
      return;
    }
    this.width = width;
    this.draw(this.svg, this.data, width);
  }

  showLegend(entries) {
    const list = this.element.querySelector(".legend");
    list.hidden = entries.length === 0;
    for (const [className, text] of entries) {
      const item = document.createElement("li");
      const swatch = document.createElement("span");
      swatch.className = `swatch ${className}`;
      item.append(swatch, text);
      list.append(item);
    }
  }
}

/** The one group of this class in parent, made when it is missing. */
export function layer(parent, name) {
  const found = parent.select(`g.${name}`);
  return found.empty() ? parent.append("g").attr("class", name) : found;
}

/** Sets the height of a drawing, whose units are the pixels of the page. */
export function size(svg, width, height) {
  svg.attr("viewBox", `0 0 ${width} ${height}`).attr("height", height);
}

const LINES = {
  hatch: "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2",
  silent: "M0,0 l6,6 M0,6 l6,-6",
  upright: "M1.5,0 v6 M4.5,0 v6",
  level: "M0,1.5 h6 M0,4.5 h6",
  falling: "M-1,5 l2,2 M0,0 l6,6 M5,-1 l2,2",
  dots: "M2,3 h2",
};

/** Fillings that tell things apart without their colour; patterns(svg, "hatch") makes url(#hatch). */
export function patterns(svg, ...names) {
  for (const name of names) {
    if (svg.select(`#${name}`).empty()) {
      const defs = svg.select("defs").empty() ? svg.append("defs") : svg.select("defs");
      const pattern = defs
        .append("pattern")
        .attr("id", name)
        .attr("width", 6)
        .attr("height", 6)
        .attr("patternUnits", "userSpaceOnUse");
      pattern.append("rect").attr("width", 6).attr("height", 6);
      pattern.append("path").attr("d", LINES[name]);
    }
  }
}

/** Shows text(datum) beside the pointer while it is over a mark. */
export function explain(marks, text) {
  marks
    .on("pointerenter pointermove", (event, datum) => {
      tip.textContent = text(datum);
      tip.hidden = false;
      const box = tip.getBoundingClientRect();
      const left = Math.min(event.clientX + 14, innerWidth - box.width - 8);
      const above = event.clientY - box.height - 12;
      tip.style.left = `${Math.max(8, left)}px`;
      tip.style.top = `${above < 8 ? event.clientY + 18 : above}px`;
    })
    .on("pointerleave pointercancel", () => {
      tip.hidden = true;
    });
}
