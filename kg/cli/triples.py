"""``kg triples``: open extractions."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.common import ConfigFile, Lang, app, load_model, read_all, settings_of


@app.command("triples")
def triples_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file (as of kg build), a folder or - .")],
    lines: Annotated[bool, typer.Option("--lines", help="Each line is one sentence.")] = False,
    lang: Lang = None,
    config: ConfigFile = None,
) -> None:
    """Print open extractions: sentence number, subject, relation and object, tab-separated."""
    from kg.pipeline import find_triples

    settings = settings_of(config, lang, None)
    articles = [article for reading in read_all([file], settings) for article in reading.articles]
    nlp = load_model(settings)
    for article in articles:
        for triple in find_triples(article, settings, nlp, lines=lines):
            words = (" ".join(part.split()) for part in (triple.subject, triple.relation, triple.object))
            # As bytes: the output is UTF-8 whatever the terminal's locale.
            typer.echo("\t".join((str(triple.sentence), *words)).encode("utf-8"))
