// Making elements. Texts become text nodes, so that no name can be markup.

const byId = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";

/** An element with a class and children; strings become text. */
function el(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function button(className, act, ...children) {
  const made = el("button", className, ...children);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** A link that leads out of the page, or plain text where the address is none. */
function outward(text, address) {
  const href = webAddress(address);
  if (!href) return el("span", "", text);
  const made = el("a", "", text);
  made.href = href;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

/** The corners of a shape of radius 1, as the canvas draws it too. */
const CORNERS = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  triangle: [[0, -1.155], [1.155, 0.845], [-1.155, 0.845]],
  triangleDown: [[0, 1.155], [1.155, -0.845], [-1.155, -0.845]],
  hexagon: [0, 1, 2, 3, 4, 5].map((k) => [Math.cos((Math.PI / 3) * k), Math.sin((Math.PI / 3) * k)]),
  star: Array.from({ length: 10 }, (_, k) => {
    const size = k % 2 ? 0.5 * 1.1 : 1.25;
    return [size * Math.sin((k * Math.PI) / 5), 0.1 - size * Math.cos((k * Math.PI) / 5)];
  }),
};

/** An SVG shape for a node of this type, at a place, of a radius. */
function shapeOf(type, x, y, radius, attributes = {}) {
  const look = STYLE.nodes[type];
  const colours = { fill: colour(look.fill), stroke: colour(look.border), "stroke-linejoin": "round", ...attributes };
  if (look.shape === "dot") return svg("circle", { cx: x, cy: y, r: radius, ...colours });
  const points = CORNERS[look.shape].map(([dx, dy]) => `${(x + dx * radius).toFixed(1)},${(y + dy * radius).toFixed(1)}`);
  return svg("polygon", { points: points.join(" "), ...colours });
}

/** The small picture of a type in lists and the legend. */
const symbol = (type) =>
  svg("svg", { viewBox: "-12 -12 24 24", width: 18, height: 18, "aria-hidden": "true", class: "symbol" },
    shapeOf(type, 0, 0, 8, { "stroke-width": 2 }));

const ICONS = {
  legend: "M4 6h16M4 12h10M4 18h6",
  undo: "M9 6 4 11l5 5M4 11h10a6 6 0 0 1 0 12h-3",
  download: "M12 3v12m-5-5 5 5 5-5M4 20h16",
  theme: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  help: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18v.2",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  path: "M5 19a2 2 0 1 0 0-.1M19 5a2 2 0 1 0 0-.1M7 18c8 0 2-11 10-12",
  physics: "M12 12m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0M4 12c0-3 16-3 16 0s-16 3-16 0M12 4c3 0 3 16 0 16s-3-16 0-16",
  reset: "M4 12a8 8 0 1 0 3-6.2M4 4v4h4",
  pin: "M12 21v-7M7 14h10l-2-4V4H9v6z",
  eye: "M3 12c4-7 14-7 18 0-4 7-14 7-18 0zM12 12m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
  target: "M12 12m-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0M12 12m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
  grow: "M12 12m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M12 9V3M12 21v-6M9 12H3M21 12h-6",
  close: "M6 6l12 12M18 6 6 18",
};

const icon = (name) =>
  svg("svg", { viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true", class: "icon" },
    svg("path", { d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": 1.9, "stroke-linecap": "round", "stroke-linejoin": "round" }));

/** The colour of a type that stands out from the page: its border on white, its fill on dark ground. */
function toneOf(type) {
  const { fill, border } = STYLE.nodes[type];
  return colour(themeNow() === "dark" && fill !== "paper" ? fill : border);
}

/** A bar whose filled part is a share of it. */
function shareBar(share, tone = "") {
  const fill = el("span", "bar-fill");
  fill.style.width = `${Math.max(4, 100 * share)}%`;
  if (tone) fill.style.background = tone;
  return el("span", "bar-track", fill);
}

/** A short sample of how an edge of this kind is drawn. */
function lineSample(kind) {
  const negative = kind === "negative";
  const dash = STYLE.dashes[negative ? "asserted" : kind].join(" ") || "none";
  const stroke = colour(negative ? "negative" : "edge");
  const lines = [svg("path", { d: "M1 8H35", stroke, "stroke-width": 2.2, "stroke-dasharray": dash, fill: "none" })];
  if (negative) lines.push(svg("path", { d: "M14 4l8 8M22 4l-8 8", stroke, "stroke-width": 2.2, fill: "none" }));
  return svg("svg", { viewBox: "0 0 36 16", width: 32, height: 16, "aria-hidden": "true", class: "line" }, ...lines);
}

/** Tell readers of the screen, and nobody else, what has changed. */
function announce(text) {
  byId("status").textContent = text;
}
