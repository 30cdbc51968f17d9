"""How the edges are drawn: line, colour, arrow, and curves that keep parallel claims apart."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.model import Claim, KnowledgeGraph, Relation
from kg.views.network import object_id
from kg.views.style import Lang, line_of, load_style, load_words

_BEND = 0.22  # roundness between two neighbouring parallel edges
_MANY = 150  # above so many edges their labels would only cover each other


def relation_label(relation: Relation, lang: Lang) -> str:
    """The relation's name in the page's language."""
    return relation.label_de if lang == "de" else relation.label_en


def edge_options(graph: KnowledgeGraph, lang: Lang) -> list[tuple[str, str, dict[str, Any]]]:
    """Source, target and vis-network's options of every claim's edge, sorted by claim id.

    >>> edge_options(KnowledgeGraph(), "en")
    []
    """
    pairs: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in sorted({claim.id: claim for claim in graph.claims}.values(), key=lambda one: one.id):
        pairs[tuple(sorted((claim.subject.id, object_id(claim))))].append(claim)
    labelled = len(graph.claims) <= _MANY
    edges = []
    for (first, second), claims in pairs.items():
        for number, claim in enumerate(claims):
            options = _line(claim, lang, labelled)
            if first == second:
                options["selfReference"] = {"size": 22 + 10 * number, "angle": 0.8}
            else:
                side = 1 if claim.subject.id == first else -1
                options["smooth"] = _curve(side * (number - (len(claims) - 1) / 2))
            edges.append((claim.subject.id, object_id(claim), options))
    return sorted(edges, key=lambda edge: str(edge[2]["id"]))


def _line(claim: Claim, lang: Lang, labelled: bool) -> dict[str, Any]:
    style = load_style()
    negative = claim.polarity == "negative"
    label = relation_label(claim.relation, lang)
    if negative:
        label = f"{load_words(lang)['not']}: {label}"
    colour = style.colours[claim.polarity]
    return {
        "id": claim.id,
        "label": label if labelled else "",
        "dashes": style.dashes[line_of(claim)] or False,
        "width": 2 if negative else 1.6,
        "color": {"color": colour, "highlight": colour if negative else "#000000", "hover": colour},
        # Red alone would be lost on some readers: what is denied also ends in a bar.
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.6, "type": "bar" if negative else "arrow"}},
    }


def _curve(offset: float) -> dict[str, Any] | bool:
    if offset == 0:
        return False
    kind = "curvedCW" if offset > 0 else "curvedCCW"
    return {"enabled": True, "type": kind, "roundness": round(abs(offset) * _BEND, 3)}
