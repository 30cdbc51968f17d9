"""Open extractions: who did what, in the words of the sentence, before anything is normalised."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.model import Argument, Clause, Triple

_AUXILIARIES = ("aux", "aux:pass", "cop")


def open_triples(doc: Doc, clauses: Sequence[Clause]) -> tuple[Triple, ...]:
    """Subject, relation and object of every verbal clause, in text order, without repetition.

    Args:
        doc: the parsed text.
        clauses: what ``find_clauses(doc)`` gives.

    Returns:
        One triple for each subject with each object or prepositional phrase. An oblique's
        preposition opens the object; with an accusative object the relation carries that object
        (`fesselte ihn` – `mit Handschellen`). Clauses without a subject give nothing.
    """
    starts = [sent.start for sent in doc.sents] if doc.has_annotation("SENT_START") else [0]
    found: dict[Triple, None] = {}
    for clause in clauses:
        if clause.nominal:
            continue
        number = bisect_right(starts, clause.token)
        for subject, relation, target in _cuts(doc, clause, clauses):
            found[Triple(number, subject, relation, target)] = None
    return tuple(found)


def _cuts(doc: Doc, clause: Clause, clauses: Sequence[Clause]) -> Iterator[tuple[str, str, str]]:
    subjects, objects, obliques = _parts(clause)
    relation = _relation(doc, clause, clauses)
    for subject in subjects:
        who = _words(subject)
        for target in objects:
            yield who, relation, _words(target)
        carried = " ".join([relation, *(_words(target) for target in objects[:1])])
        for oblique in obliques:
            yield who, carried, _with_preposition(doc, oblique)


def _parts(clause: Clause) -> tuple[list[Argument], list[Argument], list[Argument]]:
    subject_role = "patient" if clause.voice == "passive" else "agent"
    subjects = [a for a in clause.arguments if a.role == subject_role]
    direct = ("patient", "predicative") if clause.voice == "active" else ("predicative",)
    objects = [a for a in clause.arguments if a.role in direct]
    others = ("oblique", "recipient", "genitive", "agent")
    obliques = [a for a in clause.arguments if a.role in others and a.role != subject_role]
    return subjects, objects, obliques


def _relation(doc: Doc, clause: Clause, clauses: Sequence[Clause]) -> str:
    """The words of the predicate with the finite one in front: `hatte verfasst`."""
    own = clause.surface.split(" … ")
    words = [word for part in own for word in part.split()]
    head = doc[clause.token]
    auxiliaries = [child for child in head.children if child.dep_ in _AUXILIARIES]
    if not auxiliaries and clause.link == "conjunct" and clause.parent is not None:
        shared = _shared(doc[clauses[clause.parent].token], head)
        return " ".join([*shared, *words])
    finite = [child.text for child in auxiliaries if "Fin" in child.morph.get("VerbForm")]
    for word in finite[:1]:
        if word in words:
            words.remove(word)
            words.insert(0, word)
    return " ".join(words)


def _shared(first: Token, second: Token) -> list[str]:
    """`wurde festgenommen und angeklagt`: the second participle needs the first one's `wurde`."""
    if first.morph.get("VerbForm") != second.morph.get("VerbForm") or "Fin" in second.morph.get("VerbForm"):
        return []
    return [child.text for child in first.children if child.dep_ in ("aux", "aux:pass")]


def _words(argument: Argument) -> str:
    return " ".join(argument.span.text.split())


def _with_preposition(doc: Doc, argument: Argument) -> str:
    """The phrase behind its own preposition as written: `im Januar 2005`."""
    start = argument.span.start
    before = [c for c in doc[argument.head].children if c.dep_ == "case" and c.idx < start]
    return " ".join([*(word.text for word in before), _words(argument)])
