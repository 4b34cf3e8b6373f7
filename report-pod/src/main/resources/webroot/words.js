// Numbers and dates as people read them.
const NUMBER = new Intl.NumberFormat("en");
const SHORT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** 12345 as "12,345"; what is hidden as "hidden". */
export function number(value) {
  return value === null ? "hidden" : NUMBER.format(value);
}

/** 12345 as "12.3K", for axes. */
export function shortNumber(value) {
  return SHORT.format(value);
}

/** "1 customer", "12,345 customers". */
export function customers(value) {
  return `${number(value)} ${value === 1 ? "customer" : "customers"}`;
}

/** A part of a whole as "12.3 %"; "–" of nothing. */
export function share(part, whole) {
  if (part === null) {
    return "hidden";
  }
  return whole === 0 ? "–" : percent(part / whole);
}

/** 0.123 as "12.3 %". */
export function percent(ratio) {
  const value = ratio * 100;
  return `${value.toFixed(value > 0 && value < 10 ? 1 : 0)} %`;
}

/** An ISO date, or date and time, as a date that counts in no zone. */
export function parse(text) {
  return new Date(`${text.slice(0, 10)}T${text.slice(11, 19) || "00:00:00"}Z`);
}

/** "24 Nov", or in other words by options of Intl.DateTimeFormat. */
export function date(value, options = { day: "numeric", month: "short" }) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(value);
}

/** "18 to 24 November 2026". */
export function period(from, to) {
  const [first, last] = [parse(from), parse(to)];
  const whole = { day: "numeric", month: "long", year: "numeric" };
  if (from === to) {
    return date(first, { weekday: "long", ...whole });
  }
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const sameMonth = sameYear && from.slice(5, 7) === to.slice(5, 7);
  const start = { day: "numeric" };
  if (!sameMonth) {
    start.month = "long";
  }
  if (!sameYear) {
    start.year = "numeric";
  }
  return `${date(first, start)} to ${date(last, whole)}`;
}

/** 1 as "Monday". */
export function weekday(day) {
  return WEEKDAYS[day - 1];
}

/** 9 as "09:00". */
export function hour(value) {
  return `${String(value).padStart(2, "0")}:00`;
}

/** "happiness" as "Happiness". */
export function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** 0.12 as "▲ 12 %", -0.12 as "▼ 12 %"; nothing as "new". */
export function change(ratio) {
  if (ratio === undefined || ratio === null) {
    return "none before";
  }
  return `${ratio < 0 ? "▼" : "▲"} ${percent(Math.abs(ratio))}`;
}

/** What a number means, by the hours it was seen in. */
export function state({ state: name, openHours, coveredHours }) {
  switch (name) {
    case "closed":
      return "closed, or not over yet";
    case "silent":
      return "open, but no photo came";
    case "partly":
      return `photos in ${number(coveredHours)} of ${number(openHours)} open hours`;
    default:
      return "fully seen";
  }
}

/** Seconds as "12 s", "3 min" or "2 h". */
export function seconds(value) {
  const size = Math.abs(value);
  if (size < 90) {
    return `${value.toFixed(0)} s`;
  }
  return size < 5400 ? `${(value / 60).toFixed(0)} min` : `${(value / 3600).toFixed(1)} h`;
}

/** An instant as "24 Nov, 17:05" in a zone. */
export function instant(text, timeZone) {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone, day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
  }).format(new Date(text));
}

/** The start of a point of a series, for people: "Mon, 24 Nov 2026", "Week from …". */
export function point(start, interval) {
  const time = parse(start);
  switch (interval) {
    case "hour":
      return `${date(time, { weekday: "short", day: "numeric", month: "short" })} ${hour(time.getUTCHours())}`;
    case "week":
      return `Week from ${date(time, { day: "numeric", month: "short", year: "numeric" })}`;
    case "month":
      return date(time, { month: "long", year: "numeric" });
    case "year":
      return date(time, { year: "numeric" });
    default:
      return date(time, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
  }
}

/** The same, short enough to stand below a column. */
export function pointLabel(start, { interval, points, from, to }) {
  const time = parse(start);
  switch (interval) {
    case "hour":
      return from !== to && time.getUTCHours() === 0 ? date(time) : hour(time.getUTCHours());
    case "month":
      return date(time, { month: "short", year: "2-digit" });
    case "year":
      return date(time, { year: "numeric" });
    case "day":
      return points.length <= 14
        ? date(time, { weekday: "short", day: "numeric" }).replace(",", "")
        : date(time);
    default:
      return date(time);
  }
}

/** "outsideWorkingHours" as "outside working hours". */
export function spelled(code) {
  return code.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
