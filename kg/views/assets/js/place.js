// Places for what was not laid out beforehand: grown nodes, the rings of a focus, a path in a row.

const MOST_SPREAD = 1.6;

/** How much wider or taller the whole is drawn than it was laid out, to fill the window it opens in. */
function spreadFor(spots) {
  const { clientWidth, clientHeight } = byId("graph");
  if (spots.length < 3 || clientWidth === 0) return [1, 1];
  const across = Math.max(1, extent(spots.map(([x]) => x)));
  const down = Math.max(1, extent(spots.map(([, y]) => y)));
  const more = ((clientWidth - ROOM[0]) / Math.max(1, clientHeight - ROOM[1])) * (down / across);
  return more > 1 ? [Math.min(MOST_SPREAD, more), 1] : [1, Math.min(MOST_SPREAD, 1 / more)];
}

const extent = (numbers) => Math.max(...numbers) - Math.min(...numbers);

const ROOM = [180, 150]; // pixels that stay free for names and buttons, across and down
const spread = spreadFor([...opening.values()]);
const spreadOut = ([x, y]) => [Math.round(x * spread[0]), Math.round(y * spread[1])];
/** The place in the layout, which is the same in every window. */
const laidOut = ({ x, y }) => [Math.round(x / spread[0]), Math.round(y / spread[1])];

// id -> [x, y] in the whole graph
const places = new Map([...opening].map(([id, spot]) => [id, spreadOut(spot)]));
const CELL = 90;
const GOLDEN = 2.399963;

/** A rectangle for each node with its label, found again by the cells it touches. */
function occupancy(spots) {
  const cells = new Map();
  const cellsOf = ([x, y], [width, height]) => {
    const keys = [];
    for (let i = Math.floor((x - width / 2) / CELL); i <= Math.floor((x + width / 2) / CELL); i += 1)
      for (let j = Math.floor((y - height / 2) / CELL); j <= Math.floor((y + height / 2) / CELL); j += 1) keys.push(`${i},${j}`);
    return keys;
  };
  const add = (spot, size) => {
    for (const key of cellsOf(spot, size)) {
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push([spot, size]);
    }
  };
  const free = (spot, size) =>
    !cellsOf(spot, size).some((key) =>
      cells.get(key)?.some(([other, its]) =>
        Math.abs(other[0] - spot[0]) < (its[0] + size[0]) / 2 && Math.abs(other[1] - spot[1]) < (its[1] + size[1]) / 2));
  for (const [entity, spot] of spots) add(spot, boxOf(entity));
  return { add, free };
}

/** Width and height of a node with its label and some air. */
function boxOf(entity) {
  const radius = radiusOf(entity);
  const lines = labelLines(entity);
  const font = labelFont(radius);
  const width = Math.max(...lines.map((line) => line.length)) * font * 0.56;
  return [Math.max(width, 2 * radius) + 24, 2 * radius + 2 * lines.length * font * 1.2 + 24];
}

/** Give places to nodes that have none: each near its most important neighbour that has one. */
function placeNew(nodes) {
  const shown = nodes.filter((one) => places.has(one.id));
  const waiting = nodes.filter((one) => !places.has(one.id)).sort((one, other) => weightOf(other) - weightOf(one));
  if (waiting.length === 0) return;
  const taken = occupancy(shown.map((one) => [one, places.get(one.id)]));
  const edge = Math.max(0, ...shown.map((one) => places.get(one.id)[1]));
  for (const entity of waiting) {
    const anchors = [...neighboursOf(entity)].filter((one) => places.has(one.id));
    const anchor = anchors.sort((one, other) => weightOf(other) - weightOf(one))[0];
    const [x, y] = anchor ? places.get(anchor.id) : [0, edge + 200];
    const spot = freeSpot(taken, [x, y], boxOf(entity), anchor ? 150 : 0);
    places.set(entity.id, spot);
    taken.add(spot, boxOf(entity));
  }
}

/** The first free spot on a spiral around a place. */
function freeSpot(taken, [x, y], size, start) {
  for (let turn = 0; ; turn += 1) {
    const radius = start + 9 * Math.sqrt(turn) * Math.sqrt(8);
    const spot = [Math.round(x + 1.25 * radius * Math.cos(turn * GOLDEN)), Math.round(y + radius * Math.sin(turn * GOLDEN))];
    if (taken.free(spot, size) || turn > 4000) return spot;
  }
}

/** Rings around the focus: the first step nearest, every branch in a sector of its own. */
function rings(centre, nodes) {
  const inside = new Set(nodes);
  const parent = new Map([[centre, null]]);
  const layers = [[centre]];
  while (layers.at(-1).length) {
    const next = [];
    for (const one of layers.at(-1)) {
      for (const other of neighboursOf(one)) {
        if (parent.has(other) || !inside.has(other)) continue;
        parent.set(other, one);
        next.push(other);
      }
    }
    layers.push(next);
  }
  const width = new Map();
  for (const layer of layers.toReversed()) {
    for (const one of layer) {
      width.set(one, Math.max(1, width.get(one) ?? 0));
      const up = parent.get(one);
      if (up) width.set(up, (width.get(up) ?? 0) + width.get(one));
    }
  }
  return onRings(layers, parent, width);
}

/** How far rings are drawn out to the sides: by the window, and a little since names are written across. */
function ringWidth() {
  const { clientWidth, clientHeight } = byId("graph");
  if (clientWidth === 0) return 1.15;
  return Math.sqrt(Math.min(2, Math.max(0.8, (1.25 * (clientWidth - ROOM[0])) / Math.max(1, clientHeight - ROOM[1]))));
}

function onRings(layers, parent, width) {
  const found = new Map([[layers[0][0].id, [0, 0]]]);
  const wide = ringWidth();
  const sectors = new Map([[layers[0][0], [-Math.PI / 2, 1.5 * Math.PI]]]);
  const begun = new Map();
  let radius = 0;
  for (const layer of layers.slice(1)) {
    if (layer.length === 0) break;
    radius = Math.max(radius + 210, (layer.length * 105) / (2 * Math.PI));
    layer.forEach((one, number) => {
      const up = parent.get(one);
      const [from, to] = sectors.get(up);
      const start = begun.get(up) ?? from;
      const end = start + ((to - from) * width.get(one)) / width.get(up);
      begun.set(up, end);
      sectors.set(one, [start, end]);
      const angle = (start + end) / 2;
      const reach = radius + (layer.length > 14 && number % 2 ? 95 : 0);
      found.set(one.id, [Math.round(wide * reach * Math.cos(angle)), Math.round((reach / wide) * 1.15 * Math.sin(angle))]);
    });
  }
  return found;
}

const IN_A_ROW = 4;

/** A path goes to and fro in rows of four, a step a little higher than the next. */
function inRows(number) {
  const row = Math.floor(number / IN_A_ROW);
  const column = row % 2 ? IN_A_ROW - 1 - (number % IN_A_ROW) : number % IN_A_ROW;
  return [column * 270, row * 230 + (column % 2 ? 45 : -45)];
}

/** Where everything stands in the present view. */
function placesOf(nodes) {
  if (state.path) {
    const steps = shortestPath(...state.path.map((id) => entities.get(id))) ?? [];
    let at = entities.get(state.path[0]);
    const row = [at, ...steps.map((claim) => (at = otherEnd(claim, at)))];
    if (steps.length === 0) row.push(entities.get(state.path[1]));
    return new Map(row.map((one, number) => [one.id, inRows(number)]));
  }
  if (state.focus) return rings(entities.get(state.focus.id), nodes);
  placeNew(nodes);
  return places;
}
