// The drawing: vis-network holds what is visible, and follows the state.

const darkSystem = window.matchMedia("(prefers-color-scheme: dark)");
let printing = false;

const themeNow = () => {
  if (printing) return "light";
  return theme === "auto" ? (darkSystem.matches ? "dark" : "light") : theme;
};

/** A colour by its name in the theme, or as it is. */
const colour = (name) => (name.startsWith("#") ? name : STYLE.themes[themeNow()][name]);

const nodeData = new vis.DataSet();
const edgeData = new vis.DataSet();
let shown = { nodes: [], claims: [] };
let more = new Map(); // entity -> how many of its neighbours are not drawn
let prominent = new Set(); // the few whose names are bold
let physicsOn = false;

const network = new vis.Network(byId("graph"), { nodes: nodeData, edges: edgeData }, {
  autoResize: true,
  physics: { enabled: false, stabilization: false, barnesHut: { springLength: 210, avoidOverlap: 0.6, gravitationalConstant: -9000 } },
  layout: { randomSeed: 7, improvedLayout: false },
  interaction: { hover: true, multiselect: false, selectConnectedEdges: false, hideEdgesOnDrag: false, keyboard: false },
  nodes: { borderWidth: 2, borderWidthSelected: 3, chosen: true },
  edges: { arrowStrikethrough: false, hoverWidth: 1, selectionWidth: 2, chosen: true },
});

function lineOf(claim) {
  if (claim.modal) return claim.said ? "both" : "modal";
  return claim.said ? "attributed" : "asserted";
}

function nodeOptions(entity, spot, lit) {
  const look = STYLE.nodes[entity.type];
  const background = colour(look.fill);
  const pinned = isWhole() && state.pinned.has(entity.id);
  const glow = colour("glow");
  return {
    id: entity.id,
    x: spot[0],
    y: spot[1],
    shape: look.shape,
    size: radiusOf(entity),
    borderWidth: pinned ? 4 : 2,
    fixed: pinned,
    opacity: lit ? 1 : 0.26,
    color: {
      background,
      border: colour(look.border),
      highlight: { background, border: glow },
      hover: { background, border: glow },
    },
  };
}

// Lines stay visible where the whole is seen from afar; set anew after zooming.
let thickness = 1.7;
const MANY_LINES = 300; // more of them wait while a hand moves the drawing
let veil = 1; // opacity of lines: many of them would cover the rest
const thicknessNow = () => Math.min(4.2, Math.max(1.7, 1.15 / network.getScale()));

function edgeOptions(claim, smooth, lit) {
  const line = colour(claim.negative ? "negative" : "edge");
  const atFocus = state.focus && (claim.subject.id === state.focus.id || claim.object.id === state.focus.id);
  return {
    id: claim.id,
    from: claim.subject.id,
    to: claim.object.id,
    dashes: STYLE.dashes[lineOf(claim)].length ? STYLE.dashes[lineOf(claim)] : false,
    width: thickness * (claim.negative ? 1.25 : 1),
    color: { color: line, highlight: colour(claim.negative ? "negative" : "glow"), hover: line, opacity: lit ? (atFocus ? 1 : veil) : 0.24 },
    arrows: { to: { enabled: true, scaleFactor: 0.65, type: "arrow" } },
    ...smooth,
  };
}

/** Curves that keep parallel claims apart; a single claim is a straight line. */
function curves(list) {
  const pairs = new Map();
  for (const claim of list) {
    const key = [claim.subject.id, claim.object.id].sort().join("\n");
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(claim);
  }
  const found = new Map();
  for (const group of pairs.values()) {
    group.forEach((claim, number) => {
      if (claim.subject === claim.object) {
        found.set(claim, { selfReference: { size: 24 + 12 * number, angle: 0.8 } });
        return;
      }
      const side = claim.subject.id < claim.object.id ? 1 : -1;
      const offset = side * (number - (group.length - 1) / 2);
      const type = offset > 0 ? "curvedCW" : "curvedCCW";
      const roundness = Math.min(0.9, Math.abs(offset) * 0.24);
      found.set(claim, { smooth: offset === 0 ? false : { enabled: true, type, roundness } });
    });
  }
  return found;
}

