"""``kg eval claims``: claims against what a careful reader takes from the same articles."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.common import ConfigFile, Lang, load_model, read_all, report, settings_of
from kg.cli.eval import eval_app
from kg.config import Config
from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.eval.claims import ArticleScore, ClaimScore, Predicted

Found = Mapping[str, Sequence[Mapping[str, Any]]]


@eval_app.command("claims")
def claims_command(
    gold: Annotated[Path, typer.Option(help="Gold file, or a folder of them.")],
    articles: Annotated[
        str | None, typer.Option(help="Articles to take the claims from.", show_default=False)
    ] = None,
    claims: Annotated[
        Path | None, typer.Option(help="Claims to score instead: a file or folder.", show_default=False)
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List what is missing and what is false.")] = False,
    calibrated: Annotated[
        bool, typer.Option("--calibration", help="Compare confidences with the share of claims that hold.")
    ] = False,
    lang: Lang = None,
    config: ConfigFile = None,
) -> None:
    """Score claims against gold claims."""
    from kg.eval.claims import as_predicted, read_gold, score_article

    if (articles is None) == (claims is None):
        raise ConfigError("give either --articles or --claims, one of the two")
    golds = {each.name: each for each in read_gold(gold)}
    found = _found(golds, articles, claims, settings_of(config, lang, None))
    predicted = {name: [as_predicted(each, name) for each in records] for name, records in found.items()}
    scores = [score_article(golds[name], predicted[name]) for name in predicted]
    _print_scores(scores)
    for score in scores if misses else ():
        _print_misses(score, predicted[score.name])
    if calibrated:
        judged = [
            (record["confidence"], each not in score.spurious)
            for score in scores
            for record, each in zip(found[score.name], predicted[score.name], strict=True)
        ]
        _print_calibration(judged)


def _print_calibration(judged: Sequence[tuple[float, bool]]) -> None:
    from kg.eval.calibration import calibration, expected_error

    for each in calibration(judged):
        typer.echo(
            f"confidence {each.low:.1f} to {each.high:.1f}: {each.number} claims, "
            f"mean {each.expected:.2f}, {each.held:.2f} hold"
        )
    typer.echo(f"expected calibration error {expected_error(judged):.3f}")


def _found(golds: Mapping[str, object], articles: str | None, claims: Path | None, config: Config) -> Found:
    """The claims of each article that has gold, by its name."""
    from kg.eval.claims import read_records

    found = read_records(claims) if claims is not None else _extract(str(articles), golds, config)
    kept = {name: records for name, records in sorted(found.items()) if name in golds}
    for name in sorted(found.keys() - kept.keys()):
        report(f"{name}: has no gold file and is left out")
    if not kept:
        raise ConfigError(f"no article has gold; there is gold for {', '.join(sorted(golds))}")
    return kept


def _extract(source: str, golds: Mapping[str, object], config: Config) -> Found:
    from kg.contract import claim_record
    from kg.pipeline import build

    read = [article for reading in read_all([source], config) for article in reading.articles]
    nlp = load_model(config) if any(each.name in golds for each in read) else None
    return {
        each.name: [claim_record(claim) for claim in build([each], config, nlp).claims]
        if each.name in golds
        else []
        for each in read
    }


def _print_scores(scores: Sequence[ArticleScore]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from kg.eval.claims import ERROR_KINDS, total

    table = Table(box=box.SIMPLE)
    table.add_column("article")
    for column in ("claims", "gold", "P", "R", "F1", "strict P", "R", "F1", *ERROR_KINDS):
        table.add_column(column, justify="right")
    for score in scores:
        table.add_row(score.name, *_cells([score], score.lenient, score.strict))
    table.add_section()
    lenient, strict = total(s.lenient for s in scores), total(s.strict for s in scores)
    table.add_row("total", *_cells(scores, lenient, strict))
    Console(file=sys.stdout, width=130).print(table)


def _cells(scores: Sequence[ArticleScore], *rows: ClaimScore) -> list[str]:
    from kg.eval.claims import ERROR_KINDS

    kinds = [error.kind for score in scores for error in score.errors]
    figures = [f"{value:.2f}" for row in rows for value in (row.precision, row.recall, row.f1)]
    counts = [str(sum(score.predicted for score in scores)), str(rows[0].required)]
    return [*counts, *figures, *(str(kinds.count(kind)) for kind in ERROR_KINDS)]


def _print_misses(score: ArticleScore, predicted: Sequence[Predicted]) -> None:
    from kg.eval.claims import find_nearest

    for error in score.errors:
        typer.echo(f"{score.name}\t{error.kind}\t{error.predicted}\t{_words(error.predicted)}")
    for missed in score.missed:
        near = find_nearest(missed, predicted)
        sign = "" if missed.polarity == "affirmative" else "not: "
        typer.echo(f"{score.name}\tmissed\t{sign}{missed}\t{f'nearest: {near}' if near else ''}")
    for each in score.spurious:
        typer.echo(f"{score.name}\tspurious\t{each}\t{_words(each)}")


def _words(predicted: Predicted) -> str:
    """The evidence with its rule."""
    return "; ".join(f"{text} [{rule}]" for _, _, text, rule in predicted.evidence).replace("\n", " ")
