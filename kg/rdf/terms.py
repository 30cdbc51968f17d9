"""Values as RDF terms: numbers, dates and links that every parser reads back unchanged."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from urllib.parse import quote

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from kg.errors import InputError
from kg.model import Value

Node = URIRef | Literal
Spo = tuple[URIRef, URIRef, Node]

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_WEB = re.compile(r"https?://[^\s/?#@:\[\]]+(:\d+)?([/?#]|$)", re.IGNORECASE)
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def plain(text: str) -> Literal:
    """A string without a language."""
    return Literal(text)


def number_literal(number: float) -> Literal:
    """An ``xsd:integer``, or an ``xsd:decimal`` with a point.

    Decimals, since Turtle readers and writers change how a double is spelled (`0.8`, `8e-01`).

    >>> str(number_literal(9000)), str(number_literal(0.000001))
    ('9000', '0.000001')
    """
    if isinstance(number, int):
        return Literal(number)
    if not math.isfinite(number):
        return Literal(str(number))
    digits = format(Decimal(repr(number)), "f")
    return Literal(digits if "." in digits else f"{digits}.0", datatype=XSD.decimal, normalize=False)


def time_literal(text: str) -> Literal:
    """An ISO date as ``xsd:date``, other words as a string.

    >>> time_literal("2015-12-14").datatype == XSD.date, time_literal("am Montag").datatype
    (True, None)
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return Literal(text)
    dated = Literal(text, datatype=XSD.date)
    return Literal(text) if dated.ill_typed else dated


def value_literal(value: Value) -> Literal:
    """A quantity or a time in object position; the unit is not part of the literal."""
    if isinstance(value.value, str):
        return time_literal(value.value) if value.type == "Time" else Literal(value.value)
    return number_literal(value.value)


def link(iri: str) -> URIRef:
    """A foreign IRI, with whatever is not allowed in one percent-encoded.

    Raises:
        InputError: ``iri`` is not absolute.

    >>> str(link("https://de.wikipedia.org/wiki/A b"))
    'https://de.wikipedia.org/wiki/A%20b'
    """
    if not _ABSOLUTE.match(iri):
        raise InputError(f"link {iri!r}: expected an absolute IRI like 'http://www.wikidata.org/entity/Q76'")
    front, mark, fragment = iri.partition("#")
    spelled = front + mark + fragment.replace("#", "%23")
    return URIRef(quote(_LOOSE_PERCENT.sub("%25", spelled), safe=":/?#@!$&'()*+,;=%~"))


def web_address(url: str) -> URIRef | Literal:
    """An article's address as a link where it is one, else as the words it is."""
    return link(url) if _WEB.match(url) else Literal(url)