/** What stands out: the selection and what touches it; everything, where nothing is selected. */
function litBy(nodes, list) {
  if (state.focus && state.selected === state.focus.id) return null; // all of it is about that node
  const entity = entities.get(state.selected);
  const claim = claims.get(state.selected);
  const relation = state.relation && relations.find((one) => one.id === state.relation);
  let edges = null;
  if (entity) edges = new Set(list.filter((one) => claimTouches(one, entity)));
  else if (claim) edges = new Set([claim]);
  else if (relation) edges = new Set(list.filter((one) => one.relation === relation));
  if (!edges || (entity && !nodes.includes(entity)) || (claim && !list.includes(claim))) return null;
  const ends = new Set([...edges].flatMap((one) => [one.subject, one.object]));
  if (entity) ends.add(entity);
  return { edges, ends };
}

const claimTouches = (claim, entity) => claim.subject === entity || claim.object === entity || claim.said?.speaker === entity;

const isWhole = () => !state.focus && !state.path;
/** What was dragged in a focus or a path keeps its place there and nowhere else. */
let dragged = new Map();
let draggedIn = "";
const viewName = () => JSON.stringify([state.focus, state.path]);

function spotOf(entity, spots) {
  const here = physicsOn && network.body.nodes[entity.id];
  if (here) return [here.x, here.y];
  const pin = isWhole() && state.pinned.get(entity.id);
  return (pin && spreadOut(pin)) || dragged.get(entity.id) || spots.get(entity.id) || [0, 0];
}

/** Bold: the most important twelfth of what is drawn, three at least. */
function prominentOf(nodes) {
  const first = nodes.filter((one) => radiusOf(one) > 22).sort((one, other) => weightOf(other) - weightOf(one));
  return new Set(first.slice(0, Math.max(3, Math.round(nodes.length / 12))));
}

/** Bring the drawing up to date; only what differs is given to vis-network. */
function draw() {
  byId("tip").hidden = true;
  shown = visible();
  if (draggedIn !== viewName()) dragged = new Map();
  draggedIn = viewName();
  prominent = prominentOf(shown.nodes);
  thickness = thicknessNow();
  veil = Math.min(1, Math.max(0.35, 130 / shown.claims.length));
  const many = shown.claims.length > MANY_LINES;
  network.setOptions({ interaction: { hideEdgesOnDrag: many, hideEdgesOnZoom: many } });
  habits.clear();
  const spots = placesOf(shown.nodes);
  const lit = litBy(shown.nodes, shown.claims);
  const smooth = curves(shown.claims);
  const nodes = shown.nodes.map((one) => nodeOptions(one, spotOf(one, spots), !lit || lit.ends.has(one)));
  const edges = shown.claims.map((one) => edgeOptions(one, smooth.get(one), !lit || lit.edges.has(one)));
  replaceAll(edgeData, edges, () => replaceAll(nodeData, nodes, () => {}));
  more = new Map(shown.nodes.map((one) => [one, missingAround(one)]).filter(([, count]) => count > 0));
  network.setSelection({
    nodes: state.selected && nodeData.get(state.selected) ? [state.selected] : [],
    edges: state.selected && edgeData.get(state.selected) ? [state.selected] : [],
  });
  byId("nothing").hidden = shown.nodes.length > 0;
  byId("nothing").textContent = claimList.length ? t("nothing_left") : t("empty");
}

/** Edges leave before their nodes, and come after them. */
function replaceAll(data, items, between) {
  const wanted = new Map(items.map((item) => [item.id, item]));
  data.remove(data.getIds().filter((id) => !wanted.has(id)));
  between();
  data.update(items);
}

function missingAround(entity) {
  if (state.path) return 0;
  const here = new Set(shown.nodes);
  let count = 0;
  for (const other of neighboursOf(entity)) if (!here.has(other) && !state.hidden.has(other.id)) count += 1;
  return count;
}

const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

// Until a reader moves the view, it goes on showing everything, whatever size the window takes.
let untouched = true;

