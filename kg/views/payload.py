"""What the page knows besides the drawing: entities, claims, and the articles they stand in."""

from __future__ import annotations

from typing import Any

from kg.model import Claim, Entity, Evidence, KnowledgeGraph
from kg.views.edges import relation_label
from kg.views.network import object_id, to_network, value_label
from kg.views.style import Lang, load_words


def page_data(graph: KnowledgeGraph, lang: Lang) -> dict[str, Any]:
    """The page's data, ready for JSON.

    Offsets count code points as in Python; the page counts alike, although JavaScript's strings
    count UTF-16 units. Only articles that some evidence cites are taken along.

    >>> sorted(page_data(KnowledgeGraph(), "en"))
    ['articles', 'claims', 'entities', 'words']
    """
    cited = {evidence.article for claim in graph.claims for evidence in claim.evidence}
    return {
        "words": load_words(lang),
        "articles": {
            article.name: {"title": article.title or article.name, "text": article.text}
            for article in graph.articles
            if article.name in cited
        },
        "entities": _entities(graph),
        "claims": {claim.id: _claim(claim, lang) for claim in graph.claims},
    }


def _entities(graph: KnowledgeGraph) -> dict[str, Any]:
    found = {
        node: {"label": attributes["label"], "type": attributes["type"], "aliases": [], "sameAs": []}
        for node, attributes in to_network(graph).nodes(data=True)
    }
    for entity in graph.entities:
        found[entity.id]["aliases"] = list(entity.aliases)
        found[entity.id]["sameAs"] = list(entity.same_as)
    return found


def _claim(claim: Claim, lang: Lang) -> dict[str, Any]:
    label = claim.object.label if isinstance(claim.object, Entity) else value_label(claim.object)
    said = claim.attribution
    return {
        "subject": _named(claim.subject),
        "relation": relation_label(claim.relation, lang),
        "surface": claim.relation.surface,
        "object": {"id": object_id(claim), "label": label},
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": said
        and {"speaker": said.speaker and _named(said.speaker), "cue": said.cue, "type": said.type},
        "time": claim.time.text if claim.time else "",
        "place": claim.place and _named(claim.place),
        "qualifiers": [qualifier.text for qualifier in claim.qualifiers],
        "confidence": round(claim.confidence, 2),
        "evidence": [_evidence(evidence) for evidence in claim.evidence],
    }


def _named(entity: Entity) -> dict[str, str]:
    return {"id": entity.id, "label": entity.label}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "article": evidence.article,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
        "sentence": list(evidence.sentence),
        "rule": evidence.rule,
    }
