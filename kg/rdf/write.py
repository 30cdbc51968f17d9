"""The graph as an rdflib dataset and as bytes; the same graph gives the same bytes."""

from __future__ import annotations

from rdflib import Dataset

from kg.model import KnowledgeGraph
from kg.rdf.formats import serialize
from kg.rdf.namespaces import DEFAULT_BASE, Names
from kg.rdf.provenance import Run
from kg.rdf.quads import quads
from kg.rdf.rdflib_terms import fill_dataset
from kg.rdf.statements import Style


def to_dataset(
    graph: KnowledgeGraph,
    base: str = DEFAULT_BASE,
    *,
    symmetric: frozenset[str] | None = None,
    min_confidence: float = 0.5,
    run: Run | None = None,
) -> Dataset:
    """Return the graph as a dataset with one named graph per article.

    What several articles share stands in the default graph. Queries without ``GRAPH`` read all
    of them at once.

    Args:
        graph: what the pipeline built.
        base: absolute IRI that every IRI of ours starts with.
        symmetric: ids of the relations stored in both directions, None for the catalogue's.
        min_confidence: least confidence, 0 to 1, of a claim that gets a direct triple.
        run: the program and model that made the claims; None for this program and no model.

    Raises:
        ConfigError: ``base`` is no absolute IRI or ``min_confidence`` is out of range.
        InputError: an entity's ``same_as`` is no absolute IRI.

    >>> len(to_dataset(KnowledgeGraph()))
    0
    """
    style = Style(Names(base), symmetric, min_confidence, run or Run())
    return fill_dataset(quads(graph, style), style.names)


def write_rdf(
    graph: KnowledgeGraph,
    format: str,
    base: str = DEFAULT_BASE,
    *,
    symmetric: frozenset[str] | None = None,
    min_confidence: float = 0.5,
    run: Run | None = None,
) -> bytes:
    """Return the graph in one of the formats of ``FORMATS``, UTF-8.

    Formats with named graphs (N-Quads, TriG, JSON-LD) hold one for each article; the others
    hold all articles' triples as one graph. Other arguments and errors are those of ``to_dataset``.

    Raises:
        ConfigError: there is no such format.
        OutputError: the format cannot hold the graph (control characters in RDF/XML).
    """
    style = Style(Names(base), symmetric, min_confidence, run or Run())
    return serialize(quads(graph, style), format, style.names)


def write_turtle(
    graph: KnowledgeGraph,
    base: str = DEFAULT_BASE,
    *,
    symmetric: frozenset[str] | None = None,
    min_confidence: float = 0.5,
    run: Run | None = None,
) -> bytes:
    """Return all articles' triples as one plain graph in Turtle, UTF-8.

    Arguments and errors are those of ``to_dataset``.
    """
    return write_rdf(graph, "turtle", base, symmetric=symmetric, min_confidence=min_confidence, run=run)


def write_nquads(
    graph: KnowledgeGraph,
    base: str = DEFAULT_BASE,
    *,
    symmetric: frozenset[str] | None = None,
    min_confidence: float = 0.5,
    run: Run | None = None,
) -> bytes:
    """Return sorted N-Quads, UTF-8, each line with its article's IRI as the graph's name.

    Arguments and errors are those of ``to_dataset``.
    """
    return write_rdf(graph, "nquads", base, symmetric=symmetric, min_confidence=min_confidence, run=run)