/** Note where the drawing has been moved to, once it has come to rest there. */
let noteLater = 0;
function noteLook(before = "") {
  untouched = false;
  redrawLines();
  clearTimeout(noteLater);
  noteLater = setTimeout(() => {
    const { x, y } = network.getViewPosition();
    const now = [...(isWhole() ? laidOut({ x, y }) : [Math.round(x), Math.round(y)]), network.getScale().toFixed(3)];
    if (String(now) !== before) return noteLook(String(now)); // still gliding, perhaps
    look = now;
    writeHash();
  }, 250);
}

/** Go to where the address says that the drawing was moved to. */
function lookAt([x, y, scale]) {
  const [left, top] = isWhole() ? spreadOut([x, y]) : [x, y];
  untouched = false;
  network.moveTo({ position: { x: left, y: top }, scale: Math.min(6, Math.max(0.04, scale)) });
  redrawLines();
}

/** Show everything, with room for the names, which do not shrink with the rest. */
function fit(animated = true) {
  untouched = true;
  look = null;
  clearTimeout(noteLater);
  writeHash();
  const spots = Object.values(network.getPositions(nodeData.getIds()));
  if (spots.length === 0 || byId("graph").clientWidth === 0) return;
  const [left, right] = [Math.min(...spots.map((one) => one.x)), Math.max(...spots.map((one) => one.x))];
  const [top, bottom] = [Math.min(...spots.map((one) => one.y)), Math.max(...spots.map((one) => one.y))];
  const { clientWidth, clientHeight } = byId("graph");
  const widest = Math.max(...shown.nodes.map((one) => Math.min(140, boxOf(one)[0])));
  const scale = Math.max(0.04, Math.min((clientWidth - ROOM[0] + 140 - widest) / Math.max(1, right - left), (clientHeight - ROOM[1]) / Math.max(1, bottom - top), 1.35));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 8 / scale }, scale, animation: animated && motion() });
  redrawLines();
}

let linesLater = 0;

/** Lines as thick as the scale asks for, once it has come to rest. */
function redrawLines() {
  clearTimeout(linesLater);
  linesLater = setTimeout(() => {
    if (Math.abs(thicknessNow() / thickness - 1) < 0.15) return;
    thickness = thicknessNow();
    edgeData.update(shown.claims.map((claim) => ({ id: claim.id, width: thickness * (claim.negative ? 1.25 : 1) })));
  }, 400);
}

network.on("resize", () => { if (untouched) fit(false); });
network.on("zoom", () => noteLook());
network.on("dragEnd", () => noteLook());
network.on("dragStart", () => { untouched = false; });

function zoom(factor) {
  noteLook();
  network.moveTo({ scale: Math.min(6, Math.max(0.04, network.getScale() * factor)), animation: motion() });
}

/** Bring a node or claim into view, where it is drawn. */
function moveTo(id) {
  const claim = claims.get(id);
  const ends = claim ? [claim.subject.id, claim.object.id] : [id];
  if (!ends.every((one) => nodeData.get(one))) return;
  const spots = ends.map((one) => network.getPosition(one));
  const { x, y } = network.getViewPosition();
  const { clientWidth, clientHeight } = byId("graph");
  const scale = network.getScale();
  const inSight = (spot) => Math.abs(spot.x - x) * scale < clientWidth * 0.42 && Math.abs(spot.y - y) * scale < clientHeight * 0.4;
  if (scale > 0.35 && spots.every(inSight)) return; // what is in sight already stays where it is
  noteLook();
  const middle = { x: (spots[0].x + spots.at(-1).x) / 2, y: (spots[0].y + spots.at(-1).y) / 2 };
  network.moveTo({ position: middle, scale: Math.max(scale, 0.75), animation: motion() });
}

// --- the reader's hand ----------------------------------------------------------------------

network.on("click", (event) => {
  const id = event.nodes[0] ?? event.edges[0] ?? labelAt(event.pointer.DOM);
  if (id) select(id);
  else if (state.selected || state.relation) change((now) => { now.selected = null; now.relation = null; });
});

network.on("doubleClick", (event) => {
  if (event.nodes[0]) grow(event.nodes[0]);
});

network.on("dragEnd", (event) => {
  if (event.nodes.length === 0) return;
  const [id] = event.nodes;
  const spot = network.getPosition(id);
  if (isWhole()) change((now) => now.pinned.set(id, laidOut(spot)));
  else dragged.set(id, [spot.x, spot.y]);
});

