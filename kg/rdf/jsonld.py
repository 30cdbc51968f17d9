"""A dataset as JSON-LD: our prefixes as its context, one object for each subject, sorted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from kg.errors import OutputError
from kg.rdf.namespaces import RDF, Names
from kg.rdf.spell import shorten
from kg.rdf.terms import BOOLEAN, INTEGER, AnyNode, AnyQuad, Blank, Iri, Literal

Json: TypeAlias = "str | int | bool | Mapping[str, Json] | Sequence[Json]"

# Beyond it readers that hold JSON's numbers as doubles would round.
_EXACT = 2**53


def jsonld(quads: Iterable[AnyQuad], names: Names) -> str:
    """Spell a dataset as JSON-LD, the same text whatever the order of the quads.

    Raises:
        OutputError: there are triple terms, which JSON-LD does not have.
    """
    namespaces = {namespace: prefix for prefix, namespace in names.prefixes().items()}
    graphs: dict[str, set[AnyQuad]] = {}
    for quad in quads:
        name = "" if quad[3] is None else _id(quad[3], namespaces)
        graphs.setdefault(name, set()).add(quad)
    told: list[dict[str, Json]] = []
    for name, found in sorted(graphs.items()):
        nodes = _nodes(found, namespaces)
        told.extend([{"@id": name, "@graph": nodes}] if name else nodes)
    document = {"@context": names.prefixes(), "@graph": told}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _nodes(quads: Iterable[AnyQuad], namespaces: Mapping[str, str]) -> list[dict[str, Json]]:
    nodes: dict[str, dict[str, list[Json]]] = {}
    for subject, predicate, target, _ in quads:
        key, value = _pair(predicate, target, namespaces)
        nodes.setdefault(_id(subject, namespaces), {}).setdefault(key, []).append(value)
    return [
        {"@id": subject} | {key: _settled(values) for key, values in sorted(pairs.items())}
        for subject, pairs in sorted(nodes.items())
    ]


def _settled(values: list[Json]) -> Json:
    ordered = sorted(values, key=lambda value: json.dumps(value, sort_keys=True))
    return ordered[0] if len(ordered) == 1 else ordered


def _pair(predicate: Iri, target: AnyNode, namespaces: Mapping[str, str]) -> tuple[str, Json]:
    if predicate == RDF.type and isinstance(target, Iri | Blank):
        return "@type", _id(target, namespaces)
    return _id(predicate, namespaces), _value(target, namespaces)


def _id(term: Iri | Blank, namespaces: Mapping[str, str]) -> str:
    if isinstance(term, Blank):
        return f"_:{term}"
    return shorten(term, namespaces) or str(term)


def _value(term: AnyNode, namespaces: Mapping[str, str]) -> Json:
    if isinstance(term, Iri | Blank):
        return {"@id": _id(term, namespaces)}
    if not isinstance(term, Literal):
        raise OutputError("JSON-LD has no triple terms; write turtle-1.2, trig-1.2 or nquads-1.2")
    if term.language:
        return {"@value": term.text, "@language": term.language}
    if not term.datatype:
        return term.text
    if term.datatype == BOOLEAN and term.text in ("true", "false"):
        return term.text == "true"
    if term.datatype == INTEGER and _is_plain_integer(term.text):
        return int(term.text)
    return {"@value": term.text, "@type": _id(term.datatype, namespaces)}


def _is_plain_integer(text: str) -> bool:
    return (
        len(text) < 18 and text.lstrip("-").isdecimal() and str(int(text)) == text and abs(int(text)) < _EXACT
    )
