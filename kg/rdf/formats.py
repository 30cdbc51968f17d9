"""The formats that can be written, by name and by a file's suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from kg.errors import ConfigError
from kg.rdf.jsonld import jsonld
from kg.rdf.namespaces import Names
from kg.rdf.rdfxml import rdfxml
from kg.rdf.reifiers import with_reifiers, without_reifiers
from kg.rdf.spell import nquads, trig, turtle
from kg.rdf.terms import AnyQuad

Quads = Iterable[AnyQuad]

FORMATS: Mapping[str, Callable[[Quads, Names], str]] = MappingProxyType(
    {
        "turtle": lambda quads, names: turtle(without_reifiers(quads), names),
        "trig": lambda quads, names: trig(without_reifiers(quads), names),
        "nquads": lambda quads, names: nquads(without_reifiers(quads)),
        "ntriples": lambda quads, names: nquads(_as_one_graph(without_reifiers(quads))),
        "json-ld": lambda quads, names: jsonld(without_reifiers(quads), names),
        "rdf-xml": lambda quads, names: rdfxml(without_reifiers(quads), names),
        "turtle-1.2": lambda quads, names: turtle(with_reifiers(quads), names),
        "trig-1.2": lambda quads, names: trig(with_reifiers(quads), names),
        "nquads-1.2": lambda quads, names: nquads(with_reifiers(quads)),
    }
)
"""Format names; those ending in 1.2 hold claims as reifiers, which RDF 1.1 has not."""

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".ttl": "turtle",
        ".trig": "trig",
        ".nq": "nquads",
        ".nt": "ntriples",
        ".jsonld": "json-ld",
        ".rdf": "rdf-xml",
        ".xml": "rdf-xml",
        ".owl": "rdf-xml",
    }
)
"""The format that a file's suffix stands for."""


def format_of(path: Path) -> str:
    """The name of the format that the file's suffix stands for.

    Raises:
        ConfigError: names the valid suffixes.

    >>> format_of(Path("graph.nq"))
    'nquads'
    """
    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        raise ConfigError(f"{path}: {path.suffix!r} is no suffix of RDF; valid are {', '.join(SUFFIXES)}")
    return found


def check_format(format: str) -> None:
    """Refuse a name that is none of ``FORMATS``.

    Raises:
        ConfigError: names the valid ones.
    """
    if format not in FORMATS:
        raise ConfigError(f"format {format!r} is not known; valid are {', '.join(FORMATS)}")


def serialize(quads: Quads, format: str, names: Names) -> bytes:
    """Spell quads in one of ``FORMATS``; the same quads give the same bytes.

    Raises:
        ConfigError: there is no such format.
        OutputError: the format cannot hold the data.
    """
    check_format(format)
    return FORMATS[format](quads, names).encode("utf-8")


def _as_one_graph(quads: Quads) -> Iterator[AnyQuad]:
    for subject, predicate, target, _ in quads:
        yield subject, predicate, target, None
