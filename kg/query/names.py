"""The entities that a query is told about, by any of their names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import QueryError
from kg.query.cookbook import Parameter
from kg.query.source import QueryGraph


def check_entities(graph: QueryGraph, values: Mapping[str, str], known: Iterable[Parameter]) -> None:
    """Make sure that the entities a query is told about are in the graph, by any of their names.

    Raises:
        QueryError: one is not; the message names the most similar.
    """
    for parameter in known:
        name = values.get(parameter.name)
        if parameter.kind == "entity" and name is not None and not is_named(graph.store, name):
            close = find_entities(graph.store, name)
            hint = f"did you mean {' or '.join(close)}?" if close else "the query `names` lists all entities"
            raise QueryError(f"parameter {parameter.name}: no entity called {name!r} in this graph; {hint}")


def find_entities(store: Store, name: str) -> list[str]:
    """The entities' labels and other names that are like ``name``, best first."""
    names = _names(store)
    folded = {one.casefold(): one for one in names}
    wanted = name.casefold()
    parts = [one for key, one in folded.items() if wanted in key]
    close = difflib.get_close_matches(wanted, list(folded), n=5, cutoff=0.6)
    return list(dict.fromkeys([*sorted(parts)[:5], *(folded[key] for key in close)]))[:5]


def is_named(store: Store, name: str) -> bool:
    """Whether some entity has this name, in whatever case."""
    return name.casefold() in {one.casefold() for one in _names(store)}


def _names(store: Store) -> list[str]:
    found = set()
    for iri in (
        "http://www.w3.org/2000/01/rdf-schema#label",
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        "http://www.w3.org/2004/02/skos/core#altLabel",
    ):
        for quad in store.quads_for_pattern(None, NamedNode(iri), None, None):
            if isinstance(quad.object, Literal):
                found.add(quad.object.value)
    return sorted(found)
