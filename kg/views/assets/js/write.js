// Names and crosses written over the picture, whenever vis-network has drawn it.

let labelSpots = []; // [left, top, right, bottom, id] of what was last written

// While the picture moves, names stand on plain ground instead of in a halo, which is costly; and
// where a picture takes long, the edges' labels wait until the movement is over.
const SLOW = 9; // milliseconds
let cost = 0;
let later = 0;
let lastView = "";
let dragging = false;
network.on("dragStart", () => { dragging = true; });
network.on("dragEnd", () => { dragging = false; });

network.on("afterDrawing", (ctx) => {
  const began = performance.now();
  const view = screenView();
  const here = [view.scale, ...view.at(0, 0)].map((number) => number.toFixed(3)).join(" ");
  const moving = lastView !== "" && (here !== lastView || dragging || physicsOn);
  lastView = here;
  const withEdges = !(moving && cost > SLOW);
  writeAll(ctx, { ...view, moving, withEdges });
  if (withEdges) cost = 0.5 * cost + 0.5 * (performance.now() - began);
  clearTimeout(later);
  if (moving) later = setTimeout(() => network.redraw(), 140);
});

const OVERLAID = [...document.querySelectorAll("#view-graph > .tools, #more, #crumbs")];

/** The window onto the drawing; no name is written under the buttons that lie over it. */
function screenView() {
  const scale = network.getScale();
  const centre = network.getViewPosition();
  const { clientWidth: width, clientHeight: height } = byId("graph");
  const covered = OVERLAID.filter((part) => part.offsetWidth).map((part) =>
    [part.offsetLeft - 4, part.offsetTop - 4, part.offsetLeft + part.offsetWidth + 4, part.offsetTop + part.offsetHeight + 4]);
  return { scale, width, height, covered, habits: true, at: (x, y) => [(x - centre.x) * scale + width / 2, (y - centre.y) * scale + height / 2] };
}

function writeAll(ctx, view) {
  const ratio = ctx.canvas.width / Math.max(1, view.width);
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const items = placeLabels(view, litBy(shown.nodes, shown.claims));
  for (const item of items) {
    ctx.globalAlpha = item.alpha;
    if (item.cross) cross(ctx, item.cross, item.arm);
    else writeItem(ctx, item, view.moving);
  }
  labelSpots = items.filter((item) => item.id).map((item) => [...item.box, item.id]);
  ctx.restore();
}

function writeItem(ctx, { box, badge, back, runs, alpha }, moving) {
  ctx.fillStyle = ctx.strokeStyle = colour("paper");
  if (badge) pill(ctx, badge);
  else if (back) plate(ctx, box, alpha);
  else if (moving) ctx.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
  for (const run of runs) {
    ctx.font = fontOf(run);
    ctx.lineWidth = 4;
    ctx.strokeStyle = colour("paper");
    if (!back && !badge && !moving) ctx.strokeText(run.text, run.x, run.y);
    ctx.fillStyle = colour(run.ink);
    ctx.fillText(run.text, run.x, run.y);
  }
}

/** The ground behind an edge's words, so that the line does not run through them. */
function plate(ctx, [left, top, right, bottom], alpha) {
  ctx.globalAlpha = alpha * 0.92;
  ctx.beginPath();
  ctx.roundRect(left, top, right - left, bottom - top, 4);
  ctx.fill();
  ctx.globalAlpha = alpha;
}

function pill(ctx, [left, top, right, bottom]) {
  ctx.beginPath();
  ctx.roundRect(left, top, right - left, bottom - top, 7.5);
  ctx.fill();
  ctx.strokeStyle = colour("edge");
  ctx.lineWidth = 1;
  ctx.stroke();
}

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
