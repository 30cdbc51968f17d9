"""Claims as triples: the statement node of each, and the direct triple of what is asserted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.namespace import PROV, RDF, XSD

from kg.errors import ConfigError
from kg.model import Attribution, Claim, Evidence, Time, Value
from kg.rdf.namespaces import NIF, Names
from kg.rdf.terms import Node, Spo, number_literal, plain, time_literal, value_literal

# Confidences are products of floats: `0.7200000000000001` says no more than `0.72`.
_CONFIDENCE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Style:
    """How claims become triples.

    Attributes:
        names: mints the IRIs.
        symmetric: ids of the relations that hold both ways, `meets`.
        min_confidence: least confidence, 0 to 1, of a claim that gets a direct triple.
    """

    names: Names
    symmetric: frozenset[str] = frozenset()
    min_confidence: float = 0.5

    def __post_init__(self) -> None:
        if not 0 <= self.min_confidence <= 1:
            raise ConfigError(f"min_confidence {self.min_confidence!r}: expected a number from 0 to 1")


def describe_claim(claim: Claim, evidence: Iterable[Evidence], style: Style) -> Iterator[Spo]:
    """Yield a claim's direct triple, if it has one, its statement node and the evidence given."""
    names = style.names
    node = names.claim(claim.id)
    yield from direct_triples(claim, style)
    yield from _statement(node, claim, names)
    if claim.attribution:
        yield from _attribution(node, claim.attribution, names)
    if claim.time:
        yield from _time(node, claim.time, names)
    if claim.place:
        yield node, names.term("place"), names.entity(claim.place.id)
    yield from _qualifiers(node, claim, names)
    for found in evidence:
        yield from _evidence(node, found, names)


def direct_triples(claim: Claim, style: Style) -> Iterator[Spo]:
    """Yield ``s p o`` where the article itself asserts it, both ways if the relation is symmetric."""
    if not claim.asserted or claim.confidence < style.min_confidence:
        return
    subject = style.names.entity(claim.subject.id)
    predicate = style.names.relation(claim.relation.id)
    target = _object(claim, style.names)
    yield subject, predicate, target
    if claim.relation.id in style.symmetric and isinstance(target, URIRef):
        yield target, predicate, subject


def _object(claim: Claim, names: Names) -> Node:
    if isinstance(claim.object, Value):
        return value_literal(claim.object)
    return names.entity(claim.object.id)


def _statement(node: URIRef, claim: Claim, names: Names) -> Iterator[Spo]:
    yield node, RDF.type, RDF.Statement
    yield node, RDF.type, names.term("Claim")
    yield node, RDF.subject, names.entity(claim.subject.id)
    yield node, RDF.predicate, names.relation(claim.relation.id)
    yield node, RDF.object, _object(claim, names)
    yield node, names.term("asserted"), Literal(claim.asserted)
    yield node, names.term("polarity"), plain(claim.polarity)
    yield node, names.term("modality"), plain(claim.modality)
    yield node, names.term("confidence"), number_literal(round(float(claim.confidence), _CONFIDENCE_DIGITS))
    if claim.relation.surface:
        yield node, names.term("surface"), plain(claim.relation.surface)
    if isinstance(claim.object, Value) and claim.object.unit:
        yield node, names.term("unit"), plain(claim.object.unit)


def _attribution(node: URIRef, said: Attribution, names: Names) -> Iterator[Spo]:
    yield node, names.term("speechType"), plain(said.type)
    if said.cue:
        yield node, names.term("cue"), plain(said.cue)
    if said.speaker:
        yield node, names.term("speaker"), names.entity(said.speaker.id)


def _time(node: URIRef, time: Time, names: Names) -> Iterator[Spo]:
    yield node, names.term("time"), plain(time.text)
    if time.start:
        yield node, names.term("timeStart"), time_literal(time.start)
    if time.end:
        yield node, names.term("timeEnd"), time_literal(time.end)


def _qualifiers(node: URIRef, claim: Claim, names: Names) -> Iterator[Spo]:
    for number, qualifier in enumerate(claim.qualifiers, start=1):
        own = names.qualifier(claim.id, number)
        yield node, names.term("qualifier"), own
        yield own, RDF.type, names.term("Qualifier")
        yield own, names.term("role"), plain(qualifier.role)
        yield own, RDF.value, plain(qualifier.text)


def _evidence(node: URIRef, found: Evidence, names: Names) -> Iterator[Spo]:
    own = names.evidence(found)
    article = names.article(found.article)
    yield node, PROV.wasDerivedFrom, article
    yield node, names.term("evidence"), own
    yield own, RDF.type, names.term("Evidence")
    yield own, RDF.type, NIF.String
    yield own, NIF.beginIndex, _offset(found.start)
    yield own, NIF.endIndex, _offset(found.end)
    yield own, NIF.anchorOf, plain(found.text)
    yield own, NIF.referenceContext, article
    yield own, PROV.wasQuotedFrom, names.slice(found.article, found.start, found.end)
    yield own, names.term("sentenceBegin"), Literal(found.sentence[0])
    yield own, names.term("sentenceEnd"), Literal(found.sentence[1])
    yield own, names.term("rule"), plain(found.rule)


def _offset(characters: int) -> Literal:
    # NIF asks for this type; a plain `0` in a query does not match it, so our own terms use integers.
    return Literal(characters, datatype=XSD.nonNegativeInteger)
