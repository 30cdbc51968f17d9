"""One article being read: what every rule for claims needs at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.claims.attribution import speech_by_token
from kg.claims.resolved import Resolved
from kg.claims.times import resolve_time
from kg.lang.de.event_contexts import told_events
from kg.lang.de.morphology import feature
from kg.lang.de.spans import finite_of
from kg.model import Article, Clause, Entity, Evidence, Speech, Time


@dataclass(frozen=True, slots=True)
class Dropped:
    """A statement that was read and not kept, for ``kg explain``.

    Attributes:
        words: the clause or phrase.
        reason: why, in words.
    """

    article: str
    sentence: tuple[int, int]
    words: str
    subject: str
    relation: str
    object: str
    rule: str
    reason: str


_TIME_DEPS = ("obl", "advmod", "nmod", "obl:arg", "appos", "dep")
_PLACE_PREPOSITIONS = frozenset({"in", "bei", "auf", "an", "vor"})


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with all that the stages before found in it.

    Attributes:
        said: the innermost speech around each quoted token.
        below: the clauses that depend on the one at this token.
        cues: speaker's token by the character offset of the word that says that something is said.
        at: the clause whose predicate is at this token.
        dropped: grows while claims are taken; what was read and not kept.
    """

    article: Article
    doc: Doc
    resolution: Resolved
    said: Mapping[int, Speech] = field(default_factory=dict)
    below: Mapping[int, Sequence[Clause]] = field(default_factory=dict)
    cues: Mapping[int, int | None] = field(default_factory=dict)
    at: Mapping[int, Clause] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)

    def evidence(self, start: int, end: int, sentence: tuple[int, int], rule: str) -> Evidence:
        """The slice of the article as evidence."""
        return Evidence(self.article.name, start, end, self.article.text[start:end], sentence, rule)

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


def read(
    article: Article, doc: Doc, clauses: Sequence[Clause], speech: Sequence[Speech], resolution: Resolved
) -> Reading:
    """Index what was found, so that each question about a clause costs the same in a long article."""
    below: dict[int, list[Clause]] = {}
    for clause in clauses:
        if clause.parent is not None:
            below.setdefault(clauses[clause.parent].token, []).append(clause)
    cues = {s.cue.start: s.speaker for s in speech if s.cue is not None}
    at = {clause.token: clause for clause in clauses if not clause.nominal}
    said = speech_by_token(doc, speech)
    # Who is named as telling of an event is nearer to it than who tells that; nobody is not.
    told = {i: s for i, s in told_events(doc, clauses).items() if s.speaker is not None or i not in said}
    return Reading(article, doc, resolution, {**said, **told}, below, cues, at)


def _speaks_of_present(verb: Token) -> bool:
    finite = finite_of(verb)
    perfect = feature(verb, "VerbForm") == "Part"
    return finite is not None and feature(finite, "Tense") == "Pres" and not perfect
