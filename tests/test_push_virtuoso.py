"""Graphs into a real Virtuoso; skipped where its program (Debian: virtuoso-opensource-7-bin) is missing."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from kg.cli.common import app
from kg.errors import PushError
from kg.push import Credentials, GraphStore, article_graphs, push
from kg.rdf import write_nquads
from tests.querying import GRAPH
from tests.test_rdf import HOSTILE

PROGRAM = shutil.which("virtuoso-t")
BESUCH, REISE = "https://newskg.org/article/besuch", "https://newskg.org/article/reise"
DBA = Credentials("dba", "dba")  # what every new Virtuoso has
SETTINGS = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{ports[0]}
NumberOfBuffers = 2000
MaxDirtyBuffers = 1500
[HTTPServer]
ServerPort = 127.0.0.1:{ports[1]}
ServerThreads = 4
"""

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="needs the program virtuoso-t (virtuoso-opensource)")


class Virtuoso:
    """A server process over a folder, always at the same address."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as one, socket.socket() as other:
            for free in (one, other):
                free.bind(("127.0.0.1", 0))
            ports = [free.getsockname()[1] for free in (one, other)]
        folder.mkdir()
        (folder / "virtuoso.ini").write_text(SETTINGS.format(ports=ports))
        self._folder = folder
        self.address = f"http://127.0.0.1:{ports[1]}/sparql"
        self.url = f"{self.address}-graph-crud-auth"
        self.start()

    def start(self) -> None:
        command = [str(PROGRAM), "+foreground", "+configfile", "virtuoso.ini"]
        self._process = subprocess.Popen(
            command, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(1200):
            with contextlib.suppress(OSError):
                self.ask("ASK {}")
                return
            if self._process.poll() is not None:
                pytest.fail((self._folder / "virtuoso.log").read_text(errors="replace")[-2000:])
            time.sleep(0.1)
        raise TimeoutError(self.address)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def ask(self, query: str, accept: str = "text/csv") -> bytes:
        request = urllib.request.Request(
            f"{self.address}?{urllib.parse.urlencode({'query': query})}",
            headers={"Accept": accept},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return bytes(answer.read())

    def holds(self, graph: str) -> set[ox.Triple]:
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        return triples(self.ask(query, "application/n-triples"))


def triples(data: bytes) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)}


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    server = Virtuoso(tmp_path_factory.mktemp("virtuoso") / "served")
    yield server
    server.kill()


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[bytes]]:
    file = tmp_path_factory.mktemp("push") / "graph.nq"
    file.write_bytes(write_nquads(GRAPH))
    return article_graphs([file])


def test_every_article_arrives(virtuoso: Virtuoso, graphs: dict[str, list[bytes]]) -> None:
    server = GraphStore(virtuoso.url, DBA)
    for batch in (100_000, 3_000):
        push(graphs, server, batch=batch)
        for iri, lines in graphs.items():
            assert virtuoso.holds(iri) == triples(b"".join(lines))
    # What is there already is replaced, not added to.
    push({BESUCH: [b"<http://x/a> <http://x/b> <http://x/c> .\n"]}, server)
    assert len(virtuoso.holds(BESUCH)) == 1


def test_no_letter_is_lost(virtuoso: Virtuoso) -> None:
    graph = "http://x/g"
    lines = [
        f"<http://x/{number}> <http://x/p> {ox.Literal(words)} .\n".encode()
        for number, words in enumerate(HOSTILE)
    ]
    push({graph: lines}, GraphStore(virtuoso.url, DBA))
    assert virtuoso.holds(graph) == triples(b"".join(lines))


@pytest.mark.parametrize("credentials", [None, Credentials("dba", "falsch")])
def test_strangers_are_refused(
    virtuoso: Virtuoso, graphs: dict[str, list[bytes]], credentials: Credentials | None
) -> None:
    with pytest.raises(PushError, match=r"answered 401.*NEWSKG_PUSH_USER") as error:
        push(graphs, GraphStore(virtuoso.url, credentials))
    assert "falsch" not in str(error.value)


def test_a_server_that_goes_away_is_reported_and_completed(
    virtuoso: Virtuoso, graphs: dict[str, list[bytes]]
) -> None:
    server = GraphStore(virtuoso.url, DBA)
    message = f"cannot be reached.*1 of 2 articles arrived, <{REISE}> did not; push again to complete it"
    with pytest.raises(PushError, match=message):
        push(graphs, server, arrived=lambda _: virtuoso.kill())
    virtuoso.start()
    push(graphs, server)
    assert {iri: virtuoso.holds(iri) for iri in graphs} == {
        iri: triples(b"".join(lines)) for iri, lines in graphs.items()
    }


def test_the_command(virtuoso: Virtuoso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSKG_PUSH_USER", "dba")
    monkeypatch.setenv("NEWSKG_PUSH_PASSWORD", "dba")
    file = tmp_path / "graph.nq"
    file.write_bytes(write_nquads(GRAPH))
    told = CliRunner().invoke(app, ["push", virtuoso.url, str(file)])
    assert told.exit_code == 0 and told.stdout.split() == [BESUCH, REISE]
    found = virtuoso.ask(
        "SELECT DISTINCT ?who { ?s <https://newskg.org/relation/meets> ?o . "
        "?s <http://www.w3.org/2000/01/rdf-schema#label> ?who } ORDER BY ?who"
    )
    assert found.splitlines() == [b'"who"', b'"John Kerry"', b'"Wladimir Putin"']
