// Where the names of nodes stand: in the size of the screen, readable at every zoom. Where two would
// cover each other, the more important one stays. Nothing here paints: what is found is written on
// the canvas by write.js and into the SVG picture by picture.js.

const CROSS_AT = 0.76; // of the way from subject to object
const crossArm = (view) => Math.max(4, 6 * Math.min(view.scale, 1.2));

/**
 * All that is to be written in a view, in the order of painting.
 *
 * A view has the drawing's `scale`, its `width` and `height`, `at` from the drawing's coordinates to
 * its own, `covered` boxes where nothing may stand, and whether it is `moving`.
 */
function placeLabels(view, lit) {
  const taken = board(view);
  const bodies = nodeBodies(view, taken);
  const crosses = crossesOf(view, taken, lit);
  view.covered.forEach(taken.add);
  const lines = view.moving ? null : linesOn(view, bodies);
  const names = placeNames(view, taken, bodies, lit, lines);
  const relations = view.withEdges ? placeRelations(view, taken, bodies, lit, lines) : [];
  return [...crosses, ...names, ...relations, ...badges(bodies, taken, lit)];
}

function nodeBodies(view, taken) {
  const bodies = new Map();
  for (const entity of shown.nodes) {
    const node = network.body.nodes[entity.id];
    if (!node) continue;
    const [x, y] = view.at(node.x, node.y);
    const radius = radiusOf(entity) * view.scale * 1.1;
    if (x < -200 || y < -100 || x > view.width + 200 || y > view.height + 100) continue;
    const box = [x - radius, y - radius, x + radius, y + radius];
    taken.add(box);
    bodies.set(entity, { x, y, radius, box });
  }
  return bodies;
}

/** The crosses on what is denied; no name is written over one. */
function crossesOf(view, taken, lit) {
  const arm = crossArm(view);
  const found = [];
  for (const claim of shown.claims) {
    const edge = claim.negative && network.body.edges[claim.id];
    if (!edge?.connected) continue;
    const spot = edge.edgeType.getPoint(CROSS_AT);
    const at = view.at(spot.x, spot.y);
    taken.add(boxAround(at, arm + 2, 2 * arm + 4));
    found.push({ cross: at, arm, alpha: !lit || lit.edges.has(claim) ? 1 : 0.3 });
  }
  return found;
}

function placeNames(view, taken, bodies, lit, lines) {
  const first = (one) => (one.id === state.selected ? 1e6 : lit?.ends.has(one) ? 1e3 : 0) + weightOf(one);
  const found = [];
  for (const entity of [...bodies.keys()].sort((one, other) => first(other) - first(one))) {
    const name = nameOf(entity, bodies.get(entity), view, taken, lines);
    if (!name) continue;
    taken.add(name.box);
    found.push({ ...name, id: entity.id, alpha: !lit || lit.ends.has(entity) ? 1 : 0.3 });
  }
  return found;
}

/** A name with its place: whole, else in short; null where there is no room for either. */
function nameOf(entity, body, view, taken, lines) {
  const size = Math.min(30, Math.max(11.5, labelFont(radiusOf(entity)) * Math.min(view.scale, 1.6)));
  const look = { size, weight: prominent.has(entity) || entity.id === state.selected ? 600 : 400, ink: STYLE.nodes[entity.type].fill === "paper" ? "soft" : "ink" };
  const habit = view.moving ? habits.get(entity) : undefined;
  const tries = [labelLines(entity)];
  if (entity.label.length > 15) tries.push([shortLine(entity)]);
  for (const words of tries) {
    const width = Math.max(...words.map((line) => widthOf(line, look)));
    const found = nameSpot(body, width, words.length * size * LINE, taken, lines, habit);
    if (found && !view.moving && view.habits) habits.set(entity, found.side);
    if (found) return { box: found.box, runs: runsIn(found.box, words, look) };
  }
  if (entity.id !== state.selected) return null;
  const box = boxAround([body.x, body.y + body.radius + size], widthOf(tries.at(-1)[0], look) / 2 + 2, size * LINE);
  return { box, runs: runsIn(box, tries.at(-1), look) };
}

const runsIn = ([left, top, right], lines, look) =>
  lines.map((text, number) => ({ text, x: (left + right) / 2, y: top + look.size * LINE * (number + 0.5), ...look }));

// Below is where one looks for a name; then above, right, left; then shifted sideways.
const COSTS = [0, 0.5, 1.1, 1.1, 1.6, 1.6, 1.8, 1.8, 2.2, 2.4];

/** The best free box for a name, where the fewest lines run through it; undefined where none is free. */
function nameSpot({ x, y, radius, box }, width, height, taken, lines, habit) {
  const half = width / 2 + 2;
  const [below, above] = [y + radius + 2, y - radius - 2 - height];
  const tries = [
    [x - half, below], [x - half, above], [x + radius + 4, y - height / 2], [x - radius - 4 - 2 * half, y - height / 2],
    [x - radius, below], [x + radius - 2 * half, below], [x - radius, above], [x + radius - 2 * half, above],
    [taken.slid(x - half, 2 * half), below], [taken.slid(x - half, 2 * half), above],
  ].map(([left, top], side) => ({ side, box: [left, top, left + 2 * half, top + height] }));
  // A name is only cut off at the picture's edge where its node is too.
  const cut = !taken.inside(box);
  let best;
  for (const each of tries) {
    if (!taken.free(each.box, box) || !(cut || taken.inside(each.box))) continue;
    const cost = each.side === habit ? -1 : COSTS[each.side] + (lines ? 1.6 * lines.owners(each.box) : 0) + (cut && !taken.inside(each.box) ? 9 : 0);
    if (!best || cost < best.cost) best = { ...each, cost };
  }
  return best;
}

/** How many neighbours wait to be shown; last, since names matter more. */
function badges(bodies, taken, lit) {
  const found = [];
  for (const [entity, { x, y, radius, box }] of bodies) {
    if (!more.has(entity) || radius < 8) continue;
    const look = { size: 10, weight: 600, ink: "soft" };
    const text = `+${more.get(entity)}`;
    const width = widthOf(text, look) + 9;
    const [left, top] = [x + radius * 0.62, y - radius * 0.75 - 8];
    const badge = [left, top, left + width, top + 15];
    if (!taken.free(badge, box)) continue;
    taken.add(badge);
    found.push({ badge, runs: [{ text, x: left + width / 2, y: top + 8, ...look }], alpha: !lit || lit.ends.has(entity) ? 1 : 0.3 });
  }
  return found;
}
