"""Speed and memory of the language model: ``PYTHONPATH=. python tests/bench/annotation.py``.

Prints one row for the table in docs/benchmarks.md: commit, seconds to import and load, seconds to
load alone, seconds for the first 400 words of one article, words per second of wall clock over many
different articles (the project's own), words per second of processor time, resident memory.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

SEED = Path(__file__).parents[2] / "seeds" / "obama-pentagon-2015.txt"
ARTICLES = sorted((Path(__file__).parents[1] / "data" / "articles" / "dev").glob("*.txt"))
ROUNDS = 12


def main() -> None:
    began = time.perf_counter()
    import spacy  # noqa: F401

    import kg

    imported = time.perf_counter()
    nlp = kg.load("de")
    loaded = time.perf_counter()
    text = SEED.read_text("utf-8")
    article = " ".join(text.split(" ")[:400])
    nlp("Ein Satz, damit nichts mehr zu laden ist.")
    single = min(_seconds(lambda: nlp(article)) for _ in range(5))
    texts = [text, *(path.read_text("utf-8") for path in ARTICLES)]
    many = [t.replace("Obama", f"Obama{n}") for n in range(ROUNDS) for t in texts]
    list(nlp.pipe(many[: len(texts)]))
    start, burned = time.perf_counter(), time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(many))
    wall, burned = time.perf_counter() - start, time.process_time() - burned
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=SEED.parent
    ).stdout.strip()
    print("| commit | import + load s | load s | 400 words s | words/s | words per CPU second | MB |")
    print(
        f"| {commit} | {loaded - began:.2f} | {loaded - imported:.2f} | {single:.2f}"
        f" | {words / wall:.0f} | {words / burned:.0f} | {memory:.0f} |"
    )


def _seconds(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
