// Claims as CSV, JSON, GraphML and Turtle. No writer here trusts a name: each escapes for its format.

function csvOf(list) {
  const head = ["id", "subject", "relation", "object", "polarity", "modality", "speaker", "cue", "time", "start", "end", "place", "confidence", "article", "evidence"];
  const rows = list.map((claim) => [
    claim.id, claim.subject.label, relationLabel(claim.relation), claim.object.label, claim.negative ? "negative" : "affirmative", claim.modality,
    claim.said ? (claim.said.speaker?.label ?? "-") : "", claim.said?.cue ?? "", claim.time?.text ?? "", claim.time?.start ?? "", claim.time?.end ?? "",
    claim.place?.label ?? "", claim.confidence, claim.evidence.map((one) => one.article.name).join("; "), claim.evidence.map(wordsOf).join(" | "),
  ]);
  return [head, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

function csvCell(value) {
  // A spreadsheet would run what begins like a formula: an apostrophe makes it text.
  const text = String(value).replace(/^(?=[=+\-@\t\r])(?!-?\d+(\.\d+)?$)(?!-$)/, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const named = (entity) => entity && { id: entity.id, label: entity.label };

function objectRecord(entity) {
  if (VALUE_TYPES.has(entity.type)) return { value: entity.value, unit: entity.unit, type: entity.type };
  return { id: entity.id, label: entity.label, type: entity.type };
}

/** The same keys as a line of `claims.jsonl`, so that saved parts can be read again. */
function claimRecord(claim) {
  return {
    id: claim.id,
    subject: objectRecord(claim.subject),
    relation: { id: claim.relation.id, label: { en: claim.relation.en, de: claim.relation.de }, surface: claim.surface },
    object: objectRecord(claim.object),
    polarity: claim.negative ? "negative" : "affirmative",
    modality: claim.modality,
    attribution: claim.said && { speaker: named(claim.said.speaker), cue: claim.said.cue, type: claim.said.type },
    time: claim.time,
    place: named(claim.place),
    qualifiers: claim.circumstances,
    confidence: claim.confidence,
    evidence: claim.evidence.map((one) => ({
      article: one.article.name, start: one.start, end: one.end, text: wordsOf(one), sentence: [one.from, one.to], rule: one.rule,
    })),
  };
}

const endsOf = (list) => [...new Set(list.flatMap((claim) => [claim.subject, claim.object]))];

function jsonOf(list) {
  const nodes = endsOf(list).map((one) => ({ id: one.id, label: one.label, type: one.type, aliases: one.aliases, sameAs: one.sameAs }));
  return `${JSON.stringify({ title: SETTINGS.title, entities: nodes, claims: list.map(claimRecord) }, null, 1)}\n`;
}

// --- XML ------------------------------------------------------------------------------------

/** What XML 1.0 has no way to write becomes U+FFFD. */
const forXml = (text) => String(text).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");

/** Escaped for XML. */
const xml = (text) =>
  forXml(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const GRAPHML_KEYS = {
  node: { label: "string", type: "string", aliases: "string", same_as: "string" },
  edge: { relation: "string", label: "string", polarity: "string", modality: "string", speaker: "string", time: "string", confidence: "double", evidence: "string" },
};

function graphmlOf(list) {
  const keys = Object.entries(GRAPHML_KEYS).flatMap(([part, each]) =>
    Object.entries(each).map(([name, type]) => `<key id="${part}-${name}" for="${part}" attr.name="${name}" attr.type="${type}"/>`));
  const data = (part, values) => Object.entries(values).map(([name, value]) => `<data key="${part}-${name}">${xml(value)}</data>`).join("");
  const nodes = endsOf(list).map((one) => `<node id="${xml(one.id)}">${data("node", { label: one.label, type: one.type, aliases: one.aliases.join("; "), same_as: one.sameAs.join("; ") })}</node>`);
  const edges = list.map((one) => `<edge id="${xml(one.id)}" source="${xml(one.subject.id)}" target="${xml(one.object.id)}">${data("edge", {
    relation: one.relation.id, label: relationLabel(one.relation), polarity: one.negative ? "negative" : "affirmative", modality: one.modality,
    speaker: one.said?.speaker?.label ?? "", time: one.time?.text ?? "", confidence: one.confidence, evidence: one.evidence.map(wordsOf).join(" | "),
  })}</edge>`);
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">', ...keys, '<graph edgedefault="directed">', ...nodes, ...edges, "</graph>", "</graphml>", ""].join("\n");
}

// --- Turtle -----------------------------------------------------------------------------------

/** One segment of an IRI's path, encoded like kg/rdf/namespaces.py does it. */
function segment(text) {
  const encoded = encodeURIComponent(text.toWellFormed()).replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return /^\.+$/.test(encoded) ? encoded.replaceAll(".", "%2E") : encoded;
}

/** An address with what an IRI may not hold percent-encoded. */
const asIri = (text) => text.toWellFormed().replace(/[<>"{}|\\^`\s]/g, encodeURIComponent);
const BASE = asIri(SETTINGS.base);
const iri = (folder, name) => `<${BASE}${folder}/${segment(name)}>`;
const entityIri = (entity) => iri("entity", entity.id.replace(/^entity\//, ""));
const ESCAPED = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const literal = (text, lang = "") => `"${String(text).toWellFormed().replace(/[\\"\n\r\t]/g, (sign) => ESCAPED[sign])}"${lang && `@${lang}`}`;

function valueTerm(entity) {
  if (!VALUE_TYPES.has(entity.type)) return entityIri(entity);
  if (typeof entity.value === "number") return String(entity.value).includes("e") ? literal(entity.value) : String(entity.value);
  return literal(entity.value);
}

/** The claims as statements; a plain triple only for what the article itself asserts. */
function turtleOf(list) {
  const lines = ["kg: <ontology#>", "rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>", "rdfs: <http://www.w3.org/2000/01/rdf-schema#>", "owl: <http://www.w3.org/2002/07/owl#>", "skos: <http://www.w3.org/2004/02/skos/core#>"]
    .map((prefix) => `@prefix ${prefix.replace("<ontology#>", `<${BASE}ontology#>`)} .`);
  const add = (subject, pairs) => lines.push(`\n${subject}\n    ${pairs.filter(Boolean).join(" ;\n    ")} .`);
  const people = list.flatMap((one) => [one.said?.speaker, one.place]).filter(Boolean);
  for (const one of new Set([...endsOf(list), ...people])) {
    if (VALUE_TYPES.has(one.type)) continue;
    add(entityIri(one), [`a kg:${one.type}`, `rdfs:label ${literal(one.label)}`, ...one.aliases.map((each) => `skos:altLabel ${literal(each)}`),
      ...one.sameAs.map(webAddress).filter(Boolean).map((each) => `owl:sameAs <${asIri(each)}>`)]);
  }
  for (const one of new Set(list.map((claim) => claim.relation))) {
    add(iri("relation", one.id), ["a rdf:Property", `rdfs:label ${literal(one.en, "en")}, ${literal(one.de, "de")}`]);
  }
  for (const claim of list) {
    const triple = [entityIri(claim.subject), iri("relation", claim.relation.id), valueTerm(claim.object)];
    if (claim.asserted) lines.push(`\n${triple.join(" ")} .`);
    add(iri("claim", claim.id), ["a kg:Claim, rdf:Statement", `rdf:subject ${triple[0]}`, `rdf:predicate ${triple[1]}`, `rdf:object ${triple[2]}`,
      `kg:asserted ${claim.asserted}`, `kg:polarity ${literal(claim.negative ? "negative" : "affirmative")}`, `kg:modality ${literal(claim.modality)}`,
      `kg:confidence ${claim.confidence.toFixed(2)}`, claim.said && `kg:speechType ${literal(claim.said.type)}`, claim.said?.speaker && `kg:speaker ${entityIri(claim.said.speaker)}`,
      claim.said?.cue && `kg:cue ${literal(claim.said.cue)}`, claim.place && `kg:place ${entityIri(claim.place)}`, claim.object.unit && `kg:unit ${literal(claim.object.unit)}`,
      claim.time && `kg:timeText ${literal(claim.time.text)}`]);
  }
  return `${lines.join("\n")}\n`;
}
