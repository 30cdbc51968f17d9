"""Every triple of a knowledge graph, each with the article it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import URIRef

from kg.model import Claim, Entity, Evidence, KnowledgeGraph, Relation
from kg.rdf.namespaces import Names
from kg.rdf.resources import describe_article, describe_entity, describe_relation
from kg.rdf.statements import Style, describe_claim
from kg.rdf.terms import Node, Spo

Quad = tuple[URIRef, URIRef, Node, URIRef | None]


def quads(graph: KnowledgeGraph, style: Style) -> Iterator[Quad]:
    """Yield every triple of ``graph`` with its graph's name; a triple can come more than once.

    A claim stands in the graph of each article that gives evidence for it, together with its
    entities and its relation. What no article vouches for belongs to the only article there
    is, or to the default graph (None) where there are several.
    """
    names = style.names
    home = names.article(graph.articles[0].name) if len(graph.articles) == 1 else None
    entities = {entity.id: entity for entity in graph.entities}
    for article in graph.articles:
        yield from _in(names.article(article.name), describe_article(article, names))
    seen: dict[tuple[URIRef | None, str], Entity] = {}
    relations: dict[tuple[URIRef | None, str], Relation] = {}
    for claim in graph.claims:
        for place, evidence in _by_article(claim, names, home):
            yield from _in(place, describe_claim(claim, evidence, style))
            relations.setdefault((place, claim.relation.id), claim.relation)
            for entity in claim_entities(claim):
                seen.setdefault((place, entity.id), entities.get(entity.id, entity))
    used = {entity for _, entity in seen}
    unclaimed = {(home, entity.id): entity for entity in graph.entities if entity.id not in used}
    for (place, _), entity in (seen | unclaimed).items():
        yield from _in(place, describe_entity(entity, names))
    for (place, _), relation in relations.items():
        yield from _in(place, describe_relation(relation, names, style.symmetric))


def _in(place: URIRef | None, triples: Iterable[Spo]) -> Iterator[Quad]:
    for subject, predicate, target in triples:
        yield subject, predicate, target, place


def _by_article(
    claim: Claim, names: Names, home: URIRef | None
) -> Iterator[tuple[URIRef | None, tuple[Evidence, ...]]]:
    if not claim.evidence:
        yield home, ()
    for article in sorted({evidence.article for evidence in claim.evidence}):
        own = tuple(evidence for evidence in claim.evidence if evidence.article == article)
        yield names.article(article), own


def claim_entities(claim: Claim) -> Iterator[Entity]:
    """Yield every entity that a claim mentions: subject, object, speaker, place."""
    yield claim.subject
    if isinstance(claim.object, Entity):
        yield claim.object
    if claim.attribution and claim.attribution.speaker:
        yield claim.attribution.speaker
    if claim.place:
        yield claim.place
