"""What a store holds: its articles, and all of it as N-Quads or TriG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize
from rdflib.namespace import XSD

from kg.errors import InputError
from kg.output import write_files
from kg.rdf.namespaces import NIF
from kg.store.select import select

_OFFSETS = tuple(NamedNode(str(NIF[name])) for name in ("beginIndex", "endIndex"))
_COUNT_TYPE = NamedNode(str(XSD.nonNegativeInteger))

_LIST = """
PREFIX schema: <https://schema.org/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?g (SAMPLE(?i) AS ?name) (SAMPLE(?t) AS ?title) (SAMPLE(?d) AS ?published)
WHERE { GRAPH ?g {
  ?g a schema:NewsArticle .
  OPTIONAL { ?g schema:identifier ?i }
  OPTIONAL { ?g schema:name ?t }
  OPTIONAL { ?g schema:datePublished ?d }
} } GROUP BY ?g ORDER BY ?g
"""
_COUNT = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { PATTERN } } GROUP BY ?g
"""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article in a store; ``published`` is an ISO date or ""."""

    iri: str
    name: str
    title: str
    published: str
    claims: int
    triples: int


def list_articles(store: Store) -> tuple[StoredArticle, ...]:
    """The articles of a database, sorted by IRI."""
    claims = _counts(store, "?c a rdf:Statement")
    triples = _counts(store, "?s ?p ?o")
    found = []
    for row in select(store, _LIST):
        iri = row["g"].value
        name, title, day = (_text(row[key]) for key in ("name", "title", "published"))
        found.append(StoredArticle(iri, name or iri, title, day, claims.get(iri, 0), triples.get(iri, 0)))
    return tuple(found)


def export(store: Store, target: Path) -> int:
    """Write a store's content to a file: N-Quads (`.nq`, sorted) or TriG (`.trig`).

    Returns:
        The number of triples written.

    Raises:
        InputError: another ending.
        OutputError: the file cannot be written.
    """
    write_files({target: dump(store, target.suffix)})
    return sum(article.triples for article in list_articles(store))


def dump(store: Store, suffix: str) -> bytes:
    """A store's content as bytes; ``suffix`` is `.nq` or `.trig`."""
    if suffix == ".nq":
        return "".join(sorted(f"{_with_type(quad)} .\n" for quad in _named(store))).encode("utf-8")
    if suffix == ".trig":
        quads = sorted(
            (_with_type(quad) for quad in _named(store)), key=lambda quad: (str(quad.graph_name), str(quad))
        )
        return serialize(quads, format=RdfFormat.TRIG) or b""
    raise InputError(f"{suffix or 'no ending'}: a store is exported to .nq or .trig")


def _named(store: Store) -> Iterator[Quad]:
    """The quads of the articles; the default graph only repeats them."""
    for graph in store.named_graphs():
        yield from store.quads_for_pattern(None, None, None, graph)


def _with_type(quad: Quad) -> Quad:
    """Give an offset back the type that NIF asks for; the database keeps all integers as one type."""
    if quad.predicate not in _OFFSETS or not isinstance(quad.object, Literal):
        return quad
    return Quad(
        quad.subject, quad.predicate, Literal(quad.object.value, datatype=_COUNT_TYPE), quad.graph_name
    )


def _counts(store: Store, pattern: str) -> dict[str, int]:
    rows = select(store, _COUNT.replace("PATTERN", pattern))
    return {row["g"].value: int(row["n"].value) for row in rows}


def _text(term: object) -> str:
    return term.value if isinstance(term, Literal) else ""
