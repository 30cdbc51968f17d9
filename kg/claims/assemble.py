"""Claims of one article, before the same ones are merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.claims.attribution import Resolved, attribution_of, flipped
from kg.claims.confidence import confidence_of
from kg.claims.reading import Reading, read
from kg.claims.sides import Side, entity_side
from kg.claims.statements import Statement, find_statements
from kg.entities.naming import entity_id
from kg.model import Article, Claim, Clause, Entity, Modality, PhraseFact, Polarity, Speech
from kg.vocab import load_catalogue


def find_claims(
    article: Article,
    doc: Doc,
    clauses: Sequence[Clause],
    speech: Sequence[Speech],
    phrases: Sequence[PhraseFact],
    resolution: Resolved,
) -> tuple[Claim, ...]:
    """All claims that an article carries, in text order; ``merge`` joins the repeated ones.

    Args:
        article: what ``doc`` annotates; its ``published`` date settles relative times.
        doc: the annotated article.
        clauses: of ``find_clauses(doc)``.
        speech: of ``find_speech``; a clause inside a quote is attributed to its speaker.
        phrases: of ``find_phrases``.
        resolution: which word means which entity.

    Returns:
        Claims with at least one name. What is not settled (a pronoun, a bare role) gives none.
    """
    reading = read(article, doc, clauses, speech, resolution)
    claims = [claim for clause in clauses for claim in _of_clause(clause, reading)]
    # `der Präsident Kerry` inside indirect speech is still the article's word for him.
    literal = read(article, doc, (), [s for s in speech if s.type == "direct"], resolution)
    claims += [claim for fact in phrases for claim in _of_phrase(fact, literal)]
    return tuple(sorted(claims, key=lambda c: (c.evidence[0].start, c.evidence[0].end, c.id)))


def _of_clause(clause: Clause, reading: Reading) -> Iterator[Claim]:
    if clause.question:
        return
    offset = reading.doc[clause.token].idx
    for statement in find_statements(clause, reading, saying=offset in reading.cues):
        yield _claim(clause, statement, reading)


def _claim(clause: Clause, statement: Statement, reading: Reading) -> Claim:
    speech = reading.said.get(clause.token)
    used = frozenset(s.value.id for s in (statement.subject, statement.object) if isinstance(s.value, Entity))
    assert isinstance(statement.subject.value, Entity)
    return Claim(
        subject=statement.subject.value,
        relation=statement.relation,
        object=statement.object.value,
        evidence=(reading.evidence(clause.span.start, clause.span.end, clause.sentence, statement.rule),),
        polarity=_polarity(clause, statement, speech),
        modality=_modality(clause, statement, reading),
        attribution=attribution_of(speech, reading.doc, reading.resolution),
        time=reading.time_of(clause),
        place=reading.place_of(clause, used),
        qualifiers=statement.qualifiers,
        confidence=confidence_of(statement.kind, _penalties(clause, statement)),
    )


def _penalties(clause: Clause, statement: Statement) -> list[str]:
    nominal = ["nominal"] if clause.nominal else []
    return [*statement.subject.penalties, *statement.object.penalties, *statement.penalties, *nominal]


def _polarity(clause: Clause, statement: Statement, speech: Speech | None) -> Polarity:
    """Negations add up: of the clause, of the verb (`scheitern`), of the speech (`bestritt, dass`)."""
    polarity = clause.polarity
    if statement.polarity == "negative":
        polarity = flipped(polarity)
    return flipped(polarity) if speech is not None and speech.denied else polarity


def _modality(clause: Clause, statement: Statement, reading: Reading) -> Modality:
    """The clause's own, else the verb's; what follows from a condition is conditional too."""
    if clause.modality != "asserted":
        return clause.modality
    conditions = (c for c in reading.below.get(clause.token, ()) if c.link == "adverbial")
    if any(c.modality == "conditional" for c in conditions):
        return "conditional"
    return statement.modality or "asserted"


def _of_phrase(fact: PhraseFact, reading: Reading) -> Iterator[Claim]:
    """A title beside a name is the article's own word, except inside quotation marks."""
    doc, resolution = reading.doc, reading.resolution
    subject = entity_side(fact.subject, doc, resolution)
    target = (
        Side(Entity(entity_id(fact.label), fact.label, "Concept"))
        if fact.label
        else entity_side(fact.object, doc, resolution)
    )
    entry = load_catalogue().get(fact.relation)
    if subject is None or target is None or entry is None or subject.value == target.value:
        return
    if not (entry.accepts_subject(subject.type) and entry.accepts_object(target.type)):
        return
    if not isinstance(subject.value, Entity):
        return
    around = reading.said.get(fact.subject)
    yield Claim(
        subject=subject.value,
        relation=entry.relation(fact.span.text),
        object=target.value,
        evidence=(reading.evidence(fact.span.start, fact.span.end, fact.sentence, fact.rule),),
        attribution=attribution_of(around, doc, resolution),
        confidence=confidence_of("phrase", [*subject.penalties, *target.penalties]),
    )
