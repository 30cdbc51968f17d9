"""What a clause states before anybody is asked whether it is said, denied or planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from spacy.tokens import Doc, Token

from kg.claims.apart import without_strangers
from kg.claims.cases import may_be_object, may_be_subject
from kg.claims.events import SHARED, lent_modality, with_lent_agent
from kg.claims.metonyms import as_actors
from kg.claims.objections import objection
from kg.claims.reading import Dropped, Reading
from kg.claims.sides import Side, entity_side, entity_sides, object_sides, type_of
from kg.entities.naming import entity_id
from kg.lang.de.attached import attached_arguments
from kg.lang.de.case_forms import known_gender
from kg.lang.de.frames import FrameMatch, is_intransitive, match_frames, mint_relation, takes_as_object
from kg.lang.de.minting import load_minting
from kg.lang.de.phrase_nouns import is_post, owned_noun
from kg.lang.de.phrases_facts import is_past_or_future, post_label
from kg.lang.de.phrases_owners import owner_of
from kg.lang.de.predicatives import related_by
from kg.lang.de.speech_data import load_speech_words
from kg.mentions.spans import feature
from kg.model import Argument, ArgumentRole, Clause, Entity, Modality, Polarity, Qualifier, Relation
from kg.vocab import load_catalogue

_ENDING = re.compile("e[rnms]?$")
_NOMINATIVE = {"Masc": "er", "Fem": "e", "Neut": "es"}
_ACTORS = ("Person", "Organization", "Location")
_WHERE = frozenset({"an", "auf", "über", "um", "vor", "unter"})  # with a place they only say where


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
    clause = _object_first(without_strangers(clause, reading), reading)
    if clause.lemma in load_speech_words().judge:
        judged = tuple(_judged(clause, reading))
        if judged:
            return judged
    found = tuple(_framed(clause, reading, "frame"))
    if clause.nominal and not found:
        lent = with_lent_agent(clause, reading)
        shared = (s for s in _framed(lent, reading, "frame") if s.relation.id in SHARED)
        return tuple(replace(s, modality=lent_modality(clause, reading) or s.modality) for s in shared)
    if saying:
        speaker = _speaker(clause, reading)
        return tuple(s for s in found if s.object.is_name and s.subject.value == speaker)
    if found:
        return found
    if clause.lemma in ("sein", "bleiben"):
        return tuple(_copula(clause, reading))
    empty = clause.nominal or clause.lemma in load_minting().empty
    return () if empty else tuple(_minted(clause, reading))


def _object_first(clause: Clause, reading: Reading) -> Clause:
    """`Das Siegtor erzielte Klose`: what the verb's frame asks for as its object is not its subject."""
    doc, agents, patients = reading.doc, _of_role(clause, "agent"), _of_role(clause, "patient")
    if clause.nominal or clause.voice == "passive" or len(agents) != 1 or not patients:
        return clause
    first, verb = doc[agents[0].head], doc[clause.token]
    actors = all(type_of(a, reading.resolution) in _ACTORS for a in patients)
    able = may_be_object(first) and all(may_be_subject(doc[a.head], verb) for a in patients)
    if not (actors and able and takes_as_object(clause.lemma, first.lemma_)):
        return clause
    roles: dict[int, ArgumentRole] = {agents[0].head: "patient", **{a.head: "agent" for a in patients}}
    turned = tuple(replace(a, role=roles.get(a.head, a.role)) for a in clause.arguments)
    return replace(clause, arguments=turned)


def _speaker(clause: Clause, reading: Reading) -> Entity | None:
    """Who speaks in a clause of saying; a parse that takes another for its subject is not believed."""
    token = reading.cues.get(reading.doc[clause.token].idx)
    return reading.resolution.entity_at(token) if token is not None else None


def _checked(statement: Statement, clause: Clause, reading: Reading) -> Statement | None:
    """The statement, turned where only that fits the relation's types; None where nothing fits."""
    subject, target = as_actors(statement.subject, statement.relation.id, statement.object)
    statement = replace(statement, subject=subject, object=target)
    reason = objection(statement.relation.id, subject, target, reading.doc)
    if reason is None:
        return statement
    turned = _turned(statement) if _may_turn(statement, clause, reading) else None
    if turned is not None:
        again = objection(turned.relation.id, turned.subject, turned.object, reading.doc)
        if again is None:
            return turned
    other = _reread(statement, clause, reading)
    if other is not None:
        return other
    reading.dropped.append(
        Dropped(
            reading.article.name,
            clause.sentence,
            clause.span.text,
            _label(statement.subject),
            statement.relation.id,
            _label(statement.object),
            statement.rule,
            reason,
        )
    )
    return None


