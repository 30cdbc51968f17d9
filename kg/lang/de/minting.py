"""What may become a relation without a frame, and which nouns name somebody who can act."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.errors import VocabularyError
from kg.lang.de.clause_data import event_nouns
from kg.lang.de.lexicon import load_table

_FILE = "minting.toml"
_SECTIONS = ("empty", "prepositions", "abstract", "acting", "things", "hollow")
_SHORTEST = 4  # letters of a listed noun that may end a compound


@dataclass(frozen=True, slots=True)
class Minting:
    """The word lists of ``minting.toml``.

    Attributes:
        empty: verbs that only a frame gives a meaning.
        prepositions: with which the object of any other verb may stand.
        abstract: ends of nouns that name no one who acts.
        acting: nouns with such an end that do.
        things: further nouns that do not.
        hollow: nouns that with an article alone only point back.
    """

    empty: frozenset[str]
    prepositions: frozenset[str]
    abstract: tuple[str, ...]
    acting: frozenset[str]
    things: frozenset[str]
    hollow: frozenset[str]


@lru_cache(maxsize=1)
def load_minting() -> Minting:
    """The word lists.

    Raises:
        VocabularyError: a section is missing or unknown.
    """
    data = load_table(_FILE)
    if set(data) != set(_SECTIONS):
        raise VocabularyError(f"{_FILE}: sections {sorted(data)}; expected {', '.join(_SECTIONS)}")
    lists = {name: tuple(str(word) for word in data[name]) for name in _SECTIONS}
    return Minting(
        frozenset(lists["empty"]),
        frozenset(lists["prepositions"]),
        lists["abstract"],
        frozenset(lists["acting"]),
        frozenset(lists["things"]),
        frozenset(lists["hollow"]),
    )


@lru_cache(maxsize=8192)
def is_abstract(noun: str) -> bool:
    """True for a noun that names an event, a quality or a thing, no one who acts.

    Args:
        noun: base form.

    >>> is_abstract("Feuerpause"), is_abstract("Verhandlung"), is_abstract("Festnahme")
    (True, True, True)
    >>> is_abstract("Regierung"), is_abstract("Stadtverwaltung"), is_abstract("Kämpfer")
    (False, False, False)
    """
    words = load_minting()
    last = noun.rpartition("-")[2]
    if _ends_with(last, words.acting):
        return False
    return last.endswith(words.abstract) or _ends_with(last, words.things) or last in event_nouns()


def _ends_with(noun: str, listed: frozenset[str]) -> bool:
    """The noun or the end of the compound that it is."""
    if noun in listed:
        return True
    return any(noun[cut:].capitalize() in listed for cut in range(2, len(noun) - _SHORTEST + 1))
