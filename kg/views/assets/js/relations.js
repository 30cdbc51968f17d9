// Where the words of edges stand: on their line, near its middle, where no other line runs through
// them; else just beside it. A label further off would seem to be another edge's.

const ALONG = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.27, 0.73, 0.2, 0.8, 0.86];
const ASIDE = [1, 6]; // pixels between a line and its label
const MANY_EDGES = 260;
const habits = new Map(); // claim or entity -> where its label stood when the picture was last still

function placeRelations(view, taken, bodies, lit, lines) {
  const near = shown.claims.filter((one) => bodies.has(one.subject) || bodies.has(one.object));
  if (near.length > MANY_EDGES && !lit && view.scale < 1) return [];
  const size = Math.min(16, Math.max(11, 12.5 * Math.min(view.scale, 1.3)));
  const first = (one) => (one.id === state.selected ? 2 : lit?.edges.has(one) ? 1 : 0);
  const wanted = near.filter((one) => !lit || lit.edges.has(one)).sort((one, other) => first(other) - first(one));
  const found = [];
  for (const claim of wanted) {
    const edge = network.body.edges[claim.id];
    if (!edge?.connected) continue;
    const label = relationLabelOf(claim, edge, view, size, taken, lines);
    if (!label) continue;
    taken.add(label.box);
    found.push({ ...label, id: claim.id, back: true, alpha: 1 });
  }
  return found;
}

/** The lines as points, ten pixels apart, to see which of them a label would lie on. */
function linesOn(view, bodies) {
  const points = board(view);
  for (const claim of shown.claims) {
    const edge = (bodies.has(claim.subject) || bodies.has(claim.object)) && network.body.edges[claim.id];
    if (!edge?.connected) continue;
    const [from, to] = [edge.from, edge.to];
    const steps = Math.min(70, Math.max(4, Math.ceil((Math.hypot(from.x - to.x, from.y - to.y) * view.scale) / 10)));
    for (let number = 1; number < steps; number += 1) {
      const { x, y } = edge.edgeType.getPoint(number / steps);
      const [left, top] = view.at(x, y);
      points.add([left - 1, top - 1, left + 1, top + 1, claim]);
    }
  }
  return points;
}

function relationLabelOf(claim, edge, view, size, taken, lines) {
  const point = (share) => { const { x, y } = edge.edgeType.getPoint(share); return view.at(x, y); };
  const words = wordsOn(claim, size);
  const [[ax, ay], [bx, by]] = [point(0), point(1)];
  const chosen = claim.id === state.selected;
  if (Math.hypot(ax - bx, ay - by) < words.short.half * 1.1 && claim.subject !== claim.object && !chosen) return null;
  const habit = view.moving && habits.get(claim);
  const place = habit ? again(habit, point, words, taken) : spotFor(claim, point, words, taken, lines);
  if (!view.moving && view.habits) habits.set(claim, place);
  if (place) return labelOf(place, words);
  return chosen ? labelOf({ text: "short", box: boxAround(point(0.5), words.short.half, words.short.height) }, words) : null;
}

/** The relation, alone and with the source below it, and how much room either takes. */
function wordsOn(claim, size) {
  const ink = claim.negative ? "negative" : claim.id === state.selected ? "glow" : "ink";
  const relation = { text: shorter(relationOf(claim), 36), size, weight: 500, ink };
  const source = claim.said?.speaker && { text: `${t("according")} ${shorter(claim.said.speaker.label, 22)}`, size: size * 0.9, italic: true, ink: "soft" };
  const halfOf = (run) => widthOf(run.text, run) / 2 + 4;
  const short = { runs: [relation], half: halfOf(relation), height: size * LINE };
  const full = source && { runs: [relation, source], half: Math.max(short.half, halfOf(source)), height: size * LINE * 1.95 };
  return { short, full };
}

function labelOf({ text, box }, words) {
  const x = (box[0] + box[2]) / 2;
  const [relation, source] = words[text].runs;
  const runs = [{ ...relation, x, y: box[1] + relation.size * 0.62 }];
  if (source) runs.push({ ...source, x, y: box[1] + relation.size * 1.7 });
  return { box, runs };
}

/** The best place: on the line with its source, on the line alone, beside it; null where none is free. */
function spotFor(claim, point, words, taken, lines) {
  const texts = words.full ? ["full", "short"] : ["short"];
  let best = null;
  for (const text of texts) {
    const { half, height } = words[text];
    for (const share of ALONG) {
      const box = boxAround(point(share), half, height);
      if (!taken.inside(box) || !taken.free(box)) continue;
      const cost = Math.abs(share - 0.5) + (lines ? 0.35 * lines.owners(box, claim) : 0) + (text === "short" && words.full ? 0.12 : 0);
      if (!best || cost < best.cost) best = { text, share, box, cost };
    }
  }
  return best ?? besideLine(claim, point, words, taken, lines);
}

function besideLine(claim, point, words, taken, lines) {
  const { half, height } = words.short;
  let best = null;
  for (const aside of ASIDE) {
    for (const share of ALONG) {
      boxesBeside(point, share, half, height, aside).forEach((box, side) => {
        if (!taken.inside(box) || !taken.free(box)) return;
        const cost = aside / 20 + Math.abs(share - 0.5) + (lines ? lines.owners(box, claim) : 0);
        if (!best || cost < best.cost) best = { text: "short", share, aside, side, box, cost };
      });
    }
  }
  return best;
}

/** Where a label stood when the picture was still, if that is free now. */
function again({ text, share, aside, side }, point, words, taken) {
  const { half, height } = words[text] ?? words.short;
  const box = aside === undefined ? boxAround(point(share), half, height) : boxesBeside(point, share, half, height, aside)[side];
  return taken.inside(box) && taken.free(box) ? { text: words[text] ? text : "short", box } : null;
}

/** The boxes left and right of a line at a share of its way, the one above the line first. */
function boxesBeside(point, share, half, height, aside) {
  const [[x, y], [ax, ay], [bx, by]] = [point(share), point(share - 0.05), point(share + 0.05)];
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [across, down] = [(by - ay) / length, (ax - bx) / length];
  const far = Math.abs(across) * half + (Math.abs(down) * height) / 2 + aside;
  return (down < 0 ? [1, -1] : [-1, 1]).map((side) => boxAround([x + side * across * far, y + side * down * far], half, height));
}
