"use strict";
(() => {
  const { prefixes, recipes } = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const query = at("query");
  const SHOWN = 1000;
  const FIRST = "# Which relations does this graph hold?\nSELECT ?relation (COUNT(*) AS ?claims)\nWHERE {\n" +
    "  ?claim a kg:Claim ; rdf:predicate ?relation .\n}\nGROUP BY ?relation\nORDER BY DESC(?claims) ?relation\n";
  let current = null;
  let running = 0;

  const make = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text ?? "" }, more);

  const decode = (text) => { try { return decodeURIComponent(text); } catch { return text; } };

  // `entity:Türkei` for a reader; the longest namespace that fits.
  function shorten(iri) {
    let best = null;
    for (const [key, space] of Object.entries(prefixes))
      if (iri.startsWith(space) && (!best || space.length > prefixes[best].length)) best = key;
    return best ? `${best}:${decode(iri.slice(prefixes[best].length))}` : iri;
  }

  const spell = (text) => JSON.stringify(text).replace(/\u007f/g, "");

  function fill(text) {
    for (const field of at("parameters").querySelectorAll("input")) {
      const given = field.value.trim();
      if (!given) continue;
      const value = field.dataset.kind === "number" ? String(Number(given)) : spell(given);
      text = text.replace(new RegExp(`VALUES\\s+\\?${field.name}\\s*\\{[^{}]*\\}`), () => `VALUES ?${field.name} { ${value} }`);
    }
    return text;
  }

  function choose(recipe) {
    current = recipe;
    at("about").textContent = recipe.about;
    at("parameters").replaceChildren(...recipe.parameters.map((one) => {
      const label = make("label", `${one.name}: ${one.about}${one.required ? "" : " (optional)"}`);
      const field = make("input", "", { name: one.name, required: one.required });
      field.dataset.kind = one.kind;
      field.addEventListener("input", () => { query.value = fill(recipe.text); });
      field.addEventListener("keydown", (event) => { if (event.key === "Enter") run(); });
      label.append(field);
      return label;
    }));
    query.value = recipe.text;
    for (const button of at("recipes").querySelectorAll("button"))
      button.setAttribute("aria-current", String(button.dataset.name === recipe.name));
    const first = at("parameters").querySelector("input:required");
    if (first) { first.focus(); say("Fill in what is asked for, then run it."); } else run();
  }

  function say(text, bad) {
    at("status").textContent = text;
    at("status").classList.toggle("bad", Boolean(bad));
  }

  function send(accept) {
    return fetch("sparql", {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: accept },
      body: query.value,
    });
  }

  async function run() {
    const turn = ++running;
    const missing = at("parameters").querySelector("input:required:placeholder-shown, input:required:invalid");
    if (missing && missing.value === "" && current && query.value === current.text) {
      missing.focus();
      say(`This query needs ${missing.name}.`, true);
      return;
    }
    at("run").disabled = true;
    at("result").replaceChildren();
    say("Running …");
    const begin = performance.now();
    try {
      const answer = await send("application/sparql-results+json, text/turtle;q=0.9");
      const text = await answer.text();
      if (turn !== running) return;
      const took = `${((performance.now() - begin) / 1000).toFixed(2)} s`;
      if (!answer.ok) fail(text.trim());
      else if (answer.headers.get("Content-Type").startsWith("text/turtle")) showText(text, took);
      else show(JSON.parse(text), took);
    } catch (error) {
      say(`The server cannot be reached: ${error.message}`, true);
    } finally {
      if (turn === running) at("run").disabled = false;
    }
  }

  function fail(message) {
    say(message, true);
    const place = /line (\d+), column (\d+)/.exec(message);
    if (!place) return;
    const lines = query.value.split("\n");
    const start = lines.slice(0, place[1] - 1).reduce((sum, line) => sum + line.length + 1, 0) + Number(place[2]) - 1;
    query.focus();
    query.setSelectionRange(start, Math.max(start, start + (/^\S*/.exec(query.value.slice(start))[0].length)));
  }

  function showText(text, took) {
    say(took);
    at("result").replaceChildren(make("pre", text));
  }

  function show(found, took) {
    if ("boolean" in found) { say(`${found.boolean ? "Yes" : "No"} (${took})`); return; }
    const rows = found.results.bindings;
    const more = rows.length > SHOWN ? `, the first ${SHOWN} are shown` : "";
    say(`${rows.length} row${rows.length === 1 ? "" : "s"}${more} (${took})`);
    const table = make("table");
    const head = table.createTHead().insertRow();
    for (const name of found.head.vars) head.append(make("th", name, { scope: "col" }));
    const body = table.createTBody();
    for (const row of rows.slice(0, SHOWN)) {
      const line = body.insertRow();
      for (const name of found.head.vars) line.append(cell(row[name]));
    }
    at("result").replaceChildren(table);
  }

  function cell(term) {
    const box = make("td");
    if (!term) return box;
    if (term.type === "uri") {
      const link = make("a", shorten(term.value), { href: "#", title: term.value });
      link.addEventListener("click", (event) => { event.preventDefault(); describe(term.value); });
      box.append(link);
    } else if (term.type === "triple") {
      box.textContent = JSON.stringify(term.value);
    } else {
      box.textContent = term.value;
      if (term["xml:lang"]) box.append(" ", make("small", `@${term["xml:lang"]}`));
      if (/#(integer|decimal|double|float)$/.test(term.datatype ?? "")) box.className = "number";
    }
    return box;
  }

  // A click on a name asks for everything that starts or ends there.
  function describe(iri) {
    current = null;
    at("parameters").replaceChildren();
    at("about").textContent = shorten(iri);
    query.value = `SELECT DISTINCT ?subject ?property ?object\nWHERE {\n  { BIND(<${iri}> AS ?subject) <${iri}> ?property ?object }\n` +
      `  UNION\n  { BIND(<${iri}> AS ?object) ?subject ?property <${iri}> }\n}\nORDER BY ?property ?subject ?object\nLIMIT 500\n`;
    run();
  }

  async function save(kind, ending) {
    const answer = await send(kind);
    if (!answer.ok) { fail((await answer.text()).trim()); return; }
    const address = URL.createObjectURL(await answer.blob());
    make("a", "", { href: address, download: `${current ? current.name : "result"}.${ending}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  function list() {
    const wanted = at("filter").value.trim().toLowerCase();
    const fitting = recipes.filter((one) => `${one.name} ${one.title} ${one.about}`.toLowerCase().includes(wanted));
    at("recipes").replaceChildren(...fitting.map((one) => {
      const button = make("button", one.title, { type: "button", title: one.about });
      button.dataset.name = one.name;
      button.addEventListener("click", () => choose(one));
      const line = make("li");
      line.append(button);
      return line;
    }));
  }

  at("run").addEventListener("click", run);
  at("csv").addEventListener("click", () => save("text/csv", "csv"));
  at("json").addEventListener("click", () => save("application/sparql-results+json", "json"));
  at("filter").addEventListener("input", list);
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
  });
  at("prefixes").textContent = Object.entries(prefixes).map(([key, space]) => `${key}: <${space}>`).join("\n");
  query.value = FIRST;
  list();
  run();
})();
