"""Articles as what the database takes: one document for many new ones, an update for one alone.

The default graph is kept as the union of all articles. The engine could read the named graphs as
one instead, but then a triple that two articles hold counts twice, and `COUNT(*)` is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from pyoxigraph import RdfFormat, parse


def loading(articles: Mapping[str, Iterable[bytes]]) -> bytes:
    r"""N-Quads of articles and of their union.

    The engine writes a file of each index for every million quads, and a query of the union looks
    into all files that have a part of it. So the union stands in one place, before the articles.

    >>> loading({"a:1": [b"<a:s> <a:p> <a:o>"]})
    b'<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:o> <a:1> .\n'
    """
    union = dict.fromkeys(chain.from_iterable(articles.values()))
    graphs = (_ended(triples, b" <%b> .\n" % iri.encode()) for iri, triples in articles.items())
    return b"".join((_ended(union, b" .\n"), *graphs))


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
