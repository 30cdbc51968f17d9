"""Nouns of posts and of relations between persons (`data/phrase_nouns.toml`)."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import VocabularyError

_FILE = Path(__file__).parent / "data" / "phrase_nouns.toml"


@lru_cache(maxsize=1)
def load_phrase_nouns() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Relation id and noun endings, in the file's order; the post nouns come last under ``""``.

    Raises:
        VocabularyError: an entry without relation or endings.

    >>> load_phrase_nouns()[0][0]
    'spokespersonOf'
    """
    table: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    entries = [*table.get("noun", []), {"relation": "", **table.get("post", {})}]
    for number, entry in enumerate(entries, 1):
        endings = entry.get("endings")
        if "relation" not in entry or not endings or not all(isinstance(e, str) for e in endings):
            raise VocabularyError(f"{_FILE.name}: entry {number} needs 'relation' and a list 'endings' of strings")
    return tuple((entry["relation"], tuple(entry["endings"])) for entry in entries)


def relation_of_noun(lemma: str) -> str | None:
    """The relation between a person and the noun's owner, None where the noun states none.

    >>> relation_of_noun("Regierungssprecher")
    'spokespersonOf'
    """
    lower = lemma.lower()
    return next((rel for rel, ends in load_phrase_nouns() if rel and lower.endswith(ends)), None)


def is_post(lemma: str) -> bool:
    """True for a noun that names a person by what he or she holds or does.

    >>> is_post("US-Außenminister"), is_post("Reise")
    (True, False)
    """
    lower = lemma.lower()
    return any(lower.endswith(ends) for rel, ends in load_phrase_nouns() if rel in {"", "spokespersonOf", "leads"})