network.on("hoverNode", (event) => showTip(event.node, event.pointer.DOM));
network.on("hoverEdge", (event) => showTip(event.edge, event.pointer.DOM));
for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => { byId("tip").hidden = true; });

byId("graph").addEventListener("pointerleave", () => { byId("tip").hidden = true; });

function showTip(id, at) {
  const entity = entities.get(id);
  const claim = claims.get(id);
  if (!entity && !claim) return;
  const quote = claim && sentenceOf(claim.evidence[0] ?? { article: {}, text: "" }).trim();
  const tip = byId("tip");
  tip.replaceChildren(
    el("strong", "", entity ? entity.label : inWords(claim)),
    el("span", "", entity ? `${t(entity.type)} · ${counted("claims", entity.claims.length)}` : quote && shorter(quote, 160)),
  );
  tip.hidden = false;
  const stage = byId("stage").getBoundingClientRect();
  tip.style.left = `${Math.min(at.x + 14, stage.width - tip.offsetWidth - 8)}px`;
  tip.style.top = `${at.y + 20 + tip.offsetHeight > stage.height ? at.y - tip.offsetHeight - 12 : at.y + 18}px`;
}

// --- what the panel and the keys do to the drawing --------------------------------------------

/** Show a claim or an entity by its id, as a click on it does; false where there is none. */
function select(id, move = false) {
  if (!entities.has(id) && !claims.has(id)) return false;
  change((now) => {
    now.selected = id;
    now.relation = null;
    now.side = "details";
    if (move) bringIn(now, id);
  });
  announce(entities.has(id) ? entities.get(id).label : inWords(claims.get(id)));
  if (move) moveTo(id);
  return true;
}

/** Make sure that what was asked for is drawn. */
function bringIn(now, id) {
  const claim = claims.get(id);
  for (const one of claim ? [claim.subject.id, claim.object.id] : [id]) {
    now.hidden.delete(one);
    if (!opening.has(one)) now.grown.add(one);
  }
  const reached = now.focus && around(entities.get(now.focus.id), now.focus.steps, MOST_FOCUSED);
  if (now.path || (reached && !reached.has(entities.get(id) ?? claim.subject))) Object.assign(now, { focus: null, path: null, trail: [] });
}

const GROW_BY = 20;

/** Add the most important neighbours of a node that are not drawn yet. */
function grow(id) {
  const entity = entities.get(id);
  const here = new Set(shown.nodes);
  const added = [...neighboursOf(entity)].filter((one) => !here.has(one)).sort((one, other) => weightOf(other) - weightOf(one)).slice(0, GROW_BY);
  if (added.length === 0) return;
  change((now) => {
    if (now.focus) Object.assign(now, { focus: { id, steps: 1 }, trail: [...now.trail, now.focus.id] });
    for (const one of added) {
      now.hidden.delete(one.id);
      if (!opening.has(one.id)) now.grown.add(one.id);
    }
  });
  announce(counted("added", added.length));
}

/** Add the most important nodes of all that are not drawn yet. */
function growAnywhere(count) {
  const here = new Set(shown.nodes);
  const added = entityList.concat([...entities.values()].slice(entityList.length))
    .filter((one) => !here.has(one) && !opening.has(one.id))
    .sort((one, other) => weightOf(other) - weightOf(one)).slice(0, count);
  change((now) => added.forEach((one) => now.grown.add(one.id)));
  fit();
}

function focusOn(id, steps = 1) {
  change((now) => {
    const before = now.focus?.id;
    now.trail = before && before !== id ? [...now.trail.filter((one) => one !== id), before] : now.trail;
    Object.assign(now, { focus: { id, steps }, path: null, selected: id, view: "graph" });
    now.hidden.delete(id);
  });
  fit();
}

function setPhysics(on) {
  physicsOn = on;
  network.setOptions({ physics: { enabled: on } });
  byId("physics").setAttribute("aria-pressed", String(on));
  if (on) return;
  for (const [id, { x, y }] of Object.entries(network.getPositions())) if (isWhole()) places.set(id, [Math.round(x), Math.round(y)]);
}
