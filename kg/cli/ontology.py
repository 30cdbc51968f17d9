"""``kg ontology``: the terms that the RDF uses."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.common import app


@app.command("ontology")
def ontology_command(
    format_: Annotated[
        str, typer.Option("--format", help="Format: turtle, trig, nquads, ntriples, json-ld or rdf-xml.")
    ] = "turtle",
    base: Annotated[
        str | None, typer.Option(help="IRI that all our IRIs start with.", show_default=False)
    ] = None,
    relations: Annotated[
        bool, typer.Option("--relations", help="Add every relation of the catalogue.")
    ] = False,
    shapes: Annotated[
        bool, typer.Option("--shapes", help="Print the SHACL shapes that a graph keeps to, in Turtle.")
    ] = False,
) -> None:
    """Print the ontology: the classes and properties that the RDF uses."""
    from kg.errors import ConfigError
    from kg.rdf import DEFAULT_BASE, write_ontology, write_shapes

    place = DEFAULT_BASE if base is None else base
    if shapes and format_ != "turtle":
        raise ConfigError(f"--shapes prints turtle, not {format_!r}")
    data = (
        write_shapes(place, relations=relations)
        if shapes
        else write_ontology(format_, place, relations=relations)
    )
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
