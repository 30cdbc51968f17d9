"""The shapes of open extractions: how a clause is cut into relation and object.

`docs/open-extraction.md` says what each shape is worth on the development data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from spacy.tokens import Doc, Token

from kg.claims.open_coordination import distributed
from kg.claims.open_phrases import Phrase, argument_phrase, clause_phrase, core_phrase, words_of
from kg.claims.open_relations import Relation, relation_of
from kg.lang.de.clause_data import function_words
from kg.lang.de.verbs import children
from kg.model import Argument, Clause

_COMBINATIONS = 8  # of objects that no conjunction joins; more is a broken parse

Cut = tuple[str, str]
"""Relation and object."""


@dataclass(frozen=True, slots=True)
class Part:
    """An argument's head with its phrase."""

    head: Token
    phrase: Phrase

    @property
    def words(self) -> str:
        """The phrase's text."""
        return words_of(self.head.doc, self.phrase)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a clause says of its subject.

    Attributes:
        verb: the content word.
        objects: what the verb binds directly, coordinated ones in one group.
        obliques: everything else it binds.
        adverbs: single adverbs, without negation.
        contents: clauses that are objects (`dass …`).
    """

    verb: Token
    relation: Relation
    objects: tuple[tuple[Part, ...], ...]
    obliques: tuple[Part, ...]
    adverbs: tuple[Phrase, ...]
    contents: tuple[Phrase, ...]


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
        contents=tuple(clause_phrase(child) for child in children(verb, "ccomp")),
    )


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


def object_cuts(parts: Parts) -> Iterator[Cut]:
    """Each direct object: `verwendet` – `einige Grafiken`; two that belong together as one.

    A pronoun says little alone, so a clause with more in it gives no triple with the pronoun only.
    """
    if len(parts.objects) > 1:  # `hält` – `sie feucht`, `nannte` – `ihn einen Lügner`
        for chosen in islice(product(*parts.objects), _COMBINATIONS):
            yield parts.relation.whole, " ".join(part.words for part in chosen)
        return
    for part in (part for group in parts.objects for part in group):
        if not (part.head.pos_ == "PRON" and parts.obliques):
            for words in distributed(part.head.doc, part.head, part.phrase):
                yield parts.relation.whole, words


def carried_cuts(parts: Parts) -> Iterator[Cut]:
    """With a pronoun as object the relation takes it along: `fesselte ihn` – `mit Handschellen`."""
    if len(parts.objects) == 1:
        for part in (part for part in parts.objects[0] if part.head.pos_ == "PRON"):
            for oblique in parts.obliques:
                yield f"{parts.relation.whole} {part.words}", oblique.words


def oblique_cuts(parts: Parts) -> Iterator[Cut]:
    """Each phrase with a preposition, in a clause without an object: `wurde geboren` – `in Ulm`."""
    for part in parts.obliques if not parts.objects else ():
        for words in distributed(part.head.doc, part.head, part.phrase):
            yield parts.relation.whole, words


def core_cuts(parts: Parts) -> Iterator[Cut]:
    """The same without what follows the noun: `ist` – `eine Form` of `eine Form von Energie`."""
    single = parts.objects[0] if len(parts.objects) == 1 else ()
    for part in single if parts.objects else parts.obliques:
        core = core_phrase(part.head, part.phrase)
        if core is not None:
            yield parts.relation.whole, words_of(part.head.doc, core)


def content_cuts(parts: Parts) -> Iterator[Cut]:
    """A clause as object: `vermutet` – `dass Liebe dahinter ist`."""
    for phrase in parts.contents:
        yield parts.relation.whole, words_of(parts.verb.doc, phrase)


def order_cuts(parts: Parts) -> Iterator[Cut]:
    """Where the particle ends the clause, all in the sentence's order: `bietet` – `Kurse in Ulm an`."""
    if parts.relation.particle:
        text = _in_order(parts)
        if text:
            yield parts.relation.words, f"{text} {parts.relation.particle}"


def adverb_cuts(parts: Parts) -> Iterator[Cut]:
    """An adverb, in a clause that has nothing else: `erklärte` – `weiter`."""
    if not (parts.objects or parts.obliques or parts.contents or parts.relation.particle):
        text = _in_order(parts)
        if text:
            yield parts.relation.whole, text


def _in_order(parts: Parts) -> str:
    phrases = [part.phrase for group in parts.objects for part in group]
    phrases += [part.phrase for part in parts.obliques]
    kept: list[Phrase] = []
    for phrase in sorted([*phrases, *parts.adverbs]):
        if not kept or phrase.start > kept[-1].end:
            kept.append(phrase)
    return " ".join(words_of(parts.verb.doc, phrase) for phrase in kept)


SHAPES: Mapping[str, Callable[[Parts], Iterator[Cut]]] = {
    "object": object_cuts,
    "core": core_cuts,
    "carried": carried_cuts,
    "oblique": oblique_cuts,
    "content": content_cuts,
    "order": order_cuts,
    "adverb": adverb_cuts,
}
