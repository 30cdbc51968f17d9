"""``kg validate``: is a graph's RDF as it should be?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import UNWELL, app, report
from kg.cli.findings import SHOWN, told

if TYPE_CHECKING:
    from kg.rdf import Finding


@app.command("validate")
def validate_command(
    source: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="RDF file, or a folder of them.")],
    from_: Annotated[
        str | None,
        typer.Option("--from", help="Format of FILE; without it, its suffix says.", show_default=False),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Check the claims as read, without SHACL.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Print every finding, not five of each kind.")] = False,
) -> None:
    """Check that a graph keeps to its contract; exit status 1 when something is wrong."""
    from kg.errors import InputError
    from kg.query.source import rdf_files

    if not source.exists():
        raise InputError(f"{source}: no such file or folder")
    wrong = 0
    for path in rdf_files(source) if source.is_dir() else [source]:
        findings = _findings(path, from_, quick=quick)
        for text in told(findings, len(findings) if all_ else SHOWN):
            typer.echo(text.encode("utf-8"))
        violations = sum(finding.severity == "violation" for finding in findings)
        report(f"{path}: {violations} violation(s), {len(findings) - violations} warning(s)")
        wrong += violations
    if wrong:
        raise typer.Exit(UNWELL)


def _findings(path: Path, format: str | None, *, quick: bool) -> tuple[Finding, ...]:
    if quick:
        from kg.rdf import read_graph, validate_graph

        return validate_graph(read_graph(path, format))
    from kg.rdf.validate import validate_file

    return validate_file(path, format)
