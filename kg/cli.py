"""The command ``kg``; every command wraps one public function."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.config import Config, load_config, with_options
from kg.errors import ConfigError, InputError, KgError
from kg.model import Article, KnowledgeGraph
from kg.read import Reading, read_input

if TYPE_CHECKING:
    from spacy.language import Language

_FAILED = 2

app = typer.Typer(
    name="kg",
    help="A knowledge graph from German news text, offline, with evidence for every edge.",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)
model_app = typer.Typer(help="The shipped language model.", rich_markup_mode=None, no_args_is_help=True)
app.add_typer(model_app, name="model")

Lang = Annotated[
    str | None,
    typer.Option(help="Language of the articles (de); given, it is not checked.", show_default=False),
]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", help="Settings as a TOML file.", show_default=False)
]


def main() -> None:
    """Run the command line; an error a user can mend is one line and exit status 2."""
    try:
        app()
    except KgError as error:
        _report(error)
        raise SystemExit(_FAILED) from None


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {kg.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A knowledge graph from German news text, offline, with evidence for every edge."""


@app.command("build")
def build_command(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files (.txt, .jsonl), folders or - .")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write to.")] = Path("output"),
    open_: Annotated[bool, typer.Option("--open", help="Show the graph in the browser.")] = False,
    published: Annotated[
        str | None, typer.Option(help="Day of publication, YYYY-MM-DD.", show_default=False)
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")] = False,
    lang: Lang = None,
    config: ConfigFile = None,
) -> None:
    """Write the graph of each input as HTML, RDF, GraphML and claims."""
    settings = _settings(config, lang, published)
    _check_names(inputs, output)
    readings = _read(inputs, settings)
    graphs = _build(readings, settings)
    written = _write(graphs, output, settings)
    if not quiet:
        for name, graph in graphs.items():
            _summarise(name, graph, written[name])
    if open_:
        for paths in written.values():
            webbrowser.open(paths[0].resolve().as_uri())


@app.command("triples")
def triples_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file (.txt, .jsonl), a folder or - .")],
    lines: Annotated[bool, typer.Option("--lines", help="Each line is one sentence.")] = False,
    lang: Lang = None,
) -> None:
    """Print open extractions: sentence number, subject, relation and object, tab-separated."""
    from kg.pipeline import find_triples

    settings = _settings(None, lang, None)
    articles = [article for reading in _read([file], settings) for article in reading.articles]
    nlp = _load(settings)
    for article in articles:
        for triple in find_triples(article, settings, nlp, lines=lines):
            words = (" ".join(part.split()) for part in (triple.subject, triple.relation, triple.object))
            # As bytes: the output is UTF-8 whatever the terminal's locale.
            typer.echo("\t".join((str(triple.sentence), *words)).encode("utf-8"))


@model_app.command("eval")
def model_eval_command(
    data: Annotated[
        Path, typer.Option(envvar="NEWSKG_DATA", help="Folder with treebanks/ and ner/.", show_default=False)
    ],
    name: Annotated[str, typer.Option("--model", help="Language of a shipped model, or a folder.")] = "de",
) -> None:
    """Measure a model on treebank and entity test data; prints percentages."""
    from kg.annotate import load
    from kg.eval.model import evaluate

    scores = evaluate(data, load(name), lambda line: typer.echo(line, err=True))
    for key, value in asdict(scores).items():
        typer.echo(f"{key}\t{value:.2f}")


def _settings(path: Path | None, lang: str | None, published: str | None) -> Config:
    return with_options(load_config(path) if path else Config(), lang=lang, published=published)


def _check_names(inputs: Iterable[str], output: Path) -> None:
    """Refuse two inputs that would be written to the same files."""
    from kg.read import input_name

    seen: dict[str, str] = {}
    for source in inputs:
        name = input_name(source)
        if name in seen:
            clash = f"{seen[name]} and {source} would both be written to {output / name}.html"
            raise ConfigError(f"{clash}; build them one by one with different -o folders")
        seen[name] = source


def _read(inputs: Iterable[str], config: Config) -> list[Reading]:
    """Read all inputs; report what is skipped, and give up when nothing is left."""
    readings = [read_input(source, config) for source in inputs]
    problems = [problem for reading in readings for problem in reading.problems]
    kept = [reading for reading in readings if reading.articles]
    if not kept and len(problems) == 1:
        raise problems[0]
    for problem in problems:
        _report(problem)
    if not kept:
        raise InputError(f"no article could be read, {len(problems)} problems")
    if problems:
        count = sum(len(reading.articles) for reading in kept)
        _report(f"{len(problems)} problem(s); going on with the {count} article(s) that could be read")
    return kept


def _load(config: Config) -> Language:
    from kg.annotate import load

    return load(config.lang)


def _build(readings: Iterable[Reading], config: Config) -> dict[str, KnowledgeGraph]:
    from kg.pipeline import build

    nlp = _load(config)
    return {reading.name: build(reading.articles, config, nlp) for reading in readings}


def _write(graphs: dict[str, KnowledgeGraph], output: Path, config: Config) -> dict[str, list[Path]]:
    """Write the files of all graphs, and only if all of them can be written."""
    from kg.output import write_files

    files: dict[Path, bytes] = {}
    written: dict[str, list[Path]] = {}
    for name, graph in graphs.items():
        made = {output / f"{name}{suffix}": data for suffix, data in _render(name, graph, config).items()}
        written[name] = list(made)
        files.update(made)
    write_files(files)
    return written


def _render(name: str, graph: KnowledgeGraph, config: Config) -> dict[str, bytes]:
    """The contents of one input's files by suffix."""
    from kg.contract import write_claims
    from kg.rdf import write_nquads, write_turtle
    from kg.rdf.namespaces import DEFAULT_BASE
    from kg.views import render_html, write_graphml
    from kg.vocab import load_catalogue

    title = _title(name, graph.articles)
    base = config.base or DEFAULT_BASE
    symmetric = frozenset(key for key, entry in load_catalogue().items() if entry.symmetric)
    sure = config.min_confidence
    return {
        ".html": render_html(graph, title, "de" if config.lang == "de" else "en").encode("utf-8"),
        ".ttl": write_turtle(graph, base, symmetric=symmetric, min_confidence=sure),
        ".nq": write_nquads(graph, base, symmetric=symmetric, min_confidence=sure),
        ".graphml": write_graphml(graph),
        ".claims.jsonl": write_claims(graph.claims),
    }


def _title(name: str, articles: tuple[Article, ...]) -> str:
    return articles[0].title or name if len(articles) == 1 else name


def _summarise(name: str, graph: KnowledgeGraph, paths: Iterable[Path]) -> None:
    """Print what was found, and where it was written."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kg.views import summary_rows

    table = Table(title=Text(name), box=box.SIMPLE, title_justify="left", show_header=False)
    for column in ("group", "name"):
        table.add_column(column)
    table.add_column("count", justify="right")
    for group, rows in groupby(summary_rows(graph), key=lambda row: row.group):
        for index, row in enumerate(rows):
            table.add_row("" if index else group, row.name, str(row.count))
        table.add_section()
    Console(file=sys.stdout).print(table)
    for path in paths:
        typer.echo(str(path))


def _report(message: object) -> None:
    """One line on standard error."""
    typer.echo(f"kg: {' '.join(str(message).split())}", err=True)
