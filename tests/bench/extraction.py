"""What extraction costs beside annotation: ``PYTHONPATH=. python tests/bench/extraction.py [WORDS …]``.

Prints rows for the table in docs/benchmarks.md: commit, what was read, words, processor seconds to
annotate it, processor seconds to extract from it (all that comes after the annotation: clauses, speech,
mentions, entities, claims), their ratio, microseconds of extraction for a word. First the project's
articles and the seed, one by one, then one long text of each length (default 5000 20000). The fastest
of three rounds counts, of either part.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.long import ARTICLES, long_text

if TYPE_CHECKING:
    from spacy.language import Language

SEED = Path(__file__).parents[2] / "seeds" / "obama-pentagon-2015.txt"
ROUNDS = 3


def main() -> None:
    import kg

    nlp = kg.load("de")
    articles = [path.read_text("utf-8") for path in (*ARTICLES, SEED)]
    measure(articles, nlp)  # so that nothing is left to load
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=SEED.parent
    ).stdout.strip()
    print("| commit | text | words | annotate s | extract s | ratio | µs/word |")
    lengths = [int(words) for words in sys.argv[1:] or ("5000", "20000")]
    for name, texts in [("articles", articles), *(("one text", [long_text(words)]) for words in lengths)]:
        rounds = [measure(texts, nlp) for _ in range(ROUNDS)]
        annotate, extract = (min(seconds) for seconds in zip(*rounds, strict=True))
        words = sum(len(text.split()) for text in texts)
        print(
            f"| {commit} | {name} | {words} | {annotate:.2f} | {extract:.2f}"
            f" | {extract / annotate:.1%} | {extract / words * 1e6:.0f} |",
            flush=True,
        )


def measure(texts: list[str], nlp: Language) -> tuple[float, float]:
    """Processor seconds to annotate the texts, and to extract from them."""
    from kg.model import Article
    from kg.pipeline import build_article

    annotate = extract = 0.0
    for text in texts:
        began = time.process_time()
        doc = nlp(text)
        annotated = time.process_time()
        build_article(Article("article", text), doc)
        annotate += annotated - began
        extract += time.process_time() - annotated
    return annotate, extract


if __name__ == "__main__":
    main()
