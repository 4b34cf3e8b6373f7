// Says that customers are made up, as long as there are such rows, whatever days are looked at.
import * as words from "./words.js";

/** Shows the days of the API's sampleData, or takes the notice away where there are none. */
export function showSample(days) {
  const sample = document.getElementById("sample");
  sample.hidden = !days;
  sample.textContent = days
    ? `Made-up customers, for trying the pages: ${words.period(days.from, days.to)}. No camera saw them.`
    : "";
}
