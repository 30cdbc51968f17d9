"""The dateline that an article may open with: no part of its first sentence."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_AGENCIES = Path(__file__).parent / "agencies_de.txt"
_DATE = r"(?:[Dd]at(?:e|um)|Stand)\s*:?\s+\d{4}-\d\d(?:-\d\d)?\b[.:]*"


@cache
def _pattern() -> re.Pattern[str]:
    lines = _AGENCIES.read_text("utf-8").splitlines()
    signs = "|".join(re.escape(line) for line in lines if line and not line.startswith("#"))
    place = r"[A-ZÄÖÜ][\w./ -]{1,40}?(?:, \d{1,2}\. ?\w+)?"
    agency = rf"{place}\s?\((?:{signs})(?:[/, ]+(?:{signs}))*\)\s*[-–—:.]*"
    return re.compile(rf"\s*(?:{agency}|{_DATE})\s+(?=\S)")


def end_of_dateline(text: str, start: int = 0) -> int:
    """Where the first sentence of a paragraph begins: behind a dateline, 0 if there is none.

    Args:
        text: the article's.
        start: where the paragraph begins; a dateline also stands below a headline.

    >>> end_of_dateline("Berlin (dpa) - Die Kanzlerin reist."), end_of_dateline("Berlin wächst.")
    (15, 0)
    >>> end_of_dateline("date 2020-12 Die USA haben gewählt.")
    13
    """
    found = _pattern().match(text, start)
    return found.end() if found else 0
