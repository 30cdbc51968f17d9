// Files and the clipboard.

function saveFile(name, type, parts) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const made = el("a", "");
  made.href = address;
  made.download = name;
  document.body.append(made);
  made.click();
  made.remove();
  // Not at once: the browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  announce(t("saved", { name }));
}

/** The page's title as a file name that every system takes. */
const fileName = (ending) => `${SETTINGS.title.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "").slice(0, 80) || "graph"}.${ending}`;

async function copyText(text) {
  // A frame without leave to use the clipboard, or an old browser: then the older way.
  if (!navigator.clipboard || !(await navigator.clipboard.writeText(text).then(() => true, () => false))) copyByHand(text);
  announce(t("copied"));
  flash(t("copied"));
}

function copyByHand(text) {
  const box = el("textarea", "unseen");
  box.value = text;
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
}

function flash(text) {
  const note = el("div", "flash", text);
  document.body.append(note);
  setTimeout(() => note.remove(), 1800);
}

const EXPORTS = [
  ["export_picture", [["PNG", () => savePicture()], ["SVG", () => saveFile(fileName("svg"), "image/svg+xml", [pictureText()])]]],
  ["export_data", [
    ["CSV", () => saveFile(fileName("csv"), "text/csv;charset=utf-8", ["\ufeff", csvOf(exported())])],
    ["JSON", () => saveFile(fileName("json"), "application/json", [jsonOf(exported())])],
    ["GraphML", () => saveFile(fileName("graphml"), "application/xml", [graphmlOf(exported())])],
    ["Turtle", () => saveFile(fileName("ttl"), "text/turtle", [turtleOf(exported())])],
  ]],
];

/** What is exported is what is seen: the drawing's claims, or the table's. */
const exported = () => (state.view === "table" ? tableRows : state.view === "timeline" ? passing().filter((one) => one.time) : shown.claims);

/** A menu owns entries alone; what stands between them is only seen. */
function unnamed(one) {
  one.setAttribute("role", "none");
  return one;
}

function showExports() {
  const menu = byId("export-menu");
  menu.replaceChildren(...EXPORTS.flatMap(([title, entries]) => [
    unnamed(el("p", "soft", t(title))),
    ...entries.map(([name, act]) => {
      const entry = button("entry", () => { openMenu(false); act(); }, name);
      entry.setAttribute("role", "menuitem");
      return entry;
    }),
  ]), unnamed(el("p", "soft note", t("export_note"))));
  byId("export").setAttribute("aria-haspopup", "menu");
  byId("export").setAttribute("aria-expanded", "false");
}

function openMenu(open) {
  byId("export-menu").hidden = !open;
  byId("export").setAttribute("aria-expanded", String(open));
  if (open) byId("export-menu").querySelector("button").focus();
}
