"""What the commands share: the app, options, settings, reading and reporting."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.help import EPILOG, HELP, GroupedCommands
from kg.cli.progress import progress
from kg.config import Config, Settings, find_config_file, resolve_settings
from kg.errors import InputError
from kg.read import Reading, Seen, drop_duplicates, read_input

if TYPE_CHECKING:
    from spacy.language import Language

UNWELL = 1
FAILED = 2
STOPPED = 130


class Commands(GroupedCommands):
    """All commands; Ctrl-C in any of them is one line and exit status 130."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]  # typer's own context comes
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            report("stopped")
            raise typer.Exit(STOPPED) from None


app = typer.Typer(
    name="kg",
    cls=Commands,
    help=HELP,
    epilog=EPILOG,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"max_content_width": 110},
)

Lang = Annotated[
    str | None,
    typer.Option(help="Language of the articles (de); given, it is not checked.", show_default=False),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", help="Settings as a TOML file; else ./kg.toml, if it is there.", show_default=False
    ),
]


def resolve(path: Path | None, **options: str | None) -> Settings:
    """The settings with their origins: ``--config``, else ``NEWSKG_CONFIG``, else ``./kg.toml``."""
    file = path or find_config_file(os.environ, Path())
    return resolve_settings(file, options, os.environ)


def settings_of(
    path: Path | None, lang: str | None, published: str | None, *, keep_duplicates: bool = False
) -> Config:
    """The settings of file and environment, overruled by options."""
    keep = "false" if keep_duplicates else None
    return resolve(path, lang=lang, published=published, skip_duplicates=keep).config


def read_all(inputs: Iterable[str], config: Config, *, quiet: bool = False) -> list[Reading]:
    """Read all inputs; report what is skipped, and give up when nothing is left.

    Args:
        inputs: files, folders, patterns or ``-``.
        config: settings.
        quiet: show no progress.
    """
    readings = _read(list(inputs), config, quiet)
    problems = [problem for reading in readings for problem in reading.problems]
    kept = [reading for reading in readings if reading.articles]
    if not kept and len(problems) == 1:
        raise problems[0]
    for problem in problems:
        report(problem)
    if not kept:
        raise InputError(f"no article could be read, {len(problems)} problems")
    if problems:
        count = sum(len(reading.articles) for reading in kept)
        report(f"{len(problems)} problem(s); going on with the {count} article(s) that could be read")
    return kept


def _read(inputs: list[str], config: Config, quiet: bool) -> list[Reading]:
    seen = Seen()
    readings: list[Reading] = []
    with progress("reading", quiet=quiet) as step:
        for source in inputs:
            reading = read_input(source, config, lambda _: step(""))
            readings += drop_duplicates([reading], seen) if config.skip_duplicates else [reading]
    return readings


def load_model(config: Config) -> Language:
    """The annotating pipeline of the language."""
    from kg.annotate import load

    return load(config.lang)


def model_meta(lang: str) -> dict[str, object]:
    """What the shipped model says of itself (name, version), read without loading it; {} without one."""
    file = resources.files("kg") / "annotate" / "model" / lang / "meta.json"
    meta: dict[str, object] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return meta


def report(message: object) -> None:
    """One line on standard error."""
    typer.echo(f"kg: {' '.join(str(message).split())}", err=True)
