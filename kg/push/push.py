"""Article after article into a server; what has arrived is always known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import PushError
from kg.push.http import GraphStore, TooLarge

BATCH = 8_000_000


@dataclass(frozen=True, slots=True)
class Pushed:
    """An article whose graph has arrived whole.

    Attributes:
        iri: of the article and of its graph.
        triples: how many it has.
        number: of the article among all, from 1.
    """

    iri: str
    triples: int
    number: int


def push(
    graphs: Mapping[str, Sequence[bytes]],
    server: GraphStore,
    *,
    batch: int = BATCH,
    arrived: Callable[[Pushed], None] = lambda _: None,
) -> tuple[Pushed, ...]:
    """Send every graph to a server; a graph that is there already is replaced.

    A graph beyond ``batch`` goes in several requests; where the server takes less, smaller ones
    are tried. Pushing once more after an error completes what is missing.

    Args:
        graphs: N-Triples lines by the graph's IRI, as ``article_graphs`` gives them.
        server: where to.
        batch: largest request, in bytes.
        arrived: called with each article once it has arrived whole.

    Raises:
        PushError: the server cannot be reached or refuses; says how many arrived and which did not.
    """
    done: list[Pushed] = []
    for number, (iri, lines) in enumerate(graphs.items(), start=1):
        try:
            batch = _send(server, iri, lines, batch)
        except PushError as error:
            raise PushError(f"{error}; {_state(len(done), len(graphs), iri)}") from error
        done.append(Pushed(iri, len(lines), number))
        arrived(done[-1])
    return tuple(done)


def _state(done: int, total: int, iri: str) -> str:
    if not done:
        return f"none of {total} article(s) arrived whole"
    rest = f"<{iri}> and what follows did not" if done + 1 < total else f"<{iri}> did not"
    return f"{done} of {total} articles arrived, {rest}; push again to complete it"


def _send(server: GraphStore, iri: str, lines: Sequence[bytes], batch: int) -> int:
    """Send one graph; return the size of request that the server took."""
    try:
        for number, body in enumerate(_bodies(lines, batch)):
            # The first request replaces the graph, so that a second push starts it anew.
            (server.add if number else server.replace)(iri, body)
    except TooLarge:
        if batch <= max(map(len, lines), default=0):
            raise
        return _send(server, iri, lines, min(batch, sum(map(len, lines))) // 2)
    return batch


def _bodies(lines: Sequence[bytes], batch: int) -> Iterator[bytes]:
    """The lines in bodies of at most ``batch`` bytes; a longer line stands alone."""
    waiting: list[bytes] = []
    size = 0
    for line in lines:
        if waiting and size + len(line) > batch:
            yield b"".join(waiting)
            waiting, size = [], 0
        waiting.append(line)
        size += len(line)
    yield b"".join(waiting)
