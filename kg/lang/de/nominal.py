"""Nouns that stand for an event: `eine Reise Carters in die Türkei`."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from kg.lang.de.arguments import make_arguments, preposition_of
from kg.lang.de.bound import is_empty_word
from kg.lang.de.clause_data import EventNoun, event_nouns
from kg.lang.de.extents import span_of
from kg.lang.de.verbs import children, feature
from kg.model import Argument, ArgumentRole

_PARTS = frozenset({"durch", "mit", "von", "auf", "gegen", "an", "aus"})
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


@lru_cache(maxsize=100_000)
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
    modifiers = [t for t in _modifiers(token) if not is_empty_word(t)]
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


def _modifiers(token: Token) -> list[Token]:
    """What belongs to the noun, also where the parser hangs it from another word of its phrase.

    A name has no phrases of its own (`die Festnahme Assanges durch London`), a `durch` phrase
    belongs to the event, and a name in the genitive to the noun right before it (`die Kritik
    Russlands an der Koalition`).
    """
    found = children(token, "nmod", "obl", "obl:agent", "obl:arg")
    behind = token.nbor() if token.i + 1 < len(token.doc) else token
    if behind not in found and behind.sent == token.sent and _is_genitive_name(behind):
        found.insert(0, behind)
    found += [t for t in _behind_in_front_field(token) if t not in found]
    inner = [
        t
        for outer in found
        for t in children(outer, "nmod", "obl")
        if preposition_of(t) == "durch"
        or (preposition_of(t) and outer.pos_ == "PROPN" and not preposition_of(outer))
    ]
    return found + inner


def _behind_in_front_field(noun: Token) -> list[Token]:
    """`Der Kauf der Firma durch X scheiterte`: before a finite verb stands one phrase, so X is its part."""
    verb, phrase = noun.head, [t.i for t in noun.subtree]
    first = noun.doc[phrase[0]]
    opens = first.is_sent_start or (noun.dep_ in ("nsubj", "nsubj:pass") and first.i == noun.sent.start)
    if not opens or verb.pos_ not in ("VERB", "AUX"):
        return []
    finite = min([verb.i, *(c.i for c in children(verb, "aux", "aux:pass", "cop"))])
    loose = [t for t in children(verb, "obl", "obl:agent", "obl:arg") if phrase[-1] < t.i < finite]
    return [t for t in loose[:1] if t.left_edge.i == phrase[-1] + 1 and preposition_of(t) in _PARTS]


def _is_genitive_name(token: Token) -> bool:
    """A name whose form or tag says genitive, without a preposition (`Athens`, not `Athen`)."""
    if token.pos_ != "PROPN" or token.dep_ not in ("nmod", "appos") or preposition_of(token):
        return False
    last = max([token, *children(token, "flat")], key=lambda t: t.i)  # `Deniz Yücels`
    return feature(last, "Case") == "Gen" or last.text.endswith(("s", "'", "’"))


def _is_genitive(token: Token) -> bool:
    """What stands behind a noun without a preposition; the tagger's case is often wrong for names."""
    if token.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    articles = [child.text.lower() for child in children(token, "det", "det:poss")]
    marked = any(word.endswith(("er", "es")) for word in articles)
    return feature(token, "Case") in ("Gen", "") or marked or _is_genitive_name(token)


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
    return make_arguments(own, token) if _is_genitive(token) else []
