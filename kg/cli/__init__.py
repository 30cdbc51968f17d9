"""The command ``kg``; every command wraps one public function.

Each module beside this one adds its commands to ``kg.cli.common.app`` when it is imported;
imports of anything slow stay inside the commands.
"""

from __future__ import annotations

from typing import Annotated

import typer

import kg
from kg.cli import build as build
from kg.cli import check as check
from kg.cli import config as config
from kg.cli import convert as convert
from kg.cli import doctor as doctor
from kg.cli import eval as eval
from kg.cli import eval_claims as eval_claims
from kg.cli import eval_open as eval_open
from kg.cli import eval_quotes as eval_quotes
from kg.cli import explain as explain
from kg.cli import model as model
from kg.cli import ontology as ontology
from kg.cli import push as push
from kg.cli import query as query
from kg.cli import quotes as quotes
from kg.cli import read as read
from kg.cli import serve as serve
from kg.cli import store as store
from kg.cli import triples as triples
from kg.cli import validate as validate
from kg.cli import view as view
from kg.cli.common import FAILED, app, model_meta, report
from kg.errors import KgError


def main() -> None:
    """Run the command line; an error that a user can mend is one line and exit status 2."""
    try:
        app()
    except KgError as error:
        report(error)
        raise SystemExit(FAILED) from None
    except OSError as error:
        # The system's doing, wherever it shows: standard output or the folder for drafts is full.
        report(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        raise SystemExit(FAILED) from None


def _version(wanted: bool) -> None:
    if wanted:
        meta = model_meta("de")
        model = f"{meta['lang']}_{meta['name']} {meta['version']}" if meta else "none"
        typer.echo(f"kg {kg.__version__} (model {model})")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the program's version and the model's."
        ),
    ] = False,
) -> None:
    """A knowledge graph from German news text, offline, with evidence for every edge."""
