"""One very long article: ``PYTHONPATH=. python tests/bench/long.py [WORDS …]`` (default 25000 100000 800000).

Prints a row for the table in docs/benchmarks.md for each length: commit, words, megabytes of text,
seconds to annotate, seconds to extract, claims, resident memory. 800,000 words are 5 MB.
"""

import resource
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

ARTICLES = sorted((Path(__file__).parents[1] / "data" / "articles" / "dev").glob("*.txt"))


def long_text(words: int) -> str:
    """The project's articles again and again, each time with other persons in them."""
    texts = [path.read_text("utf-8") for path in ARTICLES]
    parts: list[str] = []
    have = 0
    for number in count():
        text = texts[number % len(texts)]
        parts.append(text.replace("Merkel", f"Merkel-{number}").replace("Müller", f"Müller-{number}"))
        have += len(text.split())
        if have >= words:
            return "\n\n".join(parts)
    raise AssertionError


def main() -> None:
    import kg
    from kg.model import Article
    from kg.pipeline import build_article

    nlp = kg.load("de")
    build_article(Article("a", "Merkel trifft Macron."), nlp("Merkel trifft Macron."))
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=Path(__file__).parent
    ).stdout.strip()
    print("| commit | words | MB of text | annotate s | extract s | claims | MB resident |")
    for words in map(int, sys.argv[1:] or ("25000", "100000", "800000")):
        text = long_text(words)
        began = time.perf_counter()
        doc = nlp(text)
        annotated = time.perf_counter()
        claims, _ = build_article(Article("long", text), doc)
        extracted = time.perf_counter()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"| {commit} | {words} | {len(text.encode()) / 1e6:.2f} | {annotated - began:.1f}"
            f" | {extracted - annotated:.1f} | {len(claims)} | {memory:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
