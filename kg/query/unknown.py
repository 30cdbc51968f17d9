"""Names in a query that the graph does not hold, with suggestions of what it does hold."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Store

from kg.query.mask import mask
from kg.query.source import QueryGraph
from kg.rdf.namespaces import DEFAULT_BASE, RDFS, SKOS
from kg.store import select

_NAME = re.compile(r"(?<![\w?$:<\"'@%-])([A-Za-z][\w-]*):((?:[\w%-]|\.(?=[\w%-]))+)")
_IRI = re.compile(r"(PREFIX\s+[\w.-]*:\s*|BASE\s*)?<( *)>", re.IGNORECASE)
_DECLARED = re.compile(r"PREFIX\s+([\w.-]*):\s*<( *)>", re.IGNORECASE)
_TEMPLATE = re.compile(r"CONSTRUCT\s*\{[^{}]*\}", re.IGNORECASE)
_SELECTED = re.compile(
    r"\bSELECT\s+(?:DISTINCT\s+|REDUCED\s+)?((?:[?$]\w+\s*)+)(?=WHERE|FROM|\{)", re.IGNORECASE
)
_VARIABLE = re.compile(r"[?$](\w+)")
# A text that a pattern or an equality asks for exactly; others are parts of texts or made up.
_EXACT = re.compile(r"(?:(?<=[\w>;])|(?<=[^!<>]=))\s+([\"'])( *)\1(@[\w-]+)?(?!\^\^)")
# Their names are datatypes and functions, which no triple needs to hold.
_ALWAYS = ("xsd",)
_LABELS = "|".join(f"<{name}>" for name in (RDFS.label, SKOS.prefLabel, SKOS.altLabel))


def find_unknown(graph: QueryGraph, text: str) -> list[str]:
    """One note for each name and each variable of a query that cannot match anything.

    >>> find_unknown(QueryGraph(Store(), {"rel": "https://newskg.org/relation/"}), "ASK { ?x rel:meet ?y }")
    ['rel:meet does not occur in this graph']
    """
    notes = [
        f"{shown} does not occur in this graph{_hint(graph, namespace, name)}"
        for shown, namespace, name in dict.fromkeys(_names(text, graph.prefixes))
        if not _occurs(graph.store, NamedNode(namespace + name))
    ]
    return [*notes, *_unset(mask(text))]


def find_unknown_texts(graph: QueryGraph, text: str) -> list[str]:
    """One note for each text that a query asks for and the graph does not hold in that spelling.

    >>> find_unknown_texts(QueryGraph(Store(), {}), 'ASK { ?x rdfs:label "Obma" }')
    ['"Obma" is no text of this graph']
    """
    notes = []
    for found in _EXACT.finditer(mask(text)):
        words, language = text[found.start(2) : found.end(2)], (found[3] or "").removeprefix("@")
        if words and "\\" not in words and not _has_text(graph.store, words, language):
            shown = f'"{words}"' + (f"@{language}" if language else "")
            notes.append(f"{shown} is no text of this graph{_alike(graph, words)}")
    return list(dict.fromkeys(notes))


def _names(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each name of a known vocabulary: as it is written, its namespace, and what follows that."""
    masked = _TEMPLATE.sub(lambda found: " " * len(found[0]), mask(text))
    declared = {found[1]: text[found.start(2) : found.end(2)] for found in _DECLARED.finditer(masked)}
    prefixes = {**known, **declared}
    for prefix, name in _NAME.findall(masked):
        if prefix in prefixes and prefix not in _ALWAYS:
            yield f"{prefix}:{name}", prefixes[prefix], name
    for found in _IRI.finditer(masked):
        iri = text[found.start(2) : found.end(2)]
        spaces = (*known.values(), DEFAULT_BASE)
        homes = [namespace for namespace in spaces if iri.startswith(namespace) and iri != namespace]
        if homes and not found[1]:
            home = max(homes, key=len)
            yield f"<{iri}>", home, iri.removeprefix(home)


def _occurs(store: Store, node: NamedNode) -> bool:
    found = (
        store.quads_for_pattern(node, None, None, None),
        store.quads_for_pattern(None, node, None, None),
        store.quads_for_pattern(None, None, node, None),
    )
    return any(next(quads, None) is not None for quads in found) or store.contains_named_graph(node)


def _hint(graph: QueryGraph, namespace: str, name: str) -> str:
    prefix = next((key for key, known in graph.prefixes.items() if known == namespace), None)
    if prefix is None:
        # The graph was built with a base IRI of its own.
        own = graph.prefixes.get("kg", "").removesuffix("ontology#")
        return f"; its own names start with <{own}>" if own and namespace.startswith(DEFAULT_BASE) else ""
    held = _held(graph, namespace)
    wanted = _folded(unquote(name))
    keys = [wanted, *difflib.get_close_matches(wanted, sorted(held), n=3, cutoff=0.6)]
    best = [local for key in keys for local in held.get(key, ())]
    close = list(dict.fromkeys(best))[:3]
    return f"; did you mean {' or '.join(f'{prefix}:{local}' for local in close)}?" if close else ""


def _folded(name: str) -> str:
    return name.replace("_", " ").casefold()


def _held(graph: QueryGraph, namespace: str) -> dict[str, list[str]]:
    """Local names below a namespace, by how they read and by their labels (`trifft`: `meets`)."""
    ours = f'FILTER(STRSTARTS(STR(?x), "{namespace}"))'
    used = f"SELECT DISTINCT ?x {{ {{ ?x ?p ?o }} UNION {{ ?s ?x ?o }} UNION {{ ?s a ?x }} {ours} }}"
    told = f"SELECT DISTINCT ?x ?label {{ ?x {_LABELS} ?label {ours} }}"
    held: dict[str, list[str]] = {}
    for row in select(graph.store, used):
        local = row["x"].value.removeprefix(namespace)
        held.setdefault(_folded(unquote(local)), []).append(local)
    for row in select(graph.store, told):
        held.setdefault(_folded(row["label"].value), []).append(row["x"].value.removeprefix(namespace))
    return {key: sorted(set(names)) for key, names in held.items()}


def _has_text(store: Store, words: str, language: str) -> bool:
    literal = Literal(words, language=language) if language else Literal(words)
    return next(store.quads_for_pattern(None, None, literal, None), None) is not None


def _alike(graph: QueryGraph, words: str) -> str:
    """The names in the graph that read alike, as they must be written."""
    query = f"SELECT DISTINCT ?label {{ ?x {_LABELS} ?label }}"
    spelled: dict[str, list[str]] = {}
    for row in select(graph.store, query):
        spelled.setdefault(row["label"].value.casefold(), []).append(str(row["label"]))
    close = difflib.get_close_matches(words.casefold(), sorted(spelled), n=3, cutoff=0.6)
    best = [one for key in close for one in sorted(set(spelled[key]), key=lambda one: ("@" in one, one))]
    return f"; did you mean {' or '.join(best[:3])}?" if best else ""


def _unset(masked: str) -> Iterator[str]:
    """A note for each variable that is selected and stands nowhere else."""
    for found in _SELECTED.finditer(masked):
        rest = masked[: found.start()] + masked[found.end() :]
        others = sorted(set(_VARIABLE.findall(rest)))
        for name in dict.fromkeys(_VARIABLE.findall(found[1])):
            if name not in others:
                close = difflib.get_close_matches(name, others, n=1, cutoff=0.5)
                hint = f"did you mean ?{close[0]}?" if close else f"known: {', '.join(others)}"
                yield f"?{name} is selected, but no pattern has it; {hint}"
