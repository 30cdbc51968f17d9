"""The files of one graph, as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.config import Config
from kg.model import KnowledgeGraph

if TYPE_CHECKING:
    from rdflib import Dataset

SUFFIXES = (".html", ".ttl", ".nq", ".graphml", ".claims.jsonl")


def render(
    graph: KnowledgeGraph, config: Config, title: str, model: Mapping[str, object] | None = None
) -> dict[str, bytes]:
    """The contents of a graph's files by suffix; ``model`` is the spaCy ``meta`` of what annotated it."""
    from kg.contract import write_claims
    from kg.rdf import Run, write_turtle
    from kg.rdf.namespaces import DEFAULT_BASE
    from kg.views import render_html, write_graphml

    base, sure = config.base or DEFAULT_BASE, config.min_confidence
    run = Run.of_model(model) if model else None
    contents = (
        render_html(graph, title, "de" if config.lang == "de" else "en", base=base).encode("utf-8"),
        write_turtle(graph, base, min_confidence=sure, run=run),
        nquads(graph, config, model),
        write_graphml(graph),
        write_claims(graph.claims),
    )
    return dict(zip(SUFFIXES, contents, strict=True))


def nquads(graph: KnowledgeGraph, config: Config, model: Mapping[str, object] | None = None) -> bytes:
    """The graph's RDF as N-Quads."""
    from kg.rdf import Run, write_nquads
    from kg.rdf.namespaces import DEFAULT_BASE

    base = config.base or DEFAULT_BASE
    run = Run.of_model(model) if model else None
    return write_nquads(graph, base, min_confidence=config.min_confidence, run=run)


def dataset(graph: KnowledgeGraph, config: Config) -> Dataset:
    """The graph's RDF."""
    from kg.rdf import to_dataset
    from kg.rdf.namespaces import DEFAULT_BASE

    return to_dataset(graph, config.base or DEFAULT_BASE, min_confidence=config.min_confidence)
