"""What all data files have in common: tables, keys and their types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.config import TomlFile
from kg.errors import VocabularyError

Place = tuple[str | int, ...]
_TYPES: Mapping[type, str] = {str: "a text", list: "a list of texts"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a data file; ``line`` is 0 where it is the file as a whole."""

    line: int
    text: str

    @classmethod
    def at(cls, file: TomlFile, place: Place, text: str) -> Mistake:
        """A mistake in a key or table."""
        return cls(file.line(*place), f"{file.at(*place)}: {text}")


def complain(mistakes: Iterable[Mistake]) -> None:
    """Refuse a file with mistakes.

    Raises:
        VocabularyError: there are some; it has each once, by line.
    """
    texts = dict.fromkeys(mistake.text for mistake in sorted(mistakes, key=lambda mistake: mistake.line))
    if texts:
        raise VocabularyError(*texts)


def tables_of(file: TomlFile, kind: str) -> list[Mapping[str, Any]]:
    """The file's ``[[kind]]`` tables; none where something else stands there."""
    tables = file.tables.get(kind)
    return tables if isinstance(tables, list) and all(isinstance(table, dict) for table in tables) else []


def check_tables(file: TomlFile, kind: str) -> Iterator[Mistake]:
    """What stands in a file beside its ``[[kind]]`` tables, or that there are none."""
    others = [key for key in file.tables if key != kind]
    for key in others:
        yield Mistake.at(file, (key,), f"unknown table or key {key!r}; valid: [[{kind}]]")
    if file.tables.get(kind):
        if not tables_of(file, kind):
            yield Mistake.at(file, (kind,), f"{kind!r} must be tables; write [[{kind}]] above each")
    elif not others:
        yield Mistake(0, f"{file.path}: the file has no [[{kind}]]")


def check_keys(
    file: TomlFile,
    place: Place,
    table: Mapping[str, Any],
    known: Mapping[str, type],
    required: Sequence[str] = (),
) -> dict[str, Mistake]:
    """The keys that are unknown, missing or of a wrong type, and what to say of each."""
    found = {}
    for key, value in table.items():
        texts = value if isinstance(value, list) else [value]
        if key not in known:
            found[key] = f"unknown key {key!r}; valid: {', '.join(known)}"
        elif type(value) is not known[key] or not all(isinstance(t, str) and t.strip() for t in texts):
            found[key] = f"{key!r} must be {_TYPES[known[key]]}, not {value!r}"
    for key in required:
        if key not in table:
            found[key] = f"{key!r} is missing; required: {', '.join(required)}"
    return {key: Mistake.at(file, (*place, key) if key in table else place, found[key]) for key in found}
