// All claims as a table, for those who would rather read than look. Only the rows in sight are made.

const COLUMNS = [
  { id: "number", of: (claim) => claim.number + 1 },
  { id: "subject", of: (claim) => claim.subject.label },
  { id: "relation", of: relationOf },
  { id: "object", of: (claim) => claim.object.label },
  { id: "status", of: (claim) => kindsOf(claim).map((kind) => t(kind === "modal" ? claim.modality : `chip_${kind}`)).join(", ") },
  { id: "speaker", of: (claim) => (claim.said ? (claim.said.speaker?.label ?? t("nobody")) : "") },
  { id: "time", of: (claim) => timeOf(claim.time), key: (claim) => claim.time?.start ?? claim.time?.text ?? "" },
  { id: "place", of: (claim) => claim.place?.label ?? "" },
  { id: "confidence", of: (claim) => percent(claim.confidence), key: (claim) => claim.confidence },
  { id: "article", of: (claim) => [...new Set(claim.evidence.map((one) => one.article.title))].join("; ") },
];
const ROW = 37; // pixels
let tableRows = [];
let tableParts = null;

/** Columns that say nothing here (no time anywhere, one article only) are left out. */
const columnsNow = () => COLUMNS.filter(({ id }) =>
  (id !== "article" || articles.length > 1) && (id !== "time" || claimList.some((one) => one.time)) &&
  (id !== "place" || claimList.some((one) => one.place)) && (id !== "speaker" || claimList.some((one) => one.said)));

/** The claims of the table, filtered by the legend and its own search, in the order chosen. */
function tableClaims() {
  const words = plain(state.text).split(/\s+/).filter(Boolean);
  const columns = columnsNow();
  const hit = (claim) => {
    if (words.length === 0) return true;
    const text = plain(columns.map((column) => column.of(claim)).join("\n"));
    return words.every((word) => text.includes(word));
  };
  const [id, way] = state.sort;
  const column = COLUMNS.find((one) => one.id === id);
  const keyed = claimList.filter((claim) => passes(claim) && hit(claim)).map((claim) => [(column.key ?? column.of)(claim), claim]);
  keyed.sort(([one, first], [other, second]) => {
    // What has no value comes last, whichever way the rest goes.
    if ((one === "") !== (other === "")) return one === "" ? 1 : -1;
    const order = typeof one === "number" ? one - other : compare(one, other);
    return way * order || first.number - second.number;
  });
  return keyed.map(([, claim]) => claim);
}

function makeTable() {
  const filter = el("input", "");
  Object.assign(filter, { type: "search", id: "table-filter", value: state.text });
  filter.addEventListener("input", () => change((now) => { now.text = filter.value; }, true));
  const count = el("span", "soft");
  const copy = button("action", () => copyText(csvOf(tableRows)), "CSV");
  const head = el("thead", "");
  const body = el("tbody", "");
  const table = el("table", "", head, body);
  const scroller = el("div", "scroller", table);
  scroller.tabIndex = 0;
  scroller.addEventListener("scroll", fillTable, { passive: true });
  byId("view-table").replaceChildren(el("div", "table-bar", filter, count, copy), scroller);
  tableParts = { filter, count, copy, head, body, table, scroller };
}

function showTable() {
  if (state.view !== "table") return;
  if (!tableParts) makeTable();
  const { filter, count, copy, head, table, scroller } = tableParts;
  const before = tableRows;
  tableRows = tableClaims();
  if (filter.value !== state.text) filter.value = state.text;
  filter.placeholder = t("filter_table");
  filter.setAttribute("aria-label", t("filter_table"));
  count.textContent = t("rows_of", { n: tableRows.length.toLocaleString(language), total: claimList.length.toLocaleString(language) });
  copy.textContent = t("copy_csv");
  table.setAttribute("aria-label", t("view_table"));
  table.setAttribute("aria-rowcount", String(tableRows.length + 1));
  const active = document.activeElement?.dataset?.column;
  head.replaceChildren(el("tr", "", ...columnsNow().map(headCell)));
  if (active) head.querySelector(`[data-column="${active}"]`)?.focus();
  if (before.length !== tableRows.length) scroller.scrollTop = 0;
  fillTable();
}

function headCell({ id }) {
  const [sorted, way] = state.sort;
  const sort = button("sort", () => change((now) => { now.sort = sorted === id && way === 1 ? [id, -1] : [id, 1]; }, true), t(`column_${id}`), el("span", "arrow", sorted === id ? (way === 1 ? "▲" : "▼") : ""));
  sort.dataset.column = id;
  const cell = el("th", `column-${id}`, sort);
  cell.scope = "col";
  cell.setAttribute("aria-sort", sorted === id ? (way === 1 ? "ascending" : "descending") : "none");
  return cell;
}

/** Make the rows in sight, and stand-ins as high as those before and after. */
function fillTable() {
  if (!tableParts || state.view !== "table") return;
  const { body, scroller } = tableParts;
  const height = scroller.clientHeight || 800;
  const first = printing ? 0 : Math.max(0, Math.floor(scroller.scrollTop / ROW) - 10);
  const last = printing ? Math.min(tableRows.length, 3000) : Math.min(tableRows.length, first + Math.ceil(height / ROW) + 20);
  const columns = columnsNow();
  const rows = tableRows.slice(first, last).map((claim, at) => tableRow(claim, columns, first + at));
  body.replaceChildren(gap(first, columns.length), ...rows, gap(tableRows.length - last, columns.length));
}

function gap(rows, columns) {
  const cell = el("td", "");
  cell.colSpan = columns;
  const row = el("tr", "gap", cell);
  row.setAttribute("aria-hidden", "true");
  row.style.height = `${printing ? 0 : rows * ROW}px`;
  return row;
}

function tableRow(claim, columns, at) {
  const row = el("tr", claim.id === state.selected ? "chosen" : "", ...columns.map((column) => tableCell(claim, column)));
  row.setAttribute("aria-rowindex", String(at + 2));
  row.addEventListener("click", () => select(claim.id));
  return row;
}

function tableCell(claim, { id, of }) {
  const text = String(of(claim));
  const cell = el("td", `column-${id}`);
  cell.title = text;
  if (id === "relation") cell.append(button(claim.negative ? "plain two negative" : "plain two", () => {}, text));
  else if (id === "subject" || id === "object") cell.append(el("span", "beside", symbol(claim[id].type), el("span", "two", text)));
  else if (id === "status") cell.append(el("span", "beside", lineSample(claim.negative ? "negative" : lineOf(claim)), el("span", "two", text)));
  else cell.append(el("span", "two", text));
  return cell;
}
