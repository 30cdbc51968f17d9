"""``kg explain``: how a claim came to be, and what was read but not kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import ConfigFile, Lang, app, load_model, read_all, settings_of
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.claims import Dropped, Explanation, Reference


@app.command("explain")
def explain_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file (as of kg build), a folder or - .")],
    claim: Annotated[
        str | None,
        typer.Argument(help="A claim's id, or words of its subject, relation or object.", show_default=False),
    ] = None,
    dropped: Annotated[
        bool, typer.Option("--dropped", help="Show what was read but not kept, with the reason.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
    lang: Lang = None,
    config: ConfigFile = None,
) -> None:
    """Show a claim's sentence, clause and rule, and how its subject and object were resolved."""
    from kg.pipeline import explain_articles

    settings = settings_of(config, lang, None)
    articles = [article for reading in read_all([file], settings) for article in reading.articles]
    explained, left_out = explain_articles(articles, settings, load_model(settings))
    lost = [one for one in left_out if dropped and (claim is None or _holds(claim, _names(one)))]
    kept = [one for one in explained if not dropped and (claim is None or _is_meant(one, claim))]
    if not (lost or kept) and claim is not None:
        known = "; ".join(dict.fromkeys(_title(one) for one in explained[:6])) or "none"
        raise InputError(f"{file}: no claim fits {claim!r}; there are: {known}, …")
    if as_json:
        records = [*map(asdict, lost), *map(_record, kept)]
        typer.echo(json.dumps(records, ensure_ascii=False, indent=2).encode("utf-8"))
    else:
        blocks = [*map(_dropped, lost), *("\n".join(_explained(one)) for one in kept)]
        typer.echo("\n\n".join(blocks).encode("utf-8"))


def _record(one: Explanation) -> dict[str, object]:
    """What ``--json`` prints of a claim: its record as in ``.claims.jsonl``, and how it came to be."""
    from kg.contract import claim_record

    parts = {field.name: getattr(one, field.name) for field in fields(one)}
    sides = {"subject": asdict(one.subject), "object": asdict(one.object)}
    return parts | sides | {"claim": claim_record(one.claim)}


def _names(one: Dropped) -> str:
    return f"{one.subject} {one.relation} {one.object}"


def _holds(words: str, text: str) -> bool:
    return all(word in text.casefold() for word in words.casefold().split())


def _is_meant(one: Explanation, wanted: str) -> bool:
    return one.claim.id.startswith(wanted) or _holds(wanted, _title(one))


def _title(one: Explanation) -> str:
    return f"{one.claim.subject.label} – {one.claim.relation.id} – {one.object.meaning}"


def _explained(one: Explanation) -> Iterator[str]:
    claim = one.claim
    yield f"{_title(one)}   [{claim.id}]"
    yield f"  article     {one.article}"
    yield f"  sentence    {' '.join(one.sentence.split())}"
    yield f"  stated in   {' '.join(one.clause.split())}"
    if one.predicate:
        yield f"  clause      {one.link}, predicate '{one.predicate}' ({one.clause_rule})"
    for role, words in one.arguments:
        yield f"              {role}: {' '.join(words.split())}"
    yield f"  rule        {one.rule}"
    yield f"  subject     {_side(one.subject)}"
    yield f"  object      {_side(one.object)}"
    yield f"  polarity    {claim.polarity}, modality {claim.modality}"
    yield f"  said        {_said(one)}"
    yield f"  confidence  {claim.confidence} = {_sum(one)}"


def _side(side: Reference) -> str:
    return f"'{' '.join(side.words.split())}' is {side.meaning}, {side.how}"


def _said(one: Explanation) -> str:
    said = one.claim.attribution
    if said is None or one.speech is None:
        return "by the article itself"
    kind, cue, rule = one.speech
    speaker = said.speaker.label if said.speaker else "somebody who is not named"
    return f"{kind}, by {speaker}" + (f", cue '{cue}'" if cue else "") + f" ({rule})"


def _sum(one: Explanation) -> str:
    (kind, first), *rest = one.steps
    return f"{first} {kind}" + "".join(f" - {-value} {name}" for name, value in rest)


def _dropped(one: Dropped) -> str:
    stated = " ".join(one.words.split())
    return f"{one.subject} – {one.relation} – {one.object}: {one.reason}\n  {stated} ({one.rule})"
