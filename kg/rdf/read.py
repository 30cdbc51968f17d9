"""RDF back to the knowledge graph it was written from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote

from kg.errors import InputError
from kg.model import (
    ENTITY_TYPES,
    Article,
    Claim,
    Entity,
    EntityType,
    Evidence,
    KnowledgeGraph,
    Mention,
    MentionKind,
    Span,
)
from kg.rdf.facts import Facts
from kg.rdf.namespaces import ITSRDF, NIF, OWL, RDF, RDFS, SCHEMA, SKOS, Names
from kg.rdf.parse import find_base, read_quads
from kg.rdf.read_claims import read_claim
from kg.rdf.reifiers import without_reifiers
from kg.rdf.terms import AnyQuad, Iri


def read_graph(path: Path, format: str | None = None) -> KnowledgeGraph:
    """Read a knowledge graph from an RDF file that this program wrote, in any of the formats.

    Args:
        path: the file.
        format: one of ``FORMATS``; None for the one that the suffix stands for.

    Returns:
        The graph in the order of ``sort_graph``.

    Raises:
        InputError: the file cannot be read, is malformed, or a node lacks what belongs to it.
        ConfigError: no such format or suffix.
    """
    try:
        return graph_of(read_quads(path, format))
    except InputError as error:
        message = str(error)
        raise error if message.startswith(str(path)) else InputError(f"{path}: {message}") from error


def sort_graph(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The graph in the order in which it is read back: RDF itself has none.

    Articles stand by name, entities by id, claims by where their first evidence stands.
    """
    claims = (
        replace(claim, evidence=tuple(sorted(claim.evidence, key=_evidence_order))) for claim in graph.claims
    )
    return KnowledgeGraph(
        articles=tuple(sorted(graph.articles, key=lambda article: article.name)),
        entities=tuple(sorted(graph.entities, key=lambda entity: entity.id)),
        claims=tuple(sorted(claims, key=_claim_order)),
    )


def _evidence_order(found: Evidence) -> tuple[str, int, int, str, tuple[int, int]]:
    return found.article, found.start, found.end, found.rule, found.sentence


def _claim_order(claim: Claim) -> tuple[Any, ...]:
    return (*(_evidence_order(claim.evidence[0])[:3] if claim.evidence else ("", -1, -1)), claim.id)


def graph_of(quads: Iterable[AnyQuad]) -> KnowledgeGraph:
    """The knowledge graph that quads tell of; what is not of our vocabulary is passed over.

    Raises:
        InputError: a node lacks what belongs to it.
    """
    found = tuple(quads)
    names, facts = Names(find_base(found)), Facts(without_reifiers(found))
    entities = {node: _entity(node, facts, names) for node in facts.of_type(names.term("Entity"))}
    claims = (read_claim(node, facts, names, entities) for node in facts.of_type(names.term("Claim")))
    articles = (_article(node, facts) for node in facts.of_type(SCHEMA.NewsArticle))
    return sort_graph(KnowledgeGraph(tuple(articles), tuple(entities.values()), tuple(claims)))


def _article(node: Iri, facts: Facts) -> Article:
    addresses = [*facts.texts(node, SCHEMA.url), *facts.nodes(node, SCHEMA.url), None]
    published = facts.maybe(node, SCHEMA.datePublished)
    return Article(
        name=facts.text(node, SCHEMA.identifier),
        text=facts.maybe(node, NIF.isString) or "",
        title=facts.maybe(node, SCHEMA.headline),
        url=None if addresses[0] is None else str(addresses[0]),
        published=_day(node, published) if published else None,
        publisher=facts.maybe(node, SCHEMA.publisher),
        lang=facts.maybe(node, SCHEMA.inLanguage) or "",
        author=facts.maybe(node, SCHEMA.author),
    )


def _day(node: Iri, text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"<{node}>: date {text!r}; expected YYYY-MM-DD") from error


def _entity(node: Iri, facts: Facts, names: Names) -> Entity:
    # Two files can name one thing differently: the first label stands, the others are aliases.
    label, *others = facts.texts(node, RDFS.label) or [facts.text(node, RDFS.label)]
    aliases = {*others, *facts.texts(node, SKOS.altLabel)}
    kind = _type(facts.nodes(node, RDF.type), node, names)
    mentions = sorted(facts.about(node, ITSRDF.taIdentRef), key=lambda each: _place(each, facts, names))
    return Entity(
        id=unquote(node.removeprefix(names.base)),
        label=label,
        type=kind,
        mentions=tuple(_mention(each, kind, facts, names) for each in mentions),
        aliases=tuple(sorted(aliases)),
        same_as=tuple(str(iri) for iri in facts.nodes(node, OWL.sameAs)),
    )


def _type(kinds: Iterable[Iri], node: Iri, names: Names) -> EntityType:
    found = next((kind for kind in ENTITY_TYPES if names.term(kind) in kinds), None)
    if found is None:
        options = ", ".join(ENTITY_TYPES)
        raise InputError(f"<{node}> is of none of our types; valid below {names.term('')} are {options}")
    return found


def _place(node: Iri, facts: Facts, names: Names) -> tuple[int, str, int, int, str]:
    """Mentions stand in the order of articles and offsets unless they say otherwise."""
    told = names.term("position")
    position = facts.integer(node, told) if facts.maybe(node, told) else 0
    article = next(iter(facts.nodes(node, NIF.referenceContext)), "")
    begin, end = (facts.integer(node, name) for name in (NIF.beginIndex, NIF.endIndex))
    return position, article, begin, end, node


def _mention(node: Iri, kind: EntityType, facts: Facts, names: Names) -> Mention:
    types, lemma = facts.nodes(node, names.term("mentionType")), facts.maybe(node, NIF.lemma)
    words = facts.text(node, NIF.anchorOf)
    return Mention(
        span=Span(
            facts.integer(node, NIF.beginIndex),
            facts.integer(node, NIF.endIndex),
            words,
        ),
        head=facts.integer(node, names.term("token")),
        lemma=words if lemma is None else lemma,
        kind=facts.choice(node, names.term("mentionKind"), get_args(MentionKind)),
        type=_type(types, node, names) if types else kind,
        gender=facts.maybe(node, names.term("gender")) or "",
        number=facts.maybe(node, names.term("number")) or "",
    )
