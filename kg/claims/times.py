"""Time expressions to ISO dates."""

from __future__ import annotations

import calendar
import datetime
import re

from kg.lang.de.calendar_words import CalendarWords, load_calendar_words
from kg.model import Time

_ISO = re.compile(r"\b((?:1[5-9]|20)\d\d)-(\d\d)(?:-(\d\d))?\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?((?:1[5-9]|20)\d\d)\b")
_YEAR = re.compile(r"\b((?:1[5-9]|20)\d\d)\b")
_DAY = re.compile(r"\b(\d{1,2})\.\s")
_WORD = re.compile(r"[a-zäöüß]+")
_Range = tuple[datetime.date, datetime.date]


def resolve_time(text: str, published: datetime.date | None = None, *, future: bool = False) -> Time:
    """The expression with its first and last day, as far as they can be known.

    Args:
        text: the words (`am Montag`, `im Dezember 2015`, `2015-12-14`).
        published: what relative expressions count from; without it they stay open.
        future: True where the clause speaks of what is to come (`reist am Dienstag`).

    >>> resolve_time("am Montag", datetime.date(2015, 12, 15)).start
    '2015-12-14'
    >>> resolve_time("am Montag").start is None
    True
    """
    try:
        found = _absolute(text) or (_relative(text, published, future) if published else None)
    except ValueError:  # 31. Februar: no such day, so the words alone are kept
        found = None
    if found is None:
        return Time(text)
    return Time(text, found[0].isoformat(), found[1].isoformat())


def _absolute(text: str) -> _Range | None:
    """What names its year."""
    if match := _ISO.search(text):
        year, month, day = match.groups()
        return _day(int(year), int(month), int(day)) if day else _month(int(year), int(month))
    if match := _DOTTED.search(text):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if match := _YEAR.search(text):
        return _in_year(text, int(match[1]))
    return None


def _in_year(text: str, year: int) -> _Range | None:
    month = _month_named(text, load_calendar_words())
    if month:
        day = _DAY.search(text)
        return _day(year, month, int(day[1])) if day else _month(year, month)
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def _relative(text: str, published: datetime.date, future: bool) -> _Range | None:
    words = load_calendar_words()
    found = _WORD.findall(text.lower())
    for word in found:
        if word in words.days:
            day = published + datetime.timedelta(days=words.days[word])
            return day, day
        weekday = next((n for name, n in words.weekdays.items() if word.startswith(name)), None)
        if weekday is not None:
            return _weekday(weekday, published, future)
    month = _month_named(text, words)
    if not month:
        return None
    later = month > published.month
    year = published.year + (1 if future and month < published.month else -1 if later and not future else 0)
    return _in_year(f"{text} {year}", year)


def _weekday(weekday: int, published: datetime.date, future: bool) -> _Range:
    """The last such day up to the publication, or the next one from it."""
    back = (published.weekday() - weekday) % 7
    days = (-back) % 7 if future else -back
    day = published + datetime.timedelta(days=days)
    return day, day


def _month_named(text: str, words: CalendarWords) -> int | None:
    return next((words.months[w] for w in _WORD.findall(text.lower()) if w in words.months), None)


def _day(year: int, month: int, day: int) -> _Range:
    date = datetime.date(year, month, day)
    return date, date


def _month(year: int, month: int) -> _Range:
    first = datetime.date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])
