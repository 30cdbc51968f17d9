"""RDF terms as light values, and the spelling of numbers, dates and links as terms.

Terms are not rdflib's: a graph of 10,000 claims has half a million of them, and making that many
of rdflib's takes longer than all else.
"""

from __future__ import annotations

import datetime
import math
import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from kg.errors import InputError
from kg.model import Value


class Iri(str):
    """The name of a resource, a predicate or a graph."""

    __slots__ = ()


class Blank(str):
    """The label of a blank node, without ``_:``; only others' data has any; none has a colon, as IRIs do."""

    __slots__ = ()


_XSD = "http://www.w3.org/2001/XMLSchema#"
BOOLEAN = Iri(f"{_XSD}boolean")
DATE = Iri(f"{_XSD}date")
DECIMAL = Iri(f"{_XSD}decimal")
DOUBLE = Iri(f"{_XSD}double")
INTEGER = Iri(f"{_XSD}integer")
OFFSET = Iri(f"{_XSD}nonNegativeInteger")
STRING = Iri(f"{_XSD}string")


class Literal(NamedTuple):
    """A value in words; ``datatype`` None is a string, ``language`` a tag such as `de`."""

    text: str
    datatype: Iri | None = None
    language: str | None = None


class TripleTerm(NamedTuple):
    """A triple in object position, as RDF 1.2 has it."""

    subject: Iri | Blank
    predicate: Iri
    object: AnyNode


Node = Iri | Literal
Spo = tuple[Iri, Iri, Node]
Quad = tuple[Iri, Iri, Node, Iri | None]
# What can come from somebody else's file; our own graphs have neither blank nodes nor, before
# they are written as RDF 1.2, triple terms.
AnyNode = Iri | Literal | Blank | TripleTerm
AnyQuad = tuple[Iri | Blank, Iri, AnyNode, Iri | Blank | None]

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_WEB = re.compile(r"https?://[^\s/?#@:\[\]]+(:\d+)?([/?#]|$)", re.IGNORECASE)
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

TRUE, FALSE = Literal("true", BOOLEAN), Literal("false", BOOLEAN)


def boolean(value: bool) -> Literal:
    """An ``xsd:boolean``."""
    return TRUE if value else FALSE


@lru_cache(maxsize=4096)
def integer(number: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(number), INTEGER)


@lru_cache(maxsize=4096)
def offset(characters: int) -> Literal:
    """A position in a text, of the type that NIF asks for.

    A plain `0` in a query does not match it, so our own terms use integers.
    """
    return Literal(str(characters), OFFSET)


def number_literal(number: float) -> Literal:
    """An ``xsd:integer``, or an ``xsd:decimal`` with a point.

    Decimals, since Turtle readers and writers change how a double is spelled (`0.8`, `8e-01`).

    >>> number_literal(9000).text, number_literal(0.000001).text
    ('9000', '0.000001')
    """
    if isinstance(number, int):
        return integer(number)
    if not math.isfinite(number):
        return Literal("NaN" if math.isnan(number) else "INF" if number > 0 else "-INF", DOUBLE)
    digits = format(Decimal(repr(number)), "f")
    return Literal(digits if "." in digits else f"{digits}.0", DECIMAL)


def time_literal(text: str) -> Literal:
    """An ISO date as ``xsd:date``, other words as a string.

    >>> time_literal("2015-12-14").datatype == DATE, time_literal("am Montag").datatype
    (True, None)
    """
    return Literal(text, DATE) if _is_day(text) else Literal(text)


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:  # `2015-13-44` looks like a date and is none
        return False
    return True


def value_literal(value: Value) -> Literal:
    """A quantity or a time in object position; the unit is not part of the literal."""
    if isinstance(value.value, str):
        return time_literal(value.value) if value.type == "Time" else Literal(value.value)
    return number_literal(value.value)


def link(iri: str) -> Iri:
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
    return Iri(quote(_LOOSE_PERCENT.sub("%25", spelled), safe=":/?#@!$&'()*+,;=%~"))


def web_address(url: str) -> Iri | Literal:
    """An article's address as a link where it is one, else as the words it is."""
    return link(url) if _WEB.match(url) else Literal(url)


def words_of(term: AnyNode) -> str:
    """A literal's words, or the IRI.

    >>> words_of(Literal("Türkei", language="de"))
    'Türkei'
    """
    return term.text if isinstance(term, Literal) else str(term)
