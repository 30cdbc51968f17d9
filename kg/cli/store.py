"""``kg store``: articles in a store on disk."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import app
from kg.errors import OutputError

store_app = typer.Typer(
    help="A store on disk: one named graph per article.", rich_markup_mode=None, no_args_is_help=True
)
app.add_typer(store_app, name="store")

Folder = Annotated[Path, typer.Argument(metavar="STORE", help="Folder of the store.", show_default=False)]


@store_app.command("add")
def add_command(
    store: Folder,
    inputs: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="RDF files that kg build wrote, or folders.")
    ],
) -> None:
    """Add articles; one that is there already is replaced."""
    from kg.query.source import rdf_files
    from kg.store import ArticleStore

    files = [file for path in inputs for file in rdf_files(path)]
    with ArticleStore(store, create=True) as opened:
        for iri in opened.add_files(files):
            typer.echo(iri)


@store_app.command("list")
def list_command(store: Folder) -> None:
    """List the articles: name, date, claims, triples and title, tab-separated."""
    from kg.store import list_articles, open_for_reading

    database, lock = open_for_reading(store)
    with lock:
        for one in list_articles(database):
            cells = (one.name, one.published, str(one.claims), str(one.triples), one.title)
            typer.echo("\t".join(" ".join(cell.split()) for cell in cells).encode())


@store_app.command("remove")
def remove_command(
    store: Folder,
    names: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Names or IRIs of articles.")],
) -> None:
    """Remove articles and everything that only they supported."""
    from kg.store import ArticleStore

    with ArticleStore(store) as opened:
        for iri in opened.remove(names):
            typer.echo(iri)


@store_app.command("compact")
def compact_command(store: Folder) -> None:
    """Give back the room of what was removed, and make queries faster."""
    from kg.store import ArticleStore

    with ArticleStore(store) as opened:
        opened.compact()


@store_app.command("export")
def export_command(
    store: Folder,
    target: Annotated[
        str, typer.Argument(metavar="FILE", help="A .nq or .trig file, or - for N-Quads.")
    ] = "-",
) -> None:
    """Write the whole store to a file."""
    from kg.store import dump, export, open_for_reading

    database, lock = open_for_reading(store)
    with lock:
        if target != "-":
            export(database, Path(target))
            return
        try:
            sys.stdout.buffer.write(dump(database, ".nq"))
            sys.stdout.buffer.flush()
        except OSError as error:
            raise OutputError(f"standard output: cannot be written: {error.strerror}") from error
