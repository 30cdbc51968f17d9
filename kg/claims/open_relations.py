"""The words of a predicate as open extractions give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.lang.de.bound import is_reflexive
from kg.lang.de.clause_data import function_words
from kg.lang.de.verbs import VerbGroup, children, is_finite, verb_group
from kg.model import Clause


@dataclass(frozen=True, slots=True)
class Relation:
    """The predicate's words in the order of a main clause, its separable particle apart."""

    words: str
    particle: str = ""

    @property
    def whole(self) -> str:
        """All its words.

        >>> Relation("halten sich", "auf").whole
        'halten sich auf'
        """
        return " ".join(part for part in (self.words, self.particle) if part)


def relation_of(doc: Doc, clause: Clause, clauses: Sequence[Clause]) -> Relation:
    """The finite word first, `nicht` and `sich` behind it: `hatte sich erwiesen`, `wird nicht gewählt`.

    An infinitive takes the verb that governs it along (`begann abzusaugen`), without one it stands
    alone and loses its `zu` (`um … zu halten`).
    """
    head = doc[clause.token]
    own = _own_words(verb_group(head))
    if clause.link != "infinitive" or head.dep_ != "xcomp" or clause.parent is None:
        return own
    above = relation_of(doc, clauses[clause.parent], clauses)
    zu = " ".join(c.text for c in head.children if c.pos_ == "PART" and c.lemma_ == "zu")
    return Relation(" ".join(part for part in (above.whole, zu, own.whole) if part))


def _own_words(group: VerbGroup) -> Relation:
    head = group.head
    verbal = [*group.auxiliaries, *(children(head, "cop") if group.copula else [head])]
    finite = [word for word in verbal if is_finite(word)][:1]
    rest = sorted((word for word in verbal if word not in finite), key=lambda word: word.i)
    parts = [*finite, *rest]
    between = [*_negation(head), *_reflexive(head)]
    if finite and not (len(parts) == 1 and between and between[0].i < finite[0].i and finite[0] is head):
        ordered = [*finite, *between, *rest]
    else:  # `sich einzusetzen`, `nicht beitragen`
        ordered = [*between, *parts] if not finite else _verb_final(finite, between)
    particles = " ".join(child.text for child in children(head, "compound:prt"))
    return Relation(" ".join(word.text for word in ordered), particles)


def _verb_final(finite: list[Token], between: list[Token]) -> list[Token]:
    """`dass sie nicht beitragen`, but `die sich befindet` as `befindet sich`."""
    negation = [word for word in between if word.dep_ == "advmod"]
    return [*negation, *finite, *(word for word in between if word not in negation)]


def _negation(head: Token) -> list[Token]:
    words = function_words()["negation"]
    return [child for child in children(head, "advmod") if child.text.lower() in words]


def _reflexive(head: Token) -> list[Token]:
    """`sich`, with its preposition (`nach sich ziehen`)."""
    for child in head.children:
        if is_reflexive(child) and child.text.lower() == "sich":
            return [*(c for c in child.children if c.dep_ == "case"), child]
    return []
