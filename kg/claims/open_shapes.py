"""The shapes of open extractions: how a clause is cut into relation and object.

`docs/open-extraction.md` says what each shape is worth on the development data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product

from kg.claims.open_coordination import distributed
from kg.claims.open_parts import Parts
from kg.claims.open_phrases import core_phrase, words_at, words_of

_COMBINATIONS = 8  # of objects that no conjunction joins; more is a broken parse

Cut = tuple[str, str]
"""Relation and object."""


def field_cuts(parts: Parts) -> Iterator[Cut]:
    """All that stands between the verbal brackets: `erlaubten` – `jedoch eine Probe in Salzburg`.

    Not where the object stands before them: `Den Plan kritisierte Kerry scharf`.
    """
    particle = parts.relation.particle
    for text in distributed(parts.verb.doc, parts.field) if parts.field_is_whole else ():
        yield parts.relation.words, f"{text} {particle}".strip()


def object_cuts(parts: Parts) -> Iterator[Cut]:
    """Each direct object: `verwendet` – `einige Grafiken`; two that belong together as one.

    A pronoun says little alone, so a clause with more in it gives no triple with the pronoun only.
    """
    if parts.relation.particle and parts.field and parts.field_is_whole:
        return
    if len(parts.objects) > 1:  # `hält` – `sie feucht`, `nannte` – `ihn einen Lügner`
        for chosen in islice(product(*parts.objects), _COMBINATIONS):
            yield parts.relation.whole, " ".join(part.words for part in chosen)
        return
    for part in parts.all_objects:
        if not (part.head.pos_ == "PRON" and parts.obliques):
            for words in part.each:
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
        if not part.is_coordinated:  # the middle field has each of them
            for words in part.each:
                yield parts.relation.whole, words


def antecedent_cuts(parts: Parts) -> Iterator[Cut]:
    """What a relative pronoun stands for, where the clause has nothing else: `Bücher, die er schrieb`."""
    for part in (*parts.all_objects, *parts.obliques) if not parts.field else ():
        if part.head.i != parts.verb.i and not parts.verb.is_ancestor(part.head):
            yield parts.relation.whole, part.words


def core_cuts(parts: Parts) -> Iterator[Cut]:
    """The same without what follows the noun: `ist` – `eine Form` of `eine Form von Energie`."""
    single = parts.objects[0] if len(parts.objects) == 1 else ()
    for part in single if parts.objects else parts.obliques:
        core = core_phrase(part.head, part.phrase)
        if core is not None:  # `bietet` – `Kurse an`, as in the middle field
            yield parts.relation.words, f"{words_of(part.head.doc, core)} {parts.relation.particle}".strip()


def content_cuts(parts: Parts) -> Iterator[Cut]:
    """A clause as object: `vermutet` – `dass Liebe dahinter ist`."""
    for phrase in parts.contents:
        yield parts.relation.whole, words_of(parts.verb.doc, phrase)


def front_cuts(parts: Parts) -> Iterator[Cut]:
    """What stands before the finite verb, in a clause that has nothing else: `starb` – `früh`."""
    if not (parts.objects or parts.obliques or parts.contents or parts.field):
        numbers = sorted({i for adverb in parts.adverbs for i in adverb.numbers})
        if numbers:
            yield parts.relation.whole, words_at(parts.verb.doc, numbers)


SHAPES: Mapping[str, Callable[[Parts], Iterator[Cut]]] = {
    "field": field_cuts,
    "object": object_cuts,
    "core": core_cuts,
    "carried": carried_cuts,
    "oblique": oblique_cuts,
    "content": content_cuts,
    "antecedent": antecedent_cuts,
    "front": front_cuts,
}

WHOLE = ("field", "carried", "content", "antecedent", "front")
"""The shapes that cut no part off; relative and adverbial clauses give no others."""