def _label(side: Side) -> str:
    return side.value.label if isinstance(side.value, Entity) else f"{side.value.value} {side.value.unit}"


def _may_turn(statement: Statement, clause: Clause, reading: Reading) -> bool:
    """Not against a visible case: in `Die Aktie führte den Dax an` the Dax leads nothing."""
    first, second = statement.subject.head, statement.object.head
    roles = {a.head: a.role for a in clause.arguments}
    if clause.voice == "passive" or clause.nominal or first is None or second is None:
        return True
    if (roles.get(first), roles.get(second)) != ("agent", "patient"):
        return True
    return _forms_allow(first, second, clause, reading)


def _forms_allow(first: int, second: int, clause: Clause, reading: Reading) -> bool:
    """Whether no article and no number speaks against the second word as subject, the first as object."""
    doc = reading.doc
    return may_be_subject(doc[second], doc[clause.token]) and may_be_object(doc[first])


def _turned(statement: Statement) -> Statement | None:
    """The sides exchanged, where the relation has an inverse that takes the types as they stand."""
    subject, target = statement.subject, statement.object
    entry = load_catalogue().get(statement.relation.id)
    inverse = load_catalogue().get(entry.inverse or "") if entry is not None else None
    if inverse is None or not isinstance(target.value, Entity):
        return None
    if not (inverse.accepts_subject(subject.type) and inverse.accepts_object(target.type)):
        return None
    return replace(statement, subject=target, object=subject, penalties=(*statement.penalties, "turned"))


def _reread(statement: Statement, clause: Clause, reading: Reading) -> Statement | None:
    """`Die Feuerpause hatten Merkel und Hollande ausgehandelt`: the other reading of two objects or subjects.

    Only where the words allow it: the verb agrees, and no article shows another case.
    """
    first, second = statement.subject, statement.object
    if clause.voice == "passive" or clause.nominal or first.head is None or second.head is None:
        return None
    if first.type in (
        *_ACTORS,
        "Facility",
    ):  # `Das Repräsentantenhaus setzt McCarthy ab`: its type may be wrong, the order is not
        return None
    roles = {a.head: a.role for a in clause.arguments}
    if (roles.get(first.head), roles.get(second.head)) != ("agent", "patient"):
        return None
    if not isinstance(second.value, Entity):
        return None
    if objection(statement.relation.id, second, first, reading.doc) is not None:
        return None
    if not _forms_allow(first.head, second.head, clause, reading):
        return None
    return replace(statement, subject=second, object=first, penalties=(*statement.penalties, "turned"))


def _framed(clause: Clause, reading: Reading, kind: str) -> Iterator[Statement]:
    doc, resolution = reading.doc, reading.resolution
    matches = match_frames(
        clause,
        lambda a: type_of(a, resolution),
        lambda i: doc[i].lemma_,
        lambda a: attached_arguments(doc, a),
    )
    for match in matches:
        subjects = entity_sides(match.subject.head, doc, resolution)
        post = _post(match, doc)
        targets = (post,) if post is not None else object_sides(match.object, doc, resolution)
        relation = load_catalogue()[match.relation].relation(clause.surface)
        qualifiers = tuple(Qualifier(role, argument.span.text) for role, argument in match.qualifiers)
        for subject, target in product(subjects, targets):
            stated = Statement(
                subject, relation, target, kind, match.rule, match.modality, match.polarity, qualifiers
            )
            statement = _checked(stated, clause, reading)
            if statement is not None:
                yield statement


def _post(match: FrameMatch, doc: Doc) -> Side | None:
    """`ernannte Tillerson zum Außenminister`: the post, not whoever holds it already."""
    noun = doc[match.object.head]
    if match.relation not in ("holdsPosition", "becomes") or not is_post(noun.lemma_):
        return None
    label = f"{_superlative(noun)} {noun.lemma_}".strip()
    return Side(Entity(entity_id(label), label, "Concept"), head=noun.i)


def _superlative(noun: Token) -> str:
    """`bester` of `zum besten Spieler`, in the nominative; "" for any other adjective."""
    best = [c for c in noun.lefts if c.dep_ == "amod" and feature(c, "Degree") == "Sup"]
    ending = _NOMINATIVE.get(known_gender(noun) or feature(noun, "Gender"), "")
    return _ENDING.sub("", best[0].text.lower()) + ending if best and ending else ""


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
    patients = [] if is_intransitive(clause.lemma) else _of_role(clause, "patient")
    if not patients:  # `die Frage stellt sich für X`: without a name that acts a phrase tells little
        agents = [a for a in agents if type_of(a, reading.resolution) not in (None, "Concept")]
    for agent in agents:
        for target in patients or _obliques(clause, reading):
            yield from _pairs(clause, reading, agent, target, "minted" if patients else "oblique")


