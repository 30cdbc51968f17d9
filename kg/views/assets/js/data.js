// The page's data, unpacked. Records are arrays; kg/views/payload.py knows the same order.
// Every text of an article reaches the page through textContent alone; nothing here parses HTML.

const PACKED = JSON.parse(document.getElementById("kg-data").textContent);
const SETTINGS = PACKED.settings;
const STYLE = PACKED.style;
const VALUE_TYPES = new Set(["Quantity", "Time"]);

const articles = Object.entries(PACKED.graph.articles).map(([name, one]) => ({ name, ...one }));

/** Everything that can be a node, by id: entities, and one value for each claim that has one. */
const entities = new Map();
const relations = PACKED.graph.relations.map(([id, en, de]) => ({ id, en, de, claims: [] }));
const claims = new Map();

const entityList = PACKED.graph.entities.map(([id, label, type, aliases, sameAs, mentions]) => {
  const entity = { id, label: label || "∅", type, aliases, sameAs, mentions, claims: [], said: [], placed: [] };
  entities.set(id, entity);
  return entity;
});

function valueNode(id, [value, unit, type], evidence) {
  let words; // looked for when they are first wanted
  const made = {
    id,
    get label() { return (words ??= wordsOfValue(value, unit, evidence)) || `${typeof value === "number" ? value.toLocaleString(language) : value} ${unit}`.trim() || "∅"; },
    type, value, unit, aliases: [], sameAs: [], mentions: [], claims: [], said: [], placed: [],
  };
  entities.set(id, made);
  return made;
}

const DIGITS = /(?<![\p{L}\d])\d[\d.\u00a0\u202f ]*(?:,\d+)?/gu;

/** `9.000 Angriffe`, as the text has it, where the claim knows a number and the unit `Angriff`. */
function wordsOfValue(value, unit, evidence) {
  if (typeof value !== "number" || !unit) return "";
  for (const one of evidence) {
    const sentence = sentenceOf(one);
    for (const { 0: digits, index } of sentence.matchAll(DIGITS)) {
      if (Number(digits.replace(/[^\d,]/g, "").replace(",", ".")) !== value) continue;
      const [word] = /^\s*[\p{L}-]+/u.exec(sentence.slice(index + digits.length)) ?? [""];
      const form = word.trim();
      if (form.toLowerCase().startsWith(unit.toLowerCase()) && form.length <= unit.length + 3) return `${digits.trim()} ${form}`;
    }
  }
  return "";
}

function unpackClaim(record) {
  const [id, subject, relation, object, surface, negative, modality, said, time, place, circumstances, confidence, evidence] = record;
  const claim = {
    id,
    subject: entityList[subject],
    relation: relations[relation],
    object: Array.isArray(object) ? null : entityList[object],
    surface,
    negative: negative === 1,
    modality,
    modal: modality !== "asserted",
    said: said ? { speaker: said[0] >= 0 ? entityList[said[0]] : null, cue: said[1], type: said[2] } : null,
    time: time ? { text: time[0], start: time[1], end: time[2] } : null,
    place: place >= 0 ? entityList[place] : null,
    circumstances: circumstances.map(([role, text]) => ({ role, text })),
    confidence,
    evidence: evidence.map(([article, start, end, from, to, rule, text]) => ({
      article: articles[article], start, end, from: Math.min(from, start), to: Math.max(to, end),
      rule: PACKED.graph.rules[rule], text,
    })),
  };
  claim.object ??= valueNode(`value/${id}`, object, claim.evidence);
  claim.asserted = !claim.negative && !claim.modal && !claim.said;
  return claim;
}

for (const record of PACKED.graph.claims) {
  const claim = unpackClaim(record);
  claims.set(claim.id, claim);
  claim.relation.claims.push(claim);
  claim.subject.claims.push(claim);
  if (claim.object !== claim.subject) claim.object.claims.push(claim);
  claim.said?.speaker?.said.push(claim);
  claim.place?.placed.push(claim);
}
const claimList = [...claims.values()];
claimList.forEach((claim, number) => { claim.number = number; });

/** Everything said of, by or at an entity, each claim once. */
const claimsAbout = (entity) => [...new Set([...entity.claims, ...entity.said, ...entity.placed])];

const weightOf = (entity) => entity.claims.length + Math.min(entity.mentions.length, 40) / 10;

/** Radius in pixels; kg/views/look.py leaves this room. */
function radiusOf(entity) {
  const small = entity.type === "Concept" || VALUE_TYPES.has(entity.type);
  const size = (9 + 7 * Math.sqrt(Math.min(entity.claims.length, 60))) * (small ? 0.72 : 1);
  return Math.round(size * 10) / 10;
}

// Offsets count code points; a JavaScript string counts an emoji twice.
const pointsOf = new Map();
function sliceOf(article, from, to) {
  if (!pointsOf.has(article)) {
    const astral = /[\ud800-\udfff]/.test(article.text);
    pointsOf.set(article, astral ? Array.from(article.text) : null);
  }
  const points = pointsOf.get(article);
  return points ? points.slice(from, to).join("") : article.text.slice(from, to);
}

/** The words that a piece of evidence points at. */
const wordsOf = (evidence) =>
  evidence.article.text === undefined ? evidence.text : sliceOf(evidence.article, evidence.start, evidence.end);

/** The whole sentence, or what is known of it. */
const sentenceOf = (evidence) =>
  evidence.article.text === undefined ? evidence.text : sliceOf(evidence.article, evidence.from, evidence.to);

/** A web address that may become a link, or null: never `javascript:` or the like. */
function webAddress(text) {
  if (!text || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text).href;
}
