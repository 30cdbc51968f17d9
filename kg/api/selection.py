"""Parts of a graph: by name, by who says it, by distance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.errors import InputError
from kg.model import Claim, Entity, KnowledgeGraph

_PLAIN = {
    "polarity": ("affirmative", "negative"),
    "modality": ("asserted", "planned", "possible", "necessary", "conditional", "desired"),
}


def find_entities(graph: KnowledgeGraph, words: str) -> tuple[Entity, ...]:
    """Entities whose label, English name or alias holds all the words, the most mentioned first."""
    wanted = words.casefold().split()
    fits = [
        e for e in graph.entities if any(_holds(name, wanted) for name in (e.label, e.english, *e.aliases))
    ]
    return tuple(sorted(fits, key=lambda e: (-len(e.mentions), e.id)))


def _holds(name: str, wanted: list[str]) -> bool:
    name = name.casefold()
    return bool(name) and all(word in name for word in wanted)


def select(
    graph: KnowledgeGraph,
    sides: Mapping[str, str | Entity | None],
    relations: set[str] | None,
    article: str | None,
    plain: Mapping[str, object],
    min_confidence: float,
) -> KnowledgeGraph:
    """The graph of the claims that fit; see ``kg.KnowledgeGraph.filter``.

    Raises:
        InputError: a value that no claim can have.
    """
    for key, valid in _PLAIN.items():
        if plain.get(key) is not None and plain[key] not in valid:
            raise InputError(f"{key} {plain[key]!r} is not known; valid: {', '.join(valid)}")
    wanted = {key: _ids(graph, value) for key, value in sides.items() if value is not None}
    claims = [
        claim
        for claim in graph.claims
        if all(_side_fits(claim, key, ids) for key, ids in wanted.items())
        and (relations is None or claim.relation.id in relations)
        and (article is None or any(e.article == article for e in claim.evidence))
        and all(_plain_value(claim, key) == value for key, value in plain.items() if value is not None)
        and claim.confidence >= min_confidence
    ]
    return part_of(graph, claims)


def _ids(graph: KnowledgeGraph, value: str | Entity) -> set[str]:
    if isinstance(value, Entity):
        return {value.id}
    exact = {e.id for e in graph.entities if value in (e.id, e.label)}
    return exact or {e.id for e in find_entities(graph, value)}


def _side_fits(claim: Claim, key: str, ids: set[str]) -> bool:
    target = claim.object.id if isinstance(claim.object, Entity) else ""
    speaker = claim.attribution.speaker if claim.attribution else None
    of = {
        "subject": {claim.subject.id},
        "object": {target},
        "about": {claim.subject.id, target},
        "speaker": {speaker.id} if speaker else set(),
    }
    return bool(of[key] & ids)


def _plain_value(claim: Claim, key: str) -> object:
    return claim.attribution is not None if key == "attributed" else getattr(claim, key)


def around(graph: KnowledgeGraph, centre: str | Entity, steps: int) -> KnowledgeGraph:
    """The claims within ``steps`` edges of an entity.

    Raises:
        InputError: no entity fits.
    """
    reached = _ids(graph, centre)
    if not reached:
        known = ", ".join(e.label for e in graph.entities[:8])
        raise InputError(f"no entity fits {centre!r}; the graph holds {known}, …")
    claims: list[Claim] = []
    for _ in range(steps):
        claims = [claim for claim in graph.claims if _side_fits(claim, "about", reached)]
        reached = reached | {e.id for c in claims for e in (c.subject, c.object) if isinstance(e, Entity)}
    return part_of(graph, claims)


def part_of(graph: KnowledgeGraph, claims: Iterable[Claim]) -> KnowledgeGraph:
    """Some claims with the entities and articles that they need."""
    claims = tuple(claims)
    needed = {
        part.id
        for claim in claims
        for part in (
            claim.subject,
            claim.object,
            claim.place,
            claim.attribution.speaker if claim.attribution else None,
        )
        if isinstance(part, Entity)
    }
    names = {evidence.article for claim in claims for evidence in claim.evidence}
    articles = tuple(article for article in graph.articles if article.name in names)
    return KnowledgeGraph(articles, tuple(e for e in graph.entities if e.id in needed), claims)
