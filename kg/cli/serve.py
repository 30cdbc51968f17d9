"""``kg serve``: a SPARQL endpoint with a query editor."""

from __future__ import annotations

import contextlib
import webbrowser
from typing import Annotated

import typer

from kg.cli.common import app


@app.command("serve")
def serve_command(
    graph: Annotated[
        list[str], typer.Argument(metavar="GRAPH...", help="One store, or RDF files and folders.")
    ],
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at; 0 for any free one.")] = 7878,
    timeout: Annotated[float, typer.Option(help="Seconds that one query may take.")] = 30,
    max_result: Annotated[float, typer.Option(help="Megabytes that one result may have.")] = 50,
    workers: Annotated[int, typer.Option(help="Queries that run at the same time.")] = 4,
    write: Annotated[
        bool, typer.Option("--write", help="Take graphs at /store (kg push); on this machine alone.")
    ] = False,
    open_: Annotated[bool, typer.Option("--open", help="Show the query editor in the browser.")] = False,
) -> None:
    """Serve a graph, read-only unless told: a SPARQL 1.1 endpoint and a query editor for the browser."""
    from kg.serve import Endpoint, Limits

    limits = Limits(seconds=timeout, megabytes=max_result, workers=workers)
    with Endpoint(graph, host, port, limits, write=write) as endpoint:
        typer.echo(f"query editor: {endpoint.address}")
        typer.echo(f"endpoint:     {endpoint.address}sparql    (Ctrl+C ends it)")
        if write:
            typer.echo(f"graphs:       {endpoint.address}store")
        if open_:
            webbrowser.open(endpoint.address)
        with contextlib.suppress(KeyboardInterrupt):
            endpoint.run()
