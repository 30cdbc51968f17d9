"""A stranger's first steps, timed: a fresh copy of the project, a fresh environment, nothing in pip's cache.

python tests/bench/first_steps.py [FOLDER]

Prints the table of ``docs/tutorial.md``. FOLDER (a temporary one without it) must be empty.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = """Merkel empfängt Hollande in Berlin

Bundeskanzlerin Angela Merkel hat am Montag den französischen Präsidenten François Hollande in Berlin
empfangen. Hollande werde am Dienstag nach Moskau reisen, sagte ein Sprecher der Bundesregierung.
"""
STEPS = (
    "python3 -m venv .venv",
    ".venv/bin/pip install .",
    ".venv/bin/kg build seeds/obama-pentagon-2015.txt --open",
    ".venv/bin/kg query output/ --name posts",
    ".venv/bin/kg build my-article.txt --open",
)


def main(folder: Path) -> None:
    """Copy the project's tracked files into the folder and take the steps there."""
    copy, home = folder / "newskg", folder / "home"
    home.mkdir(parents=True)
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", ROOT.as_uri(), str(copy)], check=True)
    (copy / "my-article.txt").write_text(ARTICLE, "utf-8")
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    # `--open` calls BROWSER; here it only has to come that far.
    clean |= {"HOME": str(home), "PIP_CACHE_DIR": str(home / "pip"), "BROWSER": "true"}
    print("| step | command | seconds |\n|---|---|---|")
    for number, step in enumerate(STEPS, start=1):
        begun = time.perf_counter()
        subprocess.run(step.split(), cwd=copy, env=clean, check=True, stdout=subprocess.DEVNULL)
        print(f"| {number} | `{step}` | {time.perf_counter() - begun:.1f} |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made) / "path")
