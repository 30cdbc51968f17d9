"""``kg convert``: RDF from one format to another."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import app


@app.command("convert")
def convert_command(
    source: Annotated[Path, typer.Argument(metavar="IN", help="RDF file to read.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="File to write, or - .")],
    to: Annotated[
        str | None,
        typer.Option(
            help="Format to write (turtle, trig, nquads, ntriples, json-ld, rdf-xml, turtle-1.2, trig-1.2, "
            "nquads-1.2); without it, the suffix of OUT says.",
            show_default=False,
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", help="Format of IN; without it, its suffix says.", show_default=False),
    ] = None,
) -> None:
    """Write an RDF file in another format."""
    from kg.output import write_files
    from kg.rdf import convert_file, format_of

    to_stdout = str(target) == "-"
    wanted = to or ("turtle" if to_stdout else format_of(target))
    data = convert_file(source, wanted, from_)
    if to_stdout:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_files({target: data})
