"""One record (a line of JSONL, a row of CSV) to its article."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from kg.config import Config, parse_day
from kg.errors import InputError
from kg.model import Article
from kg.read.encoding import check_characters
from kg.read.language import check_language

KEYS = ("id", "text", "title", "date", "url", "source", "author")
"""The keys of a record that are read; others are left alone."""


def read_record(
    record: Mapping[str, object], name: str, where: str, config: Config
) -> Iterator[Article | InputError]:
    """The article of a record, after an error for a date that is no day.

    Args:
        record: see ``KEYS``; ``text`` must be there.
        name: the article's name where the record has no ``id``.
        where: file and line, for messages.
        config: tells the language and whether to check it.

    Raises:
        InputError: no text, or a value that is no string.
    """
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(f'{where}: the key "text" is missing, empty or not a string')
    check_characters(text, where)
    check_language(text, where, config)
    published, problem = _day(record.get("date"), where)
    if problem:
        yield problem
    yield Article(
        name=_name(record.get("id"), name, where),
        text=text,
        title=_string(record, "title", where),
        url=_string(record, "url", where),
        published=published,
        publisher=_string(record, "source", where),
        lang=config.lang,
        author=_string(record, "author", where),
    )


def _name(value: object, default: str, where: str) -> str:
    if value is None or value == "":
        return default
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError(f'{where}: "id" must be a string, not {value!r}')
    check_characters(str(value), where)
    return str(value)


def _string(record: Mapping[str, object], key: str, where: str) -> str | None:
    value = record.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InputError(f'{where}: "{key}" must be a string, not {value!r}')
    check_characters(value, where)
    return value


def _day(value: object, where: str) -> tuple[datetime.date | None, InputError | None]:
    if value is None or value == "":
        return None, None
    try:
        return parse_day(str(value)), None
    except ValueError:
        message = f'{where}: "date" {value!r} is not a day (YYYY-MM-DD); the article is read without it'
        return None, InputError(message)
