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
