"""``kg read``: what would be extracted from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated

import typer

from kg.cli.common import ConfigFile, Lang, app, read_all, settings_of
from kg.model import Article


@app.command("read")
def read_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file, a folder, a quoted pattern or - .")],
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line, with offsets and the whole text.")
    ] = False,
    lang: Lang = None,
    config: ConfigFile = None,
) -> None:
    """Show what would be extracted from: title, date, source, language and paragraphs."""
    settings = settings_of(config, lang, None)
    for reading in read_all([file], settings):
        for article in reading.articles:
            # As bytes: the output is UTF-8 whatever the terminal's locale.
            lines = [json.dumps(described(article), ensure_ascii=False)] if as_json else _lines(article)
            typer.echo("\n".join(lines).encode("utf-8"))


def described(article: Article) -> dict[str, object]:
    """What ``kg read --json`` prints of an article; offsets are into its ``text``.

    >>> described(Article("a", "Kerry in Moskau\\n\\nEr traf Putin."))["headline"]
    'Kerry in Moskau'
    """
    from kg.read import find_headline, find_paragraphs, likely_language

    return {
        "name": article.name,
        "title": article.title,
        "headline": find_headline(article.text),
        "author": article.author,
        "date": article.published.isoformat() if article.published else None,
        "source": article.publisher,
        "url": article.url,
        "language": likely_language(article.text, article.lang),
        "paragraphs": [
            {"kind": one.kind, "start": one.span.start, "end": one.span.end, "text": one.span.text}
            for one in find_paragraphs(article.text)
        ],
        "text": article.text,
    }


def _lines(article: Article) -> Iterator[str]:
    facts = described(article)
    yield f"== {article.name}"
    for key in ("title", "headline", "author", "date", "source", "url", "language"):
        yield f"{key + ':':10}{facts[key] if facts[key] is not None else '-'}"
    yield f"{'length:':10}{len(article.text)} characters, {len(article.text.split())} words"
    from kg.read import find_paragraphs

    marks = {"headline": "#", "heading": "##", "text": "  "}
    for one in find_paragraphs(article.text):
        yield ""
        yield f"[{one.span.start}:{one.span.end}] {marks[one.kind]} {' '.join(one.span.text.split())}"
    yield ""
