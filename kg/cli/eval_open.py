"""``kg eval open``: open extractions against fact clusters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import load_model, settings_of
from kg.cli.eval import eval_app
from kg.eval.open import FactSentence, Verdict
from kg.model import Triple


@eval_app.command("open")
def eval_open_command(
    data: Annotated[
        Path, typer.Option(envvar="NEWSKG_DATA", help="Folder with openie/.", show_default=False)
    ],
    first: Annotated[int, typer.Option(help="Number of the first sentence to measure.")] = 1,
    last: Annotated[
        int | None, typer.Option(help="Number of the last sentence to measure.", show_default=False)
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List right, wrong and missed triples.")] = False,
) -> None:
    """Measure open extractions against fact clusters; prints precision, recall and F1."""
    from kg.eval.open import find_gold, judge, read_fact_clusters, total

    gold = [sentence for path in find_gold(data) for sentence in read_fact_clusters(path)]
    gold = [each for each in gold if first <= each.number <= (last or each.number)]
    verdicts = judge(gold, _extract(gold))
    if misses:
        for verdict in verdicts:
            _show(verdict)
    scores = total(verdicts)
    for name, value in (("precision", scores.precision), ("recall", scores.recall), ("f1", scores.f1)):
        typer.echo(f"{name}\t{value:.3f}")
    counts = (scores.extractions, scores.right, scores.clusters, scores.hit)
    for name, count in zip(("extractions", "right", "clusters", "hit"), counts, strict=True):
        typer.echo(f"{name}\t{count}")


def _extract(gold: Sequence[FactSentence]) -> list[Triple]:
    from dataclasses import replace

    from kg.model import Article
    from kg.pipeline import find_triples

    settings = settings_of(None, "de", None)
    text = "\n".join(sentence.text for sentence in gold)
    found = find_triples(Article("gold", text), settings, load_model(settings), lines=True)
    return [replace(triple, sentence=gold[triple.sentence - 1].number) for triple in found]


def _show(verdict: Verdict) -> None:
    typer.echo(f"{verdict.sentence.number}\t{verdict.sentence.text}")
    for mark, triples in (("right", verdict.right), ("wrong", verdict.wrong)):
        for triple in triples:
            typer.echo(f"  {mark}\t{triple.subject} | {triple.relation} | {triple.object}")
    for cluster in verdict.missed:
        typer.echo(f"  missed\t{cluster[0].text}" if cluster else "  missed\t(a cluster without a wording)")
