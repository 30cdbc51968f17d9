"""Which article each triple of a document belongs to.

A triple is a line of N-Triples without its full stop (`<s> <p> "o"`): the database takes text far
faster than Python makes an object of each triple.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import RdfFormat, parse, serialize

from kg.errors import InputError

Articles = dict[str, list[bytes]]
"""The triples of each article, by the article's IRI."""

# N-Quads as our own writer and the engine spell them: one space between, nothing else on the line.
# What is spelled otherwise is right too; the engine spells it anew.
_IRI = rb'<[^\x00-\x20<>"{}|^`\\]*+>'
_BLANK = rb'_:[^\s<>"]++'
_LITERAL = rb'"(?>[^"\\\r\n]++|\\[^\r\n])*+"(?>@[A-Za-z0-9-]++|\^\^%b)?+' % _IRI
_TRIPLE_TERM = rb"<<\(.*\)>>"
_SPO = rb"((?>%b|%b) %b (?:%b|%b|%b|%b))" % (_IRI, _BLANK, _IRI, _IRI, _LITERAL, _BLANK, _TRIPLE_TERM)
_QUAD = re.compile(rb'^%b <([^\x00-\x20<>"{}|^`\\]*+)> \.\n' % _SPO, re.MULTILINE)
_TRIPLE = re.compile(rb"^%b \.\n" % _SPO, re.MULTILINE)
_IS_ARTICLE = b" <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/NewsArticle>"
_PIECE = 16_000_000


def by_article(data: bytes, form: RdfFormat, source: str, base: str = "file:///") -> Articles:
    """Sort a document's triples into one list per article, by the article's IRI.

    What stands in no named graph goes to the only article there is; with several, to each
    article whose graph mentions it (the run that made all of them).

    Args:
        data: the document. Of N-Quads only the shape is looked at: whoever takes the lines next
            parses them.
        form: its format.
        source: what to call it in messages.
        base: IRI that relative ones are resolved against.

    Raises:
        InputError: malformed, or no article in it.

    >>> graph = b"<a:1> a <https://schema.org/NewsArticle> ; <a:p> 2 ."
    >>> len(by_article(graph, RdfFormat.TURTLE, "graph.ttl")["a:1"])
    2
    """
    found, loose = _sorted_in(data, form, source, base)
    articles = _articles((loose, *found.values()))
    if not articles:
        raise InputError(f"{source}: no schema:NewsArticle in it; a store takes what `kg build` writes")
    if not found and len(articles) > 1:
        raise InputError(
            f"{source}: {len(articles)} articles in one graph; take N-Quads or TriG, which keep them apart"
        )
    if len(articles) == 1:
        found[min(articles)].extend(loose)
    else:
        _share(found, loose)
    return {iri: found[iri] for iri in sorted(found)}


def _sorted_in(data: bytes, form: RdfFormat, source: str, base: str) -> tuple[Articles, list[bytes]]:
    """The triples of each named graph, and those of none."""
    found: Articles = defaultdict(list)
    rest = data
    if form == RdfFormat.N_QUADS:
        rest = b"".join(_take(piece, found) for piece in _pieces(data))
    try:
        spelled = serialize(parse(rest, format=form, base_iri=base), format=RdfFormat.N_QUADS) or b""
    except SyntaxError as error:
        raise InputError(f"{source}: malformed RDF: {_complaint(data, form, base, error)}") from error
    loose = _take(spelled, found)
    triples: list[bytes] = _TRIPLE.findall(loose)
    if len(triples) != loose.count(b"\n"):
        raise InputError(f"{source}: a graph whose name is a blank node; expected an IRI")
    return found, triples


def _pieces(data: bytes) -> Iterator[bytes]:
    """The lines in pieces, since what a pattern finds takes twice their room."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + _PIECE) + 1 or len(data)
        yield data[start:end]
        start = end


def _take(lines: bytes, found: Articles) -> bytes:
    """Sort the quads in named graphs into ``found`` and return what else there is."""
    quads: list[tuple[bytes, bytes]] = _QUAD.findall(lines)
    graphs: dict[bytes, list[bytes]] = {}
    for triple, graph in quads:
        if graph in graphs:
            graphs[graph].append(triple)
        else:
            graphs[graph] = [triple]
    for graph, triples in graphs.items():
        found[graph.decode()].extend(triples)
    is_all = len(quads) == lines.count(b"\n") and lines.endswith(b"\n")
    return b"" if is_all else _QUAD.sub(b"", lines)


def _complaint(data: bytes, form: RdfFormat, base: str, error: SyntaxError) -> str:
    """What the engine says of the whole document, whose lines its message should count."""
    try:
        for _ in parse(data, format=form, base_iri=base):
            pass
    except SyntaxError as whole:
        error = whole
    return str(error.msg).splitlines()[0]


def _articles(graphs: Iterable[list[bytes]]) -> set[str]:
    return {
        line[1 : -len(_IS_ARTICLE) - 1].decode()
        for lines in graphs
        for line in lines
        if line.endswith(_IS_ARTICLE) and line.startswith(b"<")
    }


def _share(found: Mapping[str, list[bytes]], loose: Iterable[bytes]) -> None:
    """Add to each article what is told, in no graph, of the things that it mentions."""
    told: dict[bytes, list[bytes]] = defaultdict(list)
    for triple in loose:
        told[triple.partition(b" ")[0]].append(triple)
    for triples in found.values() if told else ():
        seen: set[bytes] = set()
        new = _terms(triples) & told.keys()
        while new:
            seen |= new
            more = [triple for term in sorted(new) for triple in told[term]]
            triples.extend(more)
            new = (_terms(more) & told.keys()) - seen


def _terms(triples: Iterable[bytes]) -> set[bytes]:
    return {term for triple in triples for term in triple.split(b" ", 2)}
