"""Countries and territories with their Wikidata items."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from kg.errors import VocabularyError

_FILE = Path(__file__).parent / "data" / "territories.tsv"
_ROW = re.compile(r"([A-Z]{2})\t(Q[1-9]\d*)")


@lru_cache(maxsize=1)
def territory_items() -> dict[str, str]:
    """Wikidata items by ISO 3166-1 alpha-2 code.

    Raises:
        VocabularyError: a row is not a code and an item, or a code comes twice.

    >>> territory_items()["DE"]
    'Q183'
    """
    items: dict[str, str] = {}
    rows = _FILE.read_text(encoding="utf-8").splitlines()
    body = [(n, row) for n, row in enumerate(rows, start=1) if not row.startswith("#")][1:]
    for number, row in body:
        found = _ROW.fullmatch(row)
        if found is None or found[1] in items:
            raise VocabularyError(f"{_FILE.name}, line {number}: {row!r} is no new code with its item")
        items[found[1]] = found[2]
    return items
