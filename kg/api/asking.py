"""SPARQL on a graph in memory, with answers in Python's own types."""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, serialize

from kg.api.selection import part_of
from kg.config import Config
from kg.model import Claim, Entity, KnowledgeGraph

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.query import QueryGraph

# A query in a notebook follows another on the same graph; two are in use where graphs are compared.
_KEPT = 2


def ask(
    data: KnowledgeGraph, config: Config, sparql: str, *, short: bool = False
) -> list[dict[str, object]] | bool | Graph:
    """Ask a graph in SPARQL 1.1.

    A relation, term, entity or article that the query names and the graph does not hold gives a
    ``UserWarning`` with suggestions, since the answer is then usually empty.

    Args:
        data: the graph.
        config: settings of its RDF (base IRI, least confidence of a direct triple).
        sparql: the query; the prefixes of ``kg query`` need no declaration.
        short: spell IRIs in rows with their prefix (`rel:meets`).

    Returns:
        Of SELECT a list of dicts, variable → value: numbers, booleans and days as Python has
        them, IRIs and other literals as str, None where unbound. Of ASK a bool. Of CONSTRUCT
        and DESCRIBE an ``rdflib.Graph``.

    Raises:
        QueryError: the query cannot be read; the message names line, column and likely cause.
    """
    from kg.query import find_unknown, run_query

    graph = _open(_Same(data), config)
    result = run_query(graph, sparql)
    for note in find_unknown(graph, sparql):
        warnings.warn(note, UserWarning, stacklevel=3)
    if result.truth is not None:
        return result.truth
    if result.triples is not None:
        return _graph(serialize(result.triples, format=RdfFormat.N_TRIPLES) or b"", graph.prefixes)
    prefixes = graph.prefixes if short else {}
    return [
        {name: _python(term, prefixes) for name, term in zip(result.variables, row, strict=True)}
        for row in result.rows
    ]


def stated_by(data: KnowledgeGraph, config: Config, triples: Graph) -> KnowledgeGraph:
    """The claims between entities that stand among some triples; see ``kg.KnowledgeGraph.stated_by``."""
    from rdflib import URIRef

    from kg.rdf.namespaces import DEFAULT_BASE, Names

    names = Names(config.base or DEFAULT_BASE)

    def among(claim: Claim) -> bool:
        if not isinstance(claim.object, Entity):
            return False
        ends = URIRef(names.entity(claim.subject.id)), URIRef(names.entity(claim.object.id))
        relation = URIRef(names.relation(claim.relation.id))
        return (ends[0], relation, ends[1]) in triples or (ends[1], relation, ends[0]) in triples

    return part_of(data, filter(among, data.claims))


class _Same:
    """A graph as a key of the cache: the same object, since comparing all claims would take long."""

    __slots__ = ("data",)

    def __init__(self, data: KnowledgeGraph) -> None:
        self.data = data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.data is self.data

    def __hash__(self) -> int:
        return id(self.data)


@lru_cache(maxsize=_KEPT)
def _open(kept: _Same, config: Config) -> QueryGraph:
    from kg.api.saving import nquads
    from kg.query import QueryGraph
    from kg.query.source import merge_graphs
    from kg.rdf.namespaces import DEFAULT_BASE, Names

    store = Store()
    store.bulk_load(nquads(kept.data, config), format=RdfFormat.N_QUADS)
    merge_graphs(store)
    return QueryGraph(store, Names(config.base or DEFAULT_BASE).prefixes())


def _python(term: object, prefixes: dict[str, str]) -> object:
    from kg.query.formats import shorten

    if isinstance(term, NamedNode):
        return shorten(term, prefixes)
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    from rdflib import Literal as Typed
    from rdflib import URIRef

    if term.language:
        return term.value
    value = Typed(term.value, datatype=URIRef(term.datatype.value)).toPython()
    return term.value if isinstance(value, Typed) else value


def _graph(ntriples: bytes, prefixes: dict[str, str]) -> Graph:
    from rdflib import Graph

    made = Graph()
    for prefix, namespace in prefixes.items():
        made.bind(prefix, namespace, override=True, replace=True)
    return made.parse(data=ntriples, format="ntriples")
