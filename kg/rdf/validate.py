"""A dataset against our SHACL shapes; findings in words.

The shapes are plain SHACL, which any validator takes. Ours checks them by looking nodes up and by
the store's SPARQL engine, since pyshacl with rdflib needs more than twenty times as long: 20 seconds
for a thousand claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.rdf.conform import Data, failures
from kg.rdf.findings import Finding
from kg.rdf.namespaces import RDF, RDFS, Names
from kg.rdf.ontology import load_data
from kg.rdf.parse import find_base, parse_quads, read_quads
from kg.rdf.reifiers import without_reifiers
from kg.rdf.shapes import QueryShape, Shape, read_shapes
from kg.rdf.spell import nquads
from kg.rdf.terms import AnyNode, AnyQuad, Blank, Iri, Literal, words_of


def validate(quads: Iterable[AnyQuad]) -> tuple[Finding, ...]:
    """Check RDF against the shapes of the package, all its graphs as one.

    Args:
        quads: what ``read_quads`` or ``parse_quads`` returned.

    Returns:
        What is not as it should be, violations first, sorted.

    Raises:
        InputError: a term that the query engine cannot take.

    >>> validate(())
    ()
    """
    told = {(s, p, o, None) for s, p, o, _ in without_reifiers(quads)}
    names = Names(find_base(told))
    data = Data(told, (names.term("evidence"),))
    store = _loaded(told)
    found: set[Finding] = set()
    for shape in _shapes(names):
        for node, own in failures(shape, data):
            severity, message = (own.severity, own.message) if own else (shape.severity, shape.message)
            found.add(Finding(severity, message, words_of(node), *_words(node, data, names)))
        for query in shape.queries:
            for node in _found(query, shape, store):
                found.add(Finding(query.severity, query.message, str(node), *_words(node, data, names)))
    return tuple(sorted(found))


def validate_file(path: Path, format: str | None = None) -> tuple[Finding, ...]:
    """Check one RDF file; ``format`` None for the one its suffix stands for.

    Raises:
        InputError: the file cannot be read or is malformed; with line and column.
        ConfigError: no such format or suffix.
    """
    return validate(read_quads(path, format))


@lru_cache(maxsize=4)
def _shapes(names: Names) -> tuple[Shape, ...]:
    return read_shapes(parse_quads(load_data("shapes.ttl", names), "turtle", "shapes.ttl"))


def _loaded(told: Iterable[AnyQuad]) -> ox.Store:
    store = ox.Store()
    try:
        store.bulk_load(nquads(told).encode("utf-8"), format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise InputError(f"a term that no query can ask for: {error.msg}") from error
    return store


def _found(query: QueryShape, shape: Shape, store: ox.Store) -> Iterator[Iri]:
    """The nodes that a query complains about: its ``?value``, where it looks at all members of a class."""
    targets = " ".join(f"<{node}>" for node in shape.nodes)
    answer = store.query(f"{query.text}\nVALUES ?this {{ {targets} }}")
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError(f"expected a SELECT, got {type(answer).__name__}")
    for row in answer:
        node = row["value"] or row["this"]
        yield Iri(node.value if isinstance(node, ox.NamedNode) else str(node))


def _words(node: AnyNode, data: Data, names: Names) -> tuple[str, str]:
    """The claim in words and its sentence; of a piece of evidence, the claim that it is evidence for."""
    if not isinstance(node, Iri):
        return "", ""
    facts, evidence = data.facts, names.term("evidence")
    claim = next(iter(facts.about(node, evidence)), node)
    parts = [next(iter(facts.all(claim, part)), None) for part in (RDF.subject, RDF.predicate, RDF.object)]
    if not any(parts):
        return next(iter(facts.texts(claim, RDFS.label)), ""), ""
    found = (facts.maybe(each, names.term("sentence")) for each in facts.nodes(claim, evidence))
    return " – ".join(_label(part, data) for part in parts), next(filter(None, found), "")


def _label(part: AnyNode | None, data: Data) -> str:
    if not isinstance(part, Iri | Blank):
        return "?" if part is None else words_of(part)
    labels = [each for each in data.facts.all(part, RDFS.label) if isinstance(each, Literal)]
    best = min(labels, key=lambda label: (label.language != "en", label.text), default=None)
    return words_of(part) if best is None else best.text
