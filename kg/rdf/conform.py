"""Nodes and values against SHACL shapes, by looking them up: what no query engine is needed for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from kg.rdf.facts import Facts
from kg.rdf.namespaces import RDF, RDFS
from kg.rdf.shapes import PropertyShape, Shape, ValueTest
from kg.rdf.terms import BOOLEAN, DATE, DECIMAL, INTEGER, OFFSET, STRING, AnyNode, AnyQuad, Iri, Literal

_LEXICAL = {
    BOOLEAN: re.compile(r"true|false|1|0"),
    DECIMAL: re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    INTEGER: re.compile(r"[+-]?[0-9]+"),
    OFFSET: re.compile(r"\+?[0-9]+|-0+"),
}
_NUMBERS = (DECIMAL, INTEGER, OFFSET)


class Data:
    """A data graph, and the classes of its nodes with those above them.

    Args:
        quads: the data, whatever graph each of them stands in.
        leading: properties that ``facts.about`` can follow backwards.
    """

    def __init__(self, quads: Iterable[AnyQuad], leading: Sequence[Iri] = ()) -> None:
        self.facts = Facts(quads, leading)
        above = [(each, self.facts.nodes(each, RDFS.subClassOf)) for each in self._subclasses()]
        self._below: dict[Iri, set[Iri]] = {}
        for kind, parents in above:
            for parent in parents:
                self._below.setdefault(parent, set()).add(kind)

    def _subclasses(self) -> list[Iri]:
        return [node for node in self.facts.with_property(RDFS.subClassOf) if isinstance(node, Iri)]

    def kinds(self, kind: Iri) -> set[Iri]:
        """The class and all that are below it."""
        found, waiting = {kind}, [kind]
        while waiting:
            new = self._below.get(waiting.pop(), set()) - found
            found |= new
            waiting.extend(new)
        return found

    def is_a(self, node: AnyNode, kind: Iri) -> bool:
        """Whether the node is of that class, or of one below it."""
        own = self.facts.all(node, RDF.type)
        return kind in own or (kind in self._below and not self.kinds(kind).isdisjoint(own))

    def targets(self, shape: Shape) -> list[AnyNode]:
        """The nodes that a shape speaks of, each once, sorted."""
        found: set[AnyNode] = set(shape.nodes)
        for kind in shape.classes:
            found.update(*(self.facts.of_type(each) for each in self.kinds(kind)))
        for name in shape.subjects_of:
            found.update(self.facts.with_property(name))
        for name in shape.objects_of:
            for node in self.facts.with_property(name):
                found.update(self.facts.all(node, name))
        return sorted(found, key=repr)


def fits(value: AnyNode, test: ValueTest, data: Data) -> bool:
    """Whether one value is what the test asks for."""
    return (
        all(data.is_a(value, kind) for kind in test.classes)
        and (test.kind is None or _is_kind(value, test.kind))
        and (test.datatype is None or _is_of(value, test.datatype))
        and (not test.among or value in test.among)
        and _is_between(value, test.least, test.most)
    )


def keeps_to(node: AnyNode, shape: PropertyShape, data: Data) -> bool:
    """Whether the node's values of a property are what the shape asks for."""
    values = data.facts.all(node, shape.path)
    if len(values) < shape.min_count or (shape.max_count is not None and len(values) > shape.max_count):
        return False
    if not all(fits(value, shape.test, data) for value in values):
        return False
    if shape.unique_lang and not _has_one_of_each_language(values):
        return False
    if shape.not_after is None:
        return True
    return all(_is_ordered(a, b) for a in values for b in data.facts.all(node, shape.not_after))


def _is_kind(value: AnyNode, kind: str) -> bool:
    found = "IRI" if isinstance(value, Iri) else "Literal" if isinstance(value, Literal) else "BlankNode"
    return found in ("IRI", "Literal") if kind == "IRIOrLiteral" else found == kind


def _is_of(value: AnyNode, datatype: Iri) -> bool:
    if not isinstance(value, Literal) or value.language:
        return False
    if (value.datatype or STRING) != datatype:
        return False
    if datatype == DATE:
        return _is_day(value.text)
    pattern = _LEXICAL.get(datatype)
    return pattern is None or bool(pattern.fullmatch(value.text))


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _number(value: AnyNode) -> Decimal | None:
    if not isinstance(value, Literal) or value.datatype not in _NUMBERS:
        return None
    try:
        return Decimal(value.text)
    except InvalidOperation:
        return None


def _is_between(value: AnyNode, least: Decimal | None, most: Decimal | None) -> bool:
    if least is None and most is None:
        return True
    number = _number(value)
    if number is None:
        return False
    return (least is None or number >= least) and (most is None or number <= most)


def _is_ordered(first: AnyNode, second: AnyNode) -> bool:
    """Whether the first is not greater; what cannot be compared is not ordered, as SHACL has it."""
    one, other = _number(first), _number(second)
    return one is not None and other is not None and one <= other


def _has_one_of_each_language(values: Sequence[AnyNode]) -> bool:
    tags = [value.language for value in values if isinstance(value, Literal) and value.language]
    return len(tags) == len(set(tags))


def failures(shape: Shape, data: Data) -> Iterator[tuple[AnyNode, PropertyShape | None]]:
    """Yield each node that fails, with the property shape, None where the node itself is wrong."""
    for node in data.targets(shape):
        if shape.any_of and not any(fits(node, test, data) for test in shape.any_of):
            yield node, None
        for own in shape.properties:
            if not keeps_to(node, own, data):
                yield node, own
