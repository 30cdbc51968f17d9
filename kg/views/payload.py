"""What the page knows: entities, claims, and the articles they stand in, packed for size.

A graph may have 30,000 claims, so records are arrays in a fixed order and name each other by
number; ``assets/js/data.js`` unpacks them and is the only other place that knows the order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from kg.model import Article, Claim, Entity, Evidence, KnowledgeGraph, Value

Cited = dict[str, set[tuple[int, int]]]  # sentences by article
Numbers = dict[str, int]


def page_data(graph: KnowledgeGraph) -> dict[str, Any]:
    """The page's data, ready for JSON.

    Offsets count code points as in Python; the page counts alike, although JavaScript's strings
    count UTF-16 units. Only articles that some evidence cites are taken along.

    Returns:
        ``articles`` by name, ``entities`` (id, label, type, aliases, same_as, mentions as article,
        start and end), ``relations`` (id, English and German label), ``rules`` and ``claims``.

    >>> sorted(page_data(KnowledgeGraph()))
    ['articles', 'claims', 'entities', 'relations', 'rules']
    """
    # A claim's id is a hash over all of it, so it is asked for once.
    ids = _ids(graph)
    claims = list(ids.values())
    entities = _entities(graph, claims)
    articles = _articles(graph, claims)
    relations = {claim.relation.id: claim.relation for claim in reversed(claims)}
    rules = sorted({evidence.rule for claim in claims for evidence in claim.evidence})
    cited = _cited(claims)
    texts = {article.name: article.text for article in graph.articles if article.text}
    number = Numbering(
        _numbers(entities), _numbers(articles), _numbers(sorted(relations)), _numbers(rules), texts.keys()
    )
    return {
        "articles": articles,
        "entities": [_entity(one, cited[one.id], texts, number.articles) for one in entities.values()],
        "relations": [
            [key, relations[key].label_en or key, relations[key].label_de or key] for key in sorted(relations)
        ],
        "rules": rules,
        "claims": [number.claim(key, claim) for key, claim in ids.items()],
    }


class Numbering:
    """The numbers under which entities, articles, relations and rules are named in the page."""

    def __init__(
        self, entities: Numbers, articles: Numbers, relations: Numbers, rules: Numbers, texts: Collection[str]
    ) -> None:
        self.entities = entities
        self.articles = articles
        self.relations = relations
        self.rules = rules
        self.texts = texts

    def claim(self, key: str, claim: Claim) -> list[Any]:
        """One claim as an array; ``key`` is its id."""
        return [
            key,
            self.entities[claim.subject.id],
            self.relations[claim.relation.id],
            self._object(claim.object),
            claim.relation.surface,
            int(claim.polarity == "negative"),
            claim.modality,
            self._attribution(claim),
            [claim.time.text, claim.time.start, claim.time.end] if claim.time else 0,
            self.entities[claim.place.id] if claim.place else -1,
            [[qualifier.role, qualifier.text] for qualifier in claim.qualifiers],
            round(claim.confidence, 2),
            [self._evidence(evidence) for evidence in claim.evidence],
        ]

    def _object(self, value: Entity | Value) -> int | list[Any]:
        if isinstance(value, Entity):
            return self.entities[value.id]
        return [value.value, value.unit, value.type]

    def _attribution(self, claim: Claim) -> int | list[Any]:
        said = claim.attribution
        if said is None:
            return 0
        return [self.entities[said.speaker.id] if said.speaker else -1, said.cue, said.type]

    def _evidence(self, evidence: Evidence) -> list[Any]:
        record = [
            self.articles[evidence.article],
            evidence.start,
            evidence.end,
            *evidence.sentence,
            self.rules[evidence.rule],
        ]
        # The page slices the article itself where it has it.
        return record if evidence.article in self.texts else [*record, evidence.text]


def _numbers(keys: Iterable[str]) -> Numbers:
    return {key: number for number, key in enumerate(keys)}


def _ids(graph: KnowledgeGraph) -> dict[str, Claim]:
    """The claims by their ids, in the order of the articles and their texts."""
    place = {article.name: number for number, article in enumerate(graph.articles)}

    def order(item: tuple[str, Claim]) -> tuple[int, str, int, str]:
        key, claim = item
        first = claim.evidence[0] if claim.evidence else None
        name = first.article if first else ""
        return (place.get(name, len(place)), name, first.start if first else -1, key)

    return dict(sorted({claim.id: claim for claim in graph.claims}.items(), key=order))


def _entities(graph: KnowledgeGraph, claims: Iterable[Claim]) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for claim in claims:
        speaker = claim.attribution.speaker if claim.attribution else None
        for part in (claim.subject, claim.object, claim.place, speaker):
            if isinstance(part, Entity):
                found.setdefault(part.id, part)
    found.update({entity.id: entity for entity in graph.entities})
    return {key: found[key] for key in sorted(found)}


def _articles(graph: KnowledgeGraph, claims: Iterable[Claim]) -> dict[str, dict[str, str]]:
    cited = {evidence.article for claim in claims for evidence in claim.evidence}
    known = {article.name: _article(article) for article in graph.articles if article.name in cited}
    # Of claims that were saved without their articles, the page still knows the slices.
    for claim in claims:
        for evidence in claim.evidence:
            known.setdefault(evidence.article, {"title": evidence.article})
    return known


def _article(article: Article) -> dict[str, str]:
    found = {
        "title": article.title or article.name,
        "text": article.text,
        "url": article.url or "",
        "published": article.published.isoformat() if article.published else "",
        "publisher": article.publisher or "",
    }
    return {key: text for key, text in found.items() if text}


def _cited(claims: Iterable[Claim]) -> dict[str, Cited]:
    """The articles that speak of an entity, and the sentences there, as far as its claims tell."""
    cited: dict[str, Cited] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        speaker = claim.attribution.speaker if claim.attribution else None
        parts = [
            each for each in (claim.subject, claim.object, claim.place, speaker) if isinstance(each, Entity)
        ]
        for part in parts:
            for evidence in claim.evidence:
                cited[part.id][evidence.article].add(evidence.sentence)
    return cited


def _entity(entity: Entity, cited: Cited, texts: dict[str, str], articles: Numbers) -> list[Any]:
    homes = {name: cited[name] for name in sorted(cited) if name in texts and name in articles}
    alike = Counter((mention.span.start, mention.span.text) for mention in entity.mentions)
    mentions = [
        [articles[name], start, start + len(words)]
        for (start, words), count in alike.items()
        for name in _homes(start, words, count, homes, texts)
    ]
    return [entity.id, entity.label, entity.type, list(entity.aliases), list(entity.same_as), mentions]


def _homes(start: int, words: str, count: int, homes: Cited, texts: dict[str, str]) -> list[str]:
    """The articles in which ``count`` mentions stand that are alike in place and words.

    A mention does not say which article it stands in once several articles are one graph. Where
    more articles have the same words at the same place than there are such mentions (the opening
    line of an agency's reports), they stand where a claim about the entity rests on that sentence.
    """
    end = start + len(words)
    fitting = [name for name in homes if texts[name][start:end] == words]
    if len(fitting) <= count:
        return fitting
    spoken = [name for name in fitting if any(a <= start and end <= z for a, z in homes[name])]
    return spoken if len(spoken) <= count else []
