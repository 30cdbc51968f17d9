"""Open extractions: who did what, in the words of the sentence, before anything is normalised."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc

from kg.claims.open_shapes import SHAPES, parts_of
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
        if _states(clause, clauses):
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
    for subject in subjects:
        for name, cut in SHAPES.items():
            for relation, target in cut(parts) if name in shapes else ():
                yield Triple(number, subject, relation, target)


def _states(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """False for event nouns, participles and whatever stands inside a complement."""
    if clause.nominal or clause.link == "participle":
        return False
    for _ in clauses:
        if clause.link == "complement":
            return False
        if clause.link == "main" or clause.parent is None:
            return True
        clause = clauses[clause.parent]
    return False
