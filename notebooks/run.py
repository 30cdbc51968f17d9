"""Runs the notebooks from a clean kernel and saves them with their outputs.

    python notebooks/run.py [NAME ...]

Without names all of them; the beginning of a name (`04`) is enough. What changes from run to run
(times, paths of this machine) is left out of the saved file. Needs the extra `notebook`.
"""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent
LONGEST_SECONDS = 600


def run(path: Path) -> nbformat.NotebookNode:
    """Execute one notebook in its folder.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed.
    """
    book = nbformat.read(path, as_version=4)
    client = NotebookClient(
        book,
        timeout=LONGEST_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
    )
    with warnings.catch_warnings():
        # Whether zmq finds an event loop to its liking on this system says nothing about the notebook.
        warnings.simplefilter("ignore", RuntimeWarning)
        # The kernel imports the kg of this checkout, installed or not.
        client.execute(env={**os.environ, "PYTHONPATH": str(FOLDER.parent)})
    return book


def chosen(names: list[str]) -> list[Path]:
    """The notebooks that the names begin, or all.

    Raises:
        SystemExit: no notebook has such a name.
    """
    found = sorted(FOLDER.glob("*.ipynb"))
    for name in names:
        if not any(path.stem.startswith(name) for path in found):
            raise SystemExit(f"no notebook {name!r}; there are {', '.join(path.stem for path in found)}")
    return [path for path in found if not names or path.stem.startswith(tuple(names))]


def main(names: list[str]) -> None:
    """Run the named notebooks, or all, and save them."""
    for path in chosen(names):
        book = run(path)
        book.metadata["language_info"] = {"name": "python"}
        nbformat.write(book, path)
        print(f"{path.name}: {path.stat().st_size:,} bytes")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
