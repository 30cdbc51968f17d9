"""The HTTP server: SPARQL protocol at ``/sparql``, the query editor at ``/``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from pyoxigraph import Store

from kg.errors import ConfigError, InputError
from kg.query.source import load_file, merge_graphs, rdf_files
from kg.serve.gate import Gate
from kg.serve.limits import Limits
from kg.serve.page import FILES, POLICY, asset, page
from kg.serve.pool import Pool
from kg.serve.protocol import Answer, ProtocolError, choose, read_question
from kg.serve.writing import METHODS, Writer
from kg.store import Lock, check_store, is_store, lock_store

_BODY = 10_000_000
_PATHS = ("/sparql", "/query")
_GRAPHS = "/store"
_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
<> a sd:Service ; sd:endpoint <> ; sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>,
    <http://www.w3.org/ns/formats/SPARQL_Results_XML>, <http://www.w3.org/ns/formats/SPARQL_Results_CSV>,
    <http://www.w3.org/ns/formats/SPARQL_Results_TSV>, <http://www.w3.org/ns/formats/Turtle>,
    <http://www.w3.org/ns/formats/N-Triples>, <http://www.w3.org/ns/formats/RDF_XML> .
"""


class Endpoint:
    """A SPARQL endpoint over one store or over files, read-only unless told otherwise.

    Args:
        sources: one store, or RDF files and folders of them.
        host: address to listen at; other machines can reach only what is not 127.0.0.1.
        port: 0 for any free one.
        limits: for every request.
        write: take graphs at ``/store``; only for one store, made where missing, and only for
            this machine, since nobody is asked for a password.

    Raises:
        InputError: a file is missing or malformed.
        StoreError: the store cannot be opened.
        ConfigError: the address or port cannot be used, or not for writing.
    """

    def __init__(
        self,
        sources: Iterable[str | Path],
        host: str = "127.0.0.1",
        port: int = 7878,
        limits: Limits | None = None,
        *,
        write: bool = False,
    ) -> None:
        self.paths = [Path(source) for source in sources]
        local = _is_local(host)
        if write and not (local and len(self.paths) == 1 and not self.paths[0].is_file()):
            raise ConfigError("writing is for one store and for this machine alone (--host 127.0.0.1)")
        # Before anything slow: a port that is taken is told at once.
        self._http = _listen(host, port)
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._lock: Lock | None = None
        self._pool: Pool | None = None
        self._writer: Writer | None = None
        gate = Gate()
        try:
            if write:
                self._writer = self._http.writer = Writer(self.paths[0], gate)
            self._pool = Pool(str(self._open()), limits or Limits(), gate)
        except BaseException:
            self.close()
            raise
        self._http.pool = self._pool
        self._http.page = page(", ".join(path.name or str(path) for path in self.paths), self._pool.prefixes)
        self._http.hosts = _LOCAL if local else ()

    @property
    def address(self) -> str:
        """Where the page is: ``http://127.0.0.1:7878/``."""
        host, port = self._http.server_address[:2]
        return f"http://{host!s}:{port}/"

    def run(self) -> None:
        """Answer requests until ``stop`` or an interrupt."""
        self._http.serve_forever(poll_interval=0.2)

    def stop(self) -> None:
        """Make ``run`` return; from another thread."""
        self._http.shutdown()

    def close(self) -> None:
        """End the processes, free the port and the store."""
        self._http.server_close()
        if self._pool:
            self._pool.close()
        for held in (self._lock, self._writer and self._writer.lock):
            if held:
                held.release()
        if self._copy:
            self._copy.cleanup()

    def __enter__(self) -> Endpoint:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> Path:
        """The database's folder: the store's own, or a copy of the files on disk."""
        stores = [path for path in self.paths if is_store(path)]
        if stores and len(self.paths) > 1:
            raise InputError(f"{stores[0]}: a store is served alone, without other files or stores")
        if stores and (stores[0] / "data" / "CURRENT").exists():
            check_store(stores[0])
            if not self._writer:
                self._lock = lock_store(stores[0], exclusive=False)
            return stores[0] / "data"
        self._copy = tempfile.TemporaryDirectory(prefix="newskg-")
        folder = Path(self._copy.name) / "data"
        store = Store(str(folder))
        for path in () if stores else self.paths:
            for file in rdf_files(path):
                load_file(store, file)
        merge_graphs(store)
        store.flush()
        return folder


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    pool: Pool
    page: bytes
    hosts: tuple[str, ...] = _LOCAL
    writer: Writer | None = None


