"""A process that answers queries. A process, since the engine cannot be interrupted but one can be ended."""

from __future__ import annotations

import contextlib
import re
import signal
from collections.abc import Mapping
from io import RawIOBase
from multiprocessing.connection import Connection
from typing import IO, cast

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store

from kg.errors import QueryError
from kg.query.mask import mask
from kg.query.run import ask
from kg.query.source import prefixes_of
from kg.serve.limits import Limits
from kg.serve.protocol import GRAPHS, RESULTS, Answer, Question, choose

_SERVICE = re.compile(r"\bSERVICE\b", re.IGNORECASE)
_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}


class _TooLarge(Exception):
    """The result grew beyond the limit."""


class _Capped(RawIOBase):
    """Collects what is written, up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.data = bytearray()
        self._limit = limit

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        if len(self.data) + len(piece) > self._limit:
            raise _TooLarge
        self.data += piece
        return len(piece)


def work(folder: str, pipe: Connection, limits: Limits) -> None:
    """Answer questions from ``pipe`` until it is closed.

    Args:
        folder: of an Oxigraph database that nobody writes to meanwhile.
        pipe: brings the database's version with a ``Question``, takes ``Answer``.
        limits: on size and memory; the time is the parent's affair.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends us
    _limit_memory(limits.memory)
    store = Store.read_only(folder)
    prefixes = prefixes_of(store)
    pipe.send(prefixes)
    with contextlib.suppress(EOFError, BrokenPipeError):
        opened = 0
        while True:
            version, question = pipe.recv()
            if version != opened:
                store, opened = Store.read_only(folder), version
                prefixes = prefixes_of(store)
            pipe.send(answer(store, prefixes, question, limits))


def answer(store: Store, prefixes: Mapping[str, str], question: Question, limits: Limits) -> Answer:
    """Run one query and spell its result."""
    if _SERVICE.search(mask(question.query)):
        return Answer.message(400, "SERVICE is switched off here: this endpoint asks no other")
    try:
        return _run(store, dict(prefixes), question, limits)
    except QueryError as error:
        return Answer.message(400, str(error))
    except ValueError as error:
        return Answer.message(400, f"a graph's name is no IRI: {error}")
    except _TooLarge:
        words = f"the result is larger than {limits.megabytes:g} MB; ask for less, for example with LIMIT"
        return Answer.message(413, words)
    except (OSError, RuntimeError) as error:
        return Answer.message(500, f"the query failed: {error}")


def _run(store: Store, prefixes: dict[str, str], question: Question, limits: Limits) -> Answer:
    found = ask(store, question.query, prefixes, question.default_graphs, question.named_graphs)
    triples = isinstance(found, QueryTriples)
    offered = list(GRAPHS if triples else RESULTS)
    kind = choose(question.accept, offered)
    if kind is None:
        return Answer.message(406, f"cannot answer as {question.accept}; offered: {', '.join(offered)}")
    out = _Capped(int(limits.megabytes * 1_000_000))
    stream = cast("IO[bytes]", out)
    if isinstance(found, QueryTriples):
        form = RdfFormat.from_extension(GRAPHS[kind])
        found.serialize(stream, format=form)
    else:
        found.serialize(stream, format=_FORMATS[RESULTS[kind]])
    return Answer(200, f"{kind}; charset=utf-8", bytes(out.data))


def _limit_memory(gigabytes: float) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    size = int(gigabytes * 1_000_000_000)
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY or size < most:
        resource.setrlimit(resource.RLIMIT_AS, (size, most))
