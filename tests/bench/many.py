"""``kg build`` with one process and with two: ``PYTHONPATH=. python tests/bench/many.py [COUNT]``.

The articles are paragraphs of the development articles, put together anew; three lines of the file are
bad, one date is. Prints a row for each run, and whether all files are the same, byte for byte.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
BAD = {
    17: "{broken",
    99: json.dumps(
        {"id": "en", "text": "The president met the minister in Berlin on Monday and talked with him."}
    ),
    200: json.dumps({"id": "empty", "text": ""}),
}


def lines(count: int):
    chosen = random.Random(4)
    sources = [
        ROOT / "seeds/obama-pentagon-2015.txt",
        *sorted((ROOT / "tests/data/articles/dev").glob("*.txt")),
    ]
    texts = [[part for part in path.read_text("utf-8").split("\n\n") if part.strip()] for path in sources]
    for number in range(count):
        first, second = chosen.choice(texts), chosen.choice(texts)
        parts = chosen.sample(first, min(len(first), 4)) + chosen.sample(second, min(len(second), 3))
        day = "yesterday" if number == 300 else f"2015-12-{1 + number % 28:02}"
        article = {"id": f"n{number}", "date": day, "text": "\n\n".join([f"Meldung {number}.", *parts])}
        yield BAD.get(number) or json.dumps(article, ensure_ascii=False)


def build(file: Path, workers: int) -> tuple[float, str, dict[str, bytes]]:
    target = file.parent / str(workers)
    command = [sys.executable, "-m", "kg", "build", str(file), "-o", str(target), "--keep-duplicates"]
    began = time.perf_counter()
    done = subprocess.run(
        [*command, "--workers", str(workers), "--quiet"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    seconds = time.perf_counter() - began
    return seconds, done.stderr, {path.name: path.read_bytes() for path in sorted(target.iterdir())}


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "news.jsonl"
        file.write_text("\n".join(lines(count)), "utf-8")
        print("| articles | processes | seconds |\n|---|---|---|")
        results = []
        for workers in (1, 2):
            seconds, *rest = build(file, workers)
            results.append(rest)
            print(f"| {count} | {workers} | {seconds:.0f} |", flush=True)
        print(results[0][0].strip())
        print("the same bytes and messages" if results[0] == results[1] else "DIFFERENT")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
