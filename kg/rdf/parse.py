"""RDF files to quads, by pyoxigraph, which reads every format and RDF 1.2."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset

from kg.errors import InputError, OutputError
from kg.rdf.formats import check_format, format_of, serialize
from kg.rdf.namespaces import DEFAULT_BASE, RDF, SCHEMA, Names
from kg.rdf.rdflib_terms import fill_dataset
from kg.rdf.reifiers import without_reifiers
from kg.rdf.terms import STRING, AnyNode, AnyQuad, Blank, Iri, Literal, TripleTerm

_PARSERS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "json-ld": ox.RdfFormat.JSON_LD,
    "rdf-xml": ox.RdfFormat.RDF_XML,
}


def read_quads(path: Path, format: str | None = None) -> tuple[AnyQuad, ...]:
    """Read the quads of one RDF file.

    Args:
        path: the file.
        format: one of ``FORMATS``; None for the one that the suffix stands for.

    Raises:
        InputError: the file cannot be read, or is not what the format asks for; with line and column.
        ConfigError: no such format or suffix.
    """
    wanted = format or format_of(path)
    return parse_quads(read_file(path), wanted, str(path))


def read_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def parse_quads(data: bytes, format: str, place: str = "data") -> tuple[AnyQuad, ...]:
    """Parse RDF that is already in memory; ``place`` is what an error names.

    Blank nodes are relabelled, so that the same data gives the same labels.

    Raises:
        InputError: the data is not what the format asks for; with line and column.
        ConfigError: no such format.

    >>> len(parse_quads(b"<http://x/a> <http://x/b> <http://x/c> .", "ntriples"))
    1
    """
    check_format(format)
    try:
        found = list(ox.parse(data, format=_PARSERS[format.removesuffix("-1.2")]))
    except SyntaxError as error:
        where = "" if error.lineno is None else f":{error.lineno}:{error.offset}"
        raise InputError(f"{place}{where}: not {format}: {error.msg}") from error
    return tuple(_quad(quad) for quad in _relabelled(found))


def _relabelled(quads: list[ox.Quad]) -> Iterable[ox.Quad]:
    if not any(_is_blank(quad) for quad in quads):
        return quads
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _is_blank(quad: ox.Quad) -> bool:
    return any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object, quad.graph_name))


def _quad(quad: ox.Quad) -> AnyQuad:
    graph = None if isinstance(quad.graph_name, ox.DefaultGraph) else _resource(quad.graph_name)
    return _resource(quad.subject), _iri(quad.predicate.value), _node(quad.object), graph


def _resource(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> Iri | Blank:
    if isinstance(term, ox.Triple):  # RDF 1.2 has dropped them, and the parser refuses them
        raise InputError(f"{term}: expected an IRI or a blank node as subject")
    return Blank(term.value) if isinstance(term, ox.BlankNode) else _iri(term.value)


@lru_cache(maxsize=65536)
def _iri(value: str) -> Iri:
    return Iri(value)


@lru_cache(maxsize=65536)
def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> AnyNode:
    if isinstance(term, ox.Literal):
        return _literal(term)
    if isinstance(term, ox.Triple):
        return TripleTerm(_resource(term.subject), Iri(term.predicate.value), _node(term.object))
    return _resource(term)


def _literal(term: ox.Literal) -> Literal:
    if term.language:
        return Literal(term.value, language=term.language)
    if term.datatype.value == STRING:
        return Literal(term.value)
    return Literal(term.value, _iri(term.datatype.value))


def find_base(quads: Iterable[AnyQuad]) -> str:
    """The base IRI that our own nodes in the data share, ours where there are none."""
    for subject, predicate, target, _ in quads:
        if predicate != RDF.type:
            continue
        if target == SCHEMA.NewsArticle and "/article/" in subject:
            return subject.rpartition("/article/")[0] + "/"
        if isinstance(target, Iri) and target.endswith(("/ontology#Claim", "/ontology#Entity")):
            return target.rpartition("ontology#")[0]
    return DEFAULT_BASE


def read_dataset(path: Path, format: str | None = None) -> Dataset:
    """Read an RDF file as a dataset whose graphs are all read at once.

    Claims written as RDF 1.2 reifiers come as statement nodes, since rdflib has no other.

    Raises:
        InputError: the file cannot be read or is malformed; with line and column.
        ConfigError: no such format or suffix.
    """
    quads = read_quads(path, format)
    told = list(without_reifiers(quads))
    if any(isinstance(target, TripleTerm) for _, _, target, _ in told):
        raise InputError(f"{path}: holds triple terms, which rdflib has not; use pyoxigraph for it")
    return fill_dataset(told, Names(find_base(quads)))


def convert(data: bytes, source: str, target: str, place: str = "data") -> bytes:
    """Return RDF of one format in another; both are names in ``FORMATS``.

    Raises:
        InputError: the data is malformed.
        OutputError: the other format cannot hold it.
        ConfigError: no such format.

    >>> convert(b"<http://x/a> <http://x/b> 1 .", "turtle", "ntriples").decode()
    '<http://x/a> <http://x/b> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\\n'
    """
    quads = parse_quads(data, source, place)
    try:
        return serialize(quads, target, Names(find_base(quads)))
    except OutputError as error:
        raise OutputError(f"{place}: {error}") from error


def convert_file(path: Path, target: str, source: str | None = None) -> bytes:
    """Return an RDF file in another format; ``source`` None for the one its suffix stands for.

    Raises:
        InputError: the file cannot be read or is malformed.
        OutputError: the other format cannot hold it.
        ConfigError: no such format or suffix.
    """
    check_format(target)
    wanted = source or format_of(path)
    return convert(read_file(path), wanted, target, str(path))
