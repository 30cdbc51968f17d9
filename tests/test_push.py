"""Graphs into a triple store: a real Oxigraph server, and a server that is difficult on purpose."""

from __future__ import annotations

import base64
import contextlib
import http.server
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.common import app
from kg.errors import ConfigError, InputError, PushError
from kg.push import Credentials, GraphStore, article_graphs, find_credentials, push
from kg.rdf import write_nquads
from tests.querying import GRAPH

BESUCH, REISE = "https://newskg.org/article/besuch", "https://newskg.org/article/reise"
SECRET = "sehr geheim"


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[bytes]]:
    file = tmp_path_factory.mktemp("push") / "graph.nq"
    file.write_bytes(write_nquads(GRAPH))
    return article_graphs([file])


def test_each_graph_is_whole_in_itself(graphs: dict[str, list[bytes]]) -> None:
    assert list(graphs) == [BESUCH, REISE]
    label = b"> <http://www.w3.org/2000/01/rdf-schema#label> "
    # Obama and his post are in both articles, and told once in the file.
    for lines in graphs.values():
        assert any(b"entity/Barack_Obama" + label in line for line in lines)
        assert any(b"relation/holdsPosition" + label in line for line in lines)
        assert lines == sorted(set(lines))
    assert not any(b"relation/meets" in line for line in graphs[BESUCH])


def test_a_folder_and_a_store_give_the_same_graphs(graphs: dict[str, list[bytes]], tmp_path: Path) -> None:
    from kg.store import add_nquads

    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "graph.nq").write_bytes(write_nquads(GRAPH))
    add_nquads(tmp_path / "store", [("all", write_nquads(GRAPH))])
    assert article_graphs([tmp_path / "folder"]) == graphs
    assert list(article_graphs([tmp_path / "store"])) == list(graphs)


def test_what_is_no_graph_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.nq").write_bytes(b"<http://x/a> <http://x/b> .\n")
    (tmp_path / "other.nt").write_bytes(b"<http://x/a> <http://x/b> <http://x/c> .\n")
    with pytest.raises(InputError, match=r"bad\.nq: malformed"):
        article_graphs([tmp_path / "bad.nq"])
    with pytest.raises(InputError, match=r"other\.nt: no schema:NewsArticle"):
        article_graphs([tmp_path / "other.nt"])
    with pytest.raises(InputError, match="no such file"):
        article_graphs([tmp_path / "none.nq"])


# --- a real server ---


