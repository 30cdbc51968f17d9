// Breadcrumbs of the focus, the shortest path, and what else floats over the drawing.

function crumbButton(id) {
  return button("crumb", () => change((now) => {
    now.trail = now.trail.slice(0, Math.max(0, now.trail.indexOf(id)));
    Object.assign(now, { focus: { id, steps: 1 }, selected: id });
  }), entities.get(id).label);
}

function leave() {
  change((now) => Object.assign(now, { focus: null, path: null, trail: [] }));
  fit();
}

function showCrumbs() {
  const box = byId("crumbs");
  box.hidden = !state.focus && !state.path;
  if (box.hidden) return;
  const all = button("crumb", leave, t("whole_graph"));
  if (state.path) {
    box.replaceChildren(all, "›", el("strong", "", `${t("path")}: ${state.path.map((id) => entities.get(id).label).join(" → ")}`));
    return;
  }
  const { id, steps } = state.focus;
  const choice = el("span", "segments", ...[1, 2, 3].map((number) => {
    const one = button("segment", () => focusOn(id, number), String(number));
    one.setAttribute("aria-pressed", String(number === steps));
    one.title = counted("steps", number);
    return one;
  }), el("span", "soft", t("steps")));
  box.replaceChildren(all, ...state.trail.flatMap((one) => ["›", crumbButton(one)]), "›", el("strong", "", entities.get(id).label), choice);
}

/** How much of a large graph is drawn, and a way to more. */
function showMore() {
  const box = byId("more");
  const total = entities.size;
  const left = total - shown.nodes.length;
  box.hidden = Boolean(state.focus || state.path) || left <= 0 || isFiltered();
  if (box.hidden) return;
  const step = Math.min(50, left);
  const joined = [...entities.values()].filter((one) => one.claims.length > 0).length;
  if (joined <= shown.nodes.length) {
    box.replaceChildren(button("link", () => growAnywhere(step), counted("unjoined", left)));
    return;
  }
  box.replaceChildren(el("span", "", t("shown_of", { n: shown.nodes.length.toLocaleString(language), total: total.toLocaleString(language) })), button("link", () => growAnywhere(step), t("show_more", { n: step })));
}

// --- the shortest path ------------------------------------------------------------------------

const ends = [null, null];

function askPath(entity = null) {
  const box = byId("path-box");
  if (!box.hidden && !entity) {
    box.hidden = true;
    return;
  }
  ends[0] = entity ?? ends[0] ?? entities.get(state.selected) ?? null;
  ends[1] = null;
  box.hidden = false;
  const close = button("close", () => { box.hidden = true; }, icon("close"));
  close.setAttribute("aria-label", t("close"));
  box.replaceChildren(el("h3", "", t("path"), close), endField(0), endField(1));
  byId(ends[0] ? "path-1" : "path-0").focus();
}

function endField(number) {
  const input = el("input", "");
  Object.assign(input, { id: `path-${number}`, type: "text", autocomplete: "off", value: ends[number]?.label ?? "", placeholder: t("name") });
  for (const [name, value] of [["role", "combobox"], ["aria-controls", `path-list-${number}`], ["aria-expanded", "false"], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
  const list = el("ul", "found");
  Object.assign(list, { id: `path-list-${number}`, hidden: true });
  list.setAttribute("role", "listbox");
  completion(input, list, (one) => {
    ends[number] = one.entity;
    input.value = one.entity.label;
    if (ends[0] && ends[1]) showPath(ends[0], ends[1]);
    else byId(`path-${1 - number}`).focus();
  }, true);
  return el("label", "field", el("span", "soft", t(number ? "path_to" : "path_start")), input, list);
}

function showPath(from, to) {
  byId("path-box").hidden = true;
  change((now) => Object.assign(now, { path: [from.id, to.id], focus: null, trail: [], selected: null, relation: null, side: "details", view: "graph" }));
  fit();
  const steps = shortestPath(from, to);
  announce(steps ? counted("steps", steps.length) : t("no_path"));
}
