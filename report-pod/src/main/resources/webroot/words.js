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