def _is_local(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:  # another name, which can be reached from elsewhere
        return False


def _listen(host: str, port: int) -> _Server:
    try:
        return _Server((host, port), _Handler)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"{host}:{port}: cannot listen there: {reason}; try another --port") from error


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "newskg"
    sys_version = ""
    timeout = 60
    # The answer's head and body are two writes; the second must not wait for the first's receipt.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer a GET."""
        self._respond(self._get())

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Answer a POST; its body must carry its length."""
        try:
            body = self._body()
        except ProtocolError as error:
            self.close_connection = True  # what was not read would be taken for the next request
            self._respond(Answer.message(error.status, str(error)))
            return
        self._respond(self._graph(body) if self._is_graph() else self._protocol("POST", body))

    def do_PUT(self) -> None:
        """Replace or remove a graph, where that is allowed."""
        if not self._is_graph():
            self.close_connection = True
            self._respond(Answer.message(405, "only GET and POST are allowed here"))
        elif self.command == "DELETE":
            self._respond(self._graph(b""))
        else:
            self.do_POST()

    do_DELETE = do_PATCH = do_PUT

    def _is_graph(self) -> bool:
        wanted = self.server.writer is not None and self.command in METHODS
        return wanted and urlsplit(self.path).path == _GRAPHS

    def _graph(self, body: bytes) -> Answer:
        if not self._is_allowed() or self.server.writer is None:
            return self._protocol(self.command, body)
        headers = {key.lower(): value for key, value in self.headers.items()}
        return self.server.writer.answer(self.command, urlsplit(self.path).query, headers, body)

    def do_OPTIONS(self) -> None:
        """Tell the methods; no header of CORS, so that no page from elsewhere can read an answer."""
        self.close_connection = True
        self._respond(Answer(204, "text/plain", b""))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: queries can hold what is nobody's business."""

    def _get(self) -> Answer:
        path = urlsplit(self.path).path
        if path == "/" and self._is_allowed():
            return Answer(200, "text/html; charset=utf-8", self.server.page)
        if path == "/favicon.ico":
            return Answer(204, "image/x-icon", b"")
        if path in FILES:
            return Answer(200, FILES[path], asset(path[1:]))
        return self._protocol("GET", b"")

    def _protocol(self, method: str, body: bytes) -> Answer:
        target = urlsplit(self.path)
        if not self._is_allowed():
            return Answer.message(403, "this endpoint answers to its own address only (localhost)")
        if target.path not in _PATHS:
            return Answer.message(404, f"nothing at {target.path}; the endpoint is {_PATHS[0]}, the editor /")
        headers = {key.lower(): value for key, value in self.headers.items()}
        try:
            question = read_question(method, target.query, headers, body)
        except ProtocolError as error:
            return Answer.message(error.status, str(error))
        if question is None:
            return self._describe(headers.get("accept", "*/*"))
        return self.server.pool.ask(question)

    def _describe(self, accept: str) -> Answer:
        if choose(accept, ("text/turtle", "text/html")) == "text/html":
            return Answer(200, "text/html; charset=utf-8", self.server.page)
        return Answer(200, "text/turtle; charset=utf-8", _DESCRIPTION.encode())

    def _is_allowed(self) -> bool:
        # A foreign page whose name is made to point here must not read the answers.
        host = self.headers.get("Host", "")
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        return not self.server.hosts or name.lower() in self.server.hosts

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            raise ProtocolError(411, "the request does not tell the length of its body")
        if int(length) > _BODY:
            raise ProtocolError(413, f"the request is larger than {_BODY // 1_000_000} MB")
        return self.rfile.read(int(length))

    def _respond(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Vary", "Accept")
        if answer.status == 405 or self.command == "OPTIONS":
            self.send_header("Allow", "GET, HEAD, POST, OPTIONS")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
