"""Articles, entities, mentions and relations as triples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.model import Article, Entity, Mention, Relation
from kg.rdf.namespaces import (
    CLASSES,
    ITSRDF,
    NIF,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    VOCABULARIES,
    Names,
)
from kg.rdf.terms import DATE, Iri, Literal, Spo, boolean, integer, link, offset, web_address
from kg.vocab import CatalogueEntry
from kg.vocab.catalogue import ANY

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def describe_article(article: Article, names: Names) -> Iterator[Spo]:
    """Yield an article's triples, its text among them, since the offsets count its characters."""
    node = names.article(article.name)
    for kind in (SCHEMA.NewsArticle, NIF.Context, PROV.Entity):
        yield node, RDF.type, kind
    yield node, SCHEMA.name, Literal(article.title or article.name)
    yield node, SCHEMA.identifier, Literal(article.name)
    yield node, SCHEMA.inLanguage, Literal(article.lang)
    yield node, NIF.isString, Literal(article.text)
    if article.title is not None:
        yield node, SCHEMA.headline, Literal(article.title)
    if article.published:
        yield node, SCHEMA.datePublished, Literal(article.published.isoformat(), DATE)
    if article.author is not None:
        yield node, SCHEMA.author, Literal(article.author)
    if article.publisher is not None:
        yield node, SCHEMA.publisher, Literal(article.publisher)
    if article.url is not None:
        yield from _address(node, article.url)


def _address(node: Iri, url: str) -> Iterator[Spo]:
    address = web_address(url)
    yield node, SCHEMA.url, address
    if str(address) != url:  # with a space in it: the link works, the words are what was given
        yield node, SCHEMA.url, Literal(url)


def describe_entity(entity: Entity, names: Names, lang: str) -> Iterator[Spo]:
    """Yield an entity's types, names and counterparts elsewhere; ``lang`` is its label's."""
    node = names.entity(entity.id)
    for kind in (names.term("Entity"), names.term(entity.type), *CLASSES[entity.type]):
        yield node, RDF.type, kind
    yield node, RDFS.label, Literal(entity.label)
    if _LANGUAGE.fullmatch(lang):
        yield node, SKOS.prefLabel, Literal(entity.label, language=lang)
    if lang != "en":
        for name in _english(entity):
            yield node, SKOS.prefLabel, Literal(name, language="en")
    for alias in entity.aliases:
        yield node, SKOS.altLabel, Literal(alias)
    for iri in entity.same_as:
        yield node, OWL.sameAs, link(iri)


def _english(entity: Entity) -> Iterator[str]:
    """The English name that a list tells, else that of a territory among its names."""
    if entity.english:
        yield entity.english
        return
    if entity.type != "Location" or not entity.same_as:
        return
    known = _territories()
    yield from [name for name in (*entity.aliases, entity.label) if name in known][:1]


@lru_cache(maxsize=1)
def _territories() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale("en").territories.values())


def describe_mention(
    node: Iri, entity: Entity, mention: Mention, article: str | None, names: Names
) -> Iterator[Spo]:
    """Yield a mention's triples; what its entity or its words tell already is left out."""
    yield node, RDF.type, names.term("Mention")
    yield node, ITSRDF.taIdentRef, names.entity(entity.id)
    yield node, NIF.beginIndex, offset(mention.span.start)
    yield node, NIF.endIndex, offset(mention.span.end)
    yield node, NIF.anchorOf, Literal(mention.span.text)
    if mention.lemma != mention.span.text:
        yield node, NIF.lemma, Literal(mention.lemma)
    if article is not None:
        yield node, NIF.referenceContext, names.article(article)
    yield node, names.term("mentionKind"), Literal(mention.kind)
    if mention.type != entity.type:
        yield node, names.term("mentionType"), names.term(mention.type)
    yield node, names.term("token"), integer(mention.head)
    for name, value in (("gender", mention.gender), ("number", mention.number)):
        if value:
            yield node, names.term(name), Literal(value)


def describe_relation(
    relation: Relation, names: Names, entry: CatalogueEntry | None, symmetric: bool
) -> Iterator[Spo]:
    """Yield a relation's labels and, if it is one of the catalogue, what the catalogue says of it."""
    node = names.relation(relation.id)
    yield node, RDF.type, RDF.Property
    yield node, RDF.type, names.term("Relation")
    if symmetric:
        yield node, RDF.type, OWL.SymmetricProperty
    yield node, RDFS.label, Literal(relation.label_en, language="en")
    yield node, RDFS.label, Literal(relation.label_de, language="de")
    yield node, names.term("catalogued"), boolean(entry is not None)
    if entry is not None:
        yield from _definition(node, entry, names)


def _definition(node: Iri, entry: CatalogueEntry, names: Names) -> Iterator[Spo]:
    yield node, SKOS.definition, Literal(entry.definition, language="en")
    yield from _sides(node, entry.subject_types, SCHEMA.domainIncludes, RDFS.domain, names)
    yield from _sides(node, entry.object_types, SCHEMA.rangeIncludes, RDFS.range, names)
    if entry.inverse:
        yield node, OWL.inverseOf, names.relation(entry.inverse)
    if entry.plover:
        yield node, names.term("ploverClass"), names.plover(entry.plover)
    for name in entry.same_as:
        prefix, _, local = name.partition(":")
        # Close, not equivalent: schema.org and Wikidata restrict the sides in ways of their own.
        yield node, SKOS.closeMatch, Iri(VOCABULARIES[prefix] + local)


def _sides(node: Iri, types: Iterable[str], includes: Iri, only: Iri, names: Names) -> Iterator[Spo]:
    """Several ``rdfs:domain`` would mean all of them at once, so that one is for a single type."""
    kinds = [names.term(kind) for kind in types if kind != ANY]
    for kind in kinds:
        yield node, includes, kind
    if len(kinds) == 1:
        yield node, only, kinds[0]
