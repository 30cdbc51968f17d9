"""The graph as an rdflib dataset, as Turtle and as N-Quads; the same graph gives the same bytes."""

from __future__ import annotations

from rdflib import Dataset

from kg.model import KnowledgeGraph
from kg.rdf.namespaces import DEFAULT_BASE, Names
from kg.rdf.quads import Quad, quads
from kg.rdf.spell import nquads_term, turtle
from kg.rdf.statements import Style


def to_dataset(
    graph: KnowledgeGraph,
    base: str = DEFAULT_BASE,
    *,
    symmetric: frozenset[str] = frozenset(),
    min_confidence: float = 0.5,
) -> Dataset:
    """Return the graph as a dataset with one named graph per article.

    Queries without ``GRAPH`` read all of them at once.

    Args:
        graph: what the pipeline built.
        base: absolute IRI that every IRI of ours starts with.
        symmetric: ids of the relations stored in both directions.
        min_confidence: least confidence, 0 to 1, of a claim that gets a direct triple.

    Raises:
        ConfigError: ``base`` is no absolute IRI or ``min_confidence`` is out of range.
        InputError: an entity's ``same_as`` is no absolute IRI.

    >>> len(to_dataset(KnowledgeGraph()))
    0
    """
    names = Names(base)
    dataset = Dataset(default_union=True)
    for prefix, namespace in names.prefixes().items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    for subject, predicate, target, place in quads(graph, Style(names, symmetric, min_confidence)):
        if place is None:
            dataset.add((subject, predicate, target))
        else:
            dataset.graph(place).add((subject, predicate, target))
    return dataset


def write_turtle(
    graph: KnowledgeGraph,
    base: str = DEFAULT_BASE,
    *,
    symmetric: frozenset[str] = frozenset(),
    min_confidence: float = 0.5,
) -> bytes:
    """Return all articles' triples as one plain graph in Turtle, UTF-8.

    Arguments and errors are those of ``to_dataset``.
    """
    names = Names(base)
    found = quads(graph, Style(names, symmetric, min_confidence))
    return turtle(((s, p, o) for s, p, o, _ in found), names).encode("utf-8")


def write_nquads(
    graph: KnowledgeGraph,
    base: str = DEFAULT_BASE,
    *,
    symmetric: frozenset[str] = frozenset(),
    min_confidence: float = 0.5,
) -> bytes:
    """Return sorted N-Quads, UTF-8, each line with its article's IRI as the graph's name.

    Arguments and errors are those of ``to_dataset``.
    """
    style = Style(Names(base), symmetric, min_confidence)
    lines = sorted({_line(quad) for quad in quads(graph, style)})
    return "".join(lines).encode("utf-8")


def _line(quad: Quad) -> str:
    return " ".join(nquads_term(term) for term in quad if term is not None) + " .\n"
