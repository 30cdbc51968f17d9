"""Triples as Turtle, TriG and N-Quads. The writer is our own because rdflib's makes up prefixes.

For a predicate such as `relation/%C3%A4ndert` it declares ``ns1: <…relation/%>``, which is no
IRI and which strict readers refuse; and its order of subjects follows no reader's interest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from kg.rdf.namespaces import RDF, RDFS, SKOS, Names
from kg.rdf.terms import BOOLEAN, DECIMAL, INTEGER, AnyNode, AnyQuad, Blank, Iri, Literal, TripleTerm

_SPECIAL = re.compile(r'["\\\n\r]')
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:\.*(?:[A-Za-z0-9_-]|%[0-9A-F]{2}))*")
# Literals that Turtle lets stand without quotes; others of these types are quoted.
_BARE = {
    INTEGER: re.compile(r"[+-]?[0-9]+"),
    DECIMAL: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    BOOLEAN: re.compile(r"true|false"),
}
# A reader looks for articles first, then for what they tell, then for where it stands.
_ORDER = ("article", "entity", "relation", "claim", "evidence", "mention", "run", "software", "model")

# What a node is comes before all else that is told of it, which goes by the alphabet.
_FIRST = (
    RDF.type,
    RDF.subject,
    RDF.predicate,
    RDF.object,
    RDFS.label,
    RDFS.comment,
    SKOS.prefLabel,
    SKOS.altLabel,
)
_WIDTH = 100

_Told = tuple[int, str, str]


class _Spelled(dict[AnyNode, str]):
    """Terms as N-Quads want them, each spelled once."""

    def __missing__(self, term: AnyNode) -> str:
        self[term] = spelled = nquads_term(term)
        return spelled


class _Short(dict[AnyNode, str]):
    """Terms as Turtle wants them, each spelled once."""

    def __init__(self, names: Names) -> None:
        self._namespaces = {namespace: prefix for prefix, namespace in names.prefixes().items()}

    def __missing__(self, term: AnyNode) -> str:
        self[term] = spelled = _term(term, self._namespaces)
        return spelled


def nquads_term(term: AnyNode) -> str:
    """Spell a term as N-Triples and N-Quads want it.

    >>> print(nquads_term(Literal("zwei\\nZeilen", language="de")))
    "zwei\\nZeilen"@de
    """
    if isinstance(term, Iri):
        return f"<{term}>"
    if isinstance(term, Blank):
        return f"_:{term}"
    if isinstance(term, TripleTerm):
        return f"<<( {' '.join(nquads_term(part) for part in term)} )>>"
    quoted = _quoted(term)
    return f"{quoted}^^<{term.datatype}>" if term.datatype and not term.language else quoted


def nquads(quads: Iterable[AnyQuad]) -> str:
    """Spell quads as N-Quads, one on each line, sorted; without graphs these are N-Triples."""
    told = _Spelled()
    lines = {
        f"{told[s]} {told[p]} {told[o]} .\n" if g is None else f"{told[s]} {told[p]} {told[o]} {told[g]} .\n"
        for s, p, o, g in quads
    }
    return "".join(sorted(lines))


def turtle(quads: Iterable[AnyQuad], names: Names) -> str:
    """Spell the triples of all graphs as one in Turtle, the same text whatever their order."""
    short = _Short(names)
    subjects: dict[Iri | Blank, set[_Told]] = {}
    for subject, predicate, target, _ in quads:
        subjects.setdefault(subject, set()).add(_told(predicate, target, short))
    return "\n".join([_header(names), *_blocks(subjects, names, short)])


def trig(quads: Iterable[AnyQuad], names: Names) -> str:
    """Spell a dataset as TriG, one block for each graph, the default graph first."""
    short = _Short(names)
    graphs: dict[str, dict[Iri | Blank, set[_Told]]] = {}
    for subject, predicate, target, graph in quads:
        subjects = graphs.setdefault("" if graph is None else short[graph], {})
        subjects.setdefault(subject, set()).add(_told(predicate, target, short))
    told = [_header(names)]
    for name, subjects in sorted(graphs.items()):
        body = "\n".join(_blocks(subjects, names, short))
        told.append(f"{name} {{\n{_indented(body)}}}\n" if name else body)
    return "\n".join(told)


def shorten(iri: str, namespaces: Mapping[str, str]) -> str | None:
    """The prefixed name of an IRI where it has one that every Turtle reader takes."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = namespaces.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri[cut:]) else None


def _header(names: Names) -> str:
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in names.prefixes().items())


def _indented(text: str) -> str:
    # No literal holds a bare line feed, so every line of the text is one of the layout.
    return "".join(f"    {line}\n" if line else "\n" for line in text.split("\n")[:-1])


def _told(predicate: Iri, target: AnyNode, short: _Short) -> _Told:
    rank = _RANK.get(predicate, len(_FIRST))
    return rank, "a" if predicate == RDF.type else short[predicate], short[target]


_RANK = {predicate: rank for rank, predicate in enumerate(_FIRST)}


def _blocks(subjects: Mapping[Iri | Blank, Iterable[_Told]], names: Names, short: _Short) -> list[str]:
    keyed = sorted((_place(node, names), short[node], node) for node in subjects)
    return [_block(name, sorted(subjects[node])) for _, name, node in keyed]


def _place(node: Iri | Blank, names: Names) -> int:
    kind = node.removeprefix(names.base).partition("/")[0]
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _block(subject: str, told: list[_Told]) -> str:
    lines = [_line(verb, [each[2] for each in group]) for verb, group in groupby(told, key=lambda t: t[1])]
    return f"{subject} " + " ;\n    ".join(lines) + " .\n"


def _line(verb: str, objects: list[str]) -> str:
    line = f"{verb} {', '.join(objects)}"
    return line if len(line) <= _WIDTH else f"{verb} " + ",\n        ".join(objects)


def _term(term: AnyNode, namespaces: Mapping[str, str]) -> str:
    if isinstance(term, Iri):
        return shorten(term, namespaces) or f"<{term}>"
    if isinstance(term, Blank):
        return f"_:{term}"
    if isinstance(term, TripleTerm):
        return f"<<( {' '.join(_term(part, namespaces) for part in term)} )>>"
    if term.language or not term.datatype:
        return _quoted(term)
    bare = _BARE.get(term.datatype)
    if bare and bare.fullmatch(term.text):
        return term.text
    return f"{_quoted(term)}^^{_term(term.datatype, namespaces)}"


def _quoted(term: Literal) -> str:
    text = term.text.translate(_ESCAPES) if _SPECIAL.search(term.text) else term.text
    return f'"{text}"@{term.language}' if term.language else f'"{text}"'