def program() -> str | None:
    """The `oxigraph` program of this environment."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


class Oxigraph:
    """A server process over a folder, always at the same address."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.url = f"http://{self.address}/store"
        self._folder = folder
        self.start()

    def start(self) -> None:
        command = [str(program()), "serve", "--location", str(self._folder), "--bind", self.address]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{self.address}/", timeout=5):
                return
            time.sleep(0.1)
        raise TimeoutError(self.address)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def holds(self, graph: str) -> list[bytes]:
        address = f"{self.url}?graph={urllib.parse.quote(graph, safe='')}"
        request = urllib.request.Request(address, headers={"Accept": "application/n-triples"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return sorted(answer.read().splitlines(keepends=True))


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[Oxigraph]:
    if program() is None:
        pytest.skip("needs the program oxigraph: pip install oxigraph")
    server = Oxigraph(tmp_path / "served")
    yield server
    server.kill()


def canonical(lines: list[bytes]) -> set[bytes]:
    # Oxigraph keeps all integers as xsd:integer.
    return {line.replace(b"#nonNegativeInteger>", b"#integer>") for line in lines}


def test_every_article_arrives(oxigraph: Oxigraph, graphs: dict[str, list[bytes]]) -> None:
    server = GraphStore(oxigraph.url)
    for batch in (100_000, 1_000):
        done = push(graphs, server, batch=batch)
        assert [(one.iri, one.triples, one.number) for one in done] == [
            (BESUCH, len(graphs[BESUCH]), 1),
            (REISE, len(graphs[REISE]), 2),
        ]
        for iri, lines in graphs.items():
            assert canonical(oxigraph.holds(iri)) == canonical(lines)
    # What is there already is replaced, not added to.
    push({BESUCH: [b"<http://x/a> <http://x/b> <http://x/c> .\n"]}, server)
    assert len(oxigraph.holds(BESUCH)) == 1


def test_a_server_that_goes_away_is_reported_and_completed(
    oxigraph: Oxigraph, graphs: dict[str, list[bytes]]
) -> None:
    server = GraphStore(oxigraph.url)
    message = f"cannot be reached.*1 of 2 articles arrived, <{REISE}> did not; push again to complete it"
    with pytest.raises(PushError, match=message):
        push(graphs, server, arrived=lambda _: oxigraph.kill())
    oxigraph.start()
    assert canonical(oxigraph.holds(BESUCH)) == canonical(graphs[BESUCH])
    push(graphs, server)
    assert canonical(oxigraph.holds(REISE)) == canonical(graphs[REISE])


def test_the_command(oxigraph: Oxigraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    file = tmp_path / "graph.nq"
    file.write_bytes(write_nquads(GRAPH))
    told = CliRunner().invoke(app, ["push", oxigraph.url, str(file), "--batch", "0.01"])
    assert told.exit_code == 0 and told.stdout.split() == [BESUCH, REISE]
    assert "2 article(s)" in told.output
    wrong = CliRunner().invoke(app, ["push", oxigraph.url.replace("/store", "/none"), str(file)])
    assert isinstance(wrong.exception, PushError) and "Oxigraph has it at /store" in str(wrong.exception)


# --- a server that is difficult on purpose ---


class Difficult(http.server.BaseHTTPRequestHandler):
    """Answers as its server's `rule` says, and keeps what it took."""

    server: Answering

    def _take(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, headers = self.server.rule(self, body)
        if status < 300:
            self.server.taken.append((self.command, body))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_PUT = do_POST = _take

    def log_message(self, format: str, *args: object) -> None:
        pass


Rule = Callable[[Difficult, bytes], tuple[int, dict[str, str]]]


class Answering(http.server.ThreadingHTTPServer):
    def __init__(self, rule: Rule) -> None:
        super().__init__(("127.0.0.1", 0), Difficult)
        self.rule = rule
        self.taken: list[tuple[str, bytes]] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}/store"


@contextlib.contextmanager
def answering(rule: Rule) -> Iterator[Answering]:
    server = Answering(rule)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_server_with_a_limit_gets_smaller_requests(graphs: dict[str, list[bytes]]) -> None:
    with answering(lambda _, body: (413 if len(body) > 3_000 else 204, {})) as server:
        push({BESUCH: graphs[BESUCH]}, GraphStore(server.url))
    assert [method for method, _ in server.taken[:3]] == ["PUT", "POST", "POST"]
    assert b"".join(body for _, body in server.taken) == b"".join(graphs[BESUCH])


def test_a_limit_below_one_line_is_an_error(graphs: dict[str, list[bytes]]) -> None:
    with (
        answering(lambda *_: (413, {})) as server,
        pytest.raises(PushError, match="413, too large; none of 2"),
    ):
        push(graphs, GraphStore(server.url))


@pytest.mark.parametrize(
    ("status", "headers", "message"),
    [
        (401, {"WWW-Authenticate": 'Basic realm="x"'}, "NEWSKG_PUSH_USER"),
        (403, {}, "may not write"),
        (404, {}, "Fuseki at /DATASET/data"),
        (405, {}, "read-only"),
        (500, {}, "answered 500"),
        (301, {"Location": "http://127.0.0.1/elsewhere"}, "is elsewhere: use http://127.0.0.1/elsewhere"),
    ],
)
def test_refusals_are_told(status: int, headers: dict[str, str], message: str) -> None:
    with answering(lambda *_: (status, headers)) as server, pytest.raises(PushError, match=message):
        push({BESUCH: [b""]}, GraphStore(server.url, Credentials("anna", SECRET)))


def test_a_server_without_an_answer_is_told() -> None:
    def sleeping(*_: object) -> tuple[int, dict[str, str]]:
        time.sleep(1)
        return 204, {}

    with answering(sleeping) as server, pytest.raises(PushError, match="no answer in time"):
        push({BESUCH: [b""]}, GraphStore(server.url, timeout=0.2))
    with pytest.raises(PushError, match="cannot be reached: Connection refused; none of 1"):
        push({BESUCH: [b""]}, GraphStore(server.url))


def test_credentials_are_sent_when_asked_for() -> None:
    basic = base64.b64encode(f"anna:{SECRET}".encode()).decode()

    def asking(request: Difficult, _: bytes) -> tuple[int, dict[str, str]]:
        told = request.headers.get("Authorization")
        if told == f"Basic {basic}" or told == "Bearer t":
            return 204, {}
        return 401, {"WWW-Authenticate": 'Basic realm="x"'}

    def asking_digest(request: Difficult, _: bytes) -> tuple[int, dict[str, str]]:
        told = request.headers.get("Authorization", "")
        known = told.startswith('Digest username="anna"') and SECRET not in told
        return (204, {}) if known else (401, {"WWW-Authenticate": 'Digest realm="x", nonce="1", qop="auth"'})

    with answering(asking) as server:
        for credentials in (Credentials("anna", SECRET), Credentials(token="t")):
            push({BESUCH: [b""]}, GraphStore(server.url, credentials))
    assert len(server.taken) == 2
    with answering(asking_digest) as server:
        push({BESUCH: [b""]}, GraphStore(server.url, Credentials("anna", SECRET)))
    assert len(server.taken) == 1


URL = "http://db.example.org/store"


@pytest.mark.parametrize(
    ("environment", "netrc", "expected"),
    [
        ({}, "", None),
        ({"NEWSKG_PUSH_USER": "anna", "NEWSKG_PUSH_PASSWORD": SECRET}, "", Credentials("anna", SECRET)),
        ({"NEWSKG_PUSH_TOKEN": SECRET}, "", Credentials(token=SECRET)),
        ({}, "machine db.example.org login eva password pw\n", Credentials("eva", "pw")),
        ({}, "machine other.example.org login eva password pw\n", None),
        ({"NEWSKG_PUSH_TOKEN": "t"}, "machine db.example.org login a password b\n", Credentials(token="t")),
    ],
)  # fmt: skip
def test_credentials_come_from_environment_or_netrc(
    environment: dict[str, str], netrc: str, expected: Credentials | None, tmp_path: Path
) -> None:
    if netrc:
        (tmp_path / ".netrc").write_text(netrc)
        (tmp_path / ".netrc").chmod(0o600)
    found = find_credentials(URL, environment, tmp_path)
    assert found == expected
    assert SECRET not in repr(found)


@pytest.mark.parametrize(
    ("url", "environment", "message"),
    [
        ("http://anna:geheim@db.example.org/store", {}, "holds a user"),
        (URL, {"NEWSKG_PUSH_USER": "anna"}, "NEWSKG_PUSH_PASSWORD is not"),
        (URL, {"NEWSKG_PUSH_PASSWORD": SECRET}, "NEWSKG_PUSH_USER is not"),
        (URL, {"NETRC": "/nowhere/netrc"}, "/nowhere/netrc: cannot be read"),
        ("ftp://db.example.org", {}, "expected the address"),
        ("http://[x", {}, "expected the address"),
    ],
)
def test_wrong_credentials_are_refused_and_not_told(
    url: str, environment: dict[str, str], message: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=message) as error:
        find_credentials(url, environment, tmp_path)
    assert "geheim" not in str(error.value)


def test_a_broken_netrc_does_not_tell_its_passwords(tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine db.example.org login eva pasword geheim\n")
    (tmp_path / ".netrc").chmod(0o600)
    with pytest.raises(ConfigError, match=r"\.netrc:1: not in the format") as error:
        find_credentials(URL, {}, tmp_path)
    assert "geheim" not in str(error.value)
