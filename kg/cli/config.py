"""``kg config``: each setting, and where its value comes from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import ConfigFile, Lang, app, resolve
from kg.config import KEYS, Setting


@app.command("config")
def config_command(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
    published: Annotated[
        str | None, typer.Option(help="Day of publication, YYYY-MM-DD.", show_default=False)
    ] = None,
    lang: Lang = None,
    config: ConfigFile = None,
) -> None:
    """Show each setting with where it comes from: default, file, environment or option."""
    entries = resolve(config, lang=lang, published=published).entries
    if as_json:
        typer.echo(json.dumps([_described(entry) for entry in entries], ensure_ascii=False, indent=2))
        return
    helps = {key.name: key.help for key in KEYS}
    rows = [(entry.key, _spelled(entry.value), _origin(entry), helps[entry.key]) for entry in entries]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        typer.echo("  ".join([*cells, row[3]]))


def _origin(entry: Setting) -> str:
    return f"{entry.source}: {entry.place}" if entry.place else entry.source


def _spelled(value: object) -> str:
    if value is None:
        return "-"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _described(entry: Setting) -> dict[str, object]:
    plain = value if isinstance(value := entry.value, bool | int | float | None) else str(value)
    if isinstance(value, Path):
        plain = value.as_posix()
    return {"key": entry.key, "value": plain, "source": entry.source, "place": entry.place}
