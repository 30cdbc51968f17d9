"""``kg eval quotes``: quotations against gold spans."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import load_model, settings_of
from kg.cli.eval import eval_app

if TYPE_CHECKING:
    from kg.eval.quotes import GoldArticle, Match, Score


@eval_app.command("quotes")
def eval_quotes_command(
    data: Annotated[
        Path, typer.Option(envvar="NEWSKG_DATA", help="Folder with quotes/.", show_default=False)
    ],
    first: Annotated[int, typer.Option(min=1, help="Number of the first article to measure.")] = 1,
    last: Annotated[
        int | None, typer.Option(min=1, help="Number of the last article to measure.", show_default=False)
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List what was missed and what is wrong.")] = False,
) -> None:
    """Measure quotations against gold spans; prints precision, recall and F1, in all and by type."""
    from kg.claims.quotes import quotations_of
    from kg.eval.quotes import match_quotes, read_gold, score, scores_by_type

    articles = read_gold(data)[first - 1 : last]
    nlp = load_model(settings_of(None, "de", None))
    found = [quotations_of(doc) for doc in nlp.pipe(article.text for article in articles)]
    matches = [
        m
        for article, quotations in zip(articles, found, strict=True)
        for m in match_quotes(article.name, article.quotes, quotations)
    ]
    if misses:
        _show(articles, matches)
    typer.echo("row\tgold\tfound\tprecision\trecall\tf1\tf1 with speaker")
    _row("all", score(matches), score(matches, speaker=True))
    with_speaker = scores_by_type(articles, found, speaker=True)
    for row, scores in scores_by_type(articles, found).items():
        _row(row, scores, with_speaker[row])


def _row(name: str, scores: Score, with_speaker: Score) -> None:
    figures = (scores.precision, scores.recall, scores.f1, with_speaker.f1)
    typer.echo("\t".join([name, str(scores.gold), str(scores.found), *(f"{each:.3f}" for each in figures)]))


def _show(articles: Sequence[GoldArticle], matches: Sequence[Match]) -> None:
    texts = {article.name: article.text for article in articles}

    def words(match: Match) -> str:
        if match.found is not None:
            return " … ".join(quote.text for quote in match.found.quotes)
        spans = match.gold.quote if match.gold is not None else ()
        return " … ".join(texts[match.article][start:end] for start, end in spans)

    for match in sorted(matches, key=lambda m: (m.article, m.place)):
        if match.gold is None and match.found is not None:
            _line(match, "wrong", match.found.type, words(match))
        elif match.gold is not None and match.found is None:
            _line(match, "missed", match.gold.type, words(match))
        elif match.gold is not None and not match.right_speaker:
            _line(match, "speaker", match.gold.type, words(match))


def _line(match: Match, mark: str, kind: str, words: str) -> None:
    rule = match.found.rule if match.found is not None else "-"
    typer.echo("\t".join((mark, kind, rule, match.article, " ".join(words.split()))))
