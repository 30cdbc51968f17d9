// The legend, which is the filter: what explains a sign also switches it off.

const countBy = (items, keyOf) => {
  const found = new Map();
  for (const item of items) for (const key of [keyOf(item)].flat()) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
};

const KINDS = ["asserted", "attributed", "modal", "negative"];
const typeCounts = countBy(entities.values(), (one) => one.type);
const kindCounts = countBy(claimList, kindsOf);
const speakerCounts = countBy(claimList, speakerOf);
const articleCounts = countBy(claimList, (claim) => [...new Set(claim.evidence.map((one) => one.article.name))]);
const openSections = new Set();

/** A switch in the legend: pressed means that this is shown. */
function switchRow(pressed, act, sign, text, count, only) {
  const row = button("switch", act, sign, el("span", "row-text", text), el("span", "count", count.toLocaleString(language)));
  row.setAttribute("aria-pressed", String(pressed));
  row.title = t("switch_title");
  const item = el("li", "", row);
  if (only) {
    const alone = button("only", only, t("only"));
    alone.setAttribute("aria-label", `${t("only")}: ${text}`);
    item.append(alone);
  }
  return item;
}

function typeRows() {
  const names = Object.keys(STYLE.nodes).filter((name) => typeCounts.has(name));
  const only = (name) => () => change((now) => {
    const rest = names.filter((each) => each !== name);
    now.types = rest.every((each) => now.types.has(each)) && !now.types.has(name) ? new Set() : new Set(rest);
  });
  return names.map((name) => switchRow(!state.types.has(name), () => change((now) => toggled(now.types, name)), symbol(name), t(name), typeCounts.get(name), names.length > 1 && only(name)));
}

function kindRows() {
  const names = KINDS.filter((name) => kindCounts.has(name));
  const only = (name) => () => change((now) => {
    const rest = names.filter((each) => each !== name);
    now.kinds = rest.every((each) => now.kinds.has(each)) && !now.kinds.has(name) ? new Set() : new Set(rest);
  });
  return names.map((name) => switchRow(!state.kinds.has(name), () => change((now) => toggled(now.kinds, name)), lineSample(name), t(`chip_${name}`), kindCounts.get(name), names.length > 1 && only(name)));
}

/** Choices of which any number can be taken; none taken means all. */
function choiceRows(name, choices) {
  return choices.map(([key, text, count]) => {
    const box = el("input", "");
    box.type = "checkbox";
    box.checked = state[name].has(key);
    box.addEventListener("change", () => change((now) => toggled(now[name], key)));
    return el("li", "", el("label", "choice", box, el("span", "row-text", text), el("span", "count", count.toLocaleString(language))));
  });
}

const MOST_CHOICES = 60;

function choiceSection(name, choices) {
  if (choices.length < 2) return null;
  const box = el("details", "", el("summary", "", t(`filter_${name}`), state[name].size > 0 && el("span", "badge", String(state[name].size))));
  box.open = openSections.has(name) || state[name].size > 0;
  box.addEventListener("toggle", () => { if (box.open) openSections.add(name); else openSections.delete(name); });
  const first = choices.filter(([key], number) => number < MOST_CHOICES || state[name].has(key));
  box.append(el("ul", "", ...choiceRows(name, first)));
  if (choices.length > first.length) box.append(el("p", "soft", t("use_search", { n: choices.length - first.length })));
  return box;
}

const byCount = ([, text, count], [, otherText, otherCount]) => otherCount - count || compare(text, otherText);

function speakerChoices() {
  const name = (key) => (key === "*" ? t("speaker_article") : key === "-" ? t("nobody") : entities.get(key).label);
  return [...speakerCounts].map(([key, count]) => [key, name(key), count]).sort(byCount);
}

function confidenceRow() {
  const slider = el("input", "");
  Object.assign(slider, { type: "range", min: 0, max: 100, step: 5, value: state.confidence, id: "confidence" });
  const output = el("output", "count", percent(state.confidence / 100));
  slider.addEventListener("input", () => { output.textContent = percent(slider.value / 100); });
  slider.addEventListener("change", () => change((now) => { now.confidence = Number(slider.value); }));
  return el("label", "slider", el("span", "", t("filter_confidence")), output, slider);
}

/** Days, months or years that occur: a field for dates would speak the browser's language. */
function timeRow() {
  const bins = coversOf(claimList);
  if (bins.length < 2 && !state.from && !state.to) return null;
  const field = (name) => {
    const choices = ["", ...new Set(state[name] ? [...bins, state[name]].sort() : bins)];
    const box = el("select", "", ...choices.map((bin) => new Option(bin ? dateOf(bin) : "–", bin, false, bin === state[name])));
    box.id = `time-${name}`;
    box.addEventListener("change", () => change((now) => { now[name] = box.value; }));
    return el("label", "day", el("span", "soft", t(`time_${name}`)), box);
  };
  return el("div", "days", el("h3", "", t("filter_time")), field("from"), field("to"));
}

function showFilters() {
  const box = byId("filters");
  const active = document.activeElement?.id;
  const top = box.scrollTop;
  const counts = relations.map((one) => [one.id, relationLabel(one), one.claims.length]).sort(byCount);
  const articleList = articles.map((one) => [one.name, one.title, articleCounts.get(one.name) ?? 0]);
  const reset = button("link", () => change((now) => {
    for (const name of ["types", "kinds", "relations", "speakers", "articles"]) now[name] = new Set();
    Object.assign(now, { confidence: 0, from: "", to: "" });
  }), t("clear_filters"));
  box.replaceChildren(...[
    el("h2", "", t("legend"), isFiltered() && reset),
    typeCounts.size > 0 && el("h3", "", t("things")), el("ul", "", ...typeRows()),
    kindCounts.size > 0 && el("h3", "", t("claims")), el("ul", "", ...kindRows()),
    claimList.length > 0 && confidenceRow(),
    timeRow(),
    choiceSection("relations", counts), choiceSection("speakers", speakerChoices()), choiceSection("articles", articleList),
    state.hidden.size > 0 && el("p", "", button("link", () => change((now) => now.hidden.clear()), counted("unhide", state.hidden.size))),
  ].filter(Boolean));
  box.scrollTop = top;
  if (active && box.querySelector(`#${CSS.escape(active)}`)) byId(active).focus();
}
