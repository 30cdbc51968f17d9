// The sentence a claim rests on, with subject, relation and object marked in it.

const inside = ([, start, end], from, to) => start >= from && end <= to;

/** The mention of an entity that the evidence most likely means: in its slice, else in its sentence. */
function mentionIn(entity, evidence) {
  const number = articles.indexOf(evidence.article);
  const here = entity.mentions.filter((one) => one[0] === number);
  const found = here.find((one) => inside(one, evidence.start, evidence.end)) ?? here.find((one) => inside(one, evidence.from, evidence.to));
  return found && [found[1] - evidence.from, found[2] - evidence.from];
}

/** Where one of the names stands in the letters, beginning a word; the longest name first. */
function nameIn(names, letters, from = 0) {
  for (const name of [...names].sort((one, other) => other.length - one.length)) {
    const wanted = Array.from(name);
    if (wanted.length < 2) continue;
    for (let at = from; at + wanted.length <= letters.length; at += 1) {
      if (isLetter(letters[at - 1])) continue;
      if (wanted.every((letter, number) => letters[at + number] === letter)) return [at, at + wanted.length];
    }
  }
  return null;
}

const isLetter = (text) => text !== undefined && /[\p{L}\p{N}]/u.test(text);

const namesOf = (entity) => [entity.label, ...entity.aliases];

/** The parts of `war … gekommen`, one after the other from where the evidence begins. */
function surfaceIn(surface, letters, from) {
  const found = [];
  let at = from;
  for (const part of surface.split("…").map((each) => each.trim()).filter(Boolean)) {
    const span = nameIn([part], letters, at);
    if (!span) return found;
    found.push(span);
    at = span[1];
  }
  return found;
}

/** The sentence as runs of text, each with the parts it belongs to. */
function runsOf(claim, evidence) {
  const whole = evidence.article.text !== undefined;
  const letters = Array.from(sentenceOf(evidence));
  const slice = whole ? [evidence.start - evidence.from, evidence.end - evidence.from] : [0, letters.length];
  const marks = [];
  for (const [part, entity] of [["subject", claim.subject], ["object", claim.object]]) {
    const span = (whole && mentionIn(entity, evidence)) || nameIn(namesOf(entity), letters, slice[0]) || nameIn(namesOf(entity), letters);
    if (span) marks.push([part, span]);
  }
  // `seinen Dokumentarfilm „Seefeuer“`: a phrase around both of them is no relation by itself.
  const around = ([start, end]) => marks.length === 2 && marks.every(([, [from, to]]) => from >= start && to <= end);
  const relation = surfaceIn(claim.surface, letters, slice[0]).filter((span) => !around(span));
  marks.push(...relation.map((span) => ["relation", span]));
  // The widest first, so that a part within another keeps its own mark.
  marks.sort((one, other) => other[1][1] - other[1][0] - (one[1][1] - one[1][0]));
  const paint = letters.map((_, at) => (at >= slice[0] && at < slice[1] ? "slice" : ""));
  for (const [part, [start, end]] of marks) paint.fill(part, Math.max(0, start), Math.min(end, paint.length));
  // A sentence may take the blank lines before and after it along.
  const [first, last] = [letters.findIndex((one) => /\S/.test(one)), letters.findLastIndex((one) => /\S/.test(one))];
  const runs = [];
  letters.forEach((letter, at) => {
    if (at < first || at > last) return;
    if (runs.length && runs.at(-1).part === paint[at]) runs.at(-1).text += letter;
    else runs.push({ part: paint[at], text: letter });
  });
  return runs;
}

/** The sentence as a quotation; `part` names are also read out. */
function quotation(claim, evidence) {
  const quote = el("blockquote", "");
  for (const { part, text } of runsOf(claim, evidence)) {
    if (!part) quote.append(text);
    else if (part === "slice") quote.append(el("span", "slice", text));
    else {
      const mark = el("mark", part, text);
      mark.title = t(part);
      quote.append(mark);
    }
  }
  return quote;
}
