// Rectangles in use, in cells so that hundreds of labels stay cheap. A box is left, top, right, bottom.

const SIDE = 80;

function board({ width = Infinity, height = Infinity } = {}) {
  const cells = new Map();
  const touch = (box, act) => {
    for (let i = Math.floor(box[0] / SIDE); i <= Math.floor(box[2] / SIDE); i += 1)
      for (let j = Math.floor(box[1] / SIDE); j <= Math.floor(box[3] / SIDE); j += 1) if (act(i * 65536 + j)) return true;
    return false;
  };
  const meets = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
  return {
    slid: (left, wide) => Math.max(1, Math.min(left, width - wide - 1)), // into the picture from its side
    inside: (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height,
    add: (box) => touch(box, (key) => { (cells.get(key) ?? cells.set(key, []).get(key)).push(box); return false; }),
    free: (box, except) => !touch(box, (key) => cells.get(key)?.some((other) => other !== except && meets(box, other))),
    /** How many owners other than `owner` have a box here; an owner is what stands fifth in a box. */
    owners: (box, owner) => {
      const found = new Set();
      touch(box, (key) => { cells.get(key)?.forEach((other) => { if (other[4] !== owner && meets(box, other)) found.add(other[4]); }); return false; });
      return found.size;
    },
  };
}

const boxAround = ([x, y], half, height) => [x - half, y - height / 2, x + half, y + height / 2];
