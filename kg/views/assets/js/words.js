// The page's own words in the language chosen, and claims put into words.

let language = SETTINGS.lang;

const t = (key, values = {}) =>
  (PACKED.words[language][key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** One of two forms: `3 claims`, `1 claim`. */
const counted = (key, number) => t(number === 1 ? `${key}_one` : `${key}_many`, { n: number.toLocaleString(language) });

const relationLabel = (relation) => relation[language];

/** The relation as an edge or a row says it: `not: visits`. */
const relationOf = (claim) => (claim.negative ? `${t("not")}: ` : "") + relationLabel(claim.relation);

/** `according to the Kremlin`, or "" where the article itself says so. */
function sourceOf(claim) {
  if (!claim.said) return "";
  return claim.said.speaker ? `${t("according")} ${claim.said.speaker.label}` : t("according_nobody");
}

/** `John Kerry meets Wladimir Putin – according to the Kremlin`. */
function inWords(claim) {
  const source = sourceOf(claim);
  const status = claim.modal ? ` (${t(claim.modality)})` : "";
  return `${claim.subject.label} – ${relationOf(claim)} – ${claim.object.label}${status}${source && ` · ${source}`}`;
}

const percent = (share) => new Intl.NumberFormat(language, { style: "percent" }).format(share);

/** Words of a text in quotation marks, as the language has them. */
const quoted = (text) => (language === "de" ? `„${text}“` : `“${text}”`);

/** Letters without marks, in lower case: `us-prasident` finds `US-Präsident`. */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase();

const compare = (one, other) => collator.compare(one, other);
const collator = new Intl.Collator("de", { numeric: true });

/** A day or month as the language writes it; anything else stays as it is. */
function dateOf(iso) {
  if (!/^\d{4}-\d{2}(-\d{2})?$/.test(iso ?? "")) return iso ?? "";
  const day = new Date(`${iso.length === 7 ? `${iso}-01` : iso}T00:00:00Z`);
  const parts = iso.length === 7 ? { year: "numeric", month: "long" } : { dateStyle: "medium" };
  return Number.isNaN(day.getTime()) ? iso : new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC" }).format(day);
}

/** A date for a narrow place: `14.12.`, `Dez.`, `2015`. */
function shortDate(iso) {
  const parts = { 10: { day: "numeric", month: "numeric" }, 7: { month: "short" } }[iso.length];
  const day = new Date(`${iso.padEnd(7, "-01").padEnd(10, "-01")}T00:00:00Z`);
  return parts && !Number.isNaN(day.getTime()) ? new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC" }).format(day) : iso;
}

/** What a time covers, as the beginning of an ISO date: a whole year, a whole month, else its first day. */
function coverOf({ start, end }) {
  const [year, month, day] = start.split("-");
  if (!end || end === start || day !== "01") return start;
  if (month === "01" && end === `${year}-12-31`) return year;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
  return end === last ? `${year}-${month}` : start;
}

/** Whole years and months are named as such: `2015`, `Dezember 2015`; other spans by both days. */
function spanOf(time) {
  if (!time.start) return "";
  const cover = coverOf(time);
  return cover !== time.start || !time.end || time.end === time.start ? dateOf(cover) : `${dateOf(time.start)} – ${dateOf(time.end)}`;
}

/** `am Dienstag (15 Dec 2015)`: the text's words, and the date they mean where it is known. */
function timeOf(time) {
  if (!time) return "";
  const span = spanOf(time);
  if (!span || !time.text || time.text === time.start || time.text === span) return span || time.text;
  return `${time.text} (${span})`;
}

/** Write the language into everything that the template marked. */
function translatePage() {
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-t]")) one.textContent = t(one.dataset.t);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", t(one.dataset.label));
  for (const one of document.querySelectorAll("[data-title]")) {
    one.title = t(one.dataset.title);
    one.setAttribute("aria-label", one.title);
  }
  byId("search").placeholder = t("search");
  byId("language").textContent = language === "de" ? "EN" : "DE";
  byId("counts").textContent = [
    counted("entities", entityList.length), counted("claims", claimList.length), counted("articles", articles.length),
  ].join(" · ");
}