def _of_role(clause: Clause, role: str) -> list[Argument]:
    return [a for a in clause.arguments if a.role == role]


def _obliques(clause: Clause, reading: Reading) -> list[Argument]:
    """Names with a preposition that do not merely say where (`in Moskau`)."""
    listed = load_minting().prepositions
    found = []
    for argument in _of_role(clause, "oblique"):
        entity = reading.resolution.entity_at(argument.head)
        if entity is None or entity.type == "Concept" or not argument.preposition:
            continue
        place = entity.type in {"Location", "Facility"}
        into = place and argument.case == "Acc"
        if into or (argument.preposition in listed and not (place and argument.preposition in _WHERE)):
            found.append(argument)
    return found[:1]


def _pairs(
    clause: Clause, reading: Reading, agent: Argument, target: Argument, kind: str
) -> Iterator[Statement]:
    own = clause.reflexive and kind != "minted"  # in `brach sich das Bein` the `sich` is a dative
    relation = mint_relation(clause.lemma, target.preposition, own, clause.surface)
    subjects = entity_sides(agent.head, reading.doc, reading.resolution)
    for subject, other in product(subjects, object_sides(target, reading.doc, reading.resolution)):
        stated = Statement(subject, relation, other, kind, f"de.claim.{kind}")
        statement = _checked(stated, clause, reading)
        if statement is not None:
            yield statement


def _copula(clause: Clause, reading: Reading) -> Iterator[Statement]:
    """`Kerry ist Außenminister`: holdsPosition; `der IS ist eine Terrormiliz`: isA."""
    for agent in _of_role(clause, "agent"):
        subject = entity_side(agent.head, reading.doc, reading.resolution)
        for predicative in _of_role(clause, "predicative"):
            noun = reading.doc[predicative.head]
            if subject is not None and noun.pos_ in ("ADJ", "VERB"):
                yield from _adjectival(clause, subject, noun, reading)
            if subject is None or not subject.is_name or noun.pos_ != "NOUN":
                continue
            post = is_post(noun.lemma_) and subject.type == "Person"
            label = _post_of(predicative, noun) if post else _concept_label(predicative, noun.lemma_, reading)
            entry = load_catalogue()["holdsPosition" if post else "isA"]
            target = Side(Entity(entity_id(label), label, "Concept"))
            relation = entry.relation(clause.surface)
            plain = Statement(subject, relation, target, "copula", "de.claim.copula")
            owned = tuple(_owned(clause, subject, noun, reading))
            yield from owned
            # `ist Mitglied der Grünen`, `ist Eigentümerin von Arriva`: with its owner all is said.
            told = bool(owned) and (not post or owned[0].relation.id == "memberOf")
            statement = None if told else _checked(plain, clause, reading)
            if statement is not None:
                yield statement


def _adjectival(clause: Clause, subject: Side, adjective: Token, reading: Reading) -> Iterator[Statement]:
    """`ist mit Karl Maier verheiratet`."""
    for name, phrase in related_by(adjective):
        relation = load_catalogue()[name].relation(clause.surface)
        for target in entity_sides(phrase.i, reading.doc, reading.resolution):
            stated = Statement(subject, relation, target, "copula", "de.claim.copula")
            found = _checked(stated, clause, reading) if subject.is_name or target.is_name else None
            if found is not None:
                yield found


def _owned(clause: Clause, subject: Side, noun: Token, reading: Reading) -> Iterator[Statement]:
    """`ist Chef von Siemens`, `ist Mitglied der Grünen`: whose the predicative is."""
    doc, stated = reading.doc, owned_noun(noun.lemma_)
    if stated is None or subject.head is None or is_past_or_future(noun):
        return
    owner = owner_of(noun, doc[subject.head : subject.head + 1])
    target = entity_side(owner.i, doc, reading.resolution) if owner is not None else None
    if owner is None or target is None or (stated.of and owner.ent_type_ in ("LOC", "PER")):
        return
    first, second = (target, subject) if stated.turned else (subject, target)
    relation = load_catalogue()[stated.relation].relation(clause.surface)
    found = _checked(Statement(first, relation, second, "copula", "de.claim.copula"), clause, reading)
    if found is not None:
        yield found


def _post_of(predicative: Argument, noun: Token) -> str:
    """`stellvertretender Vorstandschef von EADS`: the post with whose it is."""
    behind = predicative.span.text[noun.idx + len(noun.text) - predicative.span.start :]
    return f"{post_label(noun)}{behind}".rstrip()


def _concept_label(argument: Argument, lemma: str, reading: Reading) -> str:
    entity = reading.resolution.entity_at(argument.head)
    return entity.label if entity is not None and entity.type == "Concept" else lemma
