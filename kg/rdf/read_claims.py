"""Statement nodes back to claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from kg.errors import InputError
from kg.model import (
    Attribution,
    Claim,
    Entity,
    Evidence,
    Modality,
    Polarity,
    Qualifier,
    Relation,
    SpeechType,
    Time,
    Value,
)
from kg.rdf.facts import Facts, value_of
from kg.rdf.namespaces import NIF, RDF, RDFS, Names
from kg.rdf.terms import Iri, Literal

Entities = Mapping[Iri, Entity]


def read_claim(node: Iri, facts: Facts, names: Names, entities: Entities) -> Claim:
    """The claim whose statement node is given.

    Raises:
        InputError: the node lacks what belongs to it, or an entity is not described.
    """
    place = facts.nodes(node, names.term("place"))
    return Claim(
        subject=_known(facts.node(node, RDF.subject), node, entities),
        relation=_relation(node, facts, names),
        object=_object(node, facts, names, entities),
        evidence=tuple(_evidence(each, facts, names) for each in facts.nodes(node, names.term("evidence"))),
        polarity=facts.choice(node, names.term("polarity"), get_args(Polarity)),
        modality=facts.choice(node, names.term("modality"), get_args(Modality)),
        attribution=_attribution(node, facts, names, entities),
        time=_time(node, facts, names),
        place=_known(place[0], node, entities) if place else None,
        qualifiers=_qualifiers(node, facts, names),
        confidence=max(_number(node, text) for text in _confidences(node, facts, names)),
    )


def _known(entity: Iri, node: Iri, entities: Entities) -> Entity:
    if entity not in entities:
        raise InputError(f"<{node}> speaks of <{entity}>, which is nowhere described as an entity")
    return entities[entity]


def _relation(node: Iri, facts: Facts, names: Names) -> Relation:
    relation = facts.node(node, RDF.predicate)
    labels = {
        label.language: label.text for label in facts.all(relation, RDFS.label) if isinstance(label, Literal)
    }
    key = names.name_of(relation, "relation")
    surface = facts.maybe(node, names.term("surface")) or ""
    return Relation(key, labels.get("en", key), labels.get("de", key), surface)


def _object(node: Iri, facts: Facts, names: Names, entities: Entities) -> Entity | Value:
    target = next(iter(facts.all(node, RDF.object)), None)
    if isinstance(target, Iri):
        return _known(target, node, entities)
    if not isinstance(target, Literal):
        raise InputError(f"<{node}> has no <{RDF.object}>; expected an IRI or a literal")
    unit = facts.maybe(node, names.term("unit")) or ""
    kind = names.term("valueType")
    if facts.choice(node, kind, ("Quantity", "Time")) == "Time":
        return Value(value_of(target), unit, "Time")
    return Value(value_of(target), unit)


def _confidences(node: Iri, facts: Facts, names: Names) -> list[str]:
    name = names.term("confidence")
    return facts.texts(node, name) or [facts.text(node, name)]


def _number(node: Iri, text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise InputError(f"<{node}>: confidence {text!r}; expected a number from 0 to 1") from error


def _attribution(node: Iri, facts: Facts, names: Names, entities: Entities) -> Attribution | None:
    if facts.maybe(node, names.term("speechType")) is None:
        return None
    speaker = facts.nodes(node, names.term("speaker"))
    return Attribution(
        speaker=_known(speaker[0], node, entities) if speaker else None,
        cue=facts.maybe(node, names.term("cue")) or "",
        type=facts.choice(node, names.term("speechType"), get_args(SpeechType)),
    )


def _time(node: Iri, facts: Facts, names: Names) -> Time | None:
    text = facts.maybe(node, names.term("time"))
    if text is None:
        return None
    start, end = (facts.maybe(node, names.term(name)) for name in ("timeStart", "timeEnd"))
    return Time(text, start, end)


def _qualifiers(node: Iri, facts: Facts, names: Names) -> tuple[Qualifier, ...]:
    found = facts.nodes(node, names.term("qualifier"))
    found.sort(key=lambda each: facts.integer(each, names.term("position")))
    return tuple(
        Qualifier(facts.text(each, names.term("role")), facts.text(each, RDF.value)) for each in found
    )


def _evidence(node: Iri, facts: Facts, names: Names) -> Evidence:
    return Evidence(
        article=names.name_of(facts.node(node, NIF.referenceContext), "article"),
        start=facts.integer(node, NIF.beginIndex),
        end=facts.integer(node, NIF.endIndex),
        text=facts.text(node, NIF.anchorOf),
        sentence=(
            facts.integer(node, names.term("sentenceBegin")),
            facts.integer(node, names.term("sentenceEnd")),
        ),
        rule=facts.text(node, names.term("rule")),
    )
