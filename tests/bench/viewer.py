"""Speed and size of the page: ``python tests/bench/viewer.py [NODES ...]``.

Draws seeded synthetic graphs with evidence (30, 2,000 and 10,000 nodes unless told otherwise),
opens each in Chromium with the network cut off and prints one row each for docs/benchmarks.md:
nodes, claims, seconds to render in Python, size, milliseconds until the first drawing, the
slowest of some searches, and frames per second while the drawing is moved and zoomed. Frames
are drawn without a graphics card. On a machine that is busy with something else, the last two
columns tell more: the page's own processor time in milliseconds to open and for one frame.
"""

import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import CDPSession, sync_playwright

from kg.model import Article, Attribution, Claim, Entity, Evidence, KnowledgeGraph, Mention, Relation, Span
from kg.views import render_html

TYPES = ("Person", "Organization", "Location", "Event", "Concept")
VERBS = ("trifft", "besucht", "kritisiert", "unterstützt", "leitet", "warnt", "finanziert", "verklagt")
SYLLABLES = ("ber", "lin", "mar", "ko", "sen", "tal", "ri", "da", "hof", "wen", "stein", "lo", "ga", "mi")
SENTENCES = 40  # in one article
SECONDS = 4  # of moving and zooming


def synthetic(nodes: int, claims: int, seed: int = 1) -> KnowledgeGraph:
    """A graph whose important nodes are few, as those of news are, with a sentence for each claim."""
    chance = random.Random(seed)
    entities = [_entity(chance, number) for number in range(nodes)]
    relations = [Relation(f"rel{number}", verb, verb, verb) for number, verb in enumerate(VERBS)]
    ends = list(range(nodes))
    drawn: list[tuple[int, int, int]] = []
    for number in range(claims):
        subject = number if number < nodes else chance.choice(ends)
        target = chance.choice(ends)
        if subject == target:
            target = (target + 1) % nodes
        ends += [subject, target]
        drawn.append((subject, target, chance.randrange(len(relations))))
    return _written(chance, entities, relations, drawn)


def _entity(chance: random.Random, number: int) -> Entity:
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize() for _ in range(2)]
    label = " ".join(words)
    return Entity(f"entity/{number}", label, chance.choice(TYPES), aliases=(words[1], f"{words[1]} {number}"))


def _written(chance, entities, relations, drawn) -> KnowledgeGraph:
    claims, articles, mentions = [], [], {}
    for first in range(0, len(drawn), SENTENCES):
        name, text = f"article{first // SENTENCES:04}", ""
        for subject, target, verb in drawn[first : first + SENTENCES]:
            one, other, relation = entities[subject], entities[target], relations[verb]
            start = len(text)
            text += f"{one.label} {relation.surface} {other.label} in der kommenden Woche zu Gesprächen. "
            at = start + len(one.label) + len(relation.surface) + 2
            for entity, place in ((one, start), (other, at)):
                span = Span(place, place + len(entity.label), entity.label)
                mentions.setdefault(entity.id, []).append(Mention(span, 0, entity.label, "name"))
            end = at + len(other.label)
            sentence = (start, len(text) - 1)
            evidence = Evidence(name, start, end, text[start:end], sentence, "de.clause.main")
            said = Attribution(entities[chance.randrange(50) % len(entities)], "sagte", "indirect")
            claims.append(
                Claim(
                    one, relation, other, (evidence,), confidence=round(chance.uniform(0.4, 1), 2),
                    polarity="negative" if chance.random() < 0.05 else "affirmative",
                    modality="planned" if chance.random() < 0.15 else "asserted",
                    attribution=said if chance.random() < 0.3 else None,
                )
            )  # fmt: skip
        articles.append(Article(name, text, title=f"Artikel {first // SENTENCES}"))
    found = tuple(_with(entity, mentions.get(entity.id, [])) for entity in entities)
    return KnowledgeGraph(tuple(articles), found, tuple(claims))


def _with(entity: Entity, mentions: list[Mention]) -> Entity:
    return Entity(entity.id, entity.label, entity.type, tuple(mentions), entity.aliases)


SEARCHES = """() => Math.max(...["b", "be", "berlin", "stein 1", "trifft", "nirgends"].map((words) => {
  const began = performance.now();
  kg.find(words);
  return performance.now() - began;
}))"""
FRAMES = """() => new Promise((done) => {
  const seconds = SECONDS;
  const began = performance.now();
  let frames = 0;
  const step = (now) => {
    frames += 1;
    const share = (now - began) / 1000 / seconds;
    if (share >= 1) return done(frames / seconds);
    kg.network.moveTo({
      position: { x: 300 * Math.sin(share * 12), y: 200 * Math.cos(share * 9) },
      scale: 0.25 + 0.6 * Math.abs(Math.sin(share * 6)),
    });
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})""".replace("SECONDS", str(SECONDS))
# The first frame after the script has run is the first drawing.
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => done(performance.now())))"


def measure(browser, graph: KnowledgeGraph) -> tuple[float, ...]:
    """Seconds to render, megabytes, milliseconds to open and to search, frames per second."""
    began = time.perf_counter()
    page_text = render_html(graph, "Bench", "de")
    rendered = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page_text, encoding="utf-8")
        page = browser.new_context(offline=True, viewport={"width": 1400, "height": 860}).new_page()
        page.on("pageerror", lambda error: sys.exit(f"the page failed: {error}"))
        meter = page.context.new_cdp_session(page)
        meter.send("Performance.enable")
        before = _busy(meter)
        page.goto(file.as_uri())
        opened = page.evaluate(PAINTED)
        opening = _busy(meter)
        searched = page.evaluate(SEARCHES)
        moved = _busy(meter)
        frames = page.evaluate(FRAMES)
        a_frame = (_busy(meter) - moved) / max(1.0, frames * SECONDS)
        size = file.stat().st_size / 1e6
        page.close()
    return rendered, size, opened, searched, frames, opening - before, a_frame


def _busy(meter: CDPSession) -> float:
    """Milliseconds of processor time that the page's process has used."""
    found = {one["name"]: one["value"] for one in meter.send("Performance.getMetrics")["metrics"]}
    return 1000 * found["ProcessTime"]


def main() -> None:
    """Print the table."""
    sizes = [int(text) for text in sys.argv[1:]] or [30, 2000, 10_000]
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is needed on the path")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("| nodes | claims | render s | MB | open ms | search ms | frames/s | open CPU ms | frame CPU ms |")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for nodes in sizes:
            graph = synthetic(nodes, 3 * nodes if nodes > 100 else nodes)
            rendered, size, opened, searched, frames, cpu, a_frame = measure(browser, graph)
            print(
                f"| {nodes} | {len(graph.claims)} | {rendered:.1f} | {size:.2f} | {opened:.0f} "
                f"| {searched:.1f} | {frames:.0f} | {cpu:.0f} | {a_frame:.1f} |",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
