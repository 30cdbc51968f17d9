"""Triples as RDF/XML, for programs that read nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from kg.errors import OutputError
from kg.rdf.namespaces import Names
from kg.rdf.terms import AnyNode, AnyQuad, Blank, Iri, Literal

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A bare carriage return would reach the reader as a line feed.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})


def rdfxml(quads: Iterable[AnyQuad], names: Names) -> str:
    """Spell the triples of all graphs as one in RDF/XML, the same text whatever their order.

    Raises:
        OutputError: a control character, a property without a name that XML allows, or a
            triple term: none of them can be written as RDF/XML.
    """
    prefixes = names.prefixes()
    namespaces = {namespace: prefix for prefix, namespace in prefixes.items()}
    lines = sorted({_line(quad, namespaces) for quad in quads})
    declared = "".join(f'\n  xmlns:{prefix}="{_text(iri)}"' for prefix, iri in prefixes.items())
    told = [f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n']
    for subject, group in groupby(lines, key=lambda line: line[0]):
        body = "".join(f"    {element}\n" for _, element in group)
        told.append(f"  <rdf:Description {subject}>\n{body}  </rdf:Description>\n")
    return "".join([*told, "</rdf:RDF>\n"])


def _line(quad: AnyQuad, namespaces: Mapping[str, str]) -> tuple[str, str]:
    subject, predicate, target, _ = quad
    tag, declared = _tag(predicate, namespaces)
    attribute = f'rdf:about="{_text(subject)}"' if isinstance(subject, Iri) else f'rdf:nodeID="{subject}"'
    return attribute, _element(tag, declared, target)


def _tag(predicate: Iri, namespaces: Mapping[str, str]) -> tuple[str, str]:
    """The element's name, and the declaration that it needs where the prefix is none of ours."""
    found = _NAME.search(predicate)
    if found is None:
        hint = "a property must end in a name that XML allows; write turtle or nquads"
        raise OutputError(f"<{predicate}> cannot be written as RDF/XML: {hint}")
    namespace, local = predicate[: found.start()], found.group()
    prefix = namespaces.get(namespace)
    return (f"{prefix}:{local}", "") if prefix else (f"ns:{local}", f' xmlns:ns="{_text(namespace)}"')


def _element(tag: str, declared: str, target: AnyNode) -> str:
    if isinstance(target, Iri):
        return f'<{tag}{declared} rdf:resource="{_text(target)}"/>'
    if isinstance(target, Blank):
        return f'<{tag}{declared} rdf:nodeID="{target}"/>'
    if not isinstance(target, Literal):
        raise OutputError("RDF/XML has no triple terms; write turtle-1.2, trig-1.2 or nquads-1.2")
    kind = ""
    if target.language:
        kind = f' xml:lang="{target.language}"'
    elif target.datatype:
        kind = f' rdf:datatype="{_text(target.datatype)}"'
    return f"<{tag}{declared}{kind}>{_text(target.text)}</{tag}>"


def _text(text: str) -> str:
    bad = _NOT_XML.search(text)
    if bad:
        place = text[max(0, bad.start() - 20) : bad.end()]
        raise OutputError(f"{place!r} cannot be written as RDF/XML, which has no U+{ord(bad.group()):04X}")
    return text.translate(_ESCAPES)
