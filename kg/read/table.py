"""CSV: one article per row, with the columns that JSON Lines has as keys."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from kg.config import Config
from kg.errors import InputError
from kg.model import Article
from kg.read.encoding import decode
from kg.read.records import KEYS, read_record

_DELIMITERS = (",", ";", "\t")
_LONGEST_CELL = 2**31 - 1  # csv's own limit of 131,072 characters is shorter than some articles


def read_csv(data: bytes, stem: str, place: str, config: Config) -> Iterator[Article | InputError]:
    """The articles of a CSV file with a header line, and an error for each row that gives none.

    Comma, semicolon or tab part the cells, whichever gives the header more known columns
    (``text``, and ``id``, ``title``, ``date``, ``url``, ``source``, ``author``).

    Args:
        data: the file's bytes.
        stem: of the file's name; an article without ``id`` is named after it and the row's line.
        place: the file's name, for messages.
        config: tells the language and whether to check it.

    Raises:
        InputError: empty, or no column ``text``.
    """
    text = decode(data, place)
    if not text.strip():
        raise InputError(f"{place}: the file is empty")
    csv.field_size_limit(_LONGEST_CELL)
    delimiter, header = _header(text, place)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for number, cells in _rows(reader):
        where = f"{place}, line {number}"
        if isinstance(cells, csv.Error):
            yield InputError(f"{where}: not valid CSV ({cells})")
        elif number > 1 and any(cell.strip() for cell in cells):
            try:
                record = _record(cells, header, where)
                yield from read_record(record, f"{stem}-{number}", where, config)
            except InputError as error:
                yield error


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Each row with the line that it begins on: a quoted cell can go over several."""
    while True:
        number: int = reader.line_num + 1  # type: ignore[attr-defined]  # a csv.reader has it
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, error


def _header(text: str, place: str) -> tuple[str, list[str]]:
    line = text.lstrip("\r\n").splitlines()[0]
    options = []
    for delimiter in _DELIMITERS:
        names = [name.strip().lower() for name in next(csv.reader([line], delimiter=delimiter))]
        options.append((sum(name in KEYS for name in names), delimiter, names))
    _, delimiter, names = max(options, key=lambda option: option[0])
    if "text" not in names:
        raise InputError(f"{place}, line 1: no column 'text'; columns that are read: {', '.join(KEYS)}")
    return delimiter, names


def _record(cells: list[str], header: list[str], where: str) -> dict[str, object]:
    if len(cells) != len(header):
        raise InputError(f"{where}: {len(cells)} cells where the header has {len(header)}; quote the text")
    return dict(zip(header, cells, strict=True))
