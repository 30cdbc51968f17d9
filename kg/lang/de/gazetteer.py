"""Well-known names by a key that inflection does not change: countries and institutions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from kg.lang.de.lexicon import Country, Institution, countries, institutions, stem

T = TypeVar("T")


@lru_cache(maxsize=100_000)
def name_key(text: str) -> str:
    """A name without the endings of its adjectives: the same for all its cases.

    >>> name_key("Islamischen Staat") == name_key("Islamischer Staat")
    True
    """
    words = unicodedata.normalize("NFC", text).split()
    return " ".join([*(stem(word) for word in words[:-1]), *words[-1:]])


@lru_cache(maxsize=1)
def _countries() -> dict[str, Country]:
    found: dict[str, Country] = {}
    for country in countries():
        for name in (country.label, *country.names):
            found.setdefault(name_key(name), country)
    return found


@lru_cache(maxsize=1)
def _institutions() -> dict[str, Institution]:
    known = (*institutions(), *_own)
    return {name_key(name): entry for entry in known for name in (entry.label, *entry.names)}


_own: tuple[Institution, ...] = ()


def use_institutions(own: Iterable[Institution]) -> None:
    """Put a user's own names beside the shipped ones from now on, in place of earlier own ones."""
    global _own
    _own = tuple(own)
    _institutions.cache_clear()
    institution_of_name.cache_clear()


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, Country]:
    return {adjective: country for country in countries() for adjective in country.adjectives}


@lru_cache(maxsize=1)
def _people() -> dict[str, Country]:
    return {word: country for country in countries() for word in country.inhabitants}


@lru_cache(maxsize=100_000)
def country_of_name(text: str) -> Country | None:
    """The country of this name, with or without genitive -s (`Syriens`, `Vereinigten Staaten`)."""
    return _lookup(_countries(), text)


@lru_cache(maxsize=100_000)
def institution_of_name(text: str) -> Institution | None:
    """The institution of this name in any case (`Weißen Hauses`)."""
    return _lookup(_institutions(), text)


@lru_cache(maxsize=100_000)
def country_of_adjective(word: str) -> Country | None:
    """The country of an inflected adjective (`russischen`).

    >>> country_of_adjective("russischen").code
    'RU'
    """
    lower = word.lower()
    return _adjectives().get(lower) or _adjectives().get(stem(lower))


@lru_cache(maxsize=100_000)
def country_of_people(word: str) -> Country | None:
    """The country of an inhabitant (`Franzosen`, `Polin`, `Deutsche`)."""
    people = _people()
    for cut in range(4):
        found = people.get(word[: len(word) - cut]) if word[len(word) - cut :] in _PLURALS else None
        if found is not None:
            return found
    return people.get("Deutscher") if word in _GERMANS else None


_PLURALS = ("", "n", "en", "s", "nen")
_GERMANS = frozenset({"Deutsche", "Deutschen", "Deutscher", "Deutschem"})


def _lookup(table: dict[str, T], text: str) -> T | None:
    key = name_key(text)
    if key in table:
        return table[key]
    for ending in ("es", "s"):
        if key.endswith(ending) and key[: -len(ending)] in table:
            return table[key[: -len(ending)]]
    return None
