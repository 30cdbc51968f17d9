"""Whose spokesman, son or chief a noun means: the owner that its phrase names."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.lang.de.morphology import feature
from kg.lang.de.phrase_nouns import owned_noun
from kg.lang.de.phrases_facts import OPENING, is_past_or_future, make_fact, name_at
from kg.model import PhraseFact

OWNED = frozenset({"ORG", "LOC", "PER", "OTH"})
GENITIVE_DETS = frozenset(
    {"des", "der", "dieser", "dieses", "eines", "einer", "seines", "seiner", "ihres", "ihrer"}
)
_DEMONSTRATIVE = frozenset({"dessen", "deren"})


def relation_to_owner(person: DocSpan, noun: Token, words: DocSpan, rule: str) -> Iterator[PhraseFact]:
    """Whose spokesman, colleague or chief the person is, where the phrase says it."""
    stated = owned_noun(noun.lemma_)
    owner = owner_of(noun, person) if stated is not None and not is_past_or_future(noun) else None
    if stated is None or owner is None or (stated.of and owner.ent_type_ in ("LOC", "PER")):
        return
    subject, target = (owner, person.root) if stated.turned else (person.root, owner)
    yield make_fact(subject, stated.relation, target, "", words, rule)


def owner_of(noun: Token, person: DocSpan) -> Token | None:
    """The name in the genitive or with `von`, a name before the noun, the possessive, or `dessen`."""
    inside = {t.i for t in person}
    pointed = _pointed_at(noun)
    if pointed is not None:
        return pointed
    for child in sorted(noun.children, key=lambda c: c.i):
        owned = child.ent_type_ in OWNED or child.dep_ == "det:poss"
        if child.dep_ in {"nmod", "nmod:poss", "det:poss"} and child.i not in inside and owned:
            return child
        if child.dep_.startswith("nmod") and child.i > noun.i and child.i not in inside:
            named = _named_in(child, inside)
            if named is not None:
                return named
    return _genitive_behind(noun, inside) or _genitive_before(noun)


def _pointed_at(noun: Token) -> Token | None:
    """`Deren Vorsitzender X`; `Nicaragua, dessen Unterhändler X`: the name before the comma."""
    first = noun.i - 1
    while first > noun.sent.start and noun.doc[first].pos_ == "ADJ":
        first -= 1
    word = noun.doc[first] if first >= noun.sent.start else None
    if word is None or word.text.lower() not in _DEMONSTRATIVE:
        return None
    comma = word.i - 1
    if comma <= noun.sent.start or word.doc[comma].text != ",":
        return word
    return _name_before(word.doc, comma)


def _name_before(doc: Doc, end: int) -> Token | None:
    """Head of the name that ends right before this token."""
    start = end - 1
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    name = name_at(doc, start)
    return name.root if name is not None and name.end == end and name.label_ in OWNED else None


def _genitive_behind(noun: Token, inside: set[int]) -> Token | None:
    """`Chef der Bahn`, wherever the parse hangs the name."""
    behind = noun.i + 1
    if behind >= len(noun.doc) or noun.doc[behind].text.lower() not in GENITIVE_DETS:
        return None
    entity = name_at(noun.doc, behind) or name_at(noun.doc, behind + 1)
    named = entity is not None and entity.label_ in OWNED and entity.root.i not in inside
    return entity.root if entity is not None and named else None


def _genitive_before(noun: Token) -> Token | None:
    """`Trumps früherer Berater`, wherever the parse hangs the name: its -s and no article between."""
    before = noun.i - 1
    while before > noun.sent.start and noun.doc[before].pos_ == "ADJ":
        before -= 1
    if before < noun.sent.start or not noun.doc[before].text.endswith(("s", "'", "’")):
        return None
    word = noun.doc[before]
    genitive = feature(word, "Case") == "Gen" or word.dep_ in ("dep", "nmod", "nmod:poss")
    return _name_before(noun.doc, before + 1) if genitive and word.pos_ == "PROPN" else None


def _named_in(noun: Token, inside: set[int]) -> Token | None:
    """`Sprecher der Bewegung Ennahda`, `Autor des Romans „Hundert Tage“`: the name behind a class noun."""
    after = noun.i + 1
    if after < len(noun.doc) and noun.doc[after].text in OPENING:
        after += 1
    entity = name_at(noun.doc, after)
    if entity is None or entity.label_ not in OWNED or noun.pos_ != "NOUN" or entity.root.i in inside:
        return None
    linked = entity.root.head == noun or noun.head == entity.root or after > noun.i + 1
    return entity.root if linked else None
