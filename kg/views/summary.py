"""How much was found, for the command line's table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kg.model import ENTITY_TYPES, Claim, KnowledgeGraph

_KINDS: tuple[tuple[str, Callable[[Claim], bool]], ...] = (
    ("asserted", lambda claim: claim.asserted),
    ("attributed", lambda claim: claim.attribution is not None),
    ("negated", lambda claim: claim.polarity == "negative"),
    ("modal", lambda claim: claim.modality != "asserted"),
)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line of the table.

    Attributes:
        group: what is counted.
        name: an entity type, a kind of claim, or ``total``.
        count: how many.
    """

    group: Literal["entities", "claims"]
    name: str
    count: int


def summary_rows(graph: KnowledgeGraph) -> tuple[SummaryRow, ...]:
    """Count entities by type and claims by kind.

    An entity type that does not occur has no row; every kind of claim has one. A claim can be
    attributed, negated and modal at once, so that these counts may exceed the total.

    Args:
        graph: what a run found.

    Returns:
        Entity types in the order of ``ENTITY_TYPES`` and their total, then asserted, attributed,
        negated and modal claims and their total.

    >>> [(row.name, row.count) for row in summary_rows(KnowledgeGraph())][-2:]
    [('modal', 0), ('total', 0)]
    """
    types = Counter(entity.type for entity in graph.entities)
    found = [SummaryRow("entities", name, types[name]) for name in ENTITY_TYPES if types[name]]
    kinds = [SummaryRow("claims", name, sum(map(test, graph.claims))) for name, test in _KINDS]
    return (
        *found,
        SummaryRow("entities", "total", len(graph.entities)),
        *kinds,
        SummaryRow("claims", "total", len(graph.claims)),
    )
