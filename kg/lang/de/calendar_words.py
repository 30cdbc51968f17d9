"""German names of days and months (`data/calendar.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import VocabularyError

_FILE = Path(__file__).parent / "data" / "calendar.toml"


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """Lower-case names; weekdays count from Monday = 0, months from January = 1."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    days: Mapping[str, int]


@lru_cache(maxsize=1)
def load_calendar_words() -> CalendarWords:
    """The names with their numbers.

    Raises:
        VocabularyError: not seven weekdays or twelve months, or a synonym of an unknown name.

    >>> load_calendar_words().weekdays["sonnabend"]
    5
    """
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    weekdays = {name: number for number, name in enumerate(table["weekdays"])}
    months = {name: number for number, name in enumerate(table["months"], 1)}
    if len(weekdays) != 7 or len(months) != 12:
        raise VocabularyError(f"{_FILE.name}: expected 7 weekdays and 12 months")
    for other, name in table["other"].items():
        if name not in weekdays and name not in months:
            raise VocabularyError(f"{_FILE.name}: {other!r} stands for {name!r}, which is no day or month")
        target = weekdays if name in weekdays else months
        target[other] = target[name]
    return CalendarWords(weekdays, months, dict(table["days"]))
