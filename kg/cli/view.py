"""``kg view``: the page once more, from claims or RDF that were saved before."""

from __future__ import annotations

import webbrowser
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import app
from kg.errors import ConfigError, InputError
from kg.model import Article, KnowledgeGraph

if TYPE_CHECKING:
    from kg.views.html import Theme
    from kg.views.layout import Layout
    from kg.views.style import Lang

_CLAIMS = ".claims.jsonl"


@app.command("view")
def view_command(
    source: Annotated[
        Path,
        typer.Argument(metavar="GRAPH", help="A .claims.jsonl or RDF file, or a folder of claims."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write; else beside GRAPH.", show_default=False),
    ] = None,
    articles: Annotated[
        list[str] | None,
        typer.Option("--articles", help="The articles it was taken from, to show whole sentences."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Heading of the page.", show_default=False)] = None,
    lang: Annotated[str, typer.Option(help="Language of the page: de or en.")] = "de",
    theme: Annotated[str, typer.Option(help="Colours: auto, light or dark.")] = "auto",
    limit: Annotated[int, typer.Option(help="Nodes that a large graph opens with.")] = 80,
    layout: Annotated[str, typer.Option(help="Arrangement: force, circle or columns.")] = "force",
    open_: Annotated[bool, typer.Option("--open", help="Show the page in the browser.")] = False,
) -> None:
    """Draw saved claims again, without reading the articles anew."""
    from kg.output import write_files
    from kg.views import render_html

    language, colours, arrangement = _checked(lang, theme, layout)
    graph = _read(source, _articles(articles or []))
    name = source.resolve().name.removesuffix(_CLAIMS) if source.is_dir() else _stem(source)
    heading = title or (graph.articles[0].title if len(graph.articles) == 1 else None) or name
    page = render_html(graph, heading, language, theme=colours, limit=limit, layout=arrangement)
    folder = source if source.is_dir() else source.parent
    target = output or folder / f"{name}.html"
    write_files({target: page.encode("utf-8")})
    typer.echo(str(target))
    if open_:
        webbrowser.open(target.resolve().as_uri())


def _checked(lang: str, theme: str, layout: str) -> tuple[Lang, Theme, Layout]:
    """The options as the page knows them, each refused with the valid ones."""
    from kg.views.html import THEMES
    from kg.views.layout import LAYOUTS

    languages: tuple[Lang, ...] = ("de", "en")
    found_lang = next((each for each in languages if each == lang), None)
    found_theme = next((each for each in THEMES if each == theme), None)
    found_layout = next((each for each in LAYOUTS if each == layout), None)
    if found_lang is None:
        raise ConfigError(f"--lang {lang!r} is not known; valid: {', '.join(languages)}")
    if found_theme is None:
        raise ConfigError(f"--theme {theme!r} is not known; valid: {', '.join(THEMES)}")
    if found_layout is None:
        raise ConfigError(f"--layout {layout!r} is not known; valid: {', '.join(LAYOUTS)}")
    return found_lang, found_theme, found_layout


def _stem(source: Path) -> str:
    return source.name.removesuffix(_CLAIMS) if source.name.endswith(_CLAIMS) else source.stem


def _articles(sources: Iterable[str]) -> list[Article]:
    from kg.config import Config
    from kg.read import read_input

    readings = [read_input(source, Config(check_language=False)) for source in sources]
    return [article for reading in readings for article in reading.articles]


def _read(source: Path, articles: list[Article]) -> KnowledgeGraph:
    """A graph from a file or a folder, whichever kind it is."""
    from kg.views.saved import read_claims

    if source.is_dir():
        return _joined(source, articles)
    if source.name.endswith(".jsonl"):
        return read_claims(source, articles)
    if not source.exists():
        raise InputError(f"{source}: there is no such file or folder")
    from dataclasses import replace

    from kg.rdf import read_graph

    graph = read_graph(source)
    texts = {article.name: article for article in articles}
    # RDF tells of articles but does not hold their texts.
    return replace(graph, articles=tuple(texts.get(one.name, one) for one in graph.articles))


def _joined(folder: Path, articles: list[Article]) -> KnowledgeGraph:
    """All claims of a folder as one graph; a claim in two files has the evidence of both."""
    from dataclasses import replace

    from kg.model import Claim
    from kg.views.saved import read_claims

    files = sorted(folder.glob(f"*{_CLAIMS}"))
    if not files:
        raise InputError(f"{folder}: holds no file that ends in {_CLAIMS}")
    graphs = [read_claims(file, articles) for file in files]
    claims: dict[str, Claim] = {}
    for claim in (claim for graph in graphs for claim in graph.claims):
        first = claims.get(claim.id)
        evidence = dict.fromkeys((first.evidence if first else ()) + claim.evidence)
        claims[claim.id] = replace(first or claim, evidence=tuple(evidence))
    # Of two entities with one id, the one whose type is known stands.
    every = sorted((one for graph in graphs for one in graph.entities), key=lambda one: one.type != "Concept")
    entities = {entity.id: entity for entity in every}
    kept = {article.name: article for graph in graphs for article in graph.articles}
    return KnowledgeGraph(
        tuple(kept.values()), tuple(entities[key] for key in sorted(entities)), tuple(claims.values())
    )
