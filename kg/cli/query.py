"""``kg query``: SPARQL on files, folders or a store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import app, report
from kg.errors import ConfigError, InputError

if TYPE_CHECKING:
    from kg.query import QueryGraph


@app.command("query")
def query_command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="GRAPH... [SPARQL]",
            help="RDF files, folders or one store; then the query, unless -f or --name gives it.",
            show_default=False,
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option("--file", "-f", help="Read the query from this file, or - .", show_default=False),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", "-n", help="A query of the cookbook.", show_default=False)
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="X=VALUE", help="A value for the query.", show_default=False),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", help="table, csv, tsv, json, md, turtle or ntriples.")
    ] = "table",
    timeout: Annotated[float, typer.Option(min=0, help="Seconds before giving up; 0 for never.")] = 300,
    list_: Annotated[bool, typer.Option("--list", help="List the cookbook and its parameters.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the query instead of running it.")] = False,
) -> None:
    """Ask a graph a question in SPARQL, your own or one of the cookbook.

    The prefixes kg, rel, entity and those of the usual vocabularies are declared already.
    """
    if list_:
        _list()
        return
    graphs, text = _sources(words or [], file, name)
    values = _values(param or [])
    if show:
        typer.echo(_fill(None, text, name, values), nl=False)
        return
    _answer(graphs, text, name, values, form, timeout)


def _answer(
    graphs: list[str], text: str, name: str | None, values: dict[str, str], form: str, timeout: float
) -> None:
    from kg.query import FORMATS, find_unknown, find_unknown_texts, open_graph, render, run_query

    if form not in FORMATS:
        raise ConfigError(f"--format {form!r}: expected one of {', '.join(FORMATS)}")
    if not graphs:
        raise InputError(
            "no graph given: kg query GRAPH... 'SPARQL', where GRAPH is a file, a folder or a store"
        )
    graph = open_graph(graphs)
    text = _fill(graph, text, name, values)
    result = run_query(graph, text, timeout or None)
    notes = [] if name else find_unknown(graph, text)
    if not (name or result.rows or result.triples or result.truth):
        notes += find_unknown_texts(graph, text)
    for note in notes:
        report(note)
    # As bytes: the output is UTF-8 whatever the terminal's locale.
    typer.echo(render(result, form, graph.prefixes, _width()).encode("utf-8"), nl=False)


def _sources(words: list[str], file: str | None, name: str | None) -> tuple[list[str], str]:
    """The graphs, and the query from wherever it comes."""
    from kg.query import recipe

    if file and name:
        raise ConfigError("--file and --name: expected one of them")
    if name:
        return words, recipe(name).text
    if file:
        return words, _read(file)
    if not words:
        raise InputError("no graph and no query: kg query GRAPH... 'SPARQL', or kg query --list")
    if len(words) == 1 or Path(words[-1]).exists():
        raise InputError(
            "no query given: kg query GRAPH... 'SPARQL', or -f FILE, or --name NAME (see --list)"
        )
    return words[:-1], words[-1]


def _read(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(f"{file}: the query cannot be read: {reason}") from error


def _values(given: list[str]) -> dict[str, str]:
    values = {}
    for word in given:
        key, mark, value = word.partition("=")
        if not mark or not key.isidentifier():
            raise ConfigError(f"--param {word!r}: expected NAME=VALUE, like X=Obama")
        values[key] = value
    return values


def _fill(graph: QueryGraph | None, text: str, name: str | None, values: dict[str, str]) -> str:
    from kg.query import check_entities, recipe, with_parameters

    known = recipe(name).parameters if name else ()
    if graph:
        check_entities(graph, values, known)
        return with_parameters(text, values, known)
    return with_parameters(text, values, tuple(known)) if values else text


def _width() -> int | None:
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _list() -> None:
    from kg.query import load_cookbook

    for one in load_cookbook().values():
        typer.echo(f"{one.name}\n    {one.about}".encode())
        for parameter in one.parameters:
            need = "" if parameter.required else " (optional)"
            typer.echo(f"    --param {parameter.name}=…  {parameter.about}{need}".encode())
