// Names of nodes and edges, drawn over the picture in the size of the screen: readable at every
// zoom. Where two would cover each other, the more important one stays.

let labelSpots = []; // [left, top, right, bottom, id] of what was last written
const widths = new Map();
const FACE = 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const LINE = 1.2;

const labelFont = (radius) => Math.round((11.5 + radius * 0.16) * 10) / 10;

const LINE_LETTERS = 22;
const LONGEST = 28; // letters of a word that is not cut: `US-Verteidigungsministerium`
const wrapped = new Map();

/** A word in pieces that fit a line: where it has a hyphen, else where one is put. */
function pieces(word) {
  if (word.length <= LONGEST) return [word];
  const at = word.lastIndexOf("-", LINE_LETTERS - 1);
  const head = at > 2 ? word.slice(0, at + 1) : `${word.slice(0, LINE_LETTERS - 1)}-`;
  return [head, ...pieces(word.slice(at > 2 ? at + 1 : LINE_LETTERS - 1))];
}

/** A name in lines of 22 letters, three at most; kg/views/look.py counts alike. */
function labelLines(entity) {
  const key = entity.label; // of a number it changes with the language
  if (wrapped.has(key)) return wrapped.get(key);
  const lines = [""];
  for (const word of entity.label.split(/\s+/).flatMap(pieces)) {
    const line = lines.at(-1);
    if (line && line.length + 1 + word.length > LINE_LETTERS) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  if (lines.length > 3) lines.splice(2, lines.length, `${lines[2]} …`);
  wrapped.set(key, lines);
  return lines;
}

function widthOf(ctx, text) {
  const key = `${ctx.font}\n${text}`;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
}

/** From the drawing's coordinates to the screen's. */
function projection() {
  const scale = network.getScale();
  const centre = network.getViewPosition();
  const { clientWidth, clientHeight } = byId("graph");
  return {
    scale, width: clientWidth, height: clientHeight,
    at: (x, y) => [(x - centre.x) * scale + clientWidth / 2, (y - centre.y) * scale + clientHeight / 2],
  };
}

/** Rectangles in use, in cells so that hundreds of labels stay cheap. */
function board({ width = Infinity, height = Infinity } = {}) {
  const cells = new Map();
  const SIDE = 80;
  const touch = (box, act) => {
    for (let i = Math.floor(box[0] / SIDE); i <= Math.floor(box[2] / SIDE); i += 1)
      for (let j = Math.floor(box[1] / SIDE); j <= Math.floor(box[3] / SIDE); j += 1) if (act(i * 65536 + j)) return true;
    return false;
  };
  return {
    slid: (left, wide) => Math.max(1, Math.min(left, width - wide - 1)), // into the picture from its side
    inside: (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height,
    add: (box) => touch(box, (key) => { (cells.get(key) ?? cells.set(key, []).get(key)).push(box); return false; }),
    free: (box, except) => !touch(box, (key) => cells.get(key)?.some((other) =>
      other !== except && other[0] < box[2] && other[2] > box[0] && other[1] < box[3] && other[3] > box[1])),
  };
}

// While the picture moves, names stand on plain ground instead of in a halo, which is costly; and
// where a picture takes long, the edges' labels wait until the movement is over.
const SLOW = 9; // milliseconds
let lastDrawn = 0;
let cost = 0;
let later = 0;
let moving = false;

network.on("afterDrawing", (ctx) => {
  const began = performance.now();
  moving = began - lastDrawn < 90;
  const whole = writeAll(ctx, !(moving && cost > SLOW));
  lastDrawn = performance.now();
  if (whole) cost = 0.5 * cost + 0.5 * (lastDrawn - began);
  clearTimeout(later);
  if (moving) later = setTimeout(() => network.redraw(), 120);
});

function writeAll(ctx, withEdges) {
  const view = projection();
  const ratio = ctx.canvas.width / Math.max(1, view.width);
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  labelSpots = [];
  const lit = litBy(shown.nodes, shown.claims);
  const taken = board(view);
  const bodies = nodeBodies(view, taken);
  keepCrossesClear(view, taken);
  keepButtonsClear(taken);
  writeNodes(ctx, view, taken, bodies, lit);
  if (withEdges) writeEdges(ctx, view, taken, bodies, lit);
  ctx.restore();
  return withEdges;
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

const OVERLAID = [...document.querySelectorAll("#view-graph > .tools, #more, #crumbs")];
const CROSS_AT = 0.76; // of the way from subject to object
const crossArm = (view) => Math.max(4, 6 * Math.min(view.scale, 1.2));

/** No name is written over the cross of what is denied. */
function keepCrossesClear(view, taken) {
  const arm = crossArm(view) + 2;
  for (const claim of shown.claims) {
    const edge = claim.negative && network.body.edges[claim.id];
    if (!edge?.connected) continue;
    const spot = edge.edgeType.getPoint(CROSS_AT);
    taken.add(boxAround(view.at(spot.x, spot.y), arm, 2 * arm));
  }
}

/** Nor under the buttons that lie over the drawing. */
function keepButtonsClear(taken) {
  for (const part of OVERLAID) {
    const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = part;
    if (width) taken.add([left - 4, top - 4, left + width + 4, top + height + 4]);
  }
}

function writeNodes(ctx, view, taken, bodies, lit) {
  const first = (one) => (one.id === state.selected ? 1e6 : lit?.ends.has(one) ? 1e3 : 0) + weightOf(one);
  for (const entity of [...bodies.keys()].sort((one, other) => first(other) - first(one))) {
    const body = bodies.get(entity);
    const size = Math.min(30, Math.max(11.5, labelFont(radiusOf(entity)) * Math.min(view.scale, 1.6)));
    const bold = radiusOf(entity) > 22 || entity.id === state.selected;
    ctx.font = `${bold ? 600 : 450} ${size.toFixed(1)}px ${FACE}`;
    ctx.globalAlpha = !lit || lit.ends.has(entity) ? 1 : 0.3;
    const lines = labelLines(entity);
    const width = Math.max(...lines.map((line) => widthOf(ctx, line)));
    const spot = nodeLabelSpot(body, width, lines.length * size * LINE, taken, entity);
    if (spot) {
      taken.add(spot);
      labelSpots.push([...spot, entity.id]);
      writeLines(ctx, lines, spot, size, colour(STYLE.nodes[entity.type].fill === "paper" ? "soft" : "ink"));
    }
    if (more.has(entity)) writeBadge(ctx, body, `+${more.get(entity)}`, taken);
  }
  ctx.globalAlpha = 1;
}

/** Below the node, above it or beside it, where fewest edges run; null where all of that is taken. */
function nodeLabelSpot({ x, y, radius, box }, width, height, taken, entity) {
  const half = width / 2 + 2;
  const [below, above] = [y + radius + 2, y - radius - 2 - height];
  const tries = [
    [x - half, below], [x - half, above], [x + radius + 4, y - height / 2], [x - radius - 4 - 2 * half, y - height / 2],
    // Shifted sideways, where the places straight above and below are taken.
    [x - radius, below], [x + radius - 2 * half, below], [x - radius, above], [x + radius - 2 * half, above],
    [taken.slid(x - half, 2 * half), below], [taken.slid(x - half, 2 * half), above],
  ].map(([left, top]) => [left, top, left + 2 * half, top + height]);
  const busy = crossings(entity);
  const order = [0, 1, 2, 3].sort((one, other) => busy[one] - busy[other] || one - other).concat([4, 5, 6, 7, 8, 9]);
  const free = order.map((side) => tries[side]).filter((each) => taken.free(each, box));
  // A name is only cut off at the picture's edge where its node is too.
  const spot = free.find(taken.inside) ?? (taken.inside(box) ? null : free[0]);
  return spot ?? (entity.id === state.selected ? tries[0] : null);
}

/** How much edges are in the way below, above, right and left of a node. */
function crossings(entity) {
  const here = network.body.nodes[entity.id];
  // Below is where one looks for a name, so the other sides have to be clearly better.
  const busy = [0, 0.6, 1.6, 1.6];
  for (const claim of linesAt.get(entity) ?? []) {
    const there = network.body.nodes[otherEnd(claim, entity).id];
    if (!there || there === here) continue;
    const angle = Math.atan2(there.y - here.y, there.x - here.x);
    [Math.PI / 2, -Math.PI / 2, 0, Math.PI].forEach((side, number) => {
      const away = Math.abs(Math.atan2(Math.sin(angle - side), Math.cos(angle - side)));
      if (away < (number < 2 ? 1 : 0.5)) busy[number] += 1;
    });
  }
  return busy;
}

function writeLines(ctx, lines, [left, top, right, bottom], size, ink) {
  ctx.strokeStyle = ctx.fillStyle = colour("paper");
  ctx.lineWidth = 4;
  if (moving) ctx.fillRect(left, top, right - left, bottom - top);
  ctx.fillStyle = ink;
  lines.forEach((line, number) => {
    const y = top + size * LINE * (number + 0.5);
    if (!moving) ctx.strokeText(line, (left + right) / 2, y);
    ctx.fillText(line, (left + right) / 2, y);
  });
}

/** How many neighbours wait to be shown; only where there is room, since names matter more. */
function writeBadge(ctx, { x, y, radius, box }, text, taken) {
  if (radius < 9) return;
  ctx.font = `600 10px ${FACE}`;
  const width = widthOf(ctx, text) + 8;
  const [left, top] = [x + radius * 0.6, y - radius * 0.75 - 8];
  const spot = [left, top, left + width, top + 15];
  if (!taken.free(spot, box)) return;
  taken.add(spot);
  ctx.fillStyle = colour("soft");
  ctx.beginPath();
  ctx.roundRect(left, top, width, 15, 7.5);
  ctx.fill();
  ctx.fillStyle = colour("paper");
  ctx.fillText(text, left + width / 2, top + 8);
}

const ALONG = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.27, 0.73];
const ASIDE = [1, 7, 13]; // pixels between a line and its label; further off it would seem another's
const MANY_EDGES = 260;

function writeEdges(ctx, view, taken, bodies, lit) {
  const near = shown.claims.filter((one) => bodies.has(one.subject) || bodies.has(one.object));
  const size = Math.min(16, Math.max(11, 12.5 * Math.min(view.scale, 1.3)));
  const first = (one) => (one.id === state.selected ? 2 : lit?.edges.has(one) ? 1 : 0);
  for (const claim of near.sort((one, other) => first(other) - first(one))) {
    const edge = network.body.edges[claim.id];
    if (!edge?.connected) continue;
    const point = (share) => { const { x, y } = edge.edgeType.getPoint(share); return view.at(x, y); };
    ctx.globalAlpha = !lit || lit.edges.has(claim) ? 1 : 0.2;
    if (claim.negative) cross(ctx, point(CROSS_AT), crossArm(view));
    if ((lit && !lit.edges.has(claim)) || (near.length > MANY_EDGES && !lit && view.scale < 1)) continue;
    writeEdge(ctx, claim, point, size, taken);
  }
  ctx.globalAlpha = 1;
}

function writeEdge(ctx, claim, point, size, taken) {
  const text = relationOf(claim);
  const source = claim.said?.speaker ? `${t("according")} ${shorter(claim.said.speaker.label, 22)}` : "";
  const fonts = [`500 ${size.toFixed(1)}px ${FACE}`, `italic 400 ${(size * 0.9).toFixed(1)}px ${FACE}`];
  ctx.font = fonts[0];
  const half = widthOf(ctx, text) / 2 + 4;
  ctx.font = fonts[1];
  const wide = source ? Math.max(half, widthOf(ctx, source) / 2 + 4) : half;
  const [[ax, ay], [bx, by]] = [point(0), point(1)];
  if (Math.hypot(ax - bx, ay - by) < half * 1.1 && claim.subject !== claim.object && claim.id !== state.selected) return;
  const whole = source && edgeSpot(point, wide, size * LINE * 1.95, taken);
  const spot = whole || edgeSpot(point, half, size * LINE, taken) || (claim.id === state.selected ? boxAround(point(0.5), half, size * LINE) : null);
  if (!spot) return;
  taken.add(spot);
  labelSpots.push([...spot, claim.id]);
  ctx.globalAlpha *= 0.92;
  ctx.fillStyle = colour("paper");
  ctx.beginPath();
  ctx.roundRect(spot[0], spot[1], spot[2] - spot[0], spot[3] - spot[1], 4);
  ctx.fill();
  ctx.globalAlpha /= 0.92;
  const middle = (spot[0] + spot[2]) / 2;
  ctx.font = fonts[0];
  ctx.fillStyle = colour(claim.negative ? "negative" : claim.id === state.selected ? "glow" : "ink");
  ctx.fillText(text, middle, spot[1] + size * 0.62);
  if (!whole) return;
  ctx.font = fonts[1];
  ctx.fillStyle = colour("soft");
  ctx.fillText(source, middle, spot[1] + size * 1.7);
}

const boxAround = ([x, y], half, height) => [x - half, y - height / 2, x + half, y + height / 2];

/** A free place for an edge's label: on the line, near its middle, else just beside it; never cut off. */
function edgeSpot(point, half, height, taken) {
  const fits = (box) => taken.inside(box) && taken.free(box);
  const on = ALONG.map((share) => boxAround(point(share), half, height)).find(fits);
  if (on) return on;
  for (const aside of ASIDE) {
    for (const share of ALONG) {
      const box = boxBeside(point, share, half, height, aside).find(fits);
      if (box) return box;
    }
  }
  return null;
}

/** The boxes left and right of a line at a share of its way, the one above the line first. */
function boxBeside(point, share, half, height, aside) {
  const [[x, y], [ax, ay], [bx, by]] = [point(share), point(share - 0.05), point(share + 0.05)];
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [across, down] = [(by - ay) / length, (ax - bx) / length];
  const far = Math.abs(across) * half + (Math.abs(down) * height) / 2 + aside;
  return (down < 0 ? [1, -1] : [-1, 1]).map((side) => boxAround([x + side * across * far, y + side * down * far], half, height));
}

const shorter = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** The cross on what is denied: red alone would be lost on some readers and in print. */
function cross(ctx, [x, y], arm) {
  ctx.strokeStyle = colour("negative");
  ctx.lineWidth = 2.4;
  ctx.beginPath();
  ctx.moveTo(x - arm, y - arm);
  ctx.lineTo(x + arm, y + arm);
  ctx.moveTo(x + arm, y - arm);
  ctx.lineTo(x - arm, y + arm);
  ctx.stroke();
}

/** What is written at a place of the screen: labels can be clicked like what they name. */
function labelAt({ x, y }) {
  return labelSpots.find(([left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom)?.[4];
}
