"""``kg eval``: extractions measured against gold data.

Each command is a module of its own that adds itself to ``eval_app``.
"""

from __future__ import annotations

import typer

from kg.cli.common import app

eval_app = typer.Typer(
    help="Measure extractions against gold data.", rich_markup_mode=None, no_args_is_help=True
)
app.add_typer(eval_app, name="eval")


@eval_app.callback()
def _group() -> None:
    """Measure extractions against gold data."""
