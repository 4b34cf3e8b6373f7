// The numbers behind a chart, as a table.

/**
 * Fills the table with a caption, column heads, and rows of cells: the first of each is its head.
 * A cell is { text, value?, href? }.
 */
export function fill(table, { caption, columns, rows }) {
  const title = document.createElement("caption");
  title.textContent = caption;
  const head = document.createElement("thead");
  head.append(row(columns.map((text) => cell("th", "col", { text }))));
  const body = document.createElement("tbody");
  body.append(
    ...rows.map(([first, ...others]) =>
      row([cell("th", "row", first), ...others.map((each) => cell("td", null, each))]),
    ),
  );
  table.replaceChildren(title, head, body);
}

function row(cells) {
  const element = document.createElement("tr");
  element.append(...cells);
  return element;
}

function cell(name, scope, { text, value, href }) {
  const element = document.createElement(name);
  if (scope) {
    element.scope = scope;
  }
  if (value !== undefined && value !== null) {
    element.dataset.value = value;
  }
  if (href) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = text;
    element.append(link);
  } else {
    element.textContent = text;
  }
  return element;
}
