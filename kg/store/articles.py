"""Articles in a store: adding, replacing, removing and listing them.

The default graph is kept as the union of all articles. The engine could read the named graphs as
one instead, but then a triple that two articles hold counts twice, and `COUNT(*)` is wrong.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize
from rdflib.namespace import XSD

from kg.errors import InputError, StoreError
from kg.output import write_files
from kg.rdf.namespaces import NIF
from kg.store.folder import Lock, check_store, create_store, lock_store, open_database
from kg.store.select import select
from kg.store.split import by_article

# From this many new triples on, writing sorted files at once is faster than transactions.
_BULK = 5_000

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


class ArticleStore:
    """A store opened for writing; nobody else reads or writes it meanwhile.

    A kill at any moment leaves each article as it was before or as it is after: it is written
    in one transaction of the database.

    Args:
        folder: the store's folder.
        create: make it where there is none.

    Raises:
        StoreError: no store, in use, or damaged.
        OutputError: it cannot be made.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        if create:
            create_store(folder)
        check_store(folder)
        self.folder = folder
        self._lock: Lock = lock_store(folder, exclusive=True)
        try:
            self._store: Store | None = open_database(folder, writable=True)
        except StoreError:
            self._lock.release()
            raise

    def __enter__(self) -> ArticleStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write what is still in memory to the disk and let others use the store."""
        if self._store is not None:
            self._store.flush()
        self._store = None
        self._lock.release()

    @property
    def store(self) -> Store:
        """The database.

        Raises:
            StoreError: the store has been closed.
        """
        if self._store is None:
            raise StoreError(f"{self.folder}: has been closed")
        return self._store

    def add(self, data: bytes | IO[bytes], form: RdfFormat, source: str) -> tuple[str, ...]:
        """Add the articles of an RDF document, in place of what the store has of them.

        Args:
            data: the document.
            form: its format; one without named graphs can hold one article only.
            source: what to call it in messages.

        Returns:
            The articles' IRIs, sorted.

        Raises:
            InputError: malformed, or without articles; the store is as it was.
            StoreError: the store cannot be written, its disk is full.
        """
        try:
            articles = by_article(parse(data, format=form, base_iri="file:///"), source)
        except SyntaxError as error:
            raise InputError(f"{source}: malformed RDF: {str(error).splitlines()[0]}") from error
        self._write(articles)
        return tuple(sorted(articles))

    def add_file(self, path: Path) -> tuple[str, ...]:
        """Add the articles of an RDF file; see ``add``."""
        form = RdfFormat.from_extension(path.suffix.removeprefix("."))
        if form is None:
            raise InputError(f"{path}: no RDF file by its name; expected .nq, .trig, .ttl, .jsonld or .rdf")
        try:
            with path.open("rb") as stream:
                return self.add(stream, form, str(path))
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error

    def put_graph(self, iri: str, data: bytes, form: RdfFormat, *, replace: bool) -> None:
        """Put triples into the graph of that name, in place of what it holds or besides it.

        Raises:
            InputError: malformed, or a dataset with graphs of its own; the store is as it was.
            StoreError: the store cannot be written, its disk is full.
        """
        try:
            found = list(parse(data, format=form, base_iri=iri, without_named_graphs=True))
        except SyntaxError as error:
            raise InputError(f"<{iri}>: malformed RDF: {str(error).splitlines()[0]}") from error
        insert = _inserting(iri, found)
        self._run(f"{_without(iri)} ; {insert}" if replace else insert, iri)

    def remove_graph(self, iri: str) -> None:
        """Remove the graph of that name, and of the union what only it held.

        Raises:
            InputError: there is no such graph.
            StoreError: the store cannot be written.
        """
        if not self.store.contains_named_graph(NamedNode(iri)):
            raise InputError(f"{self.folder}: no graph <{iri}>")
        self._run(_without(iri), iri)

    def remove(self, names: Iterable[str]) -> tuple[str, ...]:
        """Remove articles, named by their name or IRI, and what only they supported.

        Returns:
            Their IRIs.

        Raises:
            InputError: there is no such article; then none is removed.
        """
        found = [self._find(name) for name in names]
        for iri in found:
            self._run(_without(iri), iri)
        return tuple(found)

    def articles(self) -> tuple[StoredArticle, ...]:
        """What the store holds, sorted by IRI."""
        return list_articles(self.store)

    def compact(self) -> None:
        """Give back the room of what was removed and make queries faster."""
        try:
            self.store.flush()
            self.store.optimize()
        except OSError as error:
            raise StoreError(f"{self.folder}: cannot be compacted: {error}") from error

    def _find(self, name: str) -> str:
        known = {article.name: article.iri for article in self.articles()}
        known |= {iri: iri for iri in known.values()}
        if name not in known:
            close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
            hint = f"did you mean {' or '.join(close)}?" if close else f"it has {len(set(known.values()))}"
            raise InputError(f"{self.folder}: no article {name!r}; {hint}")
        return known[name]

    def _write(self, articles: Mapping[str, list[Quad]]) -> None:
        known = {graph.value for graph in self.store.named_graphs() if isinstance(graph, NamedNode)}
        new = [quad for iri, quads in articles.items() if iri not in known for quad in quads]
        if bulk := len(new) >= _BULK:
            self._load(new)
        for iri, quads in articles.items():
            if iri in known or not bulk:
                insert = _inserting(iri, quads)
                self._run(f"{_without(iri)} ; {insert}" if iri in known else insert, iri)

    def _load(self, quads: list[Quad]) -> None:
        """Write new quads and their union as sorted files, all of them or, after a kill, none."""
        # Spelled and parsed again this is three times as fast as one object more for each triple.
        named = serialize(quads, format=RdfFormat.N_QUADS) or b""
        union = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
        try:
            self.store.bulk_load(named + union, format=RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise InputError(f"{self.folder}: a term that cannot be stored: {error.msg}") from error
        except OSError as error:
            raise StoreError(f"{self.folder}: cannot be written: {error}") from error

    def _run(self, update: str, iri: str) -> None:
        try:
            self.store.update(update)
        except SyntaxError as error:
            raise InputError(f"article <{iri}>: holds a term that cannot be stored: {error}") from error
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.folder}: article <{iri}> cannot be written: {error}") from error


def _inserting(iri: str, quads: Iterable[Quad]) -> str:
    """The update that puts triples into an article's graph and into the union."""
    triples = "".join(f"{quad.triple} .\n" for quad in quads)
    return f"INSERT DATA {{ {triples} GRAPH <{iri}> {{ {triples} }} }}"


def _without(iri: str) -> str:
    """The update that takes an article out, and of the union what stands in no other article."""
    other = f"FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{iri}>) }}"
    return (
        f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} {other} }} ; DROP SILENT GRAPH <{iri}>"
    )


def add_nquads(folder: Path, documents: Iterable[tuple[str, bytes]]) -> tuple[str, ...]:
    """Add N-Quads, as ``write_nquads`` makes them, to a store that is made where missing.

    Args:
        folder: the store.
        documents: a name for messages and the bytes of each.

    Returns:
        The IRIs of the articles added or replaced.
    """
    with ArticleStore(folder, create=True) as store:
        return tuple(iri for name, data in documents for iri in store.add(data, RdfFormat.N_QUADS, name))


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
