"""Who is behind a work: `sein Film „Seefeuer“`, `der Roman „Tauben“ von Patrick Süskind`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.lang.de.phrase_nouns import relation_to_work
from kg.lang.de.phrases_facts import CLOSING, make_fact, noun_before
from kg.model import PhraseFact


def find_works(doc: Doc) -> Iterator[PhraseFact]:
    """Facts of the works in ``doc.ents`` whose class noun says what was done with them."""
    starts = {ent.start: ent for ent in doc.ents}
    for work in doc.ents:
        noun = noun_before(work) if work.label_ in ("OTH", "ORG") else None
        relation = relation_to_work(noun.lemma_) if noun is not None else None
        if noun is None or relation is None:
            continue
        for maker in _makers(noun, work, starts):
            first, last = min(noun.i, maker.i), max(work.end, maker.i + 1)
            yield make_fact(maker, relation, work.root, "", doc[first:last], "de.phrase.work")


def _makers(noun: Token, work: DocSpan, starts: dict[int, DocSpan]) -> Iterator[Token]:
    doc = noun.doc
    yield from (child for child in noun.lefts if child.dep_ == "det:poss")
    end = work.end
    while end < len(doc) and doc[end].text in CLOSING:
        end += 1
    person = starts.get(end + 1) if end < len(doc) and doc[end].text in ("von", "des", "der") else None
    if person is not None and person.label_ == "PER":
        yield person.root
