"""The answer to a query as text: a table, CSV, TSV, JSON, Markdown, Turtle."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.errors import QueryError
from kg.query.run import QueryResult, Term

_LONGEST = 400  # characters of a cell on a terminal
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def render(result: QueryResult, form: str, prefixes: dict[str, str], width: int | None = None) -> str:
    """The answer in one of ``FORMATS``.

    Args:
        result: from ``run_query``.
        form: `table`, `csv`, `tsv`, `json` (SPARQL results), `md`, `turtle` or `ntriples`.
            Triples have no columns: asked for a table or Markdown of them, one gets Turtle.
        prefixes: shorten IRIs in tables and Markdown, and in Turtle.
        width: columns of the terminal that a table must fit, None for as wide as it needs.

    Raises:
        QueryError: an unknown format, or one that does not suit this answer.
    """
    if form not in FORMATS:
        raise QueryError(f"unknown output format {form!r}; known: {', '.join(FORMATS)}")
    if result.triples is not None:
        return _triples(result.triples, "turtle" if form in ("table", "md") else form, prefixes)
    if form in ("turtle", "ntriples"):
        raise QueryError(f"{form} is for CONSTRUCT and DESCRIBE; for SELECT take table, csv, tsv, json or md")
    if result.truth is not None:
        return _truth(result.truth, form)
    if form == "table":
        return _table(result, prefixes, width)
    return _ROWS[form](result, prefixes)


def shorten(term: Term | None, prefixes: dict[str, str]) -> str:
    """A term as a reader likes it: `entity:Türkei`, bare texts and numbers.

    >>> shorten(NamedNode("https://newskg.org/entity/T%C3%BCrkei"), {"entity": "https://newskg.org/entity/"})
    'entity:Türkei'
    """
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    if not isinstance(term, NamedNode):
        return str(term)
    fitting = [(len(ns), key, ns) for key, ns in prefixes.items() if term.value.startswith(ns)]
    if not fitting:
        return term.value
    _, key, namespace = max(fitting)
    return f"{key}:{unquote(term.value.removeprefix(namespace))}"


def _truth(truth: bool, form: str) -> str:
    if form == "json":
        return json.dumps({"head": {}, "boolean": truth}) + "\n"
    return "true\n" if truth else "false\n"


def _triples(triples: tuple[Triple, ...], form: str, prefixes: dict[str, str]) -> str:
    forms = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES}
    if form not in forms:
        raise QueryError(f"{form} is for SELECT and ASK; for CONSTRUCT and DESCRIBE take turtle or ntriples")
    text = " ".join(map(str, triples))
    used = {key: namespace for key, namespace in sorted(prefixes.items()) if f"<{namespace}" in text}
    declared = used if form == "turtle" else None
    lines = (serialize(triples, format=forms[form], prefixes=declared) or b"").decode("utf-8").splitlines()
    # The engine declares prefixes in no order.
    lines.sort(key=lambda line: (0, line) if line.startswith("@prefix ") else (1, ""))
    return "".join(f"{line}\n" for line in lines)


def _table(result: QueryResult, prefixes: dict[str, str], width: int | None) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    cells = [[shorten(term, prefixes) for term in row] for row in result.rows]
    if width:
        cells = [[_cut(cell) for cell in row] for row in cells]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index, name in enumerate(result.variables):
        numbers = result.rows and all(_is_number(row[index]) for row in result.rows)
        table.add_column(Text(name), overflow="fold", justify="right" if numbers else "left")
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    # A pipe has no width: nothing is broken there, whatever the longest row.
    wide = width or 4 + sum(
        4 + max(len(c) for c in column) for column in zip(result.variables, *cells, strict=True)
    )
    stream = io.StringIO()
    Console(file=stream, width=wide, color_system=None, legacy_windows=False).print(table)
    lines = [line.rstrip() for line in stream.getvalue().strip("\n").splitlines()]
    count = len(result.rows)
    return "\n".join([*lines, f"{count} row{'' if count == 1 else 's'}", ""])


def _cut(cell: str) -> str:
    """A cell for a terminal, which a whole article would fill; other formats have it all."""
    return cell if len(cell) <= _LONGEST else f"{cell[:_LONGEST].rstrip()} …"


def _is_number(term: Term | None) -> bool:
    kind = term.datatype.value if isinstance(term, Literal) else ""
    return kind.rpartition("#")[2] in ("integer", "decimal", "double", "float", "nonNegativeInteger")


def _markdown(result: QueryResult, prefixes: dict[str, str]) -> str:
    def line(cells: list[str]) -> str:
        safe = (" ".join(cell.split()).replace("\\", "\\\\").replace("|", "\\|") for cell in cells)
        return f"| {' | '.join(safe)} |\n"

    rows = [line([shorten(term, prefixes) for term in row]) for row in result.rows]
    return line(list(result.variables)) + "|" + "---|" * len(result.variables) + "\n" + "".join(rows)


def _csv(result: QueryResult, _: dict[str, str]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(result.variables)
    writer.writerows([_value(term) for term in row] for row in result.rows)
    return stream.getvalue()


def _value(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, Literal | NamedNode) else str(term)


def _tsv(result: QueryResult, _: dict[str, str]) -> str:
    lines = ["\t".join(f"?{name}" for name in result.variables)]
    for row in result.rows:
        lines.append("\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row))
    return "\n".join(lines) + "\n"


def _json(result: QueryResult, _: dict[str, str]) -> str:
    rows = [
        {name: _binding(term) for name, term in zip(result.variables, row, strict=True) if term is not None}
        for row in result.rows
    ]
    document = {"head": {"vars": list(result.variables)}, "results": {"bindings": rows}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _binding(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {key: _binding(part) for key, part in parts.items()}}
    assert isinstance(term, Literal)
    told: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        told["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        told["datatype"] = term.datatype.value
    return told


_ROWS: dict[str, Callable[[QueryResult, dict[str, str]], str]] = {
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "md": _markdown,
}
FORMATS = ("table", "csv", "tsv", "json", "md", "turtle", "ntriples")
