"""Claims of one article, before the same ones are merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.claims.attribution import attribution_of, flipped, unnamed
from kg.claims.confidence import confidence_of
from kg.claims.events import reads_as_fact
from kg.claims.reading import Dropped, Reading, read
from kg.claims.resolved import Resolved
from kg.claims.sides import Side, entity_side, spoken_side
from kg.claims.statements import Statement, find_statements
from kg.claims.unsaid import Denial, denial_of, is_unclaimed
from kg.entities.naming import labelled_entity
from kg.model import Article, Claim, Clause, Entity, Modality, PhraseFact, Polarity, Speech
from kg.vocab import load_catalogue


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with what it was read from.

    Attributes:
        clause: its clause, None where a noun phrase states it.
        sides: head tokens of subject and object.
        kind, penalties: keys of the table that the confidence was computed from.
    """

    claim: Claim
    clause: Clause | None
    sides: tuple[int | None, int | None]
    speech: Speech | None
    kind: str
    penalties: tuple[str, ...]


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
    return tuple(f.claim for f in trace_claims(article, doc, clauses, speech, phrases, resolution)[0])


def trace_claims(
    article: Article,
    doc: Doc,
    clauses: Sequence[Clause],
    speech: Sequence[Speech],
    phrases: Sequence[PhraseFact],
    resolution: Resolved,
) -> tuple[tuple[Found, ...], tuple[Dropped, ...]]:
    """As ``find_claims``, each with where it comes from, and what was read but not kept."""
    reading = read(article, doc, clauses, speech, resolution)
    found = [one for clause in clauses for one in _of_clause(clause, reading)]
    # `der Präsident Kerry` inside indirect speech is still the article's word for him.
    literal = read(article, doc, (), [s for s in speech if s.type == "direct"], resolution)
    found += [one for fact in phrases for one in _of_phrase(fact, literal)]
    return tuple(sorted(found, key=_text_order)), tuple(reading.dropped)


def _text_order(found: Found) -> tuple[int, int, str]:
    evidence = found.claim.evidence[0]
    return evidence.start, evidence.end, found.claim.id


def _of_clause(clause: Clause, reading: Reading) -> Iterator[Found]:
    if clause.question or (clause.modality == "asserted" and not reads_as_fact(clause, reading)):
        return
    offset = reading.doc[clause.token].idx
    if denial_of(reading.said.get(clause.token), reading) == "unsaid":
        return
    for statement in find_statements(clause, reading, saying=offset in reading.cues):
        yield _found(clause, statement, reading)


def _found(clause: Clause, statement: Statement, reading: Reading) -> Found:
    speech = reading.said.get(clause.token)
    used = frozenset(s.value.id for s in (statement.subject, statement.object) if isinstance(s.value, Entity))
    penalties = tuple(_penalties(clause, statement))
    assert isinstance(statement.subject.value, Entity)
    claim = Claim(
        subject=statement.subject.value,
        relation=statement.relation,
        object=statement.object.value,
        evidence=(reading.evidence(clause.span.start, clause.span.end, clause.sentence, statement.rule),),
        polarity=_polarity(clause, statement, denial_of(speech, reading), speech),
        modality=_modality(clause, statement, reading),
        attribution=attribution_of(speech, reading.doc, reading.resolution) or unnamed(clause),
        time=reading.time_of(clause),
        place=reading.place_of(clause, used),
        qualifiers=statement.qualifiers,
        confidence=confidence_of(statement.kind, penalties),
    )
    sides = (statement.subject.head, statement.object.head)
    return Found(claim, clause, sides, speech, statement.kind, penalties)


def _penalties(clause: Clause, statement: Statement) -> list[str]:
    nominal = ["nominal"] if clause.nominal else []
    return [*statement.subject.penalties, *statement.object.penalties, *statement.penalties, *nominal]


def _polarity(clause: Clause, statement: Statement, denial: Denial, speech: Speech | None) -> Polarity:
    """Negations add up: of the clause, of the verb (`scheitern`), of the speech (`bestritt, dass`)."""
    polarity = clause.polarity
    if statement.polarity == "negative":
        polarity = flipped(polarity)
    # In `bestritt, X zu kennen` the verb above has already negated the infinitive.
    denied = speech is not None and speech.denied and clause.link != "infinitive" and denial != "open"
    denied = denied or denial == "turned"
    return flipped(polarity) if denied else polarity


def _modality(clause: Clause, statement: Statement, reading: Reading) -> Modality:
    """The clause's own, else the verb's; what follows from a condition is conditional too."""
    if clause.modality != "asserted":
        return clause.modality
    if is_unclaimed(clause, reading) or denial_of(reading.said.get(clause.token), reading) == "open":
        return "possible"
    conditions = (c for c in reading.below.get(clause.token, ()) if c.link == "adverbial")
    if any(c.modality == "conditional" for c in conditions) or _is_unreal(clause, reading):
        return "conditional"
    return statement.modality or "asserted"


def _is_unreal(clause: Clause, reading: Reading) -> bool:
    """`Beinahe hätte Bayern gesiegt`, `Ohne sie wäre er gereist`; what is said may be so all the same."""
    return clause.conjunctive == 2 and reading.said.get(clause.token) is None


def _phrase_side(token: int, reading: Reading) -> Side | None:
    doc, resolution = reading.doc, reading.resolution
    return entity_side(token, doc, resolution) or spoken_side(token, doc, reading.said.get(token), resolution)


def _labelled(fact: PhraseFact, reading: Reading) -> Side:
    """What a label means; a name before a hyphen (`GDL-Chef`) is the one that the article knows."""
    named = labelled_entity(fact.label, fact.relation)
    known = reading.resolution.part_of(fact.object) if named.type != "Concept" else None
    return Side(known if known is not None else named, head=fact.object)


def _says_name(subject: Side, label: str) -> bool:
    """`Gewerkschaft der Polizei` is called what it is."""
    return isinstance(subject.value, Entity) and label in subject.value.label.split()


def _of_phrase(fact: PhraseFact, reading: Reading) -> Iterator[Found]:
    """A title beside a name is the article's own word, except inside quotation marks."""
    doc, resolution = reading.doc, reading.resolution
    subject = _phrase_side(fact.subject, reading)
    target = _labelled(fact, reading) if fact.label else _phrase_side(fact.object, reading)
    entry = load_catalogue().get(fact.relation)
    if subject is None or target is None or entry is None or subject.value == target.value:
        return
    if fact.relation == "isA" and _says_name(subject, fact.label):
        return
    if not (entry.accepts_subject(subject.type) and entry.accepts_object(target.type)):
        return
    if not isinstance(subject.value, Entity):
        return
    around = reading.said.get(fact.subject)
    penalties = (*subject.penalties, *target.penalties)
    claim = Claim(
        subject=subject.value,
        relation=entry.relation(fact.span.text),
        object=target.value,
        evidence=(reading.evidence(fact.span.start, fact.span.end, fact.sentence, fact.rule),),
        attribution=attribution_of(around, doc, resolution),
        confidence=confidence_of("phrase", penalties),
    )
    yield Found(claim, None, (subject.head, target.head), around, "phrase", penalties)
