"""``kg push``: graphs into a triple store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import app, report


@app.command("push")
def push_command(
    url: Annotated[
        str, typer.Argument(metavar="URL", help="Graph Store Protocol of a server (Oxigraph: …/store).")
    ],
    graph: Annotated[
        list[Path],
        typer.Argument(metavar="GRAPH...", help="RDF files that kg build wrote, folders or a store."),
    ],
    batch: Annotated[float, typer.Option(min=0.001, help="Largest request, in megabytes.")] = 8,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that one request may take.")] = 60,
) -> None:
    """Send graphs to a SPARQL 1.1 server, one named graph per article; those there are replaced.

    Credentials come from NEWSKG_PUSH_USER and NEWSKG_PUSH_PASSWORD, from NEWSKG_PUSH_TOKEN, or from netrc.
    """
    from kg.push import GraphStore, Pushed, article_graphs, find_credentials, push

    server = GraphStore(url, find_credentials(url, os.environ, Path.home()), timeout)
    graphs = article_graphs(graph)

    def arrived(one: Pushed) -> None:
        typer.echo(one.iri)

    done = push(graphs, server, batch=int(batch * 1e6), arrived=arrived)
    report(f"{url}: {len(done)} article(s), {sum(one.triples for one in done)} triples arrived")
