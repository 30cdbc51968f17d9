"""Articles, entities and relations as triples."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Literal
from rdflib.namespace import OWL, PROV, RDF, RDFS, SKOS

from kg.model import Article, Entity, Relation
from kg.rdf.namespaces import CLASSES, NIF, SCHEMA, Names
from kg.rdf.terms import Spo, link, plain, web_address


def describe_article(article: Article, names: Names) -> Iterator[Spo]:
    """Yield an article's triples; its text stays out of the graph."""
    node = names.article(article.name)
    yield node, RDF.type, SCHEMA.NewsArticle
    yield node, RDF.type, NIF.Context
    yield node, RDF.type, PROV.Entity
    yield node, SCHEMA.name, plain(article.title or article.name)
    yield node, SCHEMA.identifier, plain(article.name)
    yield node, SCHEMA.inLanguage, plain(article.lang)
    if article.published:
        yield node, SCHEMA.datePublished, Literal(article.published)
    if article.publisher:
        yield node, SCHEMA.publisher, plain(article.publisher)
    if article.url:
        yield node, SCHEMA.url, web_address(article.url)


def describe_entity(entity: Entity, names: Names) -> Iterator[Spo]:
    """Yield an entity's types, names and counterparts elsewhere."""
    node = names.entity(entity.id)
    yield node, RDF.type, names.term(entity.type)
    for kind in CLASSES[entity.type]:
        yield node, RDF.type, kind
    yield node, RDFS.label, plain(entity.label)
    for alias in entity.aliases:
        yield node, SKOS.altLabel, plain(alias)
    for iri in entity.same_as:
        yield node, OWL.sameAs, link(iri)


def describe_relation(relation: Relation, names: Names, symmetric: frozenset[str]) -> Iterator[Spo]:
    """Yield a relation's type and its labels in both languages."""
    node = names.relation(relation.id)
    yield node, RDF.type, RDF.Property
    if relation.id in symmetric:
        yield node, RDF.type, OWL.SymmetricProperty
    yield node, RDFS.label, Literal(relation.label_en, lang="en")
    yield node, RDFS.label, Literal(relation.label_de, lang="de")
