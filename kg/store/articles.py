"""Articles in a store: adding, replacing and removing them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.errors import InputError, StoreError
from kg.store.contents import StoredArticle, list_articles
from kg.store.folder import Lock, Made, lock_or_create, lock_store, open_database
from kg.store.loading import inserting, loading, removing
from kg.store.split import Articles, by_article

# From this many new triples on, writing sorted files at once is faster than transactions.
_BULK = 5_000
# Sorted files of this many triples are written at once, so that memory does not grow with a folder.
_BATCH = 1_000_000

Document = tuple[bytes, RdfFormat, str]
"""Bytes, their format, and what to call them in messages."""


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
        self.folder = folder
        self._made: Made | None = None
        self._lock: Lock
        if create:
            self._lock, self._made = lock_or_create(folder)
        else:
            self._lock = lock_store(folder, exclusive=True)
        try:
            self._store: Store | None = open_database(folder, writable=True)
        except BaseException:
            self._give_back(self._made)
            raise

    def __enter__(self) -> ArticleStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self.discard()

    def discard(self) -> None:
        """Close the store; one that was made here and that nothing was added to is removed again.

        A ``with`` block that ends in an error does this.

        Raises:
            StoreError: see ``close``.
        """
        if self._made is None or self._store is None or len(self._store):
            self.close()
            return
        self._store = None
        self._give_back(self._made)

    def _give_back(self, made: Made | None) -> None:
        """Let others use the store, or what is left of it without what was made."""
        if made is not None:
            made.remove(self._lock)
        self._lock.release()

    def close(self) -> None:
        """Write what is still in memory to the disk and let others use the store.

        Raises:
            StoreError: the disk is full; what was added stays in the database's log, and is in the store.
        """
        try:
            if self._store is not None:
                self._store.flush()
        except OSError as error:
            raise StoreError(f"{self.folder}: cannot be written: {error}") from error
        finally:
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
        return tuple(self.add_all([(data if isinstance(data, bytes) else data.read(), form, source)]))

    def add_file(self, path: Path) -> tuple[str, ...]:
        """Add the articles of an RDF file; see ``add``."""
        return tuple(self.add_files([path]))

    def add_files(self, paths: Iterable[Path]) -> Iterator[str]:
        """Add the articles of RDF files; see ``add_all``."""
        return self.add_all(map(_read, paths))

    def add_all(self, documents: Iterable[Document]) -> Iterator[str]:
        """Add the articles of many documents; new ones of several documents are written at once.

        Yields:
            The articles' IRIs, once they are in the store.

        Raises:
            InputError: a document is malformed or without articles; those before it are stored.
            StoreError: the store cannot be written, its disk is full.
        """
        waiting: Articles = {}
        try:
            for data, form, source in documents:
                found = by_article(data, form, source)
                if not waiting.keys().isdisjoint(found) or _size(waiting) > _BATCH:
                    yield from self._write(waiting)
                    waiting = {}
                waiting |= found
        except InputError:
            yield from self._write(waiting)
            raise
        yield from self._write(waiting)

    def put_graph(self, iri: str, data: bytes, form: RdfFormat, *, replace: bool) -> None:
        """Put triples into the graph of that name, in place of what it holds or besides it.

        Raises:
            InputError: malformed, or a dataset with graphs of its own; the store is as it was.
            StoreError: the store cannot be written, its disk is full.
        """
        try:
            found = parse(data, format=form, base_iri=iri, without_named_graphs=True)
            insert = inserting(iri, [str(quad.triple).encode() for quad in found])
        except SyntaxError as error:
            raise InputError(f"<{iri}>: malformed RDF: {error.msg}") from error
        self._run(f"{removing(iri)} ; {insert}" if replace else insert, iri)

    def remove_graph(self, iri: str) -> None:
        """Remove the graph of that name, and of the union what only it held.

        Raises:
            InputError: there is no such graph.
            StoreError: the store cannot be written.
        """
        if not self.store.contains_named_graph(NamedNode(iri)):
            raise InputError(f"{self.folder}: no graph <{iri}>")
        self._run(removing(iri), iri)

    def remove(self, names: Iterable[str]) -> tuple[str, ...]:
        """Remove articles, named by their name or IRI, and what only they supported.

        Returns:
            Their IRIs.

        Raises:
            InputError: there is no such article; then none is removed.
        """
        found = [self._find(name) for name in names]
        for iri in found:
            self._run(removing(iri), iri)
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

    def _write(self, articles: Articles) -> Iterator[str]:
        known = {iri for iri in articles if self.store.contains_named_graph(NamedNode(iri))}
        new = {iri: triples for iri, triples in articles.items() if iri not in known}
        if _size(new) >= _BULK:
            self._load(new)
            yield from new
        for iri, triples in articles.items():
            if iri in known or _size(new) < _BULK:
                self._replace(iri, triples)
                yield iri

    def _load(self, articles: Articles) -> None:
        """Write new articles and their union as sorted files, all of them or, after a kill, none."""
        try:
            self.store.bulk_load(loading(articles), format=RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise InputError(f"{self.folder}: a term that cannot be stored: {error.msg}") from error
        except OSError as error:
            raise StoreError(f"{self.folder}: cannot be written: {error}") from error

    def _replace(self, iri: str, triples: Iterable[bytes]) -> None:
        try:
            insert = inserting(iri, triples)
        except SyntaxError as error:
            raise InputError(f"article <{iri}>: holds a term that cannot be stored: {error.msg}") from error
        # What is not there is not removed either, so this serves new ones as well.
        self._run(f"{removing(iri)} ; {insert}", iri)

    def _run(self, update: str, iri: str) -> None:
        try:
            self.store.update(update)
        except SyntaxError as error:
            raise InputError(f"article <{iri}>: holds a term that cannot be stored: {error}") from error
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.folder}: article <{iri}> cannot be written: {error}") from error


def _size(articles: Articles) -> int:
    return sum(map(len, articles.values()))


def _read(path: Path) -> Document:
    form = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise InputError(f"{path}: no RDF file by its name; expected .nq, .trig, .ttl, .jsonld or .rdf")
    try:
        return path.read_bytes(), form, str(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def add_nquads(folder: Path, documents: Iterable[tuple[str, bytes]]) -> tuple[str, ...]:
    """Add N-Quads, as ``write_nquads`` makes them, to a store that is made where missing.

    Args:
        folder: the store.
        documents: a name for messages and the bytes of each.

    Returns:
        The IRIs of the articles added or replaced.
    """
    with ArticleStore(folder, create=True) as store:
        return tuple(store.add_all((data, RdfFormat.N_QUADS, name) for name, data in documents))


def try_store(folder: Path) -> None:
    """Make sure that articles could be added to a store; none is left where there was none.

    Raises:
        StoreError: the folder holds something else, is in use or damaged.
        OutputError: it cannot be made.
    """
    ArticleStore(folder, create=True).discard()
