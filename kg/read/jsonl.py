"""JSON Lines: one article per line, a bad line costs only itself."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

from kg.config import Config, parse_day
from kg.errors import InputError
from kg.model import Article
from kg.read.language import check_language
from kg.read.text import decode


def read_jsonl(data: bytes, stem: str, place: str, config: Config) -> Iterator[Article | InputError]:
    """The articles of a JSON Lines file, and an error for each line that gives none.

    Known keys are ``id``, ``text``, ``title``, ``date`` (a day, ISO), ``url``, ``source``; others
    are left alone. Without ``id`` an article is named after file and line. A date that is no
    day is reported, but the article is kept without it.

    Args:
        data: the file's bytes.
        stem: of the file's name.
        place: the file's name, for messages.
        config: tells the language and whether to check it.
    """
    offset = 0
    for number, line in enumerate(data.split(b"\n"), start=1):
        where = f"{place}, line {number}"
        try:
            content = decode(line, where, offset).strip()
            if content:
                yield from _read_line(content, f"{stem}-{number}", where, config)
        except InputError as error:
            yield error
        offset += len(line) + 1


def _read_line(content: str, name: str, where: str, config: Config) -> Iterator[Article | InputError]:
    record = _parse(content, where)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(f'{where}: the key "text" is missing, empty or not a string')
    _check_characters(text, where)
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
    )


def _parse(content: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not valid JSON ({error})") from error
    if not isinstance(record, dict):
        raise InputError(f"{where}: not a JSON object but {type(record).__name__}")
    return record


def _name(value: object, default: str, where: str) -> str:
    if value is None or value == "":
        return default
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError(f'{where}: "id" must be a string, not {value!r}')
    _check_characters(str(value), where)
    return str(value)


def _string(record: dict[str, Any], key: str, where: str) -> str | None:
    value = record.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InputError(f'{where}: "{key}" must be a string, not {value!r}')
    _check_characters(value, where)
    return value


def _day(value: object, where: str) -> tuple[datetime.date | None, InputError | None]:
    if value is None or value == "":
        return None, None
    try:
        return parse_day(str(value)), None
    except ValueError:
        message = f'{where}: "date" {value!r} is not a day (YYYY-MM-DD); the article is read without it'
        return None, InputError(message)


def _check_characters(text: str, where: str) -> None:
    """JSON can smuggle in what no UTF-8 file can hold: half a surrogate pair, a NUL."""
    bad = next((char for char in text if char == "\0" or "\ud800" <= char <= "\udfff"), None)
    if bad is not None:
        raise InputError(f"{where}: holds U+{ord(bad):04X}, which is no character of a text")
