"""Triples as text. The writer is our own because rdflib's Turtle writer makes up prefixes.

For a predicate such as `relation/%C3%A4ndert` it declares ``ns1: <…relation/%>``, which is no
IRI and which strict readers refuse; and its order of subjects follows no reader's interest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD

from kg.rdf.namespaces import Names
from kg.rdf.terms import Node, Spo

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]|%[0-9A-F]{2})*")
# A reader looks for articles first, then for what they tell, then for where it stands.
_ORDER = ("article", "entity", "relation", "claim", "evidence")


def nquads_term(term: Node) -> str:
    """Spell a term as N-Triples and N-Quads want it.

    >>> print(nquads_term(Literal("zwei\\nZeilen", lang="de")))
    "zwei\\nZeilen"@de
    """
    if isinstance(term, URIRef):
        return f"<{term}>"
    quoted = _quoted(term)
    return f"{quoted}^^<{term.datatype}>" if term.datatype else quoted


def turtle(triples: Iterable[Spo], names: Names) -> str:
    """Spell one graph as Turtle, the same text for the same triples in whatever order."""
    prefixes = names.prefixes()
    lines = [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items()]
    namespaces = {namespace: prefix for prefix, namespace in prefixes.items()}
    keyed = sorted(_keyed(triple, names, namespaces) for triple in set(triples))
    for (_, subject), group in groupby(keyed, key=lambda key: key[:2]):
        lines.append(_block(subject, [key[2:] for key in group]))
    return "\n".join(["".join(lines[: len(prefixes)]), *lines[len(prefixes) :]])


def _keyed(triple: Spo, names: Names, namespaces: dict[str, str]) -> tuple[int, str, str, str]:
    subject, predicate, target = triple
    kind = subject.removeprefix(names.base).partition("/")[0]
    place = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    verb = "a" if predicate == RDF.type else _short(predicate, namespaces)
    return place, _short(subject, namespaces), verb, _turtle_term(target, namespaces)


def _block(subject: str, pairs: list[tuple[str, str]]) -> str:
    told = [f"{verb} {', '.join(o for _, o in group)}" for verb, group in groupby(pairs, key=lambda p: p[0])]
    return f"{subject} " + " ;\n    ".join(told) + " .\n"


def _short(iri: URIRef, namespaces: dict[str, str]) -> str:
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = namespaces.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri[cut:]) else f"<{iri}>"


def _turtle_term(term: Node, namespaces: dict[str, str]) -> str:
    if isinstance(term, URIRef):
        return _short(term, namespaces)
    if term.datatype in (XSD.integer, XSD.boolean, XSD.decimal):
        return str(term)
    quoted = _quoted(term)
    return f"{quoted}^^{_short(term.datatype, namespaces)}" if term.datatype else quoted


def _quoted(term: Literal) -> str:
    quoted = f'"{str(term).translate(_ESCAPES)}"'
    return f"{quoted}@{term.language}" if term.language else quoted
