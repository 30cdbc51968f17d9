// The whole article, where every mention leads back to the graph.

const currentArticle = () =>
  articles.find((one) => one.name === state.article) ?? claims.get(state.selected)?.evidence[0]?.article ?? articles[0];

let wantedPlace = null;

function openArticle(article, place = null) {
  wantedPlace = place;
  change((now) => Object.assign(now, { side: "article", article: article.name }));
  // The same article may stand there already: then nothing is drawn anew that would scroll.
  scrollToPlace();
}

function scrollToPlace() {
  if (!wantedPlace) return;
  const marks = [...byId("article").querySelectorAll("[data-start]")];
  const at = marks.find((one) => Number(one.dataset.end) > wantedPlace.start) ?? marks.at(-1);
  at?.scrollIntoView({ block: "center" });
  at?.classList.add("found");
  wantedPlace = null;
}

/** The spans to mark: mentions, the narrower inside the wider left out; and the evidence shown. */
function spansOf(article) {
  const number = articles.indexOf(article);
  const spans = [...mentionsByArticle().get(number) ?? []];
  spans.sort((one, other) => one.start - other.start || other.end - one.end);
  const kept = [];
  for (const span of spans) if (!kept.length || span.start >= kept.at(-1).end) kept.push(span);
  return kept;
}

let mentionIndex = null;
function mentionsByArticle() {
  if (mentionIndex) return mentionIndex;
  mentionIndex = new Map();
  for (const entity of entityList) {
    for (const [article, start, end] of entity.mentions) {
      if (!mentionIndex.has(article)) mentionIndex.set(article, []);
      mentionIndex.get(article).push({ entity, start, end });
    }
  }
  return mentionIndex;
}

function showArticle() {
  const article = currentArticle();
  const box = byId("article");
  if (!article) {
    box.replaceChildren(el("p", "soft", t("no_article")));
    return;
  }
  const head = el("header", "article-head");
  if (articles.length > 1) head.append(articleChoice(article));
  head.append(el("h2", "", article.title));
  const from = [article.publisher, dateOf(article.published)].filter(Boolean).join(" · ");
  if (from) head.append(el("p", "soft", from));
  if (webAddress(article.url)) head.append(el("p", "", outward(t("original"), article.url)));
  box.replaceChildren(head, article.text === undefined ? knownPassages(article) : markedText(article));
  scrollToPlace();
}

function articleChoice(article) {
  const choice = el("select", "", ...articles.map((one) => {
    const option = el("option", "", one.title);
    option.value = one.name;
    option.selected = one === article;
    return option;
  }));
  choice.setAttribute("aria-label", t("article"));
  choice.addEventListener("change", () => change((now) => { now.article = choice.value; }));
  return choice;
}

/** Saved claims come without their articles: then the passages are all there is. */
function knownPassages(article) {
  const cited = claimList.filter((claim) => claim.evidence.some((one) => one.article === article));
  return el("div", "", el("p", "soft", t("no_text")), longList(cited, (claim) => claimRow(claim, claim.evidence.find((one) => one.article === article).text)));
}

function markedText(article) {
  const letters = Array.from(article.text);
  const body = el("div", "text");
  const shownEvidence = (claims.get(state.selected)?.evidence ?? []).filter((one) => one.article === article);
  let at = 0;
  const copy = (to) => {
    for (; at < to;) {
      const hit = shownEvidence.find((one) => at >= one.start && at < one.end);
      const next = Math.min(to, hit ? hit.end : Math.min(to, ...shownEvidence.filter((one) => one.start > at).map((one) => one.start)));
      const text = letters.slice(at, next).join("");
      if (hit) {
        const span = el("span", "evidence-mark", text);
        Object.assign(span.dataset, { start: at, end: next });
        body.append(span);
      } else body.append(text);
      at = next;
    }
  };
  for (const { entity, start, end } of spansOf(article)) {
    copy(start);
    const mark = mentionMark(entity, letters.slice(start, end).join(""));
    Object.assign(mark.dataset, { start, end });
    if (entity.id === state.selected) mark.classList.add("chosen");
    if (shownEvidence.some((one) => start >= one.start && end <= one.end)) mark.classList.add("evidence-mark");
    body.append(mark);
    at = end;
  }
  copy(letters.length);
  return body;
}

/** No `button`, since that never breaks across lines; the keyboard reaches it all the same. */
function mentionMark(entity, text) {
  const mark = el("span", "mention", text);
  const go = () => keepScroll(() => selectMention(entity.id));
  mark.style.setProperty("--type", toneOf(entity.type));
  mark.title = `${entity.label} · ${t(entity.type)}`;
  mark.setAttribute("role", "button");
  mark.tabIndex = 0;
  mark.addEventListener("click", go);
  mark.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    go();
  });
  return mark;
}

/** A mention leads to its node, and the article stays open beside it. */
function selectMention(id) {
  change((now) => {
    Object.assign(now, { selected: id, relation: null, view: "graph" });
    bringIn(now, id);
  });
  moveTo(id);
  announce(entities.get(id).label);
}

function keepScroll(act) {
  const box = byId("article");
  const top = box.scrollTop;
  act();
  box.scrollTop = top;
}

function showSide() {
  for (const name of ["details", "article"]) byId(`tab-${name}`).setAttribute("aria-selected", String(state.side === name));
  byId("panel").hidden = state.side !== "details";
  byId("article").hidden = state.side !== "article";
  byId("side").classList.toggle("reading", state.side === "article");
  // Table and timeline take the room of an overview that nobody asked for.
  byId("side").hidden = state.view !== "graph" && state.side === "details" && !state.selected && !state.relation;
}
