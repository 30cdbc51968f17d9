"""Loads and checks ``relations.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import VocabularyError
from kg.model import ENTITY_TYPES, Relation

ANY = "any"
TYPES: tuple[str, ...] = (*ENTITY_TYPES, "Quantity", "Time", ANY)
PLOVER_CLASSES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
_ID = re.compile(r"[a-z]+(?:[A-Z][a-z]*)*")
_SAME_AS = re.compile(r"schema:[a-z][A-Za-z]*|wdt:P[1-9][0-9]*|org:[a-z][A-Za-z]*")
_REQUIRED = {"en": str, "de": str, "definition": str, "subject": list, "object": list}
_OPTIONAL = {"symmetric": bool, "inverse": str, "plover": str, "same_as": list, "things_as_object": bool}
_THINGS_NEED = ("Person", "Concept")
_PATH = Path(__file__).with_name("relations.toml")


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One relation of the catalogue.

    Attributes:
        id: lowerCamelCase English verb phrase in the third person (`travelsTo`).
        label_en, label_de: what a reader sees.
        definition: one line.
        subject_types, object_types: entity types, "Quantity", "Time" or "any".
        symmetric: whether subject and object can be exchanged.
        inverse: id of the relation that says the same with the sides exchanged, or None.
        plover: event class of PLOVER, or None where it is no event.
        same_as: properties elsewhere, as `schema:`, `wdt:` or `org:` names.
        things_as_object: whether an object among persons and bodies may as well be a concept that
            does not act (`tritt vom Amt zurück`).
    """

    id: str
    label_en: str
    label_de: str
    definition: str
    subject_types: tuple[str, ...]
    object_types: tuple[str, ...]
    symmetric: bool = False
    inverse: str | None = None
    plover: str | None = None
    same_as: tuple[str, ...] = ()
    things_as_object: bool = False

    def accepts_subject(self, kind: str) -> bool:
        """Whether something of type ``kind`` can be the subject."""
        return ANY in self.subject_types or kind in self.subject_types

    def accepts_object(self, kind: str) -> bool:
        """Whether something of type ``kind`` can be the object.

        What is counted (`9000 Angriffe`) can stand where the things themselves can.

        >>> load_catalogue()["conducts"].accepts_object("Quantity")
        True
        """
        counted = kind == "Quantity" and "Concept" in self.object_types
        return counted or ANY in self.object_types or kind in self.object_types

    def relation(self, surface: str = "") -> Relation:
        """The relation as a claim holds it, with the words that stated it."""
        return Relation(self.id, self.label_en, self.label_de, surface)


_own: tuple[CatalogueEntry, ...] = ()


@lru_cache(maxsize=1)
def load_catalogue() -> Mapping[str, CatalogueEntry]:
    """The catalogue that ships with the package, by id, in the file's order.

    Raises:
        VocabularyError: for a mistake in the file.

    >>> load_catalogue()["meets"].symmetric
    True
    """
    return MappingProxyType({**read_catalogue(_PATH), **{entry.id: entry for entry in _own}})


def use_relations(own: Iterable[CatalogueEntry]) -> None:
    """Put a user's own relations beside the shipped ones from now on, in place of earlier own ones."""
    global _own
    _own = tuple(own)
    load_catalogue.cache_clear()


