// Which claims and nodes are to be seen, given the state. Nothing here draws.

/** The kinds that a claim is of; switching one off takes it away. */
function kindsOf(claim) {
  if (claim.asserted) return ["asserted"];
  return [claim.said && "attributed", claim.modal && "modal", claim.negative && "negative"].filter(Boolean);
}

const speakerOf = (claim) => (claim.said ? (claim.said.speaker?.id ?? "-") : "*");

function inTime(claim) {
  if (!state.from && !state.to) return true;
  const start = claim.time?.start;
  if (!start) return false;
  const end = claim.time.end ?? start;
  // `2015-12-14` lies within `2015-12`: compared up to the length of what was asked for.
  return (!state.from || end.slice(0, state.from.length) >= state.from) && (!state.to || start.slice(0, state.to.length) <= state.to);
}

/** True for a claim that no filter takes away. */
function passes(claim) {
  return (
    !kindsOf(claim).some((kind) => state.kinds.has(kind)) &&
    !state.types.has(claim.subject.type) &&
    !state.types.has(claim.object.type) &&
    (state.relations.size === 0 || state.relations.has(claim.relation.id)) &&
    (state.speakers.size === 0 || state.speakers.has(speakerOf(claim))) &&
    (state.articles.size === 0 || claim.evidence.some((each) => state.articles.has(each.article.name))) &&
    claim.confidence * 100 >= state.confidence &&
    inTime(claim)
  );
}

const passing = () => claimList.filter(passes);

const isFiltered = () =>
  state.types.size + state.kinds.size + state.relations.size + state.speakers.size + state.articles.size > 0 ||
  state.confidence > 0 || state.from !== "" || state.to !== "";

/** The other end of a claim, seen from an entity. */
const otherEnd = (claim, entity) => (claim.subject === entity ? claim.object : claim.subject);

const neighboursOf = (entity) => new Set(entity.claims.filter(passes).map((claim) => otherEnd(claim, entity)));

/** Everything within some steps of an entity, the nearest and most important first. */
function around(entity, steps, most = Infinity) {
  const found = new Set([entity]);
  let rim = [entity];
  for (let step = 0; step < steps && found.size < most; step += 1) {
    const next = new Set(rim.flatMap((one) => [...neighboursOf(one)]).filter((one) => !found.has(one)));
    rim = [...next].sort((one, other) => weightOf(other) - weightOf(one)).slice(0, most - found.size);
    rim.forEach((one) => found.add(one));
  }
  return found;
}

/** The claims of a shortest way between two entities, in order; null where there is none. */
function shortestPath(from, to) {
  const came = new Map([[from, null]]);
  let rim = [from];
  while (rim.length && !came.has(to)) {
    const next = [];
    for (const entity of rim) {
      for (const claim of entity.claims) {
        const other = otherEnd(claim, entity);
        if (came.has(other) || !passes(claim)) continue;
        came.set(other, { entity, claim });
        next.push(other);
      }
    }
    rim = next;
  }
  if (!came.has(to)) return null;
  const steps = [];
  for (let step = came.get(to); step; step = came.get(step.entity)) steps.unshift(step.claim);
  return steps;
}

const opening = new Map(PACKED.opening.map((node) => [node.id, [node.x, node.y]]));
const MOST_FOCUSED = 150;

/** The nodes that are candidates for the drawing, before filters on claims empty them. */
function candidates() {
  if (state.path) {
    const steps = shortestPath(...state.path.map((id) => entities.get(id))) ?? [];
    return new Set([...state.path.map((id) => entities.get(id)), ...steps.flatMap((claim) => [claim.subject, claim.object])]);
  }
  if (state.focus) return around(entities.get(state.focus.id), state.focus.steps, MOST_FOCUSED);
  return new Set([...opening.keys(), ...state.grown].map((id) => entities.get(id)).filter(Boolean));
}

/** What the drawing shows: nodes as a set, claims as a list. */
function visible() {
  const possible = new Set([...candidates()].filter((one) => !state.hidden.has(one.id) && !state.types.has(one.type)));
  const path = state.path && shortestPath(...state.path.map((id) => entities.get(id)));
  const shown = new Set();
  for (const entity of possible) {
    for (const claim of entity.claims) if (possible.has(otherEnd(claim, entity)) && passes(claim)) shown.add(claim);
  }
  const drawn = [...shown].filter((claim) => !path || path.includes(claim)).sort((one, other) => one.number - other.number);
  const joined = new Set(drawn.flatMap((claim) => [claim.subject, claim.object]));
  const kept = (one) => joined.has(one) || (!isFiltered() && !state.relations.size) || one.id === state.selected || one.id === state.focus?.id;
  return { nodes: [...possible].filter(kept), claims: drawn };
}
