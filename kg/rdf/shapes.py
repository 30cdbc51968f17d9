"""SHACL shapes as values: the part of SHACL that our shapes use, and an error for all else.

A constraint that is not known must not be passed over in silence, since then nothing is checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal as Choice

from kg.errors import VocabularyError
from kg.rdf.facts import Facts
from kg.rdf.namespaces import RDF, SH
from kg.rdf.terms import AnyNode, AnyQuad, Blank, Iri, words_of

Severity = Choice["violation", "warning"]
_DEFAULT = "not as the shape says"
_VALUE = {"class", "nodeKind", "datatype", "in", "minInclusive", "maxInclusive"}
_PROPERTY = {*_VALUE, "path", "minCount", "maxCount", "lessThanOrEquals", "uniqueLang", "message", "severity"}
_QUERY = {"select", "prefixes", "message", "severity"}
_TARGETS = {"targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"}
_NODE = {*_TARGETS, "property", "sparql", "or", "message", "severity"}
_KINDS = {str(SH[kind]): kind for kind in ("IRI", "Literal", "IRIOrLiteral")}


@dataclass(frozen=True, slots=True)
class ValueTest:
    """What one value must be; what is None or empty asks for nothing.

    Attributes:
        classes: every one of them.
        kind: `IRI`, `Literal` or `IRIOrLiteral`.
        datatype: of a literal.
        among: the value is one of these.
        least, most: bounds of a number.
    """

    classes: tuple[Iri, ...] = ()
    kind: str | None = None
    datatype: Iri | None = None
    among: frozenset[AnyNode] = frozenset()
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """What the values of one property must be, all together."""

    path: Iri
    test: ValueTest
    message: str
    severity: Severity
    min_count: int = 0
    max_count: int | None = None
    not_after: Iri | None = None
    unique_lang: bool = False


@dataclass(frozen=True, slots=True)
class QueryShape:
    """A SELECT that finds what is wrong."""

    text: str
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Shape:
    """What some nodes must be: ``any_of`` asks for one of several tests on the node itself."""

    classes: tuple[Iri, ...]
    nodes: tuple[Iri, ...]
    subjects_of: tuple[Iri, ...]
    objects_of: tuple[Iri, ...]
    any_of: tuple[ValueTest, ...]
    properties: tuple[PropertyShape, ...]
    queries: tuple[QueryShape, ...]
    message: str
    severity: Severity


def read_shapes(quads: Iterable[AnyQuad]) -> tuple[Shape, ...]:
    """Read every node shape of a shapes graph.

    Raises:
        VocabularyError: a shape uses a part of SHACL that is not known here.
    """
    told = Facts(quads)
    prefixes = "".join(
        f"PREFIX {told.text(each, SH.prefix)}: <{told.text(each, SH.namespace)}>\n"
        for each in told.with_property(SH.prefix)
    )
    return tuple(_shape(node, told, prefixes) for node in told.of_type(SH.NodeShape))


def _shape(node: Iri, told: Facts, prefixes: str) -> Shape:
    _check(node, told, _NODE)
    severity = _severity(node, told, "violation")
    return Shape(
        classes=tuple(told.nodes(node, SH.targetClass)),
        nodes=tuple(told.nodes(node, SH.targetNode)),
        subjects_of=tuple(told.nodes(node, SH.targetSubjectsOf)),
        objects_of=tuple(told.nodes(node, SH.targetObjectsOf)),
        any_of=tuple(
            _test(each, told, _VALUE) for first in told.all(node, SH["or"]) for each in _listed(first, told)
        ),
        properties=tuple(_property(each, told, severity) for each in told.all(node, SH.property)),
        queries=tuple(_query(each, told, severity, prefixes) for each in told.all(node, SH.sparql)),
        message=told.maybe(node, SH.message) or _DEFAULT,
        severity=severity,
    )


def _property(node: AnyNode, told: Facts, severity: Severity) -> PropertyShape:
    test = _test(node, told, _PROPERTY)
    most = told.maybe(node, SH.maxCount)
    return PropertyShape(
        path=told.node(node, SH.path),
        test=test,
        message=told.maybe(node, SH.message) or _DEFAULT,
        severity=_severity(node, told, severity),
        min_count=int(told.maybe(node, SH.minCount) or 0),
        max_count=None if most is None else int(most),
        not_after=next(iter(told.nodes(node, SH.lessThanOrEquals)), None),
        unique_lang=told.maybe(node, SH.uniqueLang) == "true",
    )


def _test(node: AnyNode, told: Facts, known: set[str]) -> ValueTest:
    _check(node, told, known)
    kind = next(iter(told.nodes(node, SH.nodeKind)), None)
    if kind is not None and kind not in _KINDS:
        raise VocabularyError(f"shapes: sh:nodeKind <{kind}> is not known; valid are {', '.join(_KINDS)}")
    least, most = (told.maybe(node, name) for name in (SH.minInclusive, SH.maxInclusive))
    return ValueTest(
        classes=tuple(told.nodes(node, SH["class"])),
        kind=None if kind is None else _KINDS[kind],
        datatype=next(iter(told.nodes(node, SH.datatype)), None),
        among=frozenset(each for first in told.all(node, SH["in"]) for each in _listed(first, told)),
        least=None if least is None else Decimal(least),
        most=None if most is None else Decimal(most),
    )


def _query(node: AnyNode, told: Facts, severity: Severity, prefixes: str) -> QueryShape:
    _check(node, told, _QUERY)
    message = told.maybe(node, SH.message) or _DEFAULT
    return QueryShape(prefixes + told.text(node, SH.select), message, _severity(node, told, severity))


def _severity(node: AnyNode, told: Facts, otherwise: Severity) -> Severity:
    found = told.nodes(node, SH.severity)
    if not found:
        return otherwise
    return "violation" if found[0] == SH.Violation else "warning"


def _listed(first: AnyNode, told: Facts) -> Iterator[AnyNode]:
    """The members of an RDF list."""
    while isinstance(first, Iri | Blank) and first != RDF.nil:
        yield from told.all(first, RDF.first)
        first = next(iter(told.all(first, RDF.rest)), RDF.nil)


def _check(node: AnyNode, told: Facts, known: set[str]) -> None:
    used = {str(name).removeprefix(str(SH)) for name in told.properties(node) if name.startswith(str(SH))}
    if unknown := sorted(used - known):
        where = words_of(node) if isinstance(node, Iri) else told.maybe(node, SH.message) or "a nameless one"
        valid = ", ".join(sorted(known))
        raise VocabularyError(f"shapes: {where}: sh:{unknown[0]} is not known here; valid are {valid}")
