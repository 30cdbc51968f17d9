// The reader's hand on the drawing: clicks, drags, what is shown beside the pointer.

network.on("click", (event) => {
  const id = event.nodes[0] ?? event.edges[0] ?? labelAt(event.pointer.DOM);
  if (id) select(id);
  else if (state.selected || state.relation) change((now) => { now.selected = null; now.relation = null; });
});

network.on("doubleClick", (event) => {
  if (event.nodes[0]) grow(event.nodes[0]);
});

network.on("dragEnd", (event) => {
  if (event.nodes.length === 0) return;
  const [id] = event.nodes;
  const spot = network.getPosition(id);
  if (isWhole()) change((now) => now.pinned.set(id, laidOut(spot)));
  else dragged.set(id, [spot.x, spot.y]);
});

network.on("hoverNode", (event) => showTip(event.node, event.pointer.DOM));
network.on("hoverEdge", (event) => showTip(event.edge, event.pointer.DOM));
for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => { byId("tip").hidden = true; });

byId("graph").addEventListener("pointerleave", () => { byId("tip").hidden = true; });

function showTip(id, at) {
  const entity = entities.get(id);
  const claim = claims.get(id);
  if (!entity && !claim) return;
  const quote = claim && sentenceOf(claim.evidence[0] ?? { article: {}, text: "" }).trim();
  const tip = byId("tip");
  tip.replaceChildren(
    el("strong", "", entity ? entity.label : inWords(claim)),
    el("span", "", entity ? `${t(entity.type)} · ${counted("claims", entity.claims.length)}` : quote && shorter(quote, 160)),
  );
  tip.hidden = false;
  const stage = byId("stage").getBoundingClientRect();
  tip.style.left = `${Math.min(at.x + 14, stage.width - tip.offsetWidth - 8)}px`;
  tip.style.top = `${at.y + 20 + tip.offsetHeight > stage.height ? at.y - tip.offsetHeight - 12 : at.y + 18}px`;
}
