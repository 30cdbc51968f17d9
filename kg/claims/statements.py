"""What a clause states before anybody is asked whether it is said, denied or planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.claims.reading import Reading
from kg.claims.sides import Side, entity_side, object_side, type_of
from kg.entities.naming import entity_id
from kg.lang.de.frames import match_frames, mint_relation
from kg.lang.de.phrase_nouns import is_post
from kg.lang.de.speech_data import load_speech_words
from kg.model import Argument, Clause, Entity, Modality, Polarity, Qualifier, Relation
from kg.vocab import load_catalogue

# Verbs that say nothing by themselves (`es gibt`, `hat`): only a frame gives them a meaning.
_EMPTY = frozenset(
    {"sein", "haben", "werden", "geben", "machen", "tun", "lassen", "gehen", "kommen", "stehen"}
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Subject, relation and object of one clause.

    Attributes:
        kind: key of the confidence table.
        modality, polarity: what the verb adds, None where it adds nothing.
    """

    subject: Side
    relation: Relation
    object: Side
    kind: str
    rule: str
    modality: Modality | None = None
    polarity: Polarity | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    penalties: tuple[str, ...] = ()


def find_statements(clause: Clause, reading: Reading, *, saying: bool) -> tuple[Statement, ...]:
    """The statements of a clause that its relation's types allow.

    Args:
        clause: no question.
        reading: the article.
        saying: True where the clause says that somebody says something; then only what it says
            of a name counts (`X warnte Y, dass …`).
    """
    if clause.lemma in load_speech_words().judge:
        judged = tuple(_judged(clause, reading))
        if judged:
            return judged
    found = tuple(_framed(clause, reading, "frame"))
    if saying:
        speaker = _speaker(clause, reading)
        return tuple(s for s in found if s.object.is_name and s.subject.value == speaker)
    if found:
        return found
    if clause.lemma == "sein":
        return tuple(_copula(clause, reading))
    return () if clause.nominal or clause.lemma in _EMPTY else tuple(_minted(clause, reading))


def _speaker(clause: Clause, reading: Reading) -> Entity | None:
    """Who speaks in a clause of saying; a parse that takes another for its subject is not believed."""
    token = reading.cues.get(reading.doc[clause.token].idx)
    return reading.resolution.entity_at(token) if token is not None else None


def _checked(statement: Statement) -> Statement | None:
    """The statement, turned where only that fits the relation's types; None where nothing fits.

    At least one side must be a name, and nothing relates to itself.
    """
    subject, target = statement.subject, statement.object
    if subject.value == target.value or not (subject.is_name or target.is_name):
        return None
    entry = load_catalogue().get(statement.relation.id)
    if entry is None or (entry.accepts_subject(subject.type) and entry.accepts_object(target.type)):
        return statement
    inverse = load_catalogue().get(entry.inverse or "")
    fits = (
        inverse is not None and inverse.accepts_subject(subject.type) and inverse.accepts_object(target.type)
    )
    if inverse is None or not fits or not isinstance(target.value, Entity):
        return None
    # Only the other direction makes sense: state it as the relation itself, sides exchanged.
    return replace(statement, subject=target, object=subject, penalties=(*statement.penalties, "turned"))


def _framed(clause: Clause, reading: Reading, kind: str) -> Iterator[Statement]:
    doc, resolution = reading.doc, reading.resolution
    matches = match_frames(clause, lambda a: type_of(a, resolution), lambda i: doc[i].lemma_)
    for match in matches:
        subject = entity_side(match.subject.head, doc, resolution)
        target = object_side(match.object, doc, resolution)
        if subject is None or target is None:
            continue
        relation = load_catalogue()[match.relation].relation(clause.surface)
        qualifiers = tuple(Qualifier(role, argument.span.text) for role, argument in match.qualifiers)
        statement = _checked(
            Statement(subject, relation, target, kind, match.rule, match.modality, match.polarity, qualifiers)
        )
        if statement is not None:
            yield statement


def _judged(clause: Clause, reading: Reading) -> Iterator[Statement]:
    """`Russland kritisierte, dass die Koalition …`: the one judged is the inner clause's agent."""
    if any(a.role == "patient" for a in clause.arguments):
        return
    for inner in reading.below.get(clause.token, ()):
        if inner.link != "complement" or inner.nominal:
            continue
        targets = [replace(a, role="patient", case="Acc") for a in inner.arguments if a.role == "agent"]
        agents = [a for a in clause.arguments if a.role == "agent"]
        whole = replace(clause, arguments=(*agents, *targets))
        for statement in _framed(whole, reading, "judged"):
            yield replace(statement, rule="de.claim.judged")


def _minted(clause: Clause, reading: Reading) -> Iterator[Statement]:
    """Agent and patient of a verb without a frame, else agent and a name with a preposition."""
    agents = _of_role(clause, "agent")
    patients = _of_role(clause, "patient")
    for agent in agents:
        for target in patients or _obliques(clause, reading):
            kind = "minted" if patients else "oblique"
            statement = _pair(clause, reading, agent, target, kind)
            if statement is not None:
                yield statement


def _of_role(clause: Clause, role: str) -> list[Argument]:
    return [a for a in clause.arguments if a.role == role]


def _obliques(clause: Clause, reading: Reading) -> list[Argument]:
    """Names with a preposition that do not merely say where (`in Moskau`)."""
    found = []
    for argument in _of_role(clause, "oblique"):
        entity = reading.resolution.entity_at(argument.head)
        if entity is None or entity.type == "Concept" or not argument.preposition:
            continue
        where = entity.type in {"Location", "Facility"} and argument.case != "Acc"
        if not where or argument.preposition in {"mit", "gegen", "von", "nach", "aus", "für"}:
            found.append(argument)
    return found[:1]


def _pair(clause: Clause, reading: Reading, agent: Argument, target: Argument, kind: str) -> Statement | None:
    subject = entity_side(agent.head, reading.doc, reading.resolution)
    object_ = object_side(target, reading.doc, reading.resolution)
    if subject is None or object_ is None:
        return None
    relation = mint_relation(clause.lemma, target.preposition, clause.reflexive, clause.surface)
    return _checked(Statement(subject, relation, object_, kind, f"de.claim.{kind}"))


def _copula(clause: Clause, reading: Reading) -> Iterator[Statement]:
    """`Kerry ist Außenminister`: holdsPosition; `der IS ist eine Terrormiliz`: isA."""
    for agent in _of_role(clause, "agent"):
        subject = entity_side(agent.head, reading.doc, reading.resolution)
        for predicative in _of_role(clause, "predicative"):
            noun = reading.doc[predicative.head]
            if subject is None or not subject.is_name or noun.pos_ != "NOUN":
                continue
            post = is_post(noun.lemma_) and subject.type == "Person"
            label = noun.lemma_ if post else _concept_label(predicative, noun.lemma_, reading)
            entry = load_catalogue()["holdsPosition" if post else "isA"]
            target = Side(Entity(entity_id(label), label, "Concept"))
            relation = entry.relation(clause.surface)
            statement = _checked(Statement(subject, relation, target, "copula", "de.claim.copula"))
            if statement is not None:
                yield statement


def _concept_label(argument: Argument, lemma: str, reading: Reading) -> str:
    entity = reading.resolution.entity_at(argument.head)
    return entity.label if entity is not None and entity.type == "Concept" else lemma
