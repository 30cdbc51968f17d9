"""Saved claims read back: the lines of ``<name>.claims.jsonl`` as a graph that can be shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast, get_args

from kg.errors import InputError
from kg.model import (
    ENTITY_TYPES,
    Article,
    Attribution,
    Claim,
    Entity,
    EntityType,
    Evidence,
    KnowledgeGraph,
    Modality,
    Polarity,
    Qualifier,
    Relation,
    SpeechType,
    Time,
    Value,
)

Record = Mapping[str, Any]


def read_claims(path: Path, articles: Iterable[Article] = ()) -> KnowledgeGraph:
    """Read claims that a run has saved.

    The file holds no article and no alias; whole sentences can be shown only of ``articles``.

    Args:
        path: a file of JSON Lines as ``write_claims`` makes them.
        articles: what the claims were taken from, as far as it is at hand.

    Returns:
        The graph; entities are sorted by id.

    Raises:
        InputError: the file cannot be read, or a line is no claim.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    known: dict[str, Entity] = {}
    claims = [
        _claim_in(path, number, line, known)
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    ]
    cited = {evidence.article for claim in claims for evidence in claim.evidence}
    kept = tuple(article for article in articles if article.name in cited)
    return KnowledgeGraph(kept, tuple(known[key] for key in sorted(known)), tuple(claims))


def _claim_in(path: Path, number: int, line: str, known: dict[str, Entity]) -> Claim:
    try:
        return claim_of(json.loads(line), known)
    except json.JSONDecodeError as error:
        raise InputError(f"{path}, line {number}: is no JSON: {error}") from error
    except KeyError as error:
        raise InputError(f"{path}, line {number}: is no claim, {error} is missing") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path}, line {number}: is no claim: {error}") from error


def claim_of(record: Record, known: dict[str, Entity]) -> Claim:
    """The claim of one line; ``known`` holds the entities met so far and gains the new ones.

    Raises:
        KeyError: a key of the contract is missing.
        ValueError: a value that the contract does not have.
    """
    relation = record["relation"]
    target = record["object"]
    said = record["attribution"]
    time = record["time"]
    return Claim(
        subject=_entity(record["subject"], known),
        relation=Relation(
            relation["id"], relation["label"]["en"], relation["label"]["de"], relation["surface"]
        ),
        object=_value(target) if "value" in target else _entity(target, known),
        evidence=tuple(map(_evidence, record["evidence"])),
        polarity=cast(Polarity, _one_of(record["polarity"], get_args(Polarity))),
        modality=cast(Modality, _one_of(record["modality"], get_args(Modality))),
        attribution=_attribution(said, known) if said else None,
        time=Time(time["text"], time["start"], time["end"]) if time else None,
        place=_entity(record["place"], known) if record["place"] else None,
        qualifiers=tuple(Qualifier(each["role"], each["text"]) for each in record["qualifiers"]),
        confidence=float(record["confidence"]),
    )


def _one_of(value: str, options: Iterable[str]) -> str:
    if value not in options:
        raise ValueError(f"{value!r} is none of {', '.join(options)}")
    return value


def _entity(record: Record, known: dict[str, Entity]) -> Entity:
    """An entity; speakers and places are saved without a type, which another line may tell."""
    found = known.get(record["id"])
    if found is None or (found.type == "Concept" and "type" in record):
        kind = cast(EntityType, _one_of(record.get("type", "Concept"), ENTITY_TYPES))
        found = known[record["id"]] = Entity(str(record["id"]), str(record["label"]), kind)
    return found


def _value(record: Record) -> Value:
    kind = _one_of(record["type"], ("Quantity", "Time"))
    return Value(record["value"], str(record["unit"]), "Time" if kind == "Time" else "Quantity")


def _attribution(record: Record, known: dict[str, Entity]) -> Attribution:
    speaker = _entity(record["speaker"], known) if record["speaker"] else None
    kind = cast(SpeechType, _one_of(record["type"], get_args(SpeechType)))
    return Attribution(speaker, str(record["cue"]), kind)


def _evidence(record: Record) -> Evidence:
    first, last = record["sentence"]
    return Evidence(
        str(record["article"]), int(record["start"]), int(record["end"]), str(record["text"]),
        (int(first), int(last)), str(record["rule"]),
    )  # fmt: skip
