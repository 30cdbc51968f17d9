"""The SPARQL 1.1 protocol: what a request asks, and in which format it wants the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

RESULTS: dict[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
}
GRAPHS: dict[str, str] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "text/plain": "nt",
    "application/xml": "rdf",
    "application/json": "jsonld",
}
_NO_UPDATE = "no updates here; `kg serve --write` takes whole graphs at /store, as `kg push` sends them"
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the graphs it is to read (none given: all) and the formats it accepts."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str = "*/*"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP."""

    status: int
    kind: str
    body: bytes

    @classmethod
    def message(cls, status: int, words: str) -> Answer:
        """A plain text, one line."""
        return cls(status, "text/plain; charset=utf-8", f"{words}\n".encode())


class ProtocolError(Exception):
    """A request that the protocol does not allow; ``status`` is HTTP's."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


def read_question(method: str, query: str, headers: Mapping[str, str], body: bytes) -> Question | None:
    """Take a request apart; None where it asks nothing (a GET without a query).

    Args:
        method: GET or POST.
        query: the part of the address behind the question mark.
        headers: of the request, ``content-type`` and ``accept`` in lower case.
        body: of a POST.

    Raises:
        ProtocolError: with the status that the protocol demands.

    >>> read_question("GET", "query=ASK%20%7B%7D", {}, b"").query
    'ASK {}'
    """
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    fields = _fields(query)
    if method == "POST" and kind == _FORM:
        fields += _fields(_text(body))
    elif method == "POST" and kind == _DIRECT:
        if any(key == "query" for key, _ in fields):
            raise ProtocolError(400, "the query stands in the body; the address must not have another")
        fields.append(("query", _text(body)))
    elif method == "POST" and kind == "application/sparql-update":
        raise ProtocolError(403, _NO_UPDATE)
    elif method == "POST":
        raise ProtocolError(415, f"content type {kind or 'missing'}; expected {_FORM} or {_DIRECT}")
    return _question(fields, method, headers)


def _question(fields: Sequence[tuple[str, str]], method: str, headers: Mapping[str, str]) -> Question | None:
    if any(key in ("update", "using-graph-uri", "using-named-graph-uri") for key, _ in fields):
        raise ProtocolError(403, _NO_UPDATE)
    queries = [value for key, value in fields if key == "query"]
    if not queries and method == "GET":
        return None
    if len(queries) != 1:
        raise ProtocolError(
            400, f"{len(queries)} queries in one request; expected the parameter 'query' once"
        )
    default, named = (
        tuple(value for key, value in fields if key == name and value)
        for name in ("default-graph-uri", "named-graph-uri")
    )
    return Question(queries[0], default, named, headers.get("accept") or "*/*")


def _fields(words: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            words, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=1000
        )
    except ValueError as error:
        raise ProtocolError(400, f"malformed parameters: {error}") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "the body is not UTF-8") from error


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that a client wants most; at equal wish the first offered.

    >>> choose("text/*;q=0.5, application/json", ["text/csv", "application/json"])
    'application/json'
    >>> choose("image/png", ["text/csv"]) is None
    True
    """
    best: tuple[float, int, str] | None = None
    for place, kind in enumerate(offered):
        weight = _weight(accept, kind)
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, -place, kind)
    return best[2] if best else None


def _weight(accept: str, kind: str) -> float:
    """How much ``accept`` wants ``kind``, 0 to 1; the most specific range counts."""
    found = (-1, 0.0)
    for word in accept.split(","):
        pattern, *parameters = (part.strip().lower() for part in word.split(";"))
        fits = [kind, f"{kind.partition('/')[0]}/*", "*/*"]
        if pattern in fits:
            found = max(found, (2 - fits.index(pattern), _quality(parameters)))
    return found[1]


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
