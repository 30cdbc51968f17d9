"""Graphs written over HTTP (SPARQL 1.1 Graph Store Protocol), where the server was told to allow it.

A graph is an article of the store, so that whoever writes leaves the store as ``kg store`` keeps it:
the default graph stays the union. SPARQL Update could not promise that.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode, RdfFormat

from kg.errors import InputError, StoreError
from kg.serve.gate import Gate
from kg.serve.protocol import Answer
from kg.store import ArticleStore, Lock, lock_store

METHODS = ("PUT", "POST", "DELETE")


class Writer:
    """Writes graphs into a store whose shared lock the server holds between the writes.

    Args:
        folder: the store, which is made where there is none.
        gate: that the queries go through.

    Raises:
        StoreError: the store cannot be opened.
    """

    def __init__(self, folder: Path, gate: Gate) -> None:
        self._folder = folder
        self._gate = gate
        ArticleStore(folder, create=True).close()
        self.lock: Lock = lock_store(folder, exclusive=False)

    def answer(self, method: str, query: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Carry out one request of the Graph Store Protocol.

        Args:
            method: PUT replaces a graph, POST adds to it, DELETE removes it.
            query: the part of the address behind the question mark, ``graph=IRI``.
            headers: of the request, in lower case.
            body: RDF of one graph.
        """
        graphs = [value for key, value in parse_qsl(query, keep_blank_values=True) if key == "graph"]
        try:
            if len(graphs) != 1:
                return Answer.message(400, "expected one parameter 'graph', the IRI of an article")
            NamedNode(graphs[0])
        except ValueError as error:
            return Answer.message(400, f"the graph's name is no IRI: {error}")
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        # A form or plain text could come from any page that a browser has open.
        form = None if kind == "text/plain" else RdfFormat.from_media_type(kind)
        if method != "DELETE" and (form is None or form.supports_datasets):
            return Answer.message(415, f"content type {kind or 'missing'}; expected application/n-triples")
        return self._write(method, graphs[0], body, form)

    def _write(self, method: str, graph: str, body: bytes, form: RdfFormat | None) -> Answer:
        with self._gate.writing():
            self.lock.release()
            try:
                with ArticleStore(self._folder) as store:
                    if form is None or method == "DELETE":
                        store.remove_graph(graph)
                    else:
                        store.put_graph(graph, body, form, replace=method == "PUT")
            except InputError as error:
                return Answer.message(404 if method == "DELETE" else 400, str(error))
            except StoreError as error:
                return Answer.message(503, str(error))
            finally:
                self.lock = lock_store(self._folder, exclusive=False)
        return Answer(204, "text/plain", b"")
