"""``kg model``: the shipped language model and its measures."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import app

model_app = typer.Typer(help="The shipped language model.", rich_markup_mode=None, no_args_is_help=True)
app.add_typer(model_app, name="model")


@model_app.command("eval")
def model_eval_command(
    data: Annotated[
        Path, typer.Option(envvar="NEWSKG_DATA", help="Folder with treebanks/ and ner/.", show_default=False)
    ],
    name: Annotated[str, typer.Option("--model", help="Language of a shipped model, or a folder.")] = "de",
) -> None:
    """Measure a model on treebank and entity test data; prints percentages."""
    from kg.annotate import load
    from kg.eval.model import evaluate

    scores = evaluate(data, load(name), lambda line: typer.echo(line, err=True))
    for key, value in asdict(scores).items():
        typer.echo(f"{key}\t{value:.2f}")
