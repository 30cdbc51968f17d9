"""The parts of a clause that open extractions are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.claims.open_coordination import distributed
from kg.claims.open_field import middle_field
from kg.claims.open_phrases import Phrase, argument_phrase, clause_phrase, words_of
from kg.claims.open_relations import Relation, relation_of
from kg.lang.de.clause_data import function_words
from kg.lang.de.verbs import children
from kg.model import Argument, Clause


@dataclass(frozen=True, slots=True)
class Part:
    """An argument's head with its phrase."""

    head: Token
    phrase: Phrase

    @property
    def words(self) -> str:
        """The phrase's text."""
        return words_of(self.head.doc, self.phrase)

    @property
    def each(self) -> list[str]:
        """The text once for each of the coordinated modifiers at its end."""
        texts = distributed(self.head.doc, self.phrase.numbers)
        return [" ".join([*self.phrase.prefix.split(), text]) for text in texts]

    @property
    def is_coordinated(self) -> bool:
        """True for one of several phrases joined by a conjunction."""
        return self.head.dep_ == "conj" or bool(children(self.head, "conj"))


@dataclass(frozen=True, slots=True)
class Parts:
    """What a clause says of its subject.

    Attributes:
        verb: the content word.
        objects: what the verb binds directly, coordinated ones in one group.
        obliques: everything else it binds.
        adverbs: single adverbs, without negation.
        contents: clauses that are objects (`dass …`).
        field: the words of the middle field.
    """

    verb: Token
    relation: Relation
    objects: tuple[tuple[Part, ...], ...]
    obliques: tuple[Part, ...]
    adverbs: tuple[Phrase, ...]
    contents: tuple[Phrase, ...]
    field: tuple[int, ...] = ()

    @property
    def all_objects(self) -> tuple[Part, ...]:
        """The objects in one row."""
        return tuple(part for group in self.objects for part in group)

    @property
    def field_is_whole(self) -> bool:
        """False where the objects stand outside the middle field (`Den Plan kritisierte Kerry scharf`)."""
        own = [part.head for part in self.all_objects]
        outside = [head for head in own if head.i not in self.field and self.verb.is_ancestor(head)]
        return not own or len(outside) < len(own)


def parts_of(doc: Doc, clause: Clause, clauses: Sequence[Clause]) -> Parts:
    """The parts of a clause, each in text order."""
    verb = doc[clause.token]
    subject = "patient" if clause.voice == "passive" else "agent"
    direct = ("patient", "predicative") if clause.voice == "active" else ("predicative",)
    bound = [argument for argument in clause.arguments if argument.role != subject]
    objects = [_part(a, verb) for a in bound if a.role in direct and not _is_aside(a)]
    obliques = [_part(a, verb) for a in bound if a.role not in direct and not _is_aside(a)]
    negation = function_words()["negation"]
    adverbs = (c for c in children(verb, "advmod") if c.text.lower() not in negation)
    return Parts(
        verb=verb,
        relation=relation_of(doc, clause, clauses),
        objects=_coordinated(_without_adverbial(objects)),
        obliques=tuple(obliques),
        adverbs=tuple(Phrase(c.left_edge.i, c.right_edge.i) for c in adverbs),
        contents=_contents(verb),
        field=middle_field(doc, clause),
    )


def _contents(verb: Token) -> tuple[Phrase, ...]:
    """Clauses that are objects, also those that hang on a copula (`Das Ziel ist, dass …`)."""
    heads = [verb, *children(verb, "cop")]
    return tuple(clause_phrase(child) for head in heads for child in children(head, "ccomp"))


def _part(argument: Argument, verb: Token) -> Part:
    return Part(verb.doc[argument.head], argument_phrase(argument, verb))


def _is_aside(argument: Argument) -> bool:
    """`wie den Fächertanz`, `darunter Peter Engelmann` give examples of another phrase."""
    words = argument.span.text.lower().split()
    return argument.preposition == "wie" or words[:1] == ["darunter"]


def _without_adverbial(objects: list[Part]) -> list[Part]:
    """`gab wiederholt Versuche`: an adjective before the object says how; behind it, what results."""
    nouns = [part for part in objects if part.head.pos_ != "ADJ"]
    first = min((part.head.i for part in nouns), default=-1)
    return [part for part in objects if part.head.pos_ != "ADJ" or part.head.i > first]


def _coordinated(objects: list[Part]) -> tuple[tuple[Part, ...], ...]:
    groups: dict[int, list[Part]] = {}
    for part in objects:
        first = part.head
        while first.dep_ == "conj" and first.head.i != first.i:
            first = first.head
        groups.setdefault(first.i, []).append(part)
    return tuple(tuple(groups[first]) for first in sorted(groups))
