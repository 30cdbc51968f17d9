// What the panel and the keys do to the drawing: select, grow, focus, let the nodes move.

/** Show a claim or an entity by its id, as a click on it does; false where there is none. */
function select(id, move = false) {
  if (!entities.has(id) && !claims.has(id)) return false;
  change((now) => {
    now.selected = id;
    now.relation = null;
    now.side = "details";
    if (move) bringIn(now, id);
  });
  announce(entities.has(id) ? entities.get(id).label : inWords(claims.get(id)));
  if (move) moveTo(id);
  return true;
}

/** Make sure that what was asked for is drawn. */
function bringIn(now, id) {
  const claim = claims.get(id);
  for (const one of claim ? [claim.subject.id, claim.object.id] : [id]) {
    now.hidden.delete(one);
    if (!opening.has(one)) now.grown.add(one);
  }
  const reached = now.focus && around(entities.get(now.focus.id), now.focus.steps, MOST_FOCUSED);
  if (now.path || (reached && !reached.has(entities.get(id) ?? claim.subject))) Object.assign(now, { focus: null, path: null, trail: [] });
}

const GROW_BY = 20;

/** Add the most important neighbours of a node that are not drawn yet. */
function grow(id) {
  const entity = entities.get(id);
  const here = new Set(shown.nodes);
  const added = [...neighboursOf(entity)].filter((one) => !here.has(one)).sort((one, other) => weightOf(other) - weightOf(one)).slice(0, GROW_BY);
  if (added.length === 0) return;
  change((now) => {
    if (now.focus) Object.assign(now, { focus: { id, steps: 1 }, trail: [...now.trail, now.focus.id] });
    for (const one of added) {
      now.hidden.delete(one.id);
      if (!opening.has(one.id)) now.grown.add(one.id);
    }
  });
  announce(counted("added", added.length));
}

/** Add the most important nodes of all that are not drawn yet. */
function growAnywhere(count) {
  const here = new Set(shown.nodes);
  const added = entityList.concat([...entities.values()].slice(entityList.length))
    .filter((one) => !here.has(one) && !opening.has(one.id))
    .sort((one, other) => weightOf(other) - weightOf(one)).slice(0, count);
  change((now) => added.forEach((one) => now.grown.add(one.id)));
  fit();
}

function focusOn(id, steps = 1) {
  change((now) => {
    const before = now.focus?.id;
    now.trail = before && before !== id ? [...now.trail.filter((one) => one !== id), before] : now.trail;
    Object.assign(now, { focus: { id, steps }, path: null, selected: id, view: "graph" });
    now.hidden.delete(id);
  });
  fit();
}

function setPhysics(on) {
  physicsOn = on;
  network.setOptions({ physics: { enabled: on } });
  byId("physics").setAttribute("aria-pressed", String(on));
  if (on) return;
  for (const [id, { x, y }] of Object.entries(network.getPositions())) if (isWhole()) places.set(id, [Math.round(x), Math.round(y)]);
}
