"""One article being read: what every rule for claims needs at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.claims.attribution import Resolved
from kg.claims.times import resolve_time
from kg.lang.de.spans import finite_of
from kg.model import Article, Clause, Entity, Evidence, Speech, Time

_TIME_DEPS = ("obl", "advmod", "nmod", "obl:arg", "appos", "dep")
_PLACE_PREPOSITIONS = frozenset({"in", "bei", "auf", "an", "vor"})


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with all that the stages before found in it."""

    article: Article
    doc: Doc
    clauses: tuple[Clause, ...]
    speech: tuple[Speech, ...]
    resolution: Resolved

    def children_of(self, clause: Clause) -> Sequence[Clause]:
        """The clauses that depend on this one."""
        number = self.clauses.index(clause)
        return [other for other in self.clauses if other.parent == number]

    def evidence(self, start: int, end: int, sentence: tuple[int, int], rule: str) -> Evidence:
        """The slice of the article as evidence."""
        return Evidence(self.article.name, start, end, self.doc.text[start:end], sentence, rule)

    def time_of(self, clause: Clause) -> Time | None:
        """The first time expression that belongs to the clause."""
        verb = self.doc[clause.token]
        heads = {a.head for a in clause.arguments} | {c.i for c in verb.children if c.dep_ in _TIME_DEPS}
        for head in sorted(heads):
            mention = self.resolution.mention_at(head)
            if mention is not None and mention.kind == "time":
                future = clause.modality == "planned" or _speaks_of_present(verb)
                return resolve_time(mention.span.text, self.article.published, future=future)
        return None

    def place_of(self, clause: Clause, used: frozenset[str]) -> Entity | None:
        """Where it happens: a place after `in`, `bei`, `auf` that is no side of the claim."""
        for argument in clause.arguments:
            if argument.preposition not in _PLACE_PREPOSITIONS or argument.case not in {"Dat", ""}:
                continue
            entity = self.resolution.entity_at(argument.head)
            if entity is not None and entity.type in {"Location", "Facility"} and entity.id not in used:
                return entity
        return None


def _speaks_of_present(verb: Token) -> bool:
    finite = finite_of(verb)
    perfect = verb.morph.get("VerbForm") == ["Part"]
    return finite is not None and finite.morph.get("Tense") == ["Pres"] and not perfect
