"""The main job on the seed article, process start included: ``PYTHONPATH=. python tests/bench/build.py``.

Prints one row for the table in docs/benchmarks.md: commit, seconds of wall clock (the best of
three runs), resident memory, and the share of the time that claims cost beside the annotation.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "obama-pentagon-2015.txt"
RUNS = 3
REPEATED = 20


def whole_run() -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "kg", "build", str(SEED), "-o", folder, "--quiet"], check=True, cwd=ROOT
        )
        return time.perf_counter() - began


def share_of_extraction() -> float:
    """Seconds for the claims of annotated articles over the seconds for annotating them."""
    import kg
    from kg.model import Article
    from kg.pipeline import build_article

    nlp = kg.load("de")
    text = SEED.read_text("utf-8")
    articles = [Article(str(n), text.replace("Obama", f"Obama{n}")) for n in range(REPEATED)]
    build_article(articles[0], nlp(text))  # word lists and frames are loaded once
    began = time.perf_counter()
    docs = list(nlp.pipe(article.text for article in articles))
    annotated = time.perf_counter()
    for article, doc in zip(articles, docs, strict=True):
        build_article(article, doc)
    return (time.perf_counter() - annotated) / (annotated - began)


def main() -> None:
    seconds = min(whole_run() for _ in range(RUNS))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT
    ).stdout.strip()
    print("| commit | kg build seed s | MB | claims / annotation |")
    print(f"| {commit} | {seconds:.2f} | {memory:.0f} | {share_of_extraction():.2f} |")


if __name__ == "__main__":
    sys.exit(main())