def read_catalogue(path: Path) -> Mapping[str, CatalogueEntry]:
    """Read and check one catalogue file.

    Args:
        path: a TOML file with one table per relation.

    Returns:
        Read-only mapping from id to entry.

    Raises:
        VocabularyError: names the file, the id and the valid options.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{path.name}: not TOML: {error}") from error
    return read_tables(tables, lambda _: path.name)


def read_tables(tables: Mapping[str, object], at: Callable[[str], str]) -> Mapping[str, CatalogueEntry]:
    """As ``read_catalogue``, from tables; ``at`` gives the place of an id that messages begin with."""
    mistakes = [f"{at(name)}: {text}" for name in tables for text in entry_mistakes(name, tables)]
    if mistakes:
        raise VocabularyError(*mistakes)
    return MappingProxyType(_entries(tables))


def sound_entries(tables: Mapping[str, object]) -> dict[str, CatalogueEntry]:
    """The relations whose tables have no mistake."""
    return _entries({name: table for name, table in tables.items() if not any(entry_mistakes(name, tables))})


def entry_mistakes(name: str, tables: Mapping[str, object]) -> Iterator[str]:
    """What is wrong with a relation's table among all tables of its file, each in one line."""
    if not _ID.fullmatch(name):
        yield f"bad id {name!r}: valid are lowerCamelCase ids such as 'travelsTo'"
    table = tables[name]
    if not isinstance(table, dict):
        yield f"{name}: not a table; valid keys are {', '.join((*_REQUIRED, *_OPTIONAL))}"
        return
    wrong = dict(_key_mistakes(table))
    right = {key: value for key, value in table.items() if key not in wrong}
    for text in (*wrong.values(), *_value_mistakes(right), *_inverse_mistakes(name, right, tables)):
        yield f"{name}: {text}"


def _entries(tables: Mapping[str, object]) -> dict[str, CatalogueEntry]:
    return {name: _entry(name, table) for name, table in tables.items() if isinstance(table, dict)}


def _entry(name: str, table: Mapping[str, Any]) -> CatalogueEntry:
    return CatalogueEntry(
        id=name,
        label_en=table["en"],
        label_de=table["de"],
        definition=table["definition"],
        subject_types=tuple(table["subject"]),
        object_types=tuple(table["object"]),
        symmetric=table.get("symmetric", False),
        inverse=table.get("inverse"),
        plover=table.get("plover"),
        same_as=tuple(table.get("same_as", ())),
        things_as_object=table.get("things_as_object", False),
    )


def _key_mistakes(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The keys that are missing, unknown or of a wrong type, and what to say of each."""
    known = {**_REQUIRED, **_OPTIONAL}
    for key in _REQUIRED:
        if not table.get(key):
            yield key, f"{key!r} is missing; required are {', '.join(_REQUIRED)}"
    for key, value in table.items():
        if key not in known:
            yield key, f"unknown key {key!r}; valid are {', '.join(known)}"
        elif not isinstance(value, known[key]):
            yield key, f"{key!r} must be of type {known[key].__name__}"
        elif isinstance(value, list) and not all(isinstance(text, str) for text in value):
            yield key, f"{key!r} must be a list of texts"


def _value_mistakes(table: Mapping[str, Any]) -> Iterator[str]:
    for kind in (*table.get("subject", ()), *table.get("object", ())):
        if kind not in TYPES:
            yield f"unknown type {kind!r}; valid are {', '.join(TYPES)}"
    if "plover" in table and table["plover"] not in PLOVER_CLASSES:
        yield f"unknown plover class {table['plover']!r}; valid are {', '.join(PLOVER_CLASSES)}"
    for name in table.get("same_as", ()):
        if not _SAME_AS.fullmatch(name):
            yield f"bad same_as {name!r}; valid are schema:x, wdt:P1, org:x"
    if table.get("things_as_object") and not set(_THINGS_NEED) <= set(table.get("object", _THINGS_NEED)):
        yield f"things_as_object is for relations with {' and '.join(_THINGS_NEED)} in object"


def _inverse_mistakes(name: str, table: Mapping[str, Any], tables: Mapping[str, Any]) -> Iterator[str]:
    inverse = table.get("inverse")
    if inverse is None:
        return
    if table.get("symmetric"):
        yield f"symmetric with inverse {inverse!r}; keep one of them"
    if inverse not in tables:
        yield f"unknown inverse {inverse!r}; valid are {', '.join(sorted(tables))}"
    elif isinstance(tables[inverse], dict) and tables[inverse].get("inverse") != name:
        found = tables[inverse].get("inverse")
        yield f"inverse {inverse!r} must name {name!r} as its own inverse, not {found!r}"
