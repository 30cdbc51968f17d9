"""``kg quotes``: who said what."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from kg.cli.common import ConfigFile, Lang, app, load_model, read_all, settings_of


@app.command("quotes")
def quotes_command(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Files (as of kg build), folders or - ."),
    ],
    lang: Lang = None,
    config: ConfigFile = None,
) -> None:
    """Print who said what: one JSON object per quotation and line, with speaker, cue and spans."""
    from kg.claims.quotes import quotation_record, quotations_of
    from kg.pipeline import annotate

    settings = settings_of(config, lang, None)
    articles = [article for reading in read_all(inputs, settings) for article in reading.articles]
    for article, doc in annotate(articles, load_model(settings)):
        for quotation in quotations_of(doc):
            record = json.dumps(quotation_record(article, quotation), ensure_ascii=False)
            # As bytes: the output is UTF-8 whatever the terminal's locale.
            typer.echo(record.encode("utf-8"))
