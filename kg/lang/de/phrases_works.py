"""Who is behind a work and what it is about: `sein Film „Seefeuer“ über Lampedusa`, `„Tauben“ von X`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.lang.de.inflection import noun_is_plural
from kg.lang.de.names import names_of
from kg.lang.de.phrase_nouns import phrase_nouns, relation_to_work
from kg.lang.de.phrases_facts import CLOSING, OPENING, listed_after, make_fact, noun_before
from kg.model import PhraseFact

_WORKS = ("OTH", "ORG")


def find_works(doc: Doc) -> Iterator[PhraseFact]:
    """Facts of the works in ``doc.ents`` whose class noun says what was done with them."""
    starts = {ent.start: ent for ent in names_of(doc)}
    for work in starts.values():
        if work.label_ == "PER":
            yield from _named_behind(doc, work, starts)
        noun = noun_before(work) if work.label_ in _WORKS else None
        relation = relation_to_work(noun.lemma_) if noun is not None else None
        if noun is None or relation is None:
            continue
        for maker in _makers(noun, work, starts):
            first, last = min(noun.i, maker.i), max(work.end, maker.i + 1)
            yield make_fact(maker, relation, work.root, "", doc[first:last], "de.phrase.work")
        yield from _about(noun, work)


def _makers(noun: Token, work: DocSpan, starts: dict[int, DocSpan]) -> Iterator[Token]:
    """The possessive before, or the persons behind `von` or in the genitive (`der Brüder Coen`)."""
    doc = noun.doc
    yield from (child for child in noun.lefts if child.dep_ == "det:poss")
    end = _behind_marks(doc, work.end)
    if end >= len(doc) or doc[end].text not in ("von", "des", "der"):
        return
    kin = end + 1 < len(doc) and doc[end + 1].lemma_ in phrase_nouns().pairs
    person = starts.get(end + 2 if kin else end + 1)
    if person is not None and person.label_ == "PER":
        yield from (each.root for each in (listed_after(doc, person) if kin else [person]))


def _about(noun: Token, work: DocSpan) -> Iterator[PhraseFact]:
    """`der Dokumentarfilm „Seefeuer“ über die Insel Lampedusa`."""
    doc, start = noun.doc, _behind_marks(noun.doc, work.end)
    if start >= len(doc) or doc[start].text != "über" or doc[start].dep_ != "case":
        return
    topic = doc[start].head
    if topic.head in (noun, work.root) and topic.dep_.startswith("nmod"):
        words = doc[noun.i : topic.i + 1]
        yield make_fact(work.root, "concerns", topic, "", words, "de.phrase.work")


def _named_behind(doc: Doc, person: DocSpan, starts: dict[int, DocSpan]) -> Iterator[PhraseFact]:
    """`Filmemacher Danis Tanović für „Tod in Sarajevo“`: a maker of works before a quoted name."""
    noun, end = noun_before(person), person.end
    relation = phrase_nouns().makers.get(noun.lemma_) if noun is not None else None
    if noun is None or relation is None or end + 1 >= len(doc):
        return
    if doc[end].text not in ("für", "mit") or doc[end + 1].text not in OPENING:
        return
    work = starts.get(end + 2)
    if work is not None and work.label_ in _WORKS:
        words = doc[noun.i : work.end]
        yield make_fact(person.root, relation, work.root, "", words, "de.phrase.work")


def _behind_marks(doc: Doc, end: int) -> int:
    while end < len(doc) and doc[end].text in CLOSING:
        end += 1
    return end


def find_pairs(doc: Doc) -> Iterator[PhraseFact]:
    """`die Brüder Joel und Ethan Coen`, `das Ehepaar Anna und Karl Weber`: how two persons are related."""
    for person in names_of(doc):
        noun = noun_before(person) if person.label_ == "PER" else None
        relation = phrase_nouns().pairs.get(noun.lemma_) if noun is not None else None
        if noun is None or relation is None or not (relation == "marriedTo" or noun_is_plural(noun)):
            continue
        both = listed_after(doc, person)
        if len(both) == 2:
            words = doc[noun.i : both[1].end]
            yield make_fact(both[0].root, relation, both[1].root, "", words, "de.phrase.pair")
