"""The graph for NetworkX, and as GraphML for Gephi, yEd and Cytoscape."""

from __future__ import annotations

import io
import re
from typing import Literal

import networkx as nx

from kg.model import Claim, Entity, KnowledgeGraph, Value

# XML 1.0 has no way to write these, not even as a character reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SEPARATOR = "; "


def value_label(value: Value) -> str:
    """A quantity or time in words.

    >>> value_label(Value(9000, "Angriff"))
    '9000 Angriff'
    """
    return f"{value.value} {value.unit}".strip()


def to_network(graph: KnowledgeGraph) -> nx.MultiDiGraph[str]:
    """Turn the graph into a ``networkx.MultiDiGraph``; every claim is an edge of its own.

    Nodes are keyed by the entity's id and carry ``label``, ``type`` (an entity type, or `Quantity`
    or `Time` for a value), ``aliases`` and ``same_as`` (both joined by `; `), ``mentions``
    (their number). Edges are keyed by the claim's id and carry ``relation`` (its id), ``label``
    (English), ``label_de``, ``polarity``, ``modality``, ``asserted`` (bool), ``attributed`` (bool),
    ``speaker`` (entity id, or ""), ``speaker_label``, ``cue``, ``time``, ``place`` (entity id, or
    ""), ``confidence`` (0 to 1), ``evidence`` (the slices, joined by ` | `) and ``articles``. All are
    str, int, float or bool, so that any exchange format takes them. Two claims that speak of `40 Prozent`
    have nothing in common, so a value is never shared: its node is ``value/`` and the claim's id.

    Args:
        graph: what a run found; it stays as it is.

    Returns:
        A new graph: nodes sorted by id, edges in the order of their keys.

    >>> to_network(KnowledgeGraph()).number_of_nodes()
    0
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    entities = {entity.id: entity for claim in graph.claims for entity in _named_in(claim)}
    entities.update({entity.id: entity for entity in graph.entities})
    for key in sorted(entities):
        network.add_node(key, **_node(entities[key]))
    # A claim's id is a hash over all of it, so it is asked for once.
    for key, claim in sorted({claim.id: claim for claim in graph.claims}.items()):
        target = claim.object.id if isinstance(claim.object, Entity) else f"value/{key}"
        if isinstance(claim.object, Value):
            network.add_node(target, **_value_node(claim.object))
        network.add_edge(claim.subject.id, target, key=key, **_edge(claim))
    return network


def write_graphml(graph: KnowledgeGraph) -> bytes:
    """Write the graph as GraphML (UTF-8), with the attributes of ``to_network``.

    The same graph gives the same bytes. Control characters, which XML cannot hold, become U+FFFD.

    Args:
        graph: what a run found.

    Returns:
        The document, ready to be written to a file in binary mode.

    >>> write_graphml(KnowledgeGraph()).startswith(b"<?xml")
    True
    """
    network = to_network(graph)
    for _, attributes in network.nodes(data=True):
        _clean(attributes)
    for _, _, attributes in network.edges(data=True):
        _clean(attributes)
    stream = io.BytesIO()
    # write_graphml would take lxml where it is installed and then write other bytes.
    nx.write_graphml_xml(network, stream)
    return stream.getvalue()


def _named_in(claim: Claim) -> tuple[Entity, ...]:
    return (claim.subject, claim.object) if isinstance(claim.object, Entity) else (claim.subject,)


def _node(entity: Entity) -> dict[str, str | int]:
    return {
        "label": entity.label,
        "type": entity.type,
        "aliases": _SEPARATOR.join(entity.aliases),
        "same_as": _SEPARATOR.join(entity.same_as),
        "mentions": len(entity.mentions),
    }


def _value_node(value: Value) -> dict[str, str | int]:
    kind: Literal["Quantity", "Time"] = value.type
    return {"label": value_label(value), "type": kind, "aliases": "", "same_as": "", "mentions": 1}


def _edge(claim: Claim) -> dict[str, str | float | bool]:
    said = claim.attribution
    speaker = said.speaker if said else None
    return {
        "relation": claim.relation.id,
        "label": claim.relation.label_en,
        "label_de": claim.relation.label_de,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "asserted": claim.asserted,
        "attributed": said is not None,
        "speaker": speaker.id if speaker else "",
        "speaker_label": speaker.label if speaker else "",
        "cue": said.cue if said else "",
        "time": claim.time.text if claim.time else "",
        "place": claim.place.id if claim.place else "",
        "confidence": float(claim.confidence),
        "evidence": " | ".join(evidence.text for evidence in claim.evidence),
        "articles": _SEPARATOR.join(sorted({evidence.article for evidence in claim.evidence})),
    }


def _clean(attributes: dict[str, object]) -> None:
    for name, value in attributes.items():
        if isinstance(value, str):
            attributes[name] = _NOT_XML.sub("\ufffd", value)
