"""Every triple of a knowledge graph, each with the article it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Claim, Entity, Evidence, KnowledgeGraph, Relation
from kg.rdf.mentions import Holders, mention_triples
from kg.rdf.namespaces import PROV, Names
from kg.rdf.provenance import describe_run
from kg.rdf.resources import describe_article, describe_entity, describe_relation
from kg.rdf.statements import Style, describe_claim
from kg.rdf.terms import Quad, Spo

# The article whose graph a triple belongs to, by name; None for the default graph.
_Place = str | None
_Described = Iterator[tuple[_Place, Iterable[Spo]]]


def quads(graph: KnowledgeGraph, style: Style) -> Iterator[Quad]:
    """Yield every triple of ``graph`` with its graph's name; a triple can come more than once.

    A claim stands in the graph of each article that gives evidence for it. What articles share is
    told once: relations, the run, entities of several articles, and what no article vouches for.
    All that belongs to the only article there is, or to the default graph (None) where there are
    several.
    """
    names = style.names
    home = graph.articles[0].name if len(graph.articles) == 1 else None
    for place, triples in _described(graph, home, style):
        node = None if place is None else names.article(place)
        for subject, predicate, target in triples:
            yield subject, predicate, target, node


def _described(graph: KnowledgeGraph, home: _Place, style: Style) -> _Described:
    names = style.names
    run = style.run.iri(graph.articles, names)
    for article in graph.articles:
        yield article.name, describe_article(article, names)
        yield article.name, [(run, PROV.used, names.article(article.name))]
    if graph.articles or graph.claims:
        yield home, describe_run(style.run, run, names)
    texts = {article.name: article.text for article in graph.articles}
    for claim in graph.claims:
        node = names.claim(claim.id)
        for place, evidence in _by_article(claim, home):
            yield place, describe_claim(node, claim, evidence, texts, style)
            yield place, [(node, PROV.wasGeneratedBy, run)]
    yield from _entities(graph, home, names)
    for key, relation in _relations(graph, style).items():
        entry = style.catalogue.get(key)
        yield home, describe_relation(relation, names, entry, style.is_symmetric(key))


def _by_article(claim: Claim, home: _Place) -> Iterator[tuple[_Place, tuple[Evidence, ...]]]:
    if not claim.evidence:
        yield home, ()
    for article in sorted({evidence.article for evidence in claim.evidence}):
        yield article, tuple(evidence for evidence in claim.evidence if evidence.article == article)


def claim_entities(claim: Claim) -> Iterator[Entity]:
    """Yield every entity that a claim mentions: subject, object, speaker, place."""
    yield claim.subject
    if isinstance(claim.object, Entity):
        yield claim.object
    if claim.attribution and claim.attribution.speaker:
        yield claim.attribution.speaker
    if claim.place:
        yield claim.place


def _entities(graph: KnowledgeGraph, home: _Place, names: Names) -> _Described:
    languages = {article.name: article.lang for article in graph.articles}
    common = next(iter(languages.values()), "de")
    known = {entity.id: entity for entity in graph.entities}
    places: dict[str, set[_Place]] = {key: set() for key in known}
    for claim in graph.claims:
        for entity in claim_entities(claim):
            known.setdefault(entity.id, entity)
            places.setdefault(entity.id, set()).update(place for place, _ in _by_article(claim, home))
    holders = Holders(graph.articles, known.values())
    for key, entity in known.items():
        place = next(iter(places[key])) if len(places[key]) == 1 else home
        yield place, describe_entity(entity, names, common if place is None else languages.get(place, "de"))
        yield from mention_triples(entity, home, places[key], holders, names)


def _relations(graph: KnowledgeGraph, style: Style) -> dict[str, Relation]:
    found: dict[str, Relation] = {}
    for claim in graph.claims:
        found.setdefault(claim.relation.id, claim.relation)
    # A claim's own labels win over the catalogue's, so inverses come last.
    for key in list(found):
        inverse = style.inverse(key)
        if inverse is not None:
            found.setdefault(inverse, style.catalogue[inverse].relation())
    return found
