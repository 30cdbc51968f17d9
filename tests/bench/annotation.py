"""Speed and memory of the language model: ``python tests/bench/annotation.py``.

Prints one row for the table in docs/benchmarks.md: commit, seconds to load, seconds for the
first 400 words of one article, words per second over many articles, resident memory.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path

SEED = Path(__file__).parents[2] / "seeds" / "obama-pentagon-2015.txt"
ARTICLES = 60


def main() -> None:
    began = time.perf_counter()
    import kg

    nlp = kg.load("de")
    loaded = time.perf_counter() - began
    text = SEED.read_text("utf-8")
    article = " ".join(text.split(" ")[:400])
    nlp("Ein Satz, damit nichts mehr zu laden ist.")
    began = time.perf_counter()
    nlp(article)
    single = time.perf_counter() - began
    began = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(text.replace("Obama", f"Obama{n}") for n in range(ARTICLES)))
    rate = words / (time.perf_counter() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=SEED.parent
    ).stdout.strip()
    print("| commit | load s | 400 words s | words/s | MB |")
    print(f"| {commit} | {loaded:.2f} | {single:.2f} | {rate:.0f} | {memory:.0f} |")


if __name__ == "__main__":
    sys.exit(main())
