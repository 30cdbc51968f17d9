// The panel's part for an entity: names, ids, neighbours, and all claims by relation.

function entityPanel(entity) {
  const head = el("h2", "entity", symbol(entity.type), el("span", "", entity.label));
  const links = el("span", "ids", ...entity.sameAs.flatMap((one) => [outward(shortId(one), one), " "]));
  return [
    kicker(t(entity.type)), head, actions(entity),
    facts(
      [t("aliases"), entity.aliases.join(", ")],
      [t("same_as"), entity.sameAs.length ? links : ""],
      [t("mentions"), mentionLink(entity)],
    ),
    ...neighbourPart(entity),
    ...groupedClaims(entity),
  ];
}

const MOST_NEIGHBOURS = 24;

/** Everything that a claim joins with the entity, to go there. */
function neighbourPart(entity) {
  const found = [...new Set(entity.claims.map((claim) => otherEnd(claim, entity)))].filter((one) => one !== entity);
  if (found.length === 0) return [];
  found.sort((one, other) => weightOf(other) - weightOf(one) || compare(one.label, other.label));
  const chipOf = (one) => el("li", "", button("neighbour", () => select(one.id, true), symbol(one.type), shorter(one.label, 40)));
  const list = el("ul", "neighbours", ...found.slice(0, MOST_NEIGHBOURS).map(chipOf));
  if (found.length > MOST_NEIGHBOURS) {
    const rest = button("link", () => { rest.parentElement.remove(); list.append(...found.slice(MOST_NEIGHBOURS).map(chipOf)); }, t("show_rest", { n: found.length - MOST_NEIGHBOURS }));
    list.append(el("li", "", rest));
  }
  return [el("h3", "", counted("neighbours", found.length)), list];
}

const shortId = (iri) => {
  const [, name] = /wikidata\.org\/entity\/(.+)$/.exec(iri) ?? [];
  return name ? `Wikidata ${name}` : iri.replace(/^https?:\/\/(www\.)?/, "");
};

function mentionLink(entity) {
  if (entity.mentions.length === 0) return "";
  const [article, start, end] = entity.mentions[0];
  return button("link", () => openArticle(articles[article], { start, end }), counted("times", entity.mentions.length));
}

function actions(entity) {
  const focus = el("span", "segments", el("span", "soft", t("focus")));
  for (const steps of [1, 2, 3]) {
    const one = button("segment", () => focusOn(entity.id, steps), String(steps));
    one.title = counted("steps", steps);
    one.setAttribute("aria-label", `${t("focus")}: ${one.title}`);
    one.setAttribute("aria-pressed", String(state.focus?.id === entity.id && state.focus.steps === steps));
    focus.append(one);
  }
  const hidden = more.get(entity);
  const pinned = state.pinned.has(entity.id);
  return el("div", "actions", focus,
    hidden && button("action", () => grow(entity.id), icon("grow"), t("grow", { n: Math.min(hidden, GROW_BY) })),
    button("action", () => askPath(entity), icon("path"), t("path_from")),
    nodeData.get(entity.id) && button("action", () => togglePin(entity), icon("pin"), t(pinned ? "unpin" : "pin")),
    button("action", () => hide(entity), icon("eye"), t("hide")));
}

function togglePin(entity) {
  const spot = laidOut(network.getPosition(entity.id));
  change((now) => now.pinned.delete(entity.id) || now.pinned.set(entity.id, spot));
}

function hide(entity) {
  change((now) => {
    now.hidden.add(entity.id);
    now.selected = null;
    if (now.focus?.id === entity.id) now.focus = null;
    if (now.path?.includes(entity.id)) now.path = null;
  });
  announce(t("hidden_now", { name: entity.label }));
}

/** An entity's claims under their relations, first those where it is the subject. */
function groupedClaims(entity) {
  const groups = new Map();
  const put = (key, title, claim, text) => {
    if (!groups.has(key)) groups.set(key, { title, rows: [] });
    groups.get(key).rows.push([claim, text]);
  };
  for (const claim of entity.claims) {
    const out = claim.subject === entity;
    const other = otherEnd(claim, entity).label;
    const note = [claim.negative && t("not"), claim.modal && t(claim.modality), sourceOf(claim)].filter(Boolean).join(", ");
    put(`${out ? 0 : 1}${claim.relation.id}`, out ? `${relationLabel(claim.relation)} →` : `← ${relationLabel(claim.relation)}`, claim, note ? `${other} (${note})` : other);
  }
  for (const claim of entity.said) put("2", t("says"), claim, `${claim.subject.label} – ${relationOf(claim)} – ${claim.object.label}`);
  for (const claim of entity.placed) put("3", t("happens_here"), claim, inWords(claim));
  const sorted = [...groups.entries()].sort(([one], [other]) => compare(one, other));
  if (sorted.length === 0) return [el("p", "soft", t("no_claims"))];
  return [
    el("h3", "", counted("claims", claimsAbout(entity).length)),
    ...sorted.map(([, { title, rows }]) => el("section", "group", el("h4", "", title, rows.length > 1 && el("span", "count", String(rows.length))),
      longList(rows, ([claim, text]) => claimRow(claim, text), 40))),
  ];
}
