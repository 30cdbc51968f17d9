"""What an adjective with a preposition says of its subject: `ist mit Karl Maier verheiratet`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from spacy.tokens import Token

from kg.errors import VocabularyError
from kg.lang.de.clause_data import contractions
from kg.lang.de.lexicon import load_table
from kg.vocab import load_catalogue

_FILE = "predicatives.toml"


@lru_cache(maxsize=1)
def predicative_relations() -> Mapping[tuple[str, str], str]:
    """Adjective and preposition → relation.

    Raises:
        VocabularyError: an entry lacks something, or its relation is not in the catalogue.

    >>> predicative_relations()["verheiratet", "mit"]
    'marriedTo'
    """
    found: dict[tuple[str, str], str] = {}
    for number, entry in enumerate(load_table(_FILE)["adjective"], 1):
        words, preposition, relation = (entry.get(key) for key in ("words", "preposition", "relation"))
        if not isinstance(words, list) or not isinstance(preposition, str):
            raise VocabularyError(f"{_FILE}: entry {number}: words (a list) and a preposition are expected")
        if relation not in load_catalogue():
            raise VocabularyError(f"{_FILE}: entry {number}: no relation {relation!r} in the catalogue")
        found |= {(str(word), preposition): relation for word in words}
    return found


def related_by(adjective: Token) -> Iterator[tuple[str, Token]]:
    """Relations of a predicative adjective, each with the head of the phrase that it takes."""
    for phrase in adjective.children:
        cases = [child for child in phrase.lefts if child.dep_ == "case"]
        if not phrase.dep_.startswith(("nmod", "obl")) or len(cases) != 1:
            continue
        word = cases[0].text.lower()
        relation = predicative_relations().get(
            (adjective.text.lower(), contractions().get(word, word)),
        )
        if relation is not None:
            yield relation, phrase
