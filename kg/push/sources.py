"""The graphs of articles, each whole in itself, out of files, folders or a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.query.source import rdf_files, rdf_format
from kg.store import is_store, list_articles, open_for_reading
from kg.store.split import by_article

# N-Triples lines by article.
Graphs = dict[str, list[bytes]]


def article_graphs(sources: Iterable[Path]) -> Graphs:
    """The triples of each article as sorted N-Triples lines, by the article's IRI, sorted.

    What articles share (relations, entities, the run) stands in the graph of each that speaks of
    it, so that a server needs no default graph, and one graph can be replaced or removed alone.

    Raises:
        InputError: a source is missing, malformed, or holds no article.
        StoreError: a store cannot be read.
    """
    found: dict[str, set[bytes]] = defaultdict(set)
    for source in sources:
        parts = [_stored(source)] if is_store(source) else map(_of_file, rdf_files(source))
        for graphs in parts:
            for iri, lines in graphs.items():
                found[iri].update(lines)
    return {iri: sorted(found[iri]) for iri in sorted(found)}


def _stored(folder: Path) -> Mapping[str, list[bytes]]:
    database, lock = open_for_reading(folder)
    with lock:
        names = [article.iri for article in list_articles(database)]
        return {
            name: _lines(database.quads_for_pattern(None, None, None, ox.NamedNode(name))) for name in names
        }


def _of_file(path: Path) -> Mapping[str, list[bytes]]:
    try:
        data, form = path.read_bytes(), rdf_format(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    found = by_article(data, form, str(path), path.resolve().as_uri())
    return {iri: [b"%b .\n" % triple for triple in triples] for iri, triples in found.items()}


def _lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    return [f"{quad.triple} .\n".encode() for quad in quads]
