"""The one place that knows the order of the stages.

The stages are imported when they are first needed, so that `kg --version` and bad input
are answered without loading spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.config import Config
from kg.model import Article, Claim, Entity, KnowledgeGraph, Triple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def build(
    articles: Iterable[Article], config: Config | None = None, nlp: Language | None = None
) -> KnowledgeGraph:
    """Take the claims out of articles and join them into one graph.

    Args:
        articles: what to read; each name must be its own.
        config: settings; those of ``Config()`` where None.
        nlp: the annotating pipeline, the shipped model where None.

    Returns:
        The graph with every entity that a claim needs, sorted by id, and the claims in text order.
        The same thing in two articles is one entity; the same claim is one with more evidence.

    Raises:
        ConfigError: the language is not known.
    """
    from kg.claims import merge

    config = config or Config()
    dated = tuple(replace(each, published=config.published or each.published) for each in articles)
    claims: list[Claim] = []
    known: list[Entity] = []
    for article, doc in annotate(dated, nlp or _load(config)):
        found, entities = build_article(article, doc)
        claims.extend(found)
        known.extend(entities)
    claims = list(merge(_with_entities(claims, _unite(known))))
    return KnowledgeGraph(articles=dated, entities=_entities_of(claims), claims=tuple(claims))


def build_article(article: Article, doc: Doc) -> tuple[tuple[Claim, ...], tuple[Entity, ...]]:
    """The claims and entities of one annotated article."""
    from kg.claims import find_claims
    from kg.entities import resolve
    from kg.lang.de import find_clauses, find_phrases, find_speech
    from kg.mentions import find_mentions

    clauses = find_clauses(doc)
    resolution = resolve(doc, find_mentions(doc), clauses)
    speech = find_speech(doc, clauses)
    claims = find_claims(article, doc, clauses, speech, find_phrases(doc), resolution)
    return tuple(claims), tuple(resolution.entities)


def annotate(articles: Sequence[Article], nlp: Language) -> Iterator[tuple[Article, Doc]]:
    """Each article with its spaCy Doc, in the order given."""
    docs = nlp.pipe(article.text for article in articles)
    return zip(articles, docs, strict=True)


def find_triples(
    article: Article, config: Config | None = None, nlp: Language | None = None, *, lines: bool = False
) -> Iterator[Triple]:
    """Open extractions of one article in the words of its sentences.

    Args:
        article: what to read.
        config: settings; those of ``Config()`` where None.
        nlp: the annotating pipeline, the shipped model where None.
        lines: each line is one sentence; ``Triple.sentence`` is then the line's number.
    """
    nlp = nlp or _load(config or Config())
    if not lines:
        yield from _open_triples(nlp(article.text))
        return
    numbered = [
        (line, number) for number, line in enumerate(article.text.split("\n"), start=1) if line.strip()
    ]
    for doc, number in nlp.pipe(numbered, as_tuples=True):
        for triple in _open_triples(doc):
            yield replace(triple, sentence=number)


def _open_triples(doc: Doc) -> tuple[Triple, ...]:
    from kg.claims import open_triples
    from kg.lang.de import find_clauses

    return tuple(open_triples(doc, find_clauses(doc)))


def _load(config: Config) -> Language:
    from kg.annotate import load

    return load(config.lang)


def _unite(entities: Iterable[Entity]) -> dict[str, Entity]:
    """One entity for each id; the first article's label and type stand."""
    united: dict[str, Entity] = {}
    for entity in entities:
        known = united.get(entity.id)
        united[entity.id] = _join(known, entity) if known else entity
    return united


def _join(first: Entity, other: Entity) -> Entity:
    names = {*first.aliases, *other.aliases, other.label} - {first.label}
    return replace(
        first,
        mentions=first.mentions + other.mentions,
        aliases=tuple(sorted(names)),
        same_as=tuple(sorted({*first.same_as, *other.same_as})),
    )


def _with_entities(claims: Iterable[Claim], united: dict[str, Entity]) -> Iterator[Claim]:
    """The claims with every entity replaced by the united one of its id."""

    def known(entity: Entity) -> Entity:
        return united.get(entity.id, entity)

    for claim in claims:
        said = claim.attribution
        yield replace(
            claim,
            subject=known(claim.subject),
            object=known(claim.object) if isinstance(claim.object, Entity) else claim.object,
            place=known(claim.place) if claim.place else None,
            attribution=replace(said, speaker=known(said.speaker)) if said and said.speaker else said,
        )


def _entities_of(claims: Iterable[Claim]) -> tuple[Entity, ...]:
    found: dict[str, Entity] = {}
    for claim in claims:
        speaker = claim.attribution.speaker if claim.attribution else None
        for part in (claim.subject, claim.object, claim.place, speaker):
            if isinstance(part, Entity):
                found[part.id] = part
    return tuple(found[key] for key in sorted(found))
