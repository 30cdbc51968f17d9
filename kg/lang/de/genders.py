"""Grammatical gender by the end of a noun; a tagger's gender is a guess, the end of a word is not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kg.errors import VocabularyError
from kg.lang.de.lexicon import load_table

_FILE = "genders.toml"
_GENDERS = ("Masc", "Fem", "Neut")


@lru_cache(maxsize=1)
def _by_end() -> Mapping[str, str]:
    data = load_table(_FILE)
    if set(data) != set(_GENDERS):
        raise VocabularyError(f"{_FILE}: sections {sorted(data)}; expected {', '.join(_GENDERS)}")
    found: dict[str, str] = {}
    for gender in _GENDERS:
        for end in data[gender]:
            if found.setdefault(str(end), gender) != gender:
                raise VocabularyError(f"{_FILE}: {end!r} stands under {found[str(end)]} and {gender}")
    return found


@lru_cache(maxsize=16384)
def gender_of(noun: str) -> str:
    """`Masc`, `Fem` or `Neut` by the longest listed end; "" where none is listed.

    Args:
        noun: base form.

    >>> gender_of("Finanzausschuss"), gender_of("Ministerin"), gender_of("Direktor"), gender_of("Ding")
    ('Masc', 'Fem', 'Masc', '')
    """
    word, ends = noun.lower(), _by_end()
    return next((ends[word[cut:]] for cut in range(len(word) - 1) if word[cut:] in ends), "")
