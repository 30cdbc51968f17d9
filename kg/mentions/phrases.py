"""Roles (`Der US-Präsident`) and nominal phrases (`acht Mitglieder der IS-Führung`)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.lang.de.lexicon import read_title
from kg.mentions.spans import feature, make_mention, phrase_tokens
from kg.model import Mention

_INNER = frozenset({"flat", "compound", "case"})


def find_phrases(doc: Doc, taken: set[int]) -> Iterator[Mention]:
    """Roles and nominal phrases whose head is in no name, time or quantity."""
    for token in doc:
        if token.i in taken or token.pos_ not in ("NOUN", "PROPN") or not token.text[0].isupper():
            continue
        if token.dep_ in _INNER and token.head.pos_ in ("NOUN", "PROPN"):
            continue
        start, end = phrase_tokens(token)
        kind = "role" if is_role(token) else "nominal"
        yield make_mention(doc, token, start, end, "role" if kind == "role" else "nominal")


def is_role(token: Token) -> bool:
    """True for the noun of a post that somebody can hold (`Sprecher`).

    `Die Minister` means people named elsewhere; `Militärexperten` are just people.
    """
    title = read_title(token.text)
    if title is None or not title.role:
        return False
    several = feature(token, "Number") == "Plur"
    return not several or any(feature(child, "Definite") == "Def" for child in token.lefts)
