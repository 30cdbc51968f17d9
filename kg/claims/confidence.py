"""How far a claim is trusted: by what stated it and how its sides were resolved."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import VocabularyError

_FILE = Path(__file__).parent / "data" / "confidence.toml"


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of `data/confidence.toml`, all between 0 and 1."""

    kinds: Mapping[str, float]
    penalties: Mapping[str, float]
    limits: Mapping[str, float]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The numbers of the data file.

    Raises:
        VocabularyError: a table is missing or a number lies outside 0 to 1.
    """
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    for name in ("kinds", "penalties", "limits"):
        for key, number in tables.get(name, {"": None}).items():
            if not isinstance(number, float) or not 0 <= number <= 1:
                raise VocabularyError(f"{_FILE.name}: {name}.{key} is {number!r}; expected 0.0 to 1.0")
    return Weights(tables["kinds"], tables["penalties"], tables["limits"])


def confidence_of(kind: str, penalties: Collection[str] = ()) -> float:
    """Confidence between the file's limits, two decimals.

    Args:
        kind: a key of the file's `kinds` (`frame`).
        penalties: keys of `penalties`, each counted as often as it is given.

    >>> confidence_of("frame", ["pronoun"])
    0.8
    """
    weights = load_weights()
    value = weights.kinds[kind] - sum(weights.penalties[name] for name in penalties)
    return round(min(weights.limits["high"], max(weights.limits["low"], value)), 2)


def with_more_evidence(confidence: float, pieces: int) -> float:
    """The confidence of a claim that ``pieces`` passages state."""
    limits = load_weights().limits
    return round(min(limits["high"], confidence + limits["each_evidence"] * (pieces - 1)), 2)
