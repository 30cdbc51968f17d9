"""Graphs written over HTTP: only when told, only whole graphs, never below a query."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.errors import ConfigError, PushError
from kg.push import GraphStore, article_graphs, push
from kg.rdf import write_nquads
from kg.serve import Endpoint, Limits
from kg.serve.gate import Gate
from kg.store import ArticleStore, list_articles, open_for_reading
from tests.querying import GRAPH
from tests.test_serve import call, get, values

BESUCH, REISE = "https://newskg.org/article/besuch", "https://newskg.org/article/reise"
TRIPLES = {"Content-Type": "application/n-triples"}
UNION = "SELECT ?s ?p ?o { ?s ?p ?o }"
GRAPHS = "SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture
def graphs(tmp_path: Path) -> dict[str, list[bytes]]:
    (tmp_path / "graph.nq").write_bytes(write_nquads(GRAPH))
    return article_graphs([tmp_path / "graph.nq"])


@contextlib.contextmanager
def writing(folder: Path, workers: int) -> Iterator[Endpoint]:
    endpoint = Endpoint([folder], port=0, limits=Limits(workers=workers), write=True)
    threading.Thread(target=endpoint.run, daemon=True).start()
    yield endpoint
    endpoint.stop()
    endpoint.close()


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Endpoint]:
    with writing(tmp_path / "store", 2) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    with writing(tmp_path_factory.mktemp("written") / "store", 1) as endpoint:
        yield endpoint


def rows(address: str, query: str) -> set[str]:
    return {
        json.dumps(row, sort_keys=True)
        for row in json.loads(get(address, query=query)[2])["results"]["bindings"]
    }


def test_what_is_pushed_can_be_asked_for(
    written: Endpoint, graphs: dict[str, list[bytes]], tmp_path: Path
) -> None:
    server = GraphStore(f"{written.address}store")
    for batch in (100_000, 3_000):  # whole, and in parts that are added
        push(graphs, server, batch=batch)
        found = values(get(written.address, query="SELECT ?a { ?a rel:meets ?b }")[2], "a")
        assert [iri.rpartition("/")[2] for iri in found] == ["John_Kerry", "Wladimir_Putin"]
        assert rows(written.address, UNION) == rows(written.address, GRAPHS)
        count = get(written.address, query=f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{REISE}> {{ ?s ?p ?o }} }}")[2]
        assert values(count, "n") == [str(len(graphs[REISE]))]
    assert call(written.address, f"store?graph={quote(BESUCH)}", method="DELETE")[0] == 204
    assert values(get(written.address, query="SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")[2], "g") == [
        REISE
    ]
    assert rows(written.address, UNION) == rows(written.address, GRAPHS)
    database, lock = open_for_reading(tmp_path / "store")
    with lock:
        assert [article.iri for article in list_articles(database)] == [REISE]


@pytest.mark.parametrize(
    ("method", "path", "kind", "body", "status"),
    [
        ("PUT", "store", "application/n-triples", "", 400),
        ("PUT", "store?graph=no%20iri", "application/n-triples", "", 400),
        ("PUT", f"store?graph={BESUCH}&graph={REISE}", "application/n-triples", "", 400),
        ("PUT", f"store?graph={BESUCH}", "application/n-triples", "<a> .", 400),
        ("PUT", f"store?graph={BESUCH}", "application/n-quads", "", 415),
        ("PUT", f"store?graph={BESUCH}", "text/plain", "", 415),
        ("POST", f"store?graph={BESUCH}", "application/x-www-form-urlencoded", "a=b", 415),
        ("DELETE", "store?graph=http://x/none", "", None, 404),
        ("PATCH", f"store?graph={BESUCH}", "application/n-triples", "", 405),
        ("GET", f"store?graph={BESUCH}", "", None, 404),
        ("PUT", "sparql", "application/n-triples", "", 405),
        ("POST", "sparql", "application/sparql-update", "CLEAR ALL", 403),
    ],
)
def test_what_is_no_graph_is_refused(
    refusing: Endpoint, method: str, path: str, kind: str, body: str | None, status: int
) -> None:
    triple = "<http://x/a> <http://x/b> <http://x/c> ."
    assert call(refusing.address, f"store?graph={BESUCH}", triple, TRIPLES, "PUT")[0] == 204
    found, media, words = call(refusing.address, path, body, {"Content-Type": kind} if kind else (), method)
    assert (found, media, words.count(b"\n")) == (status, "text/plain", 1)
    assert values(get(refusing.address, query="SELECT ?s { ?s ?p ?o }")[2], "s") == ["http://x/a"]


def test_a_page_from_elsewhere_cannot_write(refusing: Endpoint) -> None:
    strange = TRIPLES | {"Host": "evil.example"}
    assert call(refusing.address, f"store?graph={BESUCH}", "", strange, "PUT")[0] == 403


def test_nothing_is_written_unless_told(graphs: dict[str, list[bytes]], tmp_path: Path) -> None:
    ArticleStore(tmp_path / "s", create=True).close()
    endpoint = Endpoint([tmp_path / "s"], port=0, limits=Limits(workers=1))
    threading.Thread(target=endpoint.run, daemon=True).start()
    try:
        with pytest.raises(PushError, match="405"):
            push(graphs, GraphStore(f"{endpoint.address}store"))
        assert call(endpoint.address, f"store?graph={BESUCH}", "", TRIPLES, "POST")[0] == 404
    finally:
        endpoint.stop()
        endpoint.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "example.org"])
def test_nobody_else_can_write(host: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="for this machine alone"):
        Endpoint([tmp_path / "s"], host, 0, write=True)


def test_queries_see_each_write_whole(written: Endpoint) -> None:
    """Each write puts one version of a hundred triples; no answer may mix two of them."""
    mixed: list[int] = []
    done = threading.Event()

    def ask() -> None:
        pattern = f"GRAPH <{BESUCH}> {{ ?s <http://x/v> ?v }}"
        query = f"SELECT (COUNT(DISTINCT ?v) AS ?n) (COUNT(*) AS ?all) {{ {pattern} }}"
        while not done.is_set():
            (row,) = json.loads(get(written.address, query=query)[2])["results"]["bindings"]
            mixed.append((row["n"]["value"], row["all"]["value"]) not in (("1", "100"), ("0", "0")))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for version in range(12):
        body = "".join(f'<http://x/{n}> <http://x/v> "{version}" .\n' for n in range(100))
        assert call(written.address, f"store?graph={BESUCH}", body, TRIPLES, "PUT")[0] == 204
    done.set()
    for thread in threads:
        thread.join()
    assert len(mixed) > 12 and not any(mixed)


def test_the_gate_lets_a_writer_through_before_later_readers() -> None:
    gate, order = Gate(), []
    first = gate.reading()
    first.__enter__()

    def write() -> None:
        with gate.writing():
            order.append("write")

    def read() -> None:
        with gate.reading():
            order.append("read")

    threads = [threading.Thread(target=work) for work in (write, read)]
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    assert order == []
    first.__exit__(None, None, None)
    for thread in threads:
        thread.join()
    assert order == ["write", "read"] and gate.version == 1
