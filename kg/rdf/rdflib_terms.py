"""Our terms as rdflib's, for those who want to go on with rdflib."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import rdflib

from kg.rdf.namespaces import Names
from kg.rdf.terms import AnyNode, AnyQuad, Blank, Iri, Literal


def fill_dataset(quads: Iterable[AnyQuad], names: Names) -> rdflib.Dataset:
    """A dataset with these quads, none with a triple term, that reads all its graphs at once."""
    dataset = rdflib.Dataset(default_union=True)
    for prefix, namespace in names.prefixes().items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    graphs: dict[Iri | Blank | None, rdflib.Graph] = {}
    for subject, predicate, target, graph in quads:
        if graph not in graphs:
            graphs[graph] = dataset if graph is None else dataset.graph(_node(graph))
        graphs[graph].add((_node(subject), _node(predicate), _node(target)))
    return dataset


@lru_cache(maxsize=65536, typed=True)
def _node(term: AnyNode) -> rdflib.term.Identifier:
    if isinstance(term, Iri):
        return rdflib.URIRef(term)
    if isinstance(term, Blank):
        return rdflib.BNode(term)
    if isinstance(term, Literal):
        datatype = rdflib.URIRef(term.datatype) if term.datatype and not term.language else None
        return rdflib.Literal(term.text, lang=term.language, datatype=datatype, normalize=False)
    raise TypeError(f"{term!r}: rdflib has no triple terms")
