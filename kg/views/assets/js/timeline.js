// When things happen: claims by the date their time means, and those whose time stayed open.

function showTimeline() {
  if (state.view !== "timeline") return;
  const found = passing();
  const dated = found.filter((claim) => claim.time?.start).sort((one, other) => compare(one.time.start, other.time.start) || one.number - other.number);
  const open = found.filter((claim) => claim.time && !claim.time.start);
  const box = byId("view-timeline");
  if (dated.length + open.length === 0) {
    box.replaceChildren(el("p", "message", t(isFiltered() && claimList.some((one) => one.time) ? "nothing_left" : "no_times")));
    return;
  }
  box.replaceChildren(el("div", "timeline", ...[
    binsOf(claimList).length > 1 && histogram(dated),
    ...groupsBy(dated, (claim) => spanOf(claim.time)).map(([span, list]) => dayBlock([span], list)),
    open.length > 0 && el("h2", "", t("open_times")),
    open.length > 0 && el("p", "soft", t("open_times_hint")),
    // `am Mittwoch` of one article is not that of another.
    ...groupsBy(open, (claim) => `${claim.time.text}\n${articleOf(claim)}`).map(([, list]) =>
      dayBlock([list[0].time.text, articles.length > 1 && el("span", "soft", articleOf(list[0]))], list)),
  ].filter(Boolean)));
}

const articleOf = (claim) => claim.evidence[0]?.article.title ?? "";

function groupsBy(list, keyOf) {
  const groups = new Map();
  for (const claim of list) {
    if (!groups.has(keyOf(claim))) groups.set(keyOf(claim), []);
    groups.get(keyOf(claim)).push(claim);
  }
  return [...groups];
}

const dayBlock = (title, list) => el("section", "day-block", el("h3", "", ...title), longList(list, (claim) => claimRow(claim), 60));

const MOST_BINS = 48;
const MOST_DATES = 16; // that have room below the bars

/** The days, months and years that claims speak of, coarser where they are many; in order. */
function coversOf(list) {
  const covers = list.filter((claim) => claim.time?.start).map((claim) => coverOf(claim.time));
  const cut = (length) => [...new Set(covers.map((cover) => cover.slice(0, length)))].sort();
  return [10, 7].map(cut).find((each) => each.length <= MOST_BINS) ?? cut(4);
}

/** Of these those that are days, or months, or years: the bars of one histogram are equally wide. */
function binsOf(list) {
  const spans = coversOf(list);
  const counts = countBy(spans, (span) => span.length);
  const length = Math.max(...[...counts].filter(([, count]) => count * 2 >= Math.max(...counts.values())).map(([each]) => each));
  return spans.filter((span) => span.length === length);
}

/** The bins with the empty ones between, as long as they are not too many to be shown. */
function withGaps(bins) {
  const [first, last] = [bins[0], bins.at(-1)];
  const all = [];
  const day = new Date(`${first.padEnd(7, "-01").padEnd(10, "-01")}T00:00:00Z`);
  while (all.length <= MOST_BINS) {
    const bin = day.toISOString().slice(0, first.length);
    if (bin > last) return all;
    all.push(bin);
    if (first.length === 10) day.setUTCDate(day.getUTCDate() + 1);
    else if (first.length === 7) day.setUTCMonth(day.getUTCMonth() + 1);
    else day.setUTCFullYear(day.getUTCFullYear() + 1);
  }
  return bins;
}

/** A bar for each bin; a click narrows the time filter to it. */
function histogram(dated) {
  const bins = binsOf(claimList);
  const counts = countBy(dated, (claim) => coverOf(claim.time).slice(0, bins[0].length));
  const most = Math.max(1, ...counts.values());
  const all = withGaps(bins);
  const every = Math.ceil(all.length / MOST_DATES);
  const bars = all.map((key, number) => {
    const count = counts.get(key) ?? 0;
    const bar = button("time-bar", () => change((now) => {
      const same = now.from === key && now.to === key;
      Object.assign(now, { from: same ? "" : key, to: same ? "" : key });
    }), el("span", "fill"), el("span", "time-name", number % every ? "\u00a0" : shortDate(key)));
    bar.firstChild.style.height = `${count ? Math.max(6, (100 * count) / most) : 1}px`;
    bar.disabled = !bins.includes(key);
    bar.title = `${dateOf(key)}: ${counted("claims", count)}`;
    bar.setAttribute("aria-label", bar.title);
    bar.setAttribute("aria-pressed", String(state.from === key && state.to === key));
    return bar;
  });
  return el("div", "histogram", ...bars);
}
