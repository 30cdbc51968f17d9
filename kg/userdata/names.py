"""Own names: how a thing is called, what else it is called, what it is, and which it is elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.config import TomlFile, read_toml
from kg.errors import VocabularyError
from kg.lang.de.gazetteer import name_key
from kg.model import ENTITY_TYPES, Entity, EntityType
from kg.userdata.checking import Mistake, check_keys, check_tables, complain, tables_of

_KEYS: Mapping[str, type] = {
    "label": str,
    "type": str,
    "aliases": list,
    "id": str,
    "wikidata": str,
    "same_as": list,
}
_ID = re.compile(r"[^\s<>\"{}|\\^`/#?%]+")
_QID = re.compile(r"Q[1-9][0-9]*")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name that the user brings.

    Attributes:
        label: the best name.
        type: entity type.
        aliases: other names, in the nominative.
        id: path below the base IRI, `entity/Bundesamt`.
        same_as: IRIs of the same thing elsewhere.
    """

    label: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    id: str = ""
    same_as: tuple[str, ...] = ()


def read_names(path: Path) -> tuple[OwnName, ...]:
    """Read and check a names file: one ``[[name]]`` table for each name.

    Raises:
        VocabularyError: names file, line and the valid keys or values.
    """
    file = read_toml(path, VocabularyError)
    tables = tables_of(file, "name")
    single = (mistake for index, table in enumerate(tables) for mistake in _mistakes(file, index, table))
    complain((*check_tables(file, "name"), *single, *_rivals(file, tables)))
    return tuple(map(_name, tables))


def _mistakes(file: TomlFile, index: int, table: Mapping[str, Any]) -> Iterator[Mistake]:
    wrong = check_keys(file, ("name", index), table, _KEYS, required=("label", "type"))
    yield from wrong.values()
    right = {key: value for key, value in table.items() if key not in wrong}
    for key, text in _value_mistakes(right):
        yield Mistake.at(file, ("name", index, key), text)


def _value_mistakes(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "type" in table and table["type"] not in ENTITY_TYPES:
        yield "type", f"unknown type {table['type']!r}; valid: {', '.join(ENTITY_TYPES)}"
    for key, form, right in (("id", _ID, "a name without blanks and slashes"), ("wikidata", _QID, "Q42")):
        if key in table and not form.fullmatch(table[key]):
            yield key, f"bad {key} {table[key]!r}; valid: {right}"
    for iri in table.get("same_as", ()):
        if not _IRI.fullmatch(iri):
            yield "same_as", f"{iri!r} is not an absolute IRI"


def _rivals(file: TomlFile, tables: Iterable[Mapping[str, Any]]) -> Iterator[Mistake]:
    """Names that are another's already."""
    owners: dict[str, tuple[int, str]] = {}
    for index, table in enumerate(tables):
        texts = table["aliases"] if isinstance(table.get("aliases"), list) else []
        for form in (table.get("label"), *texts):
            if not isinstance(form, str):
                continue  # told already
            first, owner = owners.setdefault(name_key(form), (index, str(table.get("label"))))
            if first != index:
                told = f"{form!r} is already a name of {owner!r} ({file.at('name', first)})"
                yield Mistake.at(file, ("name", index), told)


def _name(table: Mapping[str, Any]) -> OwnName:
    qid = (_WIKIDATA + table["wikidata"],) if "wikidata" in table else ()
    ident = table.get("id") or re.sub(r"[\s/#?%]+", "_", table["label"])
    same = tuple(sorted({*table.get("same_as", ()), *qid}))
    return OwnName(table["label"], table["type"], tuple(table.get("aliases", ())), f"entity/{ident}", same)


def rename(entities: Mapping[str, Entity], names: Iterable[OwnName]) -> dict[str, Entity]:
    """The entities under the user's names: those of one name become one.

    An entity that fits two names keeps its own; a person is never taken for a thing, nor a
    thing for a person.

    Args:
        entities: id → entity.
        names: the user's.

    Returns:
        The same keys; where a name fits, with the entity that bears it.

    >>> own = OwnName("Bundesamt für Strahlenschutz", "Organization", ("BfS",), "entity/BfS")
    >>> rename({"entity/BfS": Entity("entity/BfS", "BfS", "Organization")}, [own])["entity/BfS"].label
    'Bundesamt für Strahlenschutz'
    """
    index = {name_key(form): name for name in names for form in (name.label, *name.aliases)}
    fitting = {key: _fitting(entity, index) for key, entity in entities.items()}
    joined: dict[str, Entity] = {}
    for key, entity in entities.items():
        name = fitting[key]
        if name is not None:
            named = _named(entity, name)
            known = joined.get(name.id)
            joined[name.id] = _join(known, named) if known else named
    return {key: joined[name.id] if (name := fitting[key]) else entity for key, entity in entities.items()}


def _fitting(entity: Entity, index: Mapping[str, OwnName]) -> OwnName | None:
    forms = (entity.label, *entity.aliases)
    found = {name.id: name for form in forms if (name := index.get(name_key(form))) is not None}
    fits = [name for name in found.values() if (name.type == "Person") == (entity.type == "Person")]
    return fits[0] if len(fits) == 1 else None


def _named(entity: Entity, name: OwnName) -> Entity:
    aliases = {entity.label, *entity.aliases, *name.aliases} - {name.label}
    same = tuple(sorted({*entity.same_as, *name.same_as}))
    plain = replace(entity, id=name.id, label=name.label, type=name.type)
    return replace(plain, aliases=tuple(sorted(aliases)), same_as=same)


def _join(first: Entity, other: Entity) -> Entity:
    return replace(
        first,
        mentions=first.mentions + other.mentions,
        aliases=tuple(sorted({*first.aliases, *other.aliases})),
        same_as=tuple(sorted({*first.same_as, *other.same_as})),
    )
