"""``kg check``: are the user's own data files right?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import UNWELL, ConfigFile, app, report, resolve
from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.userdata import CheckedFile


@app.command("check")
def check_command(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Data files; without any, those of the settings."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(help="names, frames, relations or stop; else told from the file.", show_default=False),
    ] = None,
    relations: Annotated[
        Path | None, typer.Option(help="Own relations that frames may name.", show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
    config: ConfigFile = None,
) -> None:
    """Tell every mistake in own names, frames, relations and stop lists; exit status 1 if there is one."""
    from kg.userdata import check_files

    data = resolve(config).config.data
    chosen = {name: getattr(data, name) for name in ("names", "frames", "relations", "stop")}
    jobs = [(path, kind) for path in files or ()]
    jobs = jobs or [(path, name) for name, path in chosen.items() if path is not None]
    if not jobs:
        raise ConfigError("nothing to check: name a file, or set [data] in kg.toml")
    results = check_files(jobs, relations or data.relations)
    if as_json:
        typer.echo(json.dumps([_told(one) for one in results], ensure_ascii=False, indent=2).encode())
    for one in () if as_json else results:
        for mistake in one.mistakes:
            report(mistake)
        if not one.mistakes:
            typer.echo(f"{one.path.as_posix()}: {one.kind}, {one.entries} in all, nothing wrong".encode())
    if any(one.mistakes for one in results):
        raise typer.Exit(UNWELL)


def _told(found: CheckedFile) -> dict[str, object]:
    """What ``--json`` prints of a file."""
    return {
        "file": found.path.as_posix(),
        "kind": found.kind,
        "entries": found.entries,
        "mistakes": list(found.mistakes),
    }
