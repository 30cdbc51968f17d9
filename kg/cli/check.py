"""``kg check``: are the user's own data files right?"""

from __future__ import annotations

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
    config: ConfigFile = None,
) -> None:
    """Validate own names, frames, relations and stop lists; exit status 1 if one is wrong."""
    from kg.userdata import check_file

    data = resolve(config).config.data
    chosen = {name: getattr(data, name) for name in ("names", "frames", "relations", "stop")}
    jobs = [(path, kind) for path in files or ()]
    jobs = jobs or [(path, name) for name, path in chosen.items() if path is not None]
    if not jobs:
        raise ConfigError("nothing to check: name a file, or set [data] in kg.toml")
    wrong = 0
    for path, wanted in jobs:
        try:
            found, count = check_file(path, wanted, relations or data.relations)
            typer.echo(f"{path}: {found}, {count} in all, nothing wrong".encode())
        except KgError as error:
            report(error)
            wrong += 1
    if wrong:
        raise typer.Exit(UNWELL)
