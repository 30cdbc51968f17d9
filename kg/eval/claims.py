"""Scores of claims against gold claims: what was found, what is missing, what is false.

The lenient score asks for subject, relation, object and polarity; the strict one for modality
and attribution as well. Claims that the gold marks as not required count on neither side.
Three errors are counted apart, as each turns the truth over: reported as asserted, negated as
affirmed, and a wrong direction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kg.errors import InputError
from kg.eval.claims_gold import GoldArticle, GoldClaim, read_gold
from kg.eval.claims_match import (
    Fit,
    Predicted,
    as_predicted,
    find_repeats,
    fits,
    fits_strictly,
    fits_triple,
    is_turned,
    pair,
)
from kg.eval.claims_names import same

__all__ = [
    "ArticleScore",
    "ClaimScore",
    "GoldArticle",
    "GoldClaim",
    "HardError",
    "Predicted",
    "as_predicted",
    "find_nearest",
    "read_gold",
    "read_records",
    "score_article",
    "total",
]

ErrorKind = Literal["reported as asserted", "negated as affirmed", "wrong direction"]
ERROR_KINDS: tuple[ErrorKind, ...] = ("reported as asserted", "negated as affirmed", "wrong direction")
_SUFFIX = ".claims.jsonl"


@dataclass(frozen=True, slots=True)
class ClaimScore:
    """Counts, and the figures that follow from them (0 to 1).

    >>> score = ClaimScore(required=4, right=2, spurious=1)
    >>> round(score.precision, 3), score.recall, round(score.f1, 3)
    (0.667, 0.5, 0.571)

    Attributes:
        required: gold claims that must be found.
        right: those of them that were.
        spurious: predictions that fit no gold claim, required or not.
    """

    required: int
    right: int
    spurious: int

    @property
    def precision(self) -> float:
        """Share of the predictions that count which are right."""
        counted = self.right + self.spurious
        return self.right / counted if counted else 0.0

    @property
    def recall(self) -> float:
        """Share of the required claims that were found."""
        return self.right / self.required if self.required else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.required + self.right + self.spurious
        return 2 * self.right / both if both else 0.0


@dataclass(frozen=True, slots=True)
class HardError:
    """A prediction that turns a gold claim over."""

    kind: ErrorKind
    predicted: Predicted
    gold: GoldClaim


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """One article's scores with what they rest on."""

    name: str
    predicted: int
    lenient: ClaimScore
    strict: ClaimScore
    missed: tuple[GoldClaim, ...]
    spurious: tuple[Predicted, ...]
    errors: tuple[HardError, ...]


def score_article(gold: GoldArticle, predicted: Sequence[Predicted]) -> ArticleScore:
    """Align the predictions with an article's gold and count.

    ``missed`` and ``spurious`` are those of the lenient score.
    """
    lenient, missed, spurious = _score(gold.claims, predicted, fits)
    strict, _, _ = _score(gold.claims, predicted, fits_strictly)
    errors = tuple(error for each in predicted if (error := _hard_error(gold.claims, each)))
    return ArticleScore(gold.name, len(predicted), lenient, strict, missed, spurious, errors)


def _score(
    gold: Sequence[GoldClaim], predicted: Sequence[Predicted], fit: Fit
) -> tuple[ClaimScore, tuple[GoldClaim, ...], tuple[Predicted, ...]]:
    pairs = pair(gold, predicted, fit)
    used = set(pairs.values()) | find_repeats(gold, predicted, pairs, fit)
    spurious = tuple(each for p, each in enumerate(predicted) if p not in used)
    missed = tuple(each for g, each in enumerate(gold) if each.required and g not in pairs)
    required = sum(each.required for each in gold)
    return ClaimScore(required, required - len(missed), len(spurious)), missed, spurious


def _hard_error(gold: Sequence[GoldClaim], predicted: Predicted) -> HardError | None:
    """The error of a prediction that no gold claim excuses."""
    same_triple = [each for each in gold if fits_triple(each, predicted)]
    same_sense = [each for each in same_triple if each.polarity == predicted.polarity]
    if same_sense:
        if predicted.attributed or not all(each.attributed for each in same_sense):
            return None
        return HardError("reported as asserted", predicted, same_sense[0])
    if same_triple:
        kind = predicted.polarity == "affirmative"
        return HardError("negated as affirmed", predicted, same_triple[0]) if kind else None
    turned = [each for each in gold if predicted.relation in each.relations and is_turned(each, predicted)]
    return HardError("wrong direction", predicted, turned[0]) if turned else None


def total(scores: Iterable[ClaimScore]) -> ClaimScore:
    """The counts of many articles together.

    >>> total([ClaimScore(2, 1, 0), ClaimScore(3, 2, 4)])
    ClaimScore(required=5, right=3, spurious=4)
    """
    rows = tuple(scores)
    return ClaimScore(
        sum(row.required for row in rows), sum(row.right for row in rows), sum(row.spurious for row in rows)
    )


def find_nearest(gold: GoldClaim, predicted: Iterable[Predicted]) -> Predicted | None:
    """The prediction that has most in common with a missed claim: at least two of its three parts."""
    best: tuple[int, Predicted] | None = None
    for each in predicted:
        parts = (
            same(gold.subject, each.subject),
            each.relation in gold.relations,
            same(gold.object, each.object),
        )
        if sum(parts) >= (best[0] + 1 if best else 2):
            best = (sum(parts), each)
    return best[1] if best else None


def read_records(path: Path) -> dict[str, list[Mapping[str, Any]]]:
    """The claims of a ``.claims.jsonl`` file, or of all of a folder, by the article they stand in.

    A file without claims stands for the article that it is named after.

    Raises:
        InputError: nothing is there, or a line is not a claim of the published form.
    """
    files = sorted(path.glob(f"*{_SUFFIX}")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path}: holds no claims (*{_SUFFIX})")
    found: dict[str, list[Mapping[str, Any]]] = {}
    for file in files:
        records = _read_lines(file)
        if not records:
            found.setdefault(file.name.removesuffix(_SUFFIX), [])
        for record in records:
            for article in dict.fromkeys(each["article"] for each in record["evidence"]):
                found.setdefault(article, []).append(record)
    return found


def _read_lines(path: Path) -> list[Mapping[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from None
    return [_record(line, f"{path}, line {n}") for n, line in enumerate(lines, 1) if line.strip()]


def _record(line: str, place: str) -> Mapping[str, Any]:
    try:
        record: dict[str, Any] = json.loads(line)
        for each in record["evidence"]:
            as_predicted(record, each["article"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{place}: not a claim with its evidence ({error!r})") from error
    return record
