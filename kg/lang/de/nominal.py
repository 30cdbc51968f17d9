"""Nouns that stand for an event: `eine Reise Carters in die Türkei`."""

from __future__ import annotations

from spacy.tokens import Token

from kg.lang.de.arguments import is_empty_word, make_arguments, preposition_of, span_of
from kg.lang.de.clause_data import EventNoun, event_nouns
from kg.lang.de.verbs import children, feature
from kg.model import Argument, ArgumentRole

_SHORTEST = 4  # letters of a noun that may end a compound: `Wahl` in `Neuwahl`, but not `Mord` in `Rekord`


def event_noun(token: Token) -> EventNoun | None:
    """The event noun behind a token, also as the end of a compound; None for other words."""
    if token.pos_ != "NOUN" or token.ent_type_ in ("PER", "ORG", "LOC", "OTH"):
        return None
    nouns = event_nouns()
    for word in (token.lemma_, token.text):
        if word in nouns:
            return nouns[word]
        last = word.rsplit("-", 1)[-1]
        if last in nouns:
            return nouns[last]
    return _compound(token.lemma_)


def _compound(lemma: str) -> EventNoun | None:
    nouns = event_nouns()
    for cut in range(3, len(lemma) - _SHORTEST + 1):
        found = nouns.get(lemma[cut:].capitalize())
        if found is not None and lemma[cut:].islower():
            return found
    return None


def event_verb(noun: str) -> str:
    """The verb that an event noun stands for, "" for other nouns.

    >>> event_verb("Festnahme")
    'festnehmen'
    """
    found = event_nouns().get(noun)
    return found.verb if found else ""


def event_arguments(token: Token, noun: EventNoun) -> list[Argument]:
    """Who does it, to whom, where to, as the noun phrase says it."""
    found: list[Argument] = []
    modifiers = [t for t in children(token, "nmod", "obl", "obl:agent", "obl:arg") if not is_empty_word(t)]
    by_agent = any(preposition_of(t) == "durch" for t in modifiers)
    own: ArgumentRole = "patient" if by_agent or noun.genitive == "patient" else "agent"
    for modifier in modifiers:
        found += _modifier(modifier, own)
    if not any(argument.role == own for argument in found):
        found += [
            Argument(own, span_of([owner]), owner.i, "", feature(owner, "Case"))
            for owner in children(token, "det:poss", "det")
            if feature(owner, "Poss") == "Yes" or owner.dep_ == "det:poss"
        ][:1]
    return found


def _modifier(token: Token, own: ArgumentRole) -> list[Argument]:
    preposition = preposition_of(token)
    if token.pos_ == "NUM":  # `der Wahlkampf von 1980`
        return []
    if preposition == "durch":
        return make_arguments("agent", token)
    if preposition == "von" and token.ent_type_ != "LOC":
        return make_arguments(own, token)
    if preposition:
        return make_arguments("oblique", token, preposition)
    named = feature(token, "Case") in ("Gen", "") and token.pos_ in ("NOUN", "PROPN", "PRON")
    return make_arguments(own, token) if named else []
