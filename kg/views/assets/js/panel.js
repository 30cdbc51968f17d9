// The panel beside the drawing: a claim with its evidence, an entity, a relation, or an overview.

const MOST_ROWS = 150;

const link = (text, id, className = "link") => button(className, () => select(id, true), text);

/** A row that names a claim and leads to it. */
function claimRow(claim, text = inWords(claim)) {
  const row = button("row", () => select(claim.id, true), el("span", "row-text", text));
  if (claim.negative) row.classList.add("negative");
  if (!claim.asserted) row.append(el("span", "marks", ...kindsOf(claim).map((kind) => lineSample(kind === "asserted" ? "asserted" : kind))));
  return el("li", "", row);
}

/** A list that shows a part at first when it is very long. */
function longList(items, makeRow, most = MOST_ROWS) {
  const list = el("ul", "rows", ...items.slice(0, most).map(makeRow));
  if (items.length > most) {
    const rest = button("link", () => { rest.parentElement.remove(); list.append(...items.slice(most).map(makeRow)); }, t("show_rest", { n: items.length - most }));
    list.append(el("li", "", rest));
  }
  return list;
}

function facts(...entries) {
  const list = el("dl", "facts");
  for (const [name, value] of entries) {
    if (value === "" || value === null || value === undefined) continue;
    list.append(el("dt", "", name), el("dd", "", value));
  }
  return list;
}

const chip = (text, kind) => el("span", `chip ${kind}`, text);

// --- a claim --------------------------------------------------------------------------------

function claimPanel(claim) {
  const head = el("h2", "sentence",
    link(claim.subject.label, claim.subject.id, "link subject"), " ",
    el("span", claim.negative ? "relation negative" : "relation", relationOf(claim)), " ",
    link(claim.object.label, claim.object.id, "link object"));
  const chips = el("p", "chips", claim.asserted && chip(t("chip_asserted"), "asserted"), claim.said && chip(t("chip_attributed"), "attributed"),
    claim.modal && chip(t(claim.modality), "modal"), claim.negative && chip(t("chip_negative"), "negative"));
  return [
    kicker(t("claim")), head, saidLine(claim), chips,
    facts(
      [t("time"), timeOf(claim.time)],
      [t("place"), claim.place && link(claim.place.label, claim.place.id)],
      ...claim.circumstances.map(({ role, text }) => [t(`role_${role}`) === `role_${role}` ? role : t(`role_${role}`), text]),
      [t("confidence"), el("span", "meter", shareBar(claim.confidence), percent(claim.confidence))],
      [t("relation"), button("link", () => showRelation(claim.relation.id), relationLabel(claim.relation))],
    ),
    el("h3", "", counted("evidence", claim.evidence.length)),
    ...claim.evidence.map((each) => evidenceBlock(claim, each)),
    el("p", "key", el("mark", "subject", t("subject")), " ", el("mark", "relation", t("relation")), " ", el("mark", "object", t("object"))),
  ];
}

const unselect = () => change((now) => { now.selected = null; now.relation = null; });

const kicker = (text, leaving = unselect) => {
  const close = button("close", leaving, icon("close"));
  close.setAttribute("aria-label", t("close"));
  return el("p", "kicker", text, close);
};

function saidLine(claim) {
  if (!claim.said) return el("p", "said", t("said_article"));
  const line = el("p", "said", "– ", t("according"), " ");
  line.append(claim.said.speaker ? link(claim.said.speaker.label, claim.said.speaker.id) : t("nobody"));
  const how = [t(claim.said.type), claim.said.cue && quoted(claim.said.cue)].filter(Boolean).join(", ");
  line.append(el("span", "soft", ` (${how})`));
  return line;
}

function evidenceBlock(claim, evidence) {
  const { article } = evidence;
  const title = button("link", () => openArticle(article, evidence), article.title);
  const rule = el("code", "rule", evidence.rule);
  rule.title = t("rule_title");
  const source = el("p", "source", title, article.publisher && ` · ${article.publisher}`, article.published && ` · ${dateOf(article.published)}`);
  if (webAddress(article.url)) source.append(" · ", outward(t("original"), article.url));
  return el("div", "evidence", quotation(claim, evidence), source, el("p", "source", t("rule"), " ", rule));
}

// --- a relation, a path, everything -----------------------------------------------------------

function showRelation(id) {
  change((now) => Object.assign(now, { relation: id, selected: null, side: "details" }));
}

function relationPanel(relation) {
  const only = state.relations.size === 1 && state.relations.has(relation.id);
  const filter = button("action", () => change((now) => { now.relations = only ? new Set() : new Set([relation.id]); }), icon("eye"), t(only ? "all_relations" : "only_relation"));
  return [
    kicker(t("relation")), el("h2", "", relationLabel(relation)), el("p", "soft", el("code", "", relation.id)),
    el("div", "actions", filter), el("h3", "", counted("claims", relation.claims.length)), longList(relation.claims, (claim) => claimRow(claim)),
  ];
}

function pathPanel() {
  const [from, to] = state.path.map((id) => entities.get(id));
  const steps = shortestPath(from, to);
  return [
    kicker(t("path"), leave), el("h2", "", `${from.label} → ${to.label}`),
    el("p", "soft", steps ? counted("steps", steps.length) : t("no_path")),
    el("ol", "rows", ...(steps ?? []).map((claim) => claimRow(claim))),
  ];
}

function overviewPanel() {
  if (claimList.length === 0) return [el("p", "kicker", t("overview")), el("p", "lead", t("empty_lead"))];
  const found = passing();
  const top = entityList.filter((one) => one.claims.length).sort((one, other) => weightOf(other) - weightOf(one)).slice(0, 8);
  const most = top[0]?.claims.length ?? 1;
  const speakers = entityList.filter((one) => one.said.length).sort((one, other) => other.said.length - one.said.length).slice(0, 5);
  return [
    el("p", "kicker", t("overview")),
    el("p", "lead", t("lead")),
    top.length > 0 && el("h3", "", t("top_entities")),
    el("ul", "rows", ...top.map((one) => barRow(one, one.claims.length, most))),
    speakers.length > 0 && el("h3", "", t("top_speakers")),
    el("ul", "rows", ...speakers.map((one) => barRow(one, one.said.length, speakers[0].said.length))),
    found.length > 0 && el("h3", "", t("in_text_order")),
    longList(found, (claim) => claimRow(claim), printing ? Infinity : 12),
  ];
}

function barRow(entity, number, most) {
  const row = button("row bar-row", () => select(entity.id, true), symbol(entity.type), el("span", "row-text", entity.label), shareBar(number / most, toneOf(entity.type)), el("span", "count", String(number)));
  return el("li", "", row);
}

function showPanel(before) {
  const claim = claims.get(state.selected);
  const entity = entities.get(state.selected);
  const relation = relations.find((one) => one.id === state.relation);
  const parts = claim ? claimPanel(claim) : entity ? entityPanel(entity) : relation ? relationPanel(relation) : state.path ? pathPanel() : overviewPanel();
  const panel = byId("panel");
  panel.replaceChildren(...parts.filter(Boolean));
  panel.classList.toggle("overview", !claim && !entity && !relation && !state.path);
  if (before?.selected !== state.selected || before?.relation !== state.relation) panel.scrollTop = 0;
}
