"""``kg build``: the graph of articles as HTML, RDF, GraphML and claims."""

from __future__ import annotations

import json
import os
import sys
import webbrowser
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import STOPPED, ConfigFile, Lang, app, model_meta, read_all, report, settings_of
from kg.cli.findings import report_violations
from kg.cli.progress import progress
from kg.config import Config
from kg.errors import ConfigError
from kg.model import Article, KnowledgeGraph
from kg.read import Reading

if TYPE_CHECKING:
    from kg.pipeline import Extract


@app.command("build")
def build_command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files (.txt, .html, .jsonl, .csv; also .gz), folders, quoted patterns or - .",
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write to.")] = Path("output"),
    open_: Annotated[bool, typer.Option("--open", help="Show the graph in the browser.")] = False,
    published: Annotated[
        str | None, typer.Option(help="Day of publication, YYYY-MM-DD.", show_default=False)
    ] = None,
    keep_duplicates: Annotated[
        bool, typer.Option("--keep-duplicates", help="Keep articles whose text was there before.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was found and written as one JSON object.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")] = False,
    store: Annotated[
        Path | None, typer.Option(help="Store to add the articles to as well.", show_default=False)
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1, help="Processes to read articles in; else what suits their number.", show_default=False
        ),
    ] = None,
    lang: Lang = None,
    config: ConfigFile = None,
) -> None:
    """Write the graph of each input as HTML, RDF, GraphML and claims.

    The files of an input are written as soon as it is done, so Ctrl-C loses only the one at work.
    """
    from kg.pipeline import own_data

    settings = settings_of(config, lang, published, keep_duplicates=keep_duplicates)
    _check_names(inputs, output)
    if store:
        _try_store(store)  # a wrong folder is told now, not after the work
    written: dict[str, list[Path]] = {}
    summaries = []
    try:
        readings = read_all(inputs, settings, quiet=quiet)
        with own_data(settings), closing(_extract_all(readings, settings, workers)) as extracts:
            meta = model_meta(settings.lang)
            for reading in readings:
                graph = _join(reading, extracts, settings, quiet, alone=_count(readings) == 1)
                if not graph.articles:
                    continue  # each was reported
                written[reading.name] = _write(reading.name, graph, output, settings, meta)
                report_violations(reading.name, graph)
                if store:
                    _add_to_store(store, written[reading.name])
                summaries.append(_summary(reading.name, graph, written[reading.name]))
                if not (quiet or as_json):
                    _summarise(reading.name, graph, written[reading.name])
    except KeyboardInterrupt:
        report(_what_is_saved(inputs, written, output))
        raise typer.Exit(STOPPED) from None
    if as_json:
        typer.echo(json.dumps({"inputs": summaries}, ensure_ascii=False, indent=2).encode("utf-8"))
    if open_:
        for paths in written.values():
            if not webbrowser.open(paths[0].resolve().as_uri()):
                report(f"no browser was found to open {paths[0]}; open it by hand")


def _try_store(store: Path) -> None:
    """Complain about a store that could not be written; none is made."""
    from kg.store import try_store

    try_store(store)


def _add_to_store(store: Path, written: Iterable[Path]) -> None:
    """Add what has been written as N-Quads to a store, in place of what it has of these articles."""
    from kg.store import add_nquads

    add_nquads(store, ((path.name, path.read_bytes()) for path in written if path.suffix == ".nq"))


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


def _count(readings: Iterable[Reading]) -> int:
    return sum(len(reading.articles) for reading in readings)


def _extract_all(
    readings: Iterable[Reading], config: Config, workers: int | None
) -> Generator[Extract, None, None]:
    """Read the articles of all inputs, one after the other or in processes that all inputs share."""
    from kg.pipeline import extract

    articles = [article for reading in readings for article in reading.articles]
    yield from extract(articles, config, workers=workers)


def _join(
    reading: Reading, extracts: Iterator[Extract], config: Config, quiet: bool, *, alone: bool
) -> KnowledgeGraph:
    """The graph of one input; an article that cannot be read is reported and left out."""
    from kg.pipeline import assemble

    count = len(reading.articles)
    with progress(reading.name, count, quiet=quiet) as advance:

        def step(article: Article, error: Exception | None) -> None:
            if error is not None and alone:
                raise error
            if error is not None:
                # A fault of ours, not of the article: say which one, so that it can be mended.
                report(f"{reading.name}: {article.name}: skipped, {type(error).__name__}: {error}")
            advance(article.name)

        return assemble(islice(extracts, count), config, step=step)


def _write(
    name: str, graph: KnowledgeGraph, output: Path, config: Config, model: Mapping[str, object]
) -> list[Path]:
    """Write the files of one graph, and only if all of them can be written."""
    from kg.api.saving import render
    from kg.output import write_files

    contents = render(graph, config, _title(name, graph.articles), model)
    files = {output / f"{name}{suffix}": data for suffix, data in contents.items()}
    write_files(files)
    return list(files)


def _title(name: str, articles: tuple[Article, ...]) -> str:
    return articles[0].title or name if len(articles) == 1 else name


def _what_is_saved(inputs: Iterable[str], written: dict[str, list[Path]], output: Path) -> str:
    from kg.read import input_name

    saved = f"saved in {output}: {', '.join(written)}" if written else "nothing was saved"
    missing = [name for name in map(input_name, inputs) if name not in written]
    return f"stopped; {saved}" + (f"; not built: {', '.join(missing)}" if missing else "")


def _summary(name: str, graph: KnowledgeGraph, paths: Iterable[Path]) -> dict[str, object]:
    """What ``--json`` prints of one input."""
    return {
        "name": name,
        "articles": [article.name for article in graph.articles],
        "entities": len(graph.entities),
        "claims": len(graph.claims),
        "asserted": sum(claim.asserted for claim in graph.claims),
        "attributed": sum(claim.attribution is not None for claim in graph.claims),
        "negative": sum(claim.polarity == "negative" for claim in graph.claims),
        "files": [path.as_posix() for path in paths],
    }


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
        typer.echo(os.fsencode(path))  # whatever bytes the name of the folder has
