"""Claims as triples: the statement node of each, and the direct triple of what is asserted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.errors import ConfigError
from kg.model import Attribution, Claim, Evidence, Time, Value
from kg.rdf.namespaces import NIF, PROV, RDF, Names
from kg.rdf.provenance import Run
from kg.rdf.terms import (
    Iri,
    Literal,
    Node,
    Spo,
    boolean,
    integer,
    number_literal,
    offset,
    time_literal,
    value_literal,
)
from kg.vocab import CatalogueEntry, load_catalogue

# Confidences are products of floats: `0.7200000000000001` says no more than `0.72`.
_CONFIDENCE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Style:
    """How claims become triples.

    Attributes:
        names: mints the IRIs.
        symmetric: ids of the relations that hold both ways (`meets`), None for the catalogue's.
        min_confidence: least confidence, 0 to 1, of a claim that gets a direct triple.
        run: which program and model made the claims.
        catalogue: the relations that are described, with their inverses.
    """

    names: Names
    symmetric: frozenset[str] | None = None
    min_confidence: float = 0.5
    run: Run = field(default_factory=Run)
    catalogue: Mapping[str, CatalogueEntry] = field(default_factory=load_catalogue)

    def __post_init__(self) -> None:
        if not 0 <= self.min_confidence <= 1:
            raise ConfigError(f"min_confidence {self.min_confidence!r}: expected a number from 0 to 1")

    def is_symmetric(self, relation: str) -> bool:
        """Whether the relation with that id holds both ways."""
        if self.symmetric is not None:
            return relation in self.symmetric
        entry = self.catalogue.get(relation)
        return entry is not None and entry.symmetric

    def inverse(self, relation: str) -> str | None:
        """Id of the relation that says the same with the sides exchanged."""
        entry = self.catalogue.get(relation)
        return entry.inverse if entry is not None else None


def describe_claim(
    node: Iri, claim: Claim, evidence: Iterable[Evidence], texts: Mapping[str, str], style: Style
) -> Iterator[Spo]:
    """Yield a claim's direct triple, if it has one, its statement node and the evidence given.

    ``texts`` are the articles' texts by name; the evidence's sentence is cut out of them.
    """
    names = style.names
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
        yield from _evidence(node, found, texts.get(found.article, ""), names)


def direct_triples(claim: Claim, style: Style) -> Iterator[Spo]:
    """Yield ``s p o`` where the article itself asserts it, and the other way round.

    The other way round the relation is the same where it is symmetric, else its inverse.
    """
    if not claim.asserted or claim.confidence < style.min_confidence:
        return
    subject = style.names.entity(claim.subject.id)
    predicate = style.names.relation(claim.relation.id)
    target = _object(claim, style.names)
    yield subject, predicate, target
    if not isinstance(target, Iri):
        return
    inverse = style.inverse(claim.relation.id)
    if style.is_symmetric(claim.relation.id):
        yield target, predicate, subject
    elif inverse is not None:
        yield target, style.names.relation(inverse), subject


def _object(claim: Claim, names: Names) -> Node:
    if isinstance(claim.object, Value):
        return value_literal(claim.object)
    return names.entity(claim.object.id)


def _statement(node: Iri, claim: Claim, names: Names) -> Iterator[Spo]:
    yield node, RDF.type, RDF.Statement
    yield node, RDF.type, names.term("Claim")
    yield node, RDF.subject, names.entity(claim.subject.id)
    yield node, RDF.predicate, names.relation(claim.relation.id)
    yield node, RDF.object, _object(claim, names)
    yield node, names.term("asserted"), boolean(claim.asserted)
    yield node, names.term("polarity"), Literal(claim.polarity)
    yield node, names.term("modality"), Literal(claim.modality)
    yield node, names.term("confidence"), number_literal(round(float(claim.confidence), _CONFIDENCE_DIGITS))
    if claim.relation.surface:
        yield node, names.term("surface"), Literal(claim.relation.surface)
    if isinstance(claim.object, Value):
        yield node, names.term("valueType"), Literal(claim.object.type)
        if claim.object.unit:
            yield node, names.term("unit"), Literal(claim.object.unit)


def _attribution(node: Iri, said: Attribution, names: Names) -> Iterator[Spo]:
    yield node, names.term("speechType"), Literal(said.type)
    if said.cue:
        yield node, names.term("cue"), Literal(said.cue)
    if said.speaker:
        yield node, names.term("speaker"), names.entity(said.speaker.id)


def _time(node: Iri, time: Time, names: Names) -> Iterator[Spo]:
    yield node, names.term("time"), Literal(time.text)
    if time.start:
        yield node, names.term("timeStart"), time_literal(time.start)
    if time.end:
        yield node, names.term("timeEnd"), time_literal(time.end)


def _qualifiers(node: Iri, claim: Claim, names: Names) -> Iterator[Spo]:
    for number, qualifier in enumerate(claim.qualifiers, start=1):
        own = names.qualifier(node, number)
        yield node, names.term("qualifier"), own
        yield own, RDF.type, names.term("Qualifier")
        yield own, names.term("role"), Literal(qualifier.role)
        yield own, RDF.value, Literal(qualifier.text)
        yield own, names.term("position"), integer(number)


def _evidence(node: Iri, found: Evidence, text: str, names: Names) -> Iterator[Spo]:
    own = names.evidence(found)
    article = names.article(found.article)
    yield node, PROV.wasDerivedFrom, article
    yield node, names.term("evidence"), own
    yield own, RDF.type, names.term("Evidence")
    yield own, NIF.beginIndex, offset(found.start)
    yield own, NIF.endIndex, offset(found.end)
    yield own, NIF.anchorOf, Literal(found.text)
    yield own, NIF.referenceContext, article
    yield own, PROV.wasQuotedFrom, names.slice(found.article, found.start, found.end)
    yield own, names.term("sentenceBegin"), integer(found.sentence[0])
    yield own, names.term("sentenceEnd"), integer(found.sentence[1])
    yield own, names.term("rule"), Literal(found.rule)
    begin, end = found.sentence
    if 0 <= begin < end <= len(text):
        yield own, names.term("sentence"), Literal(text[begin:end].strip())
