"""Names in a query that the graph does not hold, with suggestions of what it does hold."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import QueryError
from kg.query.cookbook import Parameter
from kg.query.mask import mask
from kg.query.source import QueryGraph
from kg.store import select

_NAME = re.compile(r"(?<![\w?$:<\"'@%-])([A-Za-z][\w-]*):((?:[\w%-]|\.(?=[\w%-]))+)")
_OWN = ("rel", "kg", "entity", "article")


def find_unknown(graph: QueryGraph, text: str) -> list[str]:
    """One note for each relation, term, entity or article that is named but not in the graph.

    >>> find_unknown(QueryGraph(Store(), {"rel": "https://newskg.org/relation/"}), "ASK { ?x rel:meet ?y }")
    ['rel:meet does not occur in this graph']
    """
    declared = set(re.findall(r"\bPREFIX\s+([\w.-]*):", text, re.IGNORECASE))
    notes = []
    for prefix, name in dict.fromkeys(_NAME.findall(mask(text))):
        namespace = graph.prefixes.get(prefix)
        if prefix not in _OWN or prefix in declared or not namespace:
            continue
        if not _occurs(graph.store, NamedNode(namespace + name)):
            notes.append(f"{prefix}:{name} does not occur in this graph{_hint(graph, prefix, name)}")
    return notes


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


def _occurs(store: Store, node: NamedNode) -> bool:
    found = (
        store.quads_for_pattern(node, None, None, None),
        store.quads_for_pattern(None, node, None, None),
        store.quads_for_pattern(None, None, node, None),
    )
    return any(next(quads, None) is not None for quads in found)


def _hint(graph: QueryGraph, prefix: str, name: str) -> str:
    held = _held(graph, graph.prefixes[prefix])
    close = difflib.get_close_matches(unquote(name), sorted(held), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(f'{prefix}:{held[one]}' for one in close)}?" if close else ""


def _held(graph: QueryGraph, namespace: str) -> dict[str, str]:
    """Local names below a namespace, by how they read without percent signs."""
    ours = f'FILTER(STRSTARTS(STR(?x), "{namespace}"))'
    query = f"SELECT DISTINCT ?x {{ {{ ?x ?p ?o }} UNION {{ ?s ?x ?o }} {ours} }}"
    rows = select(graph.store, query)
    names = [row[0].value.removeprefix(namespace) for row in rows]
    return {unquote(name): name for name in names}
