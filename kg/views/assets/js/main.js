// Putting it together: what happens after a change, and how the page begins.

const pressed = (id, act) => byId(id).addEventListener("click", act);

for (const one of document.querySelectorAll("[data-icon]")) one.append(icon(one.dataset.icon));
for (const one of document.querySelectorAll("[data-view]")) one.addEventListener("click", () => show(one.dataset.view));
for (const one of document.querySelectorAll("[data-side]")) one.addEventListener("click", () => change((now) => { now.side = one.dataset.side; }));

pressed("undo", undo);
pressed("fit", () => fit());
pressed("zoom-in", () => zoom(1.3));
pressed("zoom-out", () => zoom(1 / 1.3));
pressed("path", () => askPath());
pressed("help", showHelp);
pressed("physics", () => setPhysics(byId("physics").getAttribute("aria-pressed") !== "true"));
pressed("export", () => openMenu(byId("export-menu").hidden));
pressed("reset", () => {
  change((now) => {
    const { side, view } = now;
    Object.assign(now, FRESH(), { side, view });
  });
  fit();
});
pressed("language", () => {
  language = language === "de" ? "en" : "de";
  refresh();
});
pressed("theme", () => {
  theme = themeNow() === "dark" ? "light" : "dark";
  refresh();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest(".menu")) openMenu(false);
});

// The legend: beside the drawing, or over it where the window is narrow.
const narrow = window.matchMedia("(max-width: 1000px)");
const legendShown = () => (document.body.dataset.legend ?? (narrow.matches ? "closed" : "open")) === "open";

function setLegend(open) {
  document.body.dataset.legend = open ? "open" : "closed";
  byId("legend-toggle").setAttribute("aria-expanded", String(open));
}

pressed("legend-toggle", () => setLegend(!legendShown()));
narrow.addEventListener("change", () => setLegend(!narrow.matches));
byId("legend-toggle").setAttribute("aria-controls", "filters");
byId("legend-toggle").setAttribute("aria-expanded", String(legendShown()));
byId("stage").addEventListener("pointerdown", () => { if (narrow.matches) setLegend(false); });

function showView() {
  for (const name of ["graph", "table", "timeline"]) {
    byId(`view-${name}`).hidden = state.view !== name;
    byId(`tab-${name}`).setAttribute("aria-selected", String(state.view === name));
    byId(`tab-${name}`).tabIndex = state.view === name ? 0 : -1;
  }
  byId("undo").disabled = past.length === 0;
}

/** Which parts of the state the drawing, the legend and the article each depend on. */
const DRAWN = ["types", "kinds", "relations", "speakers", "articles", "confidence", "from", "to", "focus", "path", "grown", "hidden", "pinned", "selected", "relation"];
const differs = (before, names) => !before || names.some((name) => !same(before[name], state[name]));

function same(one, other) {
  if (one instanceof Set || one instanceof Map) return one.size === other.size && JSON.stringify([...one]) === JSON.stringify([...other]);
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

onChange((before) => {
  showView();
  if (differs(before, DRAWN)) {
    draw();
    showMore();
    showCrumbs();
    showFilters();
    showPanel(before);
  }
  showTable();
  showTimeline();
  if (state.side === "article" && differs(before, ["side", "article", "selected"])) keepScroll(showArticle);
  showSide();
});

/** Everything anew: another language, other colours. */
function refresh() {
  document.documentElement.dataset.theme = themeNow();
  translatePage();
  showExports();
  byId("path-box").hidden = true;
  tellAll(null);
}

darkSystem.addEventListener("change", refresh);

window.addEventListener("hashchange", () => {
  const asked = location.hash.slice(1);
  if (asked === written) return;
  past.push(copyOf(state));
  state = readHash(asked);
  const there = look;
  refresh();
  fit();
  if (there) lookAt(look = there);
});

for (const [name, now] of [["beforeprint", true], ["afterprint", false]]) {
  window.addEventListener(name, () => {
    printing = now; // paper is white, whatever the screen is
    refresh();
    byId("paper").replaceChildren(...(now && state.view === "graph" ? [paperPicture()] : []));
  });
}

if (HAS_ADDRESS && location.hash.length > 1) state = readHash(location.hash.slice(1));
const wanted = look;
refresh();
fit(false);
if (wanted) lookAt(look = wanted);
else if (state.selected) moveTo(state.selected);
writeHash();

// For tests, and for whoever opens the console.
window.kg = { select, network, find, focusOn, showPath, fit, undo, claims, entities, get state() { return state; }, get shown() { return shown; }, get labels() { return labelSpots; }, spread, formats: { csvOf, jsonOf, graphmlOf, turtleOf, pictureText, pictureBlob } };
