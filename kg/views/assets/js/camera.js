// What of the drawing is in sight, and how the view moves.

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
