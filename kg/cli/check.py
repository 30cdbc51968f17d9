"""``kg check``: are the user's own data files right?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import UNWELL, ConfigFile, app, report, resolve
from kg.errors import ConfigError, KgError


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
    """Validate own names, frames, relations and stop lists; exit status 1 if one is wrong."""
    data = resolve(config).config.data
    chosen = {name: getattr(data, name) for name in ("names", "frames", "relations", "stop")}
    jobs = [(path, kind) for path in files or ()]
    jobs = jobs or [(path, name) for name, path in chosen.items() if path is not None]
    if not jobs:
        raise ConfigError("nothing to check: name a file, or set [data] in kg.toml")
    results = [_checked(path, wanted, relations or data.relations) for path, wanted in jobs]
    if as_json:
        typer.echo(json.dumps(results, ensure_ascii=False, indent=2).encode())
    for one in () if as_json else results:
        if one["error"]:
            report(one["error"])
        else:
            typer.echo(f"{one['file']}: {one['kind']}, {one['entries']} in all, nothing wrong".encode())
    if any(one["error"] for one in results):
        raise typer.Exit(UNWELL)


def _checked(path: Path, kind: str | None, relations: Path | None) -> dict[str, object]:
    """What ``--json`` prints of a file: its kind and number of entries, or its first mistake."""
    from kg.userdata import check_file

    try:
        found, count = check_file(path, kind, relations)
    except KgError as error:
        return {"file": path.as_posix(), "kind": kind, "entries": None, "error": str(error)}
    return {"file": path.as_posix(), "kind": found, "entries": count, "error": None}
