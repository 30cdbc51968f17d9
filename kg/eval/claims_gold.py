"""Gold claims: what a careful reader takes from an article, as JSON Lines.

A line is either a claim or the other names of an entity:

    {"entity": "Angela Merkel", "aliases": ["Merkel"]}
    {"subject": "Angela Merkel", "relation": "visits", "object": "Kiew", "polarity": "affirmative",
     "modality": "planned", "speaker": "Steffen Seibert", "required": true,
     "alternatives": {"relation": ["travelsTo"], "modality": ["asserted"]}}

``speaker`` is null where the article says it itself, and ``?`` where somebody else does whom the
text does not name. A claim that is not required counts neither as missed nor, when it is found,
as right or false.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Modality, Polarity

UNNAMED = "?"
_MODALITIES = ("asserted", "planned", "possible", "necessary", "conditional", "desired")
_POLARITIES = ("affirmative", "negative")
_KEYS = {"subject", "relation", "object", "polarity", "modality", "speaker", "required"}
_CHOICES = ("subject", "relation", "object", "modality", "speaker")


@dataclass(frozen=True, slots=True)
class Side:
    """Subject or object: the labels that are accepted, and whether names are among them.

    Attributes:
        labels: as the gold file has them, its own first, aliases of entities included.
        named: the labels of declared entities; they must match in full.
    """

    labels: tuple[str, ...]
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One claim with all that is accepted for it; the first of each row is the best reading."""

    subject: Side
    relations: tuple[str, ...]
    object: Side
    polarity: Polarity
    modalities: tuple[Modality, ...]
    speakers: tuple[Side | None, ...]
    required: bool

    @property
    def attributed(self) -> bool:
        """True where the article never says it itself."""
        return None not in self.speakers

    def __str__(self) -> str:
        words = [self.subject.labels[0], self.relations[0], self.object.labels[0]]
        return " – ".join(words)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """The gold claims of one article; ``name`` is the file's stem."""

    name: str
    claims: tuple[GoldClaim, ...]


def read_gold(path: Path) -> tuple[GoldArticle, ...]:
    """The gold of a file, or of all ``.jsonl`` files of a folder, sorted by name.

    Raises:
        InputError: nothing is there, or a line is neither a claim nor an entity.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path}: holds no gold file (*.jsonl)")
    return tuple(_read_file(file) for file in files)


def _read_file(path: Path) -> GoldArticle:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from None
    return parse_gold(text, path.stem)


def parse_gold(text: str, name: str) -> GoldArticle:
    """The gold article in a text of JSON Lines.

    >>> line = '{"subject": "A", "relation": "meets", "object": "B", "polarity": "affirmative",'
    >>> line += ' "modality": "asserted", "speaker": null, "required": true}'
    >>> str(parse_gold(line, "visit").claims[0])
    'A – meets – B'

    Raises:
        InputError: a line is neither a claim nor an entity.
    """
    records = [
        (f"{name}, line {number}", _object(line, f"{name}, line {number}"))
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    aliases = {
        record["entity"]: tuple(record.get("aliases", ())) for _, record in records if "entity" in record
    }
    claims = [_claim(record, place, aliases) for place, record in records if "entity" not in record]
    return GoldArticle(name, tuple(claims))


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError(f"{place}: not JSON ({error})") from None
    if not isinstance(record, dict):
        raise InputError(f"{place}: not a JSON object, but {type(record).__name__}")
    return record


def _claim(record: Mapping[str, Any], place: str, aliases: Mapping[str, tuple[str, ...]]) -> GoldClaim:
    _check(record, place)
    chosen = {key: (record[key], *record.get("alternatives", {}).get(key, ())) for key in _CHOICES}
    speakers = tuple(None if each is None else _side((each,), aliases) for each in chosen["speaker"])
    return GoldClaim(
        subject=_side(chosen["subject"], aliases),
        relations=chosen["relation"],
        object=_side(chosen["object"], aliases),
        polarity=record["polarity"],
        modalities=chosen["modality"],
        speakers=speakers,
        required=record["required"],
    )


def _check(record: Mapping[str, Any], place: str) -> None:
    missing = sorted(_KEYS - record.keys())
    if missing:
        raise InputError(f"{place}: {missing[0]} is missing; a claim has {', '.join(sorted(_KEYS))}")
    unknown = sorted(record.keys() - _KEYS - {"alternatives"})
    unknown += sorted(record.get("alternatives", {}).keys() - set(_CHOICES))
    if unknown:
        raise InputError(f"{place}: {unknown[0]!r} is not a key; valid are {', '.join(sorted(_KEYS))}")
    _one_of(record["polarity"], _POLARITIES, place)
    for modality in (record["modality"], *record.get("alternatives", {}).get("modality", ())):
        _one_of(modality, _MODALITIES, place)


def _one_of(value: object, valid: Iterable[str], place: str) -> None:
    if value not in tuple(valid):
        raise InputError(f"{place}: {value!r} is not one of {', '.join(valid)}")


def _side(labels: Iterable[str], aliases: Mapping[str, tuple[str, ...]]) -> Side:
    named = {label: (label, *aliases[label]) for label in labels if label in aliases}
    every = dict.fromkeys(form for label in labels for form in named.get(label, (label,)))
    return Side(tuple(every), frozenset(form for forms in named.values() for form in forms))
