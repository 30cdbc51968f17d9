"""Nouns that state a relation between a person and an owner (`data/phrase_nouns.toml`)."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import VocabularyError
from kg.lang.de.lexicon import read_title

_FILE = Path(__file__).parent / "data" / "phrase_nouns.toml"


@lru_cache(maxsize=1)
def load_phrase_nouns() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Relation id and noun endings, in the file's order.

    Raises:
        VocabularyError: an entry without relation or endings.

    >>> load_phrase_nouns()[0][0]
    'spokespersonOf'
    """
    table: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    entries = table.get("noun", [])
    for number, entry in enumerate(entries, 1):
        endings = entry.get("endings")
        if "relation" not in entry or not endings or not all(isinstance(e, str) for e in endings):
            raise VocabularyError(
                f"{_FILE.name}: entry {number} needs 'relation' and a list 'endings' of strings"
            )
    return tuple((entry["relation"], tuple(entry["endings"])) for entry in entries)


def relation_of_noun(lemma: str) -> str | None:
    """The relation between a person and the noun's owner, None where the noun states none.

    >>> relation_of_noun("Regierungssprecher")
    'spokespersonOf'
    """
    lower = lemma.lower()
    return next((rel for rel, ends in load_phrase_nouns() if lower.endswith(ends)), None)


def is_post(word: str) -> bool:
    """True for a noun, inflected or not, of a post that somebody can hold.

    >>> is_post("US-Außenministers"), is_post("Kollege"), is_post("Reise")
    (True, False, False)
    """
    title = read_title(word)
    return title is not None and title.role and not title.relational
