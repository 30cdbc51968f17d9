// The keyboard: everything the mouse does to the drawing, and where the keys are explained.

const KEYS = [
  ["/", "key_search", () => byId("search").focus()],
  ["g", "key_graph", () => show("graph")],
  ["t", "key_table", () => show("table")],
  ["l", "key_timeline", () => show("timeline")],
  ["a", "key_article", () => change((now) => { now.side = now.side === "article" ? "details" : "article"; })],
  ["f", "key_focus", () => entities.has(state.selected) && focusOn(state.selected)],
  ["n", "key_neighbours", () => entities.has(state.selected) && grow(state.selected)],
  ["h", "key_hide", () => entities.has(state.selected) && hide(entities.get(state.selected))],
  ["p", "key_path", () => askPath(entities.get(state.selected) ?? null)],
  ["0", "key_fit", () => fit()],
  ["+", "key_zoom", () => zoom(1.3)],
  ["-", "", () => zoom(1 / 1.3)],
  ["k", "key_legend", () => setLegend(!legendShown())],
  ["u", "key_undo", undo],
  ["Escape", "key_escape", escapeKey],
  ["?", "key_help", () => showHelp()],
];

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

const show = (view) => change((now) => { now.view = view; });

function escapeKey() {
  if (!byId("export-menu").hidden) openMenu(false);
  else if (document.body.dataset.legend === "open" && narrow.matches) setLegend(false);
  else if (!byId("path-box").hidden) byId("path-box").hidden = true;
  else if (state.selected || state.relation) change((now) => Object.assign(now, { selected: null, relation: null }));
  else if (state.focus || state.path) leave();
}

/** From the selected node to the nearest one that way. */
function step([dx, dy]) {
  const ids = nodeData.getIds();
  if (ids.length === 0) return;
  const spots = network.getPositions(ids);
  const here = spots[state.selected] ? state.selected : null;
  if (!here) {
    select(shown.nodes.toSorted((one, other) => weightOf(other) - weightOf(one))[0].id, true);
    return;
  }
  let best = null;
  for (const id of ids) {
    const [x, y] = [spots[id].x - spots[here].x, spots[id].y - spots[here].y];
    const along = x * dx + y * dy;
    if (id === here || along <= 0) continue;
    const cost = along + 2.5 * Math.abs(x * dy - y * dx);
    if (!best || cost < best.cost) best = { id, cost };
  }
  if (best) select(best.id, true);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, dialog");
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) {
    event.preventDefault();
    undo();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (ARROWS[event.key] && event.target === byId("graph")) {
    event.preventDefault();
    if (event.shiftKey) pan(ARROWS[event.key]);
    else step(ARROWS[event.key]);
    return;
  }
  const found = KEYS.find(([key]) => key === event.key);
  if (!found) return;
  event.preventDefault();
  found[2]();
});

function pan([dx, dy]) {
  const { x, y } = network.getViewPosition();
  const far = 80 / network.getScale();
  network.moveTo({ position: { x: x + dx * far, y: y + dy * far } });
  noteLook();
}

// Tabs move with the arrow keys, as readers of the screen expect.
for (const list of document.querySelectorAll("[role=tablist]")) {
  list.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    const tabs = [...list.querySelectorAll("[role=tab]")];
    const next = tabs[(tabs.indexOf(document.activeElement) + (event.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
    next.focus();
    next.click();
  });
}

// In the menu of exports the arrows go from entry to entry.
byId("export-menu").addEventListener("keydown", (event) => {
  const entries = [...byId("export-menu").querySelectorAll("button")];
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (way) entries[(entries.indexOf(document.activeElement) + way + entries.length) % entries.length].focus();
  else if (event.key === "Escape") { openMenu(false); byId("export").focus(); }
  else return;
  event.preventDefault();
  event.stopPropagation();
});

function showHelp() {
  const box = byId("help-box");
  const close = button("close", () => box.close(), icon("close"));
  close.setAttribute("aria-label", t("close"));
  const caps = { Escape: ["Esc"], "+": ["+", "-"] };
  const rows = KEYS.filter(([, key]) => key).flatMap(([key, name]) => [el("dt", "", ...(caps[key] ?? [key]).map((cap) => el("kbd", "", cap))), el("dd", "", t(name))]);
  box.replaceChildren(
    el("h2", "", t("help"), close), ...["help_1", "help_2", "help_3", "help_4"].map((key) => el("p", "", t(key))),
    el("h3", "", t("keys")), el("dl", "keys", ...rows, el("dt", "", el("kbd", "", "← ↑ → ↓")), el("dd", "", t("key_arrows"))));
  box.showModal();
}
