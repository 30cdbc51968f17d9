"""Opens files, folders or a store as one graph that can be queried."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib.namespace import RDF

from kg.errors import InputError
from kg.rdf.namespaces import DEFAULT_BASE, SCHEMA, Names
from kg.store import Lock, is_foreign, is_store, open_for_reading

# In a folder that holds the same graph in several formats, the first of these is read.
SUFFIXES = (".nq", ".trig", ".nt", ".ttl", ".jsonld", ".rdf", ".xml", ".n3")


@dataclass(frozen=True, slots=True)
class QueryGraph:
    """An open graph and the prefixes that its queries can use without declaring them.

    ``lock`` keeps writers away from a store for as long as the graph lives.
    """

    store: Store
    prefixes: dict[str, str]
    lock: Lock | None = None


def open_graph(sources: Iterable[str | Path]) -> QueryGraph:
    """Open RDF files, folders of them, or one store that ``kg store`` keeps, for reading.

    Raises:
        InputError: a source is missing, holds no RDF, or is malformed.
        StoreError: a store cannot be opened.
    """
    paths = [Path(source) for source in sources]
    stores = [path for path in paths if is_store(path)]
    if stores and len(paths) > 1:
        raise InputError(f"{stores[0]}: a store is queried alone, without other files or stores")
    if not paths:
        raise InputError("no graph given: name a file, a folder or a store")
    if stores:
        store, lock = open_for_reading(stores[0])
        return QueryGraph(store, prefixes_of(store), lock)
    store = _load(paths)
    return QueryGraph(store, prefixes_of(store))


def rdf_files(path: Path) -> list[Path]:
    """The RDF files that a path means: itself, or one file for each name in a folder.

    Raises:
        InputError: there is no such file, or none that holds RDF.
    """
    known = ", ".join(SUFFIXES)
    if is_foreign(path):
        hint = "let that program export it to N-Quads, or add its files with `kg store add`"
        raise InputError(f"{path}: a database of another program; {hint}")
    if path.is_dir():
        files = [file for file in sorted(path.iterdir()) if file.suffix in SUFFIXES and file.is_file()]
        if not files:
            raise InputError(f"{path}: neither a store nor a folder with RDF files ({known})")
        best: dict[str, Path] = {}
        for file in sorted(files, key=lambda file: SUFFIXES.index(file.suffix)):
            best.setdefault(file.stem, file)
        return sorted(best.values())
    if not path.exists():
        raise InputError(f"{path}: no such file or folder")
    if path.suffix not in SUFFIXES:
        raise InputError(f"{path}: no RDF file by its name; expected one of {known}")
    return [path]


def load_file(store: Store, path: Path) -> None:
    """Read a whole RDF file into a store in memory.

    Raises:
        InputError: the file cannot be read or is malformed; the message names the line.
    """
    try:
        store.bulk_load(path=str(path), format=rdf_format(path), base_iri=path.resolve().as_uri())
    except SyntaxError as error:
        raise InputError(f"{path}: malformed RDF: {_first_line(error)}") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {_first_line(error)}") from error


def merge_graphs(store: Store) -> None:
    """Put what stands in named graphs into the default graph too, each triple once."""
    if next(iter(store.named_graphs()), None) is not None:
        store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")


def rdf_format(path: Path) -> RdfFormat:
    """The format that a file's name promises."""
    found = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if found is None:
        raise InputError(f"{path}: no RDF file by its name; expected one of {', '.join(SUFFIXES)}")
    return found


def prefixes_of(store: Store) -> dict[str, str]:
    """The prefixes of our vocabulary with the base IRI that the data was written with."""
    return Names(base_of(store)).prefixes()


def base_of(store: Store) -> str:
    """The base IRI, read off an article's IRI; the default where there is no article."""
    kind, news = NamedNode(str(RDF.type)), NamedNode(str(SCHEMA.NewsArticle))
    for quad in store.quads_for_pattern(None, kind, news, None):
        if isinstance(quad.subject, NamedNode):
            base, found, _ = quad.subject.value.rpartition("article/")
            if found:
                return base
    return DEFAULT_BASE


def _load(paths: list[Path]) -> Store:
    store = Store()
    for path in paths:
        for file in rdf_files(path):
            load_file(store, file)
    merge_graphs(store)
    if not len(store):
        raise InputError(f"{', '.join(map(str, paths))}: no triple in it")
    return store


def _first_line(error: Exception) -> str:
    text = str(error.args[0] if isinstance(error, SyntaxError) and error.args else error)
    return text.splitlines()[0] if text else type(error).__name__
