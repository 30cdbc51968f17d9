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

const percent = (share) => `${Math.round(share * 100)} %`;

/** Letters without marks, in lower case: `us-prasident` finds `US-Präsident`. */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase();

const compare = (one, other) => collator.compare(one, other);
const collator = new Intl.Collator("de", { numeric: true });

/** A date as the language writes it; what is no full date stays as it is. */
function dateOf(iso) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso ?? "")) return iso ?? "";
  const day = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(day.getTime())
    ? iso
    : new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(day);
}

/** `am Dienstag (15 Dec 2015)`: the text's words, and the date they mean where it is known. */
function timeOf(time) {
  if (!time) return "";
  const from = dateOf(time.start);
  const to = time.end && time.end !== time.start ? ` – ${dateOf(time.end)}` : "";
  if (!from) return time.text;
  return time.text && time.text !== time.start ? `${time.text} (${from}${to})` : from + to;
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
