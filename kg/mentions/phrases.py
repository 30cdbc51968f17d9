"""Roles (`Der US-Präsident`) and nominal phrases (`acht Mitglieder der IS-Führung`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.lang.de.lexicon import nouns, read_title
from kg.mentions.spans import feature, is_inhabitant, make_mention, phrase_tokens
from kg.model import Mention

# `der 51-Jährige`: starts with a digit, so no capital tells the noun.
_AGE = re.compile(r"\d{1,3}-Jährige[rnm]?$")
_INNER = frozenset({"flat", "compound", "case"})


def find_phrases(doc: Doc, taken: set[int]) -> Iterator[Mention]:
    """Roles and nominal phrases whose head is in no name, time or quantity."""
    for token in doc:
        if token.i in taken:
            continue
        age = _AGE.match(token.text) is not None and not _modifies(token)
        noun = token.pos_ in ("NOUN", "PROPN") and token.text[0].isupper() and token.text[-1] != "-"
        origin = is_inhabitant(token)
        if not (noun or age or origin):
            continue
        if token.dep_ in _INNER and token.head.pos_ in ("NOUN", "PROPN"):
            continue
        start, end = phrase_tokens(token)
        yield make_mention(doc, token, start, end, "role" if age or origin or is_role(token) else "nominal")


def _modifies(token: Token) -> bool:
    """`der 51-Jährige Müller` in bad spelling: an adjective after all."""
    return token.dep_ == "amod" and token.head.i > token.i


def is_role(token: Token) -> bool:
    """True for the noun of a post that somebody can hold (`Sprecher`).

    `Die Minister` means people named elsewhere; `Militärexperten` are just people.
    """
    title = read_title(token.text)
    if title is None or not title.role:
        return False
    several = feature(token, "Number") == "Plur"
    if several and title.base in nouns()["crowds"]:
        return False
    return not several or any(feature(child, "Definite") == "Def" for child in token.lefts)
