"use strict";
// Every text of an article reaches the page through textContent alone; nothing here parses HTML.
(() => {
  const data = JSON.parse(document.getElementById("kg-data").textContent);
  const { words, articles, entities, claims } = data.page;
  const byId = (id) => document.getElementById(id);
  const panel = byId("panel");

  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges);
  const network = new vis.Network(byId("graph"), { nodes, edges }, data.options);

  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const link = (text, id) => {
    const button = element("button", text, "link");
    button.type = "button";
    button.addEventListener("click", () => select(id, true));
    return button;
  };
  const entry = (list, name, value) => {
    if (value === undefined || value === null || value === "") return;
    list.append(element("dt", name));
    const cell = element("dd");
    cell.append(value);
    list.append(cell);
  };

  // Offsets count code points; a JavaScript string counts an emoji twice.
  const points = new Map();
  const pointsOf = (name) => {
    if (!points.has(name)) points.set(name, articles[name] ? Array.from(articles[name].text) : null);
    return points.get(name);
  };
  const slice = (text, from, to) => text.slice(from, to).join("");

  const quotation = (evidence) => {
    const quote = element("blockquote");
    const text = pointsOf(evidence.article);
    if (text === null) {
      quote.append(element("mark", evidence.text));
      return quote;
    }
    const from = Math.min(evidence.sentence[0], evidence.start);
    const to = Math.max(evidence.sentence[1], evidence.end);
    quote.append(
      slice(text, from, evidence.start),
      element("mark", slice(text, evidence.start, evidence.end)),
      slice(text, evidence.end, to),
    );
    return quote;
  };

  const relation = (claim) => {
    const negative = claim.polarity === "negative";
    const text = negative ? `${words.not}: ${claim.relation}` : claim.relation;
    return element("span", ` – ${text} – `, negative ? "negative" : "relation");
  };

  const speaker = (claim) => {
    const said = claim.attribution;
    if (!said) return words.article;
    const cell = element("span");
    cell.append(said.speaker ? link(said.speaker.label, said.speaker.id) : words.unnamed);
    cell.append(` (${words[said.type]}${said.cue ? ", „" + said.cue + "“" : ""})`);
    return cell;
  };

  const showClaim = (id) => {
    const claim = claims[id];
    const head = element("h2");
    head.append(link(claim.subject.label, claim.subject.id), relation(claim));
    head.append(link(claim.object.label, claim.object.id));
    const tags = element("div");
    if (claim.polarity === "negative") tags.append(element("span", words.negative, "tag negative"));
    tags.append(element("span", words[claim.modality], "tag"));
    const list = element("dl");
    entry(list, words.speaker, speaker(claim));
    entry(list, words.relation, claim.surface);
    entry(list, words.time, claim.time);
    entry(list, words.place, claim.place && link(claim.place.label, claim.place.id));
    claim.qualifiers.forEach((text) => entry(list, words.qualifier, text));
    entry(list, words.confidence, `${Math.round(claim.confidence * 100)} %`);
    panel.replaceChildren(head, tags, list, element("h3", words.evidence));
    for (const evidence of claim.evidence) {
      const article = articles[evidence.article];
      const source = `${article ? article.title : evidence.article} · ${evidence.rule}`;
      panel.append(quotation(evidence), element("cite", source));
    }
  };

  const concerns = (claim, id) =>
    claim.subject.id === id || claim.object.id === id ||
    (claim.place && claim.place.id === id) ||
    (claim.attribution && claim.attribution.speaker && claim.attribution.speaker.id === id);

  const showEntity = (id) => {
    const entity = entities[id];
    const list = element("dl");
    entry(list, words.aliases, entity.aliases.join(", "));
    entry(list, words.same_as, entity.sameAs.join(", "));
    panel.replaceChildren(element("h2", entity.label), element("span", words[entity.type], "tag"), list);
    const found = Object.keys(claims).filter((key) => concerns(claims[key], id));
    panel.append(element("h3", found.length ? `${words.claims} (${found.length})` : words.no_claims));
    const rows = element("ul");
    for (const key of found) {
      const claim = claims[key];
      const row = element("li");
      const sign = claim.polarity === "negative" ? `${words.not}: ` : "";
      row.append(link(`${claim.subject.label} – ${sign}${claim.relation} – ${claim.object.label}`, key));
      rows.append(row);
    }
    panel.append(rows);
  };

  /** Show a claim or an entity by its id, as a click on it does; false where there is none. */
  function select(id, move = false) {
    if (Object.hasOwn(claims, id)) {
      network.setSelection({ nodes: [], edges: [id] });
      showClaim(id);
    } else if (Object.hasOwn(entities, id)) {
      if (nodes.get(id).hidden) nodes.update({ id, hidden: false });
      network.setSelection({ nodes: [id], edges: [] });
      if (move) network.focus(id, { scale: Math.max(network.getScale(), 0.8) });
      showEntity(id);
    } else {
      return false;
    }
    panel.scrollTop = 0;
    return true;
  }

  const fit = () => network.fit({ nodes: nodes.getIds({ filter: (node) => !node.hidden }), maxZoomLevel: 1.4 });
  const clear = () => panel.replaceChildren(element("p", words.hint, "hint"));

  network.on("click", (event) => {
    if (!select(event.nodes[0] ?? event.edges[0])) clear();
  });
  byId("fit").addEventListener("click", fit);

  const alone = nodes.getIds({ filter: (node) => node.hidden });
  byId("isolated-label").hidden = alone.length === 0;
  byId("isolated").addEventListener("change", (event) => {
    nodes.update(alone.map((id) => ({ id, hidden: !event.target.checked })));
    fit();
  });

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const names = Object.entries(entities).map(([id, entity]) => [id, plain([entity.label, ...entity.aliases].join("\n"))]);
  const results = byId("results");
  const search = () => {
    const wanted = plain(byId("search").value.trim());
    results.hidden = wanted === "";
    const found = wanted ? names.filter(([, text]) => text.includes(wanted)).slice(0, 10) : [];
    results.replaceChildren(...found.map(([id]) => {
      const row = element("li");
      const button = link(entities[id].label, id);
      button.addEventListener("click", () => { results.hidden = true; });
      row.append(button);
      return row;
    }));
    if (found.length === 0) results.append(element("li", words.no_result));
  };
  byId("search").addEventListener("input", search);
  byId("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") results.querySelector("button")?.click();
    if (event.key === "Escape") results.hidden = true;
  });

  fit();
  window.kg = { select, network, data: data.page };
})();
