// Places by customers, with what has changed.
import { bars } from "./bars.js";
import { Figure } from "./figure.js";
import * as words from "./words.js";

const RANKED = 8;

/** Places by customers; data is the answer of the API, href of an entry leads to its place. */
export const ranking = new Figure("ranking", {
  role: "group",
  draw: (svg, data, width) =>
    bars(
      svg,
      rankedEntries(data).map((entry) => ({
        key: entry.name,
        label: entry.displayName,
        value: entry.customers,
        text: `${words.shortNumber(entry.customers)} · ${changed(entry, true)}`,
        tip: [
          entry.displayName,
          `${words.customers(entry.customers)}, ${words.percent(entry.share)}`,
          changed(entry, false),
          words.capital(words.state(entry.coverage)),
        ].join("\n"),
        href: entry.href,
        className: data.chosen ? (entry.name === data.chosen ? "chosen" : "others") : "",
      })),
      width,
      {
        labelWidth: Math.min(170, width * 0.32),
        textWidth: 124,
        row: Math.min(52, Math.max(34, 260 / rankedEntries(data).length)),
      },
    ),
  summary: (data) => {
    const place = data.entries.findIndex((entry) => entry.name === data.chosen);
    const { length } = data.entries;
    if (place >= 0) {
      return `Number ${place + 1} of ${length} ${length === 1 ? "store" : "stores"} in its region.`;
    }
    const [first] = data.entries;
    return first?.customers
      ? `${first.displayName} leads with ${words.percent(first.share)} of the customers.`
      : "No customers were counted.";
  },
  table: (data) => ({
    caption: `Customers by ${data.by}`,
    columns: [words.capital(data.by), "Customers", "Share", "Before", "Change", "Seen"],
    rows: data.entries.map((entry) => [
      { text: entry.displayName, href: entry.href },
      { text: words.number(entry.customers), value: entry.customers },
      { text: words.percent(entry.share) },
      { text: entry.before ? words.number(entry.before.customers) : "–" },
      { text: changed(entry, false) },
      { text: words.state(entry.coverage) },
    ]),
  }),
});

function changed({ before, share }, short) {
  if (!before) {
    return words.percent(share);
  }
  if (before.customers === 0) {
    return short ? "new" : "none before";
  }
  if (before.comparable) {
    return words.change(before.change);
  }
  return before.changePerHour === undefined
    ? `${words.change(before.change)}${short ? " *" : ", not as much was seen of both"}`
    : `${words.change(before.changePerHour)} ${short ? "/h" : "an hour"}`;
}

// The first few, and the chosen one even if it is not among them.
function rankedEntries(data) {
  const first = data.entries.slice(0, RANKED);
  const chosen = data.entries.find((entry) => entry.name === data.chosen);
  return chosen && !first.includes(chosen) ? [...first.slice(0, -1), chosen] : first;
}
