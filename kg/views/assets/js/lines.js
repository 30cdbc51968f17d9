// Names in lines, and how wide they are.

const FACE = 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const LINE = 1.2; // height of a line, in font sizes
const LINE_LETTERS = 22;
const LONGEST = 28; // letters of a word that is not cut: `US-Verteidigungsministerium`

const labelFont = (radius) => Math.round((11.5 + radius * 0.16) * 10) / 10;

/** A word in pieces that fit a line: where it has a hyphen, else where one is put. */
function pieces(word) {
  if (word.length <= LONGEST) return [word];
  const at = word.lastIndexOf("-", LINE_LETTERS - 1);
  const head = at > 2 ? word.slice(0, at + 1) : `${word.slice(0, LINE_LETTERS - 1)}-`;
  return [head, ...pieces(word.slice(at > 2 ? at + 1 : LINE_LETTERS - 1))];
}

const wrapped = new Map();

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

const shorter = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

/** One line that stands for a name where all of it has no room. */
const shortLine = (entity) => shorter(entity.label.replace(/\s+/g, " ").trim(), 15);

const fontOf = ({ size, weight = 400, italic = false }) => `${italic ? "italic " : ""}${weight} ${size.toFixed(1)}px ${FACE}`;

const ruler = el("canvas", "").getContext("2d");
const widths = new Map(); // at a size of 100 pixels: sizes change with every step of zooming

function widthOf(text, look) {
  const font = fontOf({ ...look, size: 100 });
  const key = `${font}\n${text}`;
  if (!widths.has(key)) {
    ruler.font = font;
    widths.set(key, ruler.measureText(text).width);
  }
  return (widths.get(key) * look.size) / 100;
}
