"""Open extractions: who did what, in the words of the sentence, before anything is normalised."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc

from kg.claims.open_parts import parts_of
from kg.claims.open_shapes import SHAPES, WHOLE
from kg.claims.open_subjects import subjects_of
from kg.model import Clause, Triple


def open_triples(
    doc: Doc, clauses: Sequence[Clause], shapes: Collection[str] = tuple(SHAPES)
) -> tuple[Triple, ...]:
    """Subject, relation and object of every verbal clause, in text order, without repetition.

    Args:
        doc: the parsed text.
        clauses: what ``find_clauses(doc)`` gives.
        shapes: which cuts of a clause to give, names of ``kg.claims.open_shapes.SHAPES``.

    Returns:
        Triples whose ``sentence`` counts from 1. What stands inside a complement (`sagte, dass …`)
        is the object of the verb above it and no triple of its own: the text does not state it.
    """
    starts = [sent.start for sent in doc.sents] if doc.has_annotation("SENT_START") else [0]
    found: dict[Triple, None] = {}
    for clause in clauses:
        if _states(doc, clause, clauses):
            number = bisect_right(starts, clause.token)
            for triple in _triples(doc, clause, clauses, shapes, number):
                found[triple] = None
    return tuple(found)


def _triples(
    doc: Doc, clause: Clause, clauses: Sequence[Clause], shapes: Collection[str], number: int
) -> Iterator[Triple]:
    subjects = subjects_of(doc, clause, clauses)
    if not subjects:
        return
    parts = parts_of(doc, clause, clauses)
    given = [name for name in (WHOLE if _is_below(clause, clauses) else SHAPES) if name in shapes]
    for subject in subjects:
        for name in given:
            for relation, target in SHAPES[name](parts):
                if target != subject:
                    yield Triple(number, subject, relation, target)


def _is_below(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """True for relative and adverbial clauses, and for what is coordinated with them."""
    while clause.link == "conjunct" and clause.parent is not None:
        clause = clauses[clause.parent]
    return clause.link in ("relative", "adverbial")


def _states(doc: Doc, clause: Clause, clauses: Sequence[Clause]) -> bool:
    """False for event nouns, participles and whatever stands inside a complement.

    Nor does `statt zu zögern` state anything: the word that denies it is no part of its relation.
    """
    apart = clause.link == "infinitive" and doc[clause.token].dep_ != "xcomp"
    denied = apart and clause.polarity == "negative"
    if clause.nominal or denied or clause.link == "participle":
        return False
    for _ in clauses:
        if clause.link == "complement":
            return False
        if clause.link == "main" or clause.parent is None:
            return True
        clause = clauses[clause.parent]
    return False
