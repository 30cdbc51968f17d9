// Places for what was not laid out beforehand: grown nodes, the rings of a focus, a path in a row.

const places = new Map(opening); // id -> [x, y] in the whole graph
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

function onRings(layers, parent, width) {
  const found = new Map([[layers[0][0].id, [0, 0]]]);
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
      found.set(one.id, [Math.round(1.3 * reach * Math.cos(angle)), Math.round(reach * Math.sin(angle))]);
    });
  }
  return found;
}

/** Where everything stands in the present view. */
function placesOf(nodes) {
  if (state.path) {
    const steps = shortestPath(...state.path.map((id) => entities.get(id))) ?? [];
    let at = entities.get(state.path[0]);
    const row = [at, ...steps.map((claim) => (at = otherEnd(claim, at)))];
    if (steps.length === 0) row.push(entities.get(state.path[1]));
    return new Map(row.map((one, number) => [one.id, [number * 260, number % 2 ? 50 : -50]]));
  }
  if (state.focus) return rings(entities.get(state.focus.id), nodes);
  placeNew(nodes);
  return places;
}
