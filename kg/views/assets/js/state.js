// What is looked at, in one value: every change can be undone and stands in the address.

const FRESH = () => ({
  view: "graph",
  side: "details",
  selected: null, // id of a claim or entity
  relation: null, // id of a relation whose claims the panel lists
  types: new Set(), // entity types that are switched off
  kinds: new Set(), // asserted, attributed, modal, negative: switched off
  relations: new Set(), // ids; empty: all
  speakers: new Set(), // ids, "-" for nobody named, "*" for the article itself; empty: all
  articles: new Set(), // names; empty: all
  confidence: 0, // hundredths
  from: "",
  to: "",
  focus: null, // { id, steps }
  trail: [], // ids of what was focused before
  path: null, // [id, id]
  grown: new Set(), // ids added to the opening
  hidden: new Set(), // ids taken out
  pinned: new Map(), // id -> [x, y]
  text: "", // the table's own search
  sort: ["number", 1],
  article: null, // name
});

let state = FRESH();
let theme = SETTINGS.theme;
let look = null; // [x, y, scale] that the reader has moved the drawing to; null: all of it is in sight
const past = [];
const listeners = [];
const LONGEST_PAST = 100;

const onChange = (listener) => listeners.push(listener);
const SETS = ["types", "kinds", "relations", "speakers", "articles", "grown", "hidden"];

function copyOf(one) {
  const made = { ...one, trail: [...one.trail], pinned: new Map(one.pinned) };
  for (const name of SETS) made[name] = new Set(one[name]);
  return made;
}

/** Change the state by a function; `quiet` changes (typing, sorting) are no step of their own to undo. */
function change(edit, quiet = false) {
  const before = copyOf(state);
  edit(state);
  if (!quiet) past.push(before);
  if (past.length > LONGEST_PAST) past.shift();
  tellAll(before);
}

function undo() {
  if (past.length === 0) return;
  const before = state;
  state = past.pop();
  tellAll(before);
  announce(t("undone"));
}

function tellAll(before) {
  writeHash();
  for (const listener of listeners) listener(before);
}

const toggled = (set, key) => (set.delete(key) ? set : set.add(key));

// --- the address ----------------------------------------------------------------------------

const DEFAULTS = FRESH();

function hashOf() {
  const found = new URLSearchParams();
  for (const name of ["view", "side", "selected", "relation", "from", "to", "text", "article"]) {
    if (state[name] && state[name] !== DEFAULTS[name]) found.set(name, state[name]);
  }
  for (const name of SETS) for (const key of state[name]) found.append(name, key);
  if (state.confidence) found.set("confidence", state.confidence);
  if (state.focus) found.set("focus", `${state.focus.steps}:${state.focus.id}`);
  for (const id of state.focus ? state.trail : []) found.append("trail", id);
  if (state.path) state.path.forEach((id) => found.append("path", id));
  for (const [id, [x, y]] of state.pinned) found.append("pin", `${x},${y}:${id}`);
  if (state.sort[0] !== "number") found.set("sort", state.sort.join(","));
  if (look) found.set("look", look.join(","));
  if (language !== SETTINGS.lang) found.set("lang", language);
  if (theme !== SETTINGS.theme) found.set("theme", theme);
  return found.toString();
}

/** A frame in a notebook has no address of its own that could be changed. */
const HAS_ADDRESS = location.protocol !== "about:";
let written = "";

function writeHash() {
  written = hashOf();
  if (HAS_ADDRESS) history.replaceState(null, "", written ? `#${written}` : location.pathname + location.search);
}

/** Read the state from an address; what names nothing here is left out. */
function readHash(text) {
  const asked = new URLSearchParams(text);
  const found = FRESH();
  const known = (id) => entities.has(id);
  const one = (name, valid) => { if (asked.has(name) && valid(asked.get(name))) found[name] = asked.get(name); };
  one("view", (name) => ["graph", "table", "timeline"].includes(name));
  one("side", (name) => ["details", "article"].includes(name));
  one("selected", (id) => known(id) || claims.has(id));
  one("relation", (id) => relations.some((relation) => relation.id === id));
  one("from", (day) => /^\d{4}(-\d\d){0,2}$/.test(day));
  one("to", (day) => /^\d{4}(-\d\d){0,2}$/.test(day));
  one("text", () => true);
  one("article", (name) => articles.some((article) => article.name === name));
  for (const name of SETS) found[name] = new Set(asked.getAll(name));
  for (const name of ["grown", "hidden"]) found[name] = new Set(asked.getAll(name).filter(known));
  found.confidence = Math.min(100, Math.max(0, Number.parseInt(asked.get("confidence"), 10) || 0));
  const [, steps, focus] = /^([123]):(.*)$/s.exec(asked.get("focus") ?? "") ?? [];
  if (known(focus)) found.focus = { id: focus, steps: Number(steps) };
  found.trail = asked.getAll("trail").filter(known);
  const ends = asked.getAll("path").filter(known);
  if (ends.length === 2) found.path = ends;
  for (const pin of asked.getAll("pin")) {
    const [, x, y, id] = /^(-?\d+),(-?\d+):(.*)$/s.exec(pin) ?? [];
    if (known(id)) found.pinned.set(id, [Number(x), Number(y)]);
  }
  const [, x, y, scale] = /^(-?\d+),(-?\d+),(\d\.\d+)$/.exec(asked.get("look") ?? "") ?? [];
  look = x === undefined ? null : [Number(x), Number(y), Number(scale)];
  const [column, way] = (asked.get("sort") ?? "").split(",");
  if (COLUMNS.some((each) => each.id === column)) found.sort = [column, way === "-1" ? -1 : 1];
  if (asked.get("lang") in PACKED.words) language = asked.get("lang");
  if (["auto", "light", "dark"].includes(asked.get("theme"))) theme = asked.get("theme");
  return found;
}
