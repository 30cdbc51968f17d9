"""What all data files have in common: tables, keys and their types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.config import TomlFile
from kg.errors import VocabularyError

_TYPES: Mapping[type, str] = {str: "a text", list: "a list of texts"}


def check_tables(file: TomlFile, kind: str) -> list[Mapping[str, Any]]:
    """The file's ``[[kind]]`` tables.

    Raises:
        VocabularyError: anything else stands in it, or none of them.
    """
    for key in file.tables:
        if key != kind:
            raise VocabularyError(f"{file.at(key)}: unknown table or key {key!r}; valid: [[{kind}]]")
    tables = file.tables.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise VocabularyError(f"{file.at(kind)}: {kind!r} must be tables; write [[{kind}]] above each")
    if not tables:
        raise VocabularyError(f"{file.path}: the file has no [[{kind}]]")
    return tables


def check_keys(
    file: TomlFile,
    place: tuple[str | int, ...],
    table: Mapping[str, Any],
    known: Mapping[str, type],
    required: Sequence[str] = (),
) -> None:
    """Refuse unknown and missing keys and values of a wrong type.

    Raises:
        VocabularyError: names file, line and the valid keys.
    """
    for key, value in table.items():
        if key not in known:
            valid = ", ".join(known)
            raise VocabularyError(f"{file.at(*place, key)}: unknown key {key!r}; valid: {valid}")
        texts = value if isinstance(value, list) else [value]
        if type(value) is not known[key] or not all(isinstance(t, str) and t.strip() for t in texts):
            wanted = _TYPES[known[key]]
            raise VocabularyError(f"{file.at(*place, key)}: {key!r} must be {wanted}, not {value!r}")
    for key in required:
        if key not in table:
            needed = ", ".join(required)
            raise VocabularyError(f"{file.at(*place)}: {key!r} is missing; required: {needed}")
