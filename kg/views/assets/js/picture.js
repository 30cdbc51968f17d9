// The drawing as SVG, and through it as PNG of double size: whole, not only what is in sight.

const AIR = 40;

const PAPER = [1030, 560]; // pixels of a sheet that the drawing may take

/** The drawing for paper: made to fit the sheet, with names in the size that they have on the screen. */
function paperPicture() {
  let [across, down] = [1, 1];
  // The names do not shrink with the rest: what is left over shows once the first step is taken.
  for (let step = 0; step < 3; step += 1) {
    const made = picture(across, down);
    across *= Math.min(1, PAPER[0] / Number(made.getAttribute("width")));
    down *= Math.min(1, PAPER[1] / Number(made.getAttribute("height")));
  }
  return picture(Math.min(across, down * MOST_SPREAD), Math.min(down, across * MOST_SPREAD));
}

function pictureText() {
  return forXml(new XMLSerializer().serializeToString(picture()));
}

/** The drawing as an element, `across` and `down` times as wide and high as it is laid out. */
function picture(across = 1, down = across) {
  const scale = Math.min(across, down);
  const spots = network.getPositions(shown.nodes.map((one) => one.id));
  const boxes = shown.nodes.map((one) => [spots[one.id].x * across, spots[one.id].y * down, ...boxOf(one).map((side) => side * Math.max(scale, 0.7))]);
  const low = (at) => (boxes.length ? Math.min(...boxes.map((box) => box[at] - box[at + 2] / 2)) - AIR : 0);
  const high = (at) => (boxes.length ? Math.max(...boxes.map((box) => box[at] + box[at + 2] / 2)) + AIR : 100);
  const [left, top] = [Math.floor(low(0)), Math.floor(low(1))];
  const [width, height] = [Math.ceil(high(0)) - left, Math.ceil(high(1)) - top];
  const view = { scale, width, height, covered: [], withEdges: true, at: (x, y) => [x * across - left, y * down - top] };
  const edges = svg("g", { fill: "none" }, ...shown.claims.flatMap((claim) => edgePicture(claim, view)));
  const nodes = svg("g", { "stroke-width": 2 }, ...shown.nodes.map((one, number) => shapeOf(one.type, boxes[number][0] - left, boxes[number][1] - top, radiusOf(one) * scale)));
  const labels = svg("g", { "text-anchor": "middle", "font-family": FACE }, ...placeLabels(view, null).filter((item) => !item.badge).flatMap(itemPicture));
  return svg("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height, role: "img" },
    svg("title", {}, SETTINGS.title), svg("rect", { width, height, fill: colour("paper") }), edges, nodes, labels);
}

const round = (number) => Math.round(number * 10) / 10;

function edgePicture(claim, view) {
  const edge = network.body.edges[claim.id];
  if (!edge?.connected) return [];
  const points = Array.from({ length: 25 }, (_, number) => { const { x, y } = edge.edgeType.getPoint(number / 24); return view.at(x, y); });
  const target = network.body.nodes[claim.object.id];
  const [tx, ty] = view.at(target.x, target.y);
  const reach = radiusOf(claim.object) * view.scale + 5;
  const open = claim.subject === claim.object ? points : points.filter(([x, y]) => Math.hypot(x - tx, y - ty) > reach);
  if (open.length < 2) return [];
  const stroke = colour(claim.negative ? "negative" : "edge");
  const [x, y] = open.at(-1);
  const angle = (Math.atan2(ty - y, tx - x) * 180) / Math.PI;
  return [
    svg("path", { d: `M${open.map((point) => point.map(round).join(" ")).join("L")}`, stroke, "stroke-width": round(Math.max(1.2, 1.7 * view.scale)), "stroke-dasharray": STYLE.dashes[lineOf(claim)].join(" ") || "none" }),
    svg("path", { d: "M5 0L-5 4.5L-3 0L-5 -4.5Z", fill: stroke, transform: `translate(${round(x)} ${round(y)}) rotate(${round(angle)})` }),
  ];
}

function itemPicture({ cross: at, arm, box, back, runs }) {
  if (at) {
    const d = `M${round(at[0] - arm)} ${round(at[1] - arm)}l${2 * arm} ${2 * arm}m0 ${-2 * arm}l${-2 * arm} ${2 * arm}`;
    return [svg("path", { d, stroke: colour("negative"), "stroke-width": 2.4, fill: "none" })];
  }
  const halo = back ? {} : { "paint-order": "stroke", stroke: colour("paper"), "stroke-width": 4, "stroke-linejoin": "round" };
  const words = runs.map(({ text, x, y, size, weight = 400, italic, ink }) => svg("text", {
    x: round(x), y: round(y + size * 0.35), "font-size": round(size), "font-weight": weight, ...(italic && { "font-style": "italic" }), fill: colour(ink), ...halo,
  }, text));
  if (!back) return words;
  const [left, top, right, bottom] = box.map(round);
  return [svg("rect", { x: left, y: top, width: round(right - left), height: round(bottom - top), rx: 4, fill: colour("paper"), "fill-opacity": 0.92 }), ...words];
}

const LARGEST = 12000; // pixels a side that every browser can draw

/** The picture as a PNG, two pixels for each of the drawing's. */
async function pictureBlob() {
  const drawn = picture();
  const [width, height] = [Number(drawn.getAttribute("width")), Number(drawn.getAttribute("height"))];
  const ratio = Math.min(2, LARGEST / Math.max(width, height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(forXml(new XMLSerializer().serializeToString(drawn)))}`;
  await image.decode();
  const canvas = el("canvas", "");
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => { canvas.toBlob(done, "image/png"); });
}

async function savePicture() {
  saveFile(fileName("png"), "image/png", [await pictureBlob()]);
}
