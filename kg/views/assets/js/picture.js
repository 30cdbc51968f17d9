// The drawing as SVG, and through it as PNG of double size: whole, not only what is in sight.

const AIR = 40;

function pictureText() {
  return new XMLSerializer().serializeToString(picture());
}

function picture() {
  const spots = network.getPositions(shown.nodes.map((one) => one.id));
  const boxes = shown.nodes.map((one) => [spots[one.id].x, spots[one.id].y, ...boxOf(one)]);
  const low = (at) => Math.min(0, ...boxes.map((box) => box[at] - box[at + 2] / 2)) ;
  const left = boxes.length ? Math.min(...boxes.map((box) => box[0] - box[2] / 2)) - AIR : low(0);
  const top = boxes.length ? Math.min(...boxes.map((box) => box[1] - box[3] / 2)) - AIR : low(1);
  const width = boxes.length ? Math.max(...boxes.map((box) => box[0] + box[2] / 2)) + AIR - left : 100;
  const height = boxes.length ? Math.max(...boxes.map((box) => box[1] + box[3] / 2)) + AIR - top : 100;
  const labels = svg("g", { "text-anchor": "middle", "font-family": "system-ui, sans-serif", "paint-order": "stroke", "stroke-width": 4, stroke: colour("paper"), "stroke-linejoin": "round" });
  const taken = board();
  boxes.forEach(([x, y], number) => {
    const radius = radiusOf(shown.nodes[number]);
    taken.add([x - radius, y - radius, x + radius, y + radius]);
  });
  const edges = svg("g", { fill: "none" }, ...shown.claims.flatMap((claim) => edgePicture(claim)));
  const nodes = svg("g", { "stroke-width": 2 }, ...shown.nodes.map((one, number) => shapeOf(one.type, boxes[number][0], boxes[number][1], radiusOf(one))));
  shown.nodes.forEach((one, number) => labels.append(...nodeWords(one, boxes[number], taken)));
  shown.claims.forEach((claim) => labels.append(...edgeWords(claim, taken)));
  return svg("svg", { xmlns: SVG, viewBox: `${left} ${top} ${width} ${height}`, width: Math.ceil(width), height: Math.ceil(height) },
    svg("title", {}, SETTINGS.title), svg("rect", { x: left, y: top, width, height, fill: colour("paper") }), edges, nodes, labels);
}

const round = (number) => Math.round(number * 10) / 10;

function edgePicture(claim) {
  const edge = network.body.edges[claim.id];
  if (!edge?.connected) return [];
  const target = network.body.nodes[claim.object.id];
  const points = Array.from({ length: 25 }, (_, number) => edge.edgeType.getPoint(number / 24));
  const reach = radiusOf(claim.object) + 5;
  const open = claim.subject === claim.object ? points : points.filter(({ x, y }) => Math.hypot(x - target.x, y - target.y) > reach);
  if (open.length < 2) return [];
  const stroke = colour(claim.negative ? "negative" : "edge");
  const tip = open.at(-1);
  const angle = (Math.atan2(target.y - tip.y, target.x - tip.x) * 180) / Math.PI;
  const made = [
    svg("path", { d: `M${open.map(({ x, y }) => `${round(x)} ${round(y)}`).join("L")}`, stroke, "stroke-width": 1.7, "stroke-dasharray": STYLE.dashes[lineOf(claim)].join(" ") || "none" }),
    svg("path", { d: "M5 0L-5 4.5L-3 0L-5 -4.5Z", fill: stroke, transform: `translate(${round(tip.x)} ${round(tip.y)}) rotate(${round(angle)})` }),
  ];
  if (claim.negative) {
    const { x, y } = edge.edgeType.getPoint(CROSS_AT);
    made.push(svg("path", { d: `M${round(x - 6)} ${round(y - 6)}l12 12m0 -12l-12 12`, stroke, "stroke-width": 2.4 }));
  }
  return made;
}

function nodeWords(entity, [x, y], taken) {
  const radius = radiusOf(entity);
  const size = labelFont(radius);
  const lines = labelLines(entity);
  const half = (Math.max(...lines.map((line) => line.length)) * size * 0.56) / 2;
  taken.add([x - half, y + radius, x + half, y + radius + 2 + lines.length * size * LINE]);
  const fill = colour(STYLE.nodes[entity.type].fill === "paper" ? "soft" : "ink");
  return lines.map((line, number) => svg("text", { x, y: round(y + radius + 2 + size * (0.95 + LINE * number)), "font-size": size, "font-weight": radius > 22 ? 600 : 450, fill }, line));
}

function edgeWords(claim, taken) {
  const edge = network.body.edges[claim.id];
  if (!edge?.connected) return [];
  const source = claim.said?.speaker ? `${t("according")} ${shorter(claim.said.speaker.label, 22)}` : "";
  const half = Math.max(relationOf(claim).length, source.length) * 12 * 0.28;
  const height = source ? 28 : 15;
  const spots = ALONG.map((share) => edge.edgeType.getPoint(share)).map(({ x, y }) => [x - half, y - height / 2, x + half, y + height / 2]);
  const spot = spots.find((each) => taken.free(each)) ?? spots[0];
  taken.add(spot);
  const x = round((spot[0] + spot[2]) / 2);
  const made = [svg("text", { x, y: round(spot[1] + 11.5), "font-size": 12, "font-weight": 500, fill: colour(claim.negative ? "negative" : "ink") }, relationOf(claim))];
  if (source) made.push(svg("text", { x, y: round(spot[1] + 25), "font-size": 11, "font-style": "italic", fill: colour("soft") }, source));
  return made;
}

const LARGEST = 12000; // pixels a side that every browser can draw

/** The picture as a PNG, two pixels for each of the drawing's. */
async function pictureBlob() {
  const drawn = picture();
  const [width, height] = [Number(drawn.getAttribute("width")), Number(drawn.getAttribute("height"))];
  const ratio = Math.min(2, LARGEST / Math.max(width, height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawn).toWellFormed())}`;
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
