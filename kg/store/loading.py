"""Articles as what the database takes: one document for many new ones, an update for one alone.

The default graph is kept as the union of all articles. The engine could read the named graphs as
one instead, but then a triple that two articles hold counts twice, and `COUNT(*)` is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import RdfFormat, parse

# Triples of whole articles that stand together in a document, first as theirs, then as the union's.
_TOGETHER = 50_000


def loading(articles: Mapping[str, Iterable[bytes]]) -> bytes:
    r"""N-Quads of articles and of their union.

    The engine sorts a million quads at a time, each million in a thread of its own. With the
    graphs and their union in turn, all threads have the same to do and meet the same words.

    >>> loading({"a:1": [b"<a:s> <a:p> <a:o>"]})
    b'<a:s> <a:p> <a:o> <a:1> .\n<a:s> <a:p> <a:o> .\n'
    """
    return b"".join(_in_turn(articles))


def _in_turn(articles: Mapping[str, Iterable[bytes]]) -> Iterator[bytes]:
    waiting: dict[bytes, None] = {}
    for iri, triples in articles.items():
        own = dict.fromkeys(triples)
        yield _ended(own, b" <%b> .\n" % iri.encode())
        waiting |= own
        if len(waiting) >= _TOGETHER:
            yield _ended(waiting, b" .\n")
            waiting = {}
    yield _ended(waiting, b" .\n")


def _ended(triples: Iterable[bytes], end: bytes) -> bytes:
    """Every triple with ``end`` behind it."""
    text = end.join(triples)
    return text + end if text else text


def inserting(iri: str, triples: Iterable[bytes]) -> str:
    """The update that puts triples into an article's graph and into the union.

    Raises:
        SyntaxError: something that is no triple.
    """
    # Parsed, since SPARQL reads `\\u0022` as a quotation mark before it looks for the text's end.
    told = "".join(f"{quad.triple} .\n" for quad in parse(_ended(triples, b" .\n"), RdfFormat.N_TRIPLES))
    return f"INSERT DATA {{ {told} GRAPH <{iri}> {{ {told} }} }}"


def removing(iri: str) -> str:
    """The update that takes an article out, and of the union what stands in no other article."""
    other = f"FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{iri}>) }}"
    return (
        f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} {other} }} ; DROP SILENT GRAPH <{iri}>"
    )
