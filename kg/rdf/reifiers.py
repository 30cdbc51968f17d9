"""Statement nodes of RDF 1.1 as reifiers of RDF 1.2, and back.

RDF 1.1 says what a claim claims in three triples (``rdf:subject``, ``rdf:predicate``,
``rdf:object``), RDF 1.2 in one, whose object is the triple: ``claim rdf:reifies <<( s p o )>>``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.rdf.namespaces import RDF
from kg.rdf.terms import AnyNode, AnyQuad, Iri, TripleTerm

REIFIES = RDF.reifies
_PARTS = (RDF.subject, RDF.predicate, RDF.object)


def with_reifiers(quads: Iterable[AnyQuad]) -> Iterator[AnyQuad]:
    """Yield the quads with every complete statement's three triples as one ``rdf:reifies``."""
    parts: dict[tuple[object, object], list[AnyQuad]] = {}
    for quad in quads:
        if quad[1] in _PARTS:
            parts.setdefault((quad[0], quad[3]), []).append(quad)
        else:
            yield quad
    for found in parts.values():
        yield from _reified(found)


def _reified(quads: list[AnyQuad]) -> Iterator[AnyQuad]:
    told: dict[Iri, AnyNode] = {quad[1]: quad[2] for quad in quads}
    subject, predicate, target = (told.get(part) for part in _PARTS)
    complete = len(set(quads)) == len(_PARTS) == len(told)
    if complete and isinstance(predicate, Iri) and isinstance(subject, Iri) and target is not None:
        yield quads[0][0], REIFIES, TripleTerm(subject, predicate, target), quads[0][3]
    else:
        yield from quads


def without_reifiers(quads: Iterable[AnyQuad]) -> Iterator[AnyQuad]:
    """Yield the quads with every ``rdf:reifies`` as the three triples of a statement."""
    for subject, predicate, target, graph in quads:
        if predicate == REIFIES and isinstance(target, TripleTerm):
            for part, value in zip(_PARTS, target, strict=True):
                yield subject, part, value, graph
        else:
            yield subject, predicate, target, graph
