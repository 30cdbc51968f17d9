// When things happen: claims by the date their time means, and those whose time stayed open.

function showTimeline() {
  if (state.view !== "timeline") return;
  const found = passing();
  const dated = found.filter((claim) => claim.time?.start).sort((one, other) => compare(one.time.start, other.time.start) || one.number - other.number);
  const open = found.filter((claim) => claim.time && !claim.time.start);
  const box = byId("view-timeline");
  if (dated.length + open.length === 0) {
    box.replaceChildren(el("p", "message", t("no_times")));
    return;
  }
  box.replaceChildren(el("div", "timeline", ...[
    dated.length > 0 && histogram(dated),
    ...groupsBy(dated, (claim) => claim.time.start).map(([day, list]) => dayBlock(dateOf(day), list)),
    open.length > 0 && el("h2", "", t("open_times")),
    open.length > 0 && el("p", "soft", t("open_times_hint")),
    ...groupsBy(open, (claim) => claim.time.text).map(([text, list]) => dayBlock(text, list)),
  ].filter(Boolean)));
}

function groupsBy(list, keyOf) {
  const groups = new Map();
  for (const claim of list) {
    if (!groups.has(keyOf(claim))) groups.set(keyOf(claim), []);
    groups.get(keyOf(claim)).push(claim);
  }
  return [...groups];
}

const dayBlock = (title, list) => el("section", "day-block", el("h3", "", title), longList(list, (claim) => claimRow(claim), 60));

/** Bars for days, months or years, whichever gives some dozens; a click narrows the time filter. */
function histogram(dated) {
  const length = [10, 7, 4].find((each) => new Set(dated.map((claim) => claim.time.start.slice(0, each))).size <= 48) ?? 4;
  const bins = countBy(dated, (claim) => claim.time.start.slice(0, length));
  const keys = [...bins.keys()].sort();
  const most = Math.max(...bins.values());
  const bars = keys.map((key) => {
    const bar = button("time-bar", () => change((now) => {
      const same = now.from === key && now.to === key;
      Object.assign(now, { from: same ? "" : key, to: same ? "" : key });
    }), el("span", "fill"), el("span", "time-name", dateOf(key)));
    bar.firstChild.style.height = `${Math.max(6, (100 * bins.get(key)) / most)}px`;
    bar.title = `${dateOf(key)}: ${counted("claims", bins.get(key))}`;
    bar.setAttribute("aria-label", bar.title);
    bar.setAttribute("aria-pressed", String(state.from === key && state.to === key));
    return bar;
  });
  return el("div", "histogram", ...bars);
}
