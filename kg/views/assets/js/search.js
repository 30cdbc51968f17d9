// Search with completion over names, aliases and relations; the keyboard reaches all of it.

const MOST_FOUND = 12;

/** Every text that can be found, prepared once; important things first, so that nothing is sorted later. */
const findable = [
  ...[...entities.values()].filter((one) => !VALUE_TYPES.has(one.type))
    .flatMap((entity) => namesOf(entity).map((name, number) => ({ text: plain(name), name, entity, alias: number > 0, weight: weightOf(entity) }))),
  ...relations.flatMap((relation) => [...new Set([relation.en, relation.de])].map((name) => ({ text: plain(name), name, relation, weight: relation.claims.length }))),
].sort((one, other) => other.weight - one.weight || Number(one.alias ?? false) - Number(other.alias ?? false) || (one.text < other.text ? -1 : 1));

/** The best finds: whole names before beginnings before words within, important things first. */
function find(query, most = MOST_FOUND, onlyEntities = false) {
  const wanted = plain(query.trim());
  if (!wanted) return [];
  const ranks = [[], [], [], []];
  for (const one of findable) {
    if (onlyEntities && !one.entity) continue;
    const at = one.text.indexOf(wanted);
    if (at < 0) continue;
    const rank = at > 0 ? (isLetter(one.text[at - 1]) ? 3 : 2) : one.text === wanted ? 0 : 1;
    // Names of one thing can all be hits: some more than needed are kept.
    if (ranks[rank].length < 4 * most) ranks[rank].push(one);
  }
  const seen = new Set();
  return ranks.flat().filter((one) => {
    const key = one.entity ?? one.relation;
    return !seen.has(key) && seen.add(key);
  }).slice(0, most);
}

function foundLabel(one, query) {
  const at = plain(one.name).indexOf(plain(query.trim()));
  // Marks only where taking off accents has not moved the letters.
  if (at < 0 || plain(one.name).length !== one.name.length) return [one.name];
  const end = at + plain(query.trim()).length;
  return [one.name.slice(0, at), el("b", "", one.name.slice(at, end)), one.name.slice(end)];
}

function foundRow(one, query) {
  const extra = one.relation ? `${t("relation")} · ${counted("claims", one.relation.claims.length)}`
    : `${one.alias ? `${one.entity.label} · ` : ""}${t(one.entity.type)}`;
  return [one.entity ? symbol(one.entity.type) : lineSample("asserted"), el("span", "row-text", ...foundLabel(one, query)), el("span", "soft", extra)];
}

/** Turn an input and a list into a combobox; `choose` gets what was found. */
function completion(input, list, choose, onlyEntities = false) {
  let found = [];
  let active = 0;
  const show = () => {
    found = find(input.value, MOST_FOUND, onlyEntities);
    const open = input.value.trim() !== "";
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    list.replaceChildren(...found.map((one, number) => {
      const row = el("li", "", ...foundRow(one, input.value));
      row.id = `${list.id}-${number}`;
      row.setAttribute("role", "option");
      row.addEventListener("mousedown", (event) => { event.preventDefault(); take(number); });
      return row;
    }));
    if (open && found.length === 0) list.append(el("li", "soft none", t("no_result")));
    mark(0);
  };
  const mark = (number) => {
    active = found.length ? (number + found.length) % found.length : 0;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === active && found.length > 0)));
    if (found.length) {
      input.setAttribute("aria-activedescendant", `${list.id}-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); };
  const take = (number) => {
    const one = found[number];
    if (!one) return;
    close();
    choose(one);
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (input.value.trim()) show(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter") take(active);
    else if (event.key === "Escape") { input.value = ""; close(); input.blur(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

completion(byId("search"), byId("results"), (one) => {
  byId("search").value = "";
  if (one.entity) select(one.entity.id, true);
  else showRelation(one.relation.id);
});
