"""JSON Lines: one article per line, a bad line costs only itself."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any

from kg.config import Config
from kg.errors import InputError
from kg.model import Article
from kg.read.encoding import decode
from kg.read.records import read_record


def read_jsonl(data: bytes, stem: str, place: str, config: Config) -> Iterator[Article | InputError]:
    """The articles of a JSON Lines file, and an error for each line that gives none.

    Known keys are ``id``, ``text``, ``title``, ``date`` (a day, ISO), ``url``, ``source``,
    ``author``; others are left alone. Without ``id`` an article is named after file and line.
    A date that is no day is reported, but the article is kept without it.

    Args:
        data: the file's bytes.
        stem: of the file's name.
        place: the file's name, for messages.
        config: tells the language and whether to check it.
    """
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        data = decode(data, place).encode("utf-8")  # UTF-16 cannot be cut at the byte 0x0a
    offset = 0
    for number, line in enumerate(data.split(b"\n"), start=1):
        where = f"{place}, line {number}"
        try:
            content = decode(line, where, offset).strip()
            if content:
                yield from read_record(_parse(content, where), f"{stem}-{number}", where, config)
        except InputError as error:
            yield error
        offset += len(line) + 1


def _parse(content: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not valid JSON ({error})") from error
    if not isinstance(record, dict):
        raise InputError(f"{where}: not a JSON object but {type(record).__name__}")
    return record
