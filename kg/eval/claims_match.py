"""Pairs predicted claims with gold claims, one to one.

A prediction fits a gold claim when subject, relation and object are accepted and the polarity
is the same; it fits strictly when modality and speaker are right as well. A symmetric relation
fits in both directions, a relation with an inverse also as its inverse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.eval.claims_gold import UNNAMED, GoldClaim, Side
from kg.eval.claims_names import Named, same
from kg.vocab import load_catalogue


@dataclass(frozen=True, slots=True)
class Predicted:
    """A claim as the published contract has it, as far as scores need it.

    Attributes:
        attributed: whether somebody else than the article says it.
        speaker: who, None where nobody is named.
        evidence: half-open character offsets with the words and the rule.
    """

    subject: Named
    relation: str
    object: Named
    polarity: str
    modality: str
    attributed: bool
    speaker: Named | None
    evidence: tuple[tuple[int, int, str, str], ...]
    confidence: float = 1.0

    def __str__(self) -> str:
        number = f"{self.object.value:g} " if self.object.value is not None else ""
        return f"{self.subject.label} – {self.relation} – {number}{self.object.label}"


Fit = Callable[[GoldClaim, Predicted], bool]


def as_predicted(record: Mapping[str, Any], article: str) -> Predicted:
    """A claim's record, with its evidence in one article alone."""
    said = record["attribution"]
    speaker = said["speaker"] if said else None
    return Predicted(
        subject=_named(record["subject"]),
        relation=record["relation"]["id"],
        object=_named(record["object"]),
        polarity=record["polarity"],
        modality=record["modality"],
        attributed=said is not None,
        speaker=Named(speaker["label"]) if speaker else None,
        evidence=tuple(
            (each["start"], each["end"], each["text"], each["rule"])
            for each in record["evidence"]
            if each["article"] == article
        ),
        confidence=record["confidence"],
    )


def _named(record: Mapping[str, Any]) -> Named:
    if "value" not in record:
        return Named(record["label"], record["type"])
    value = record["value"]
    if record["type"] == "Quantity" and isinstance(value, int | float):
        return Named(record["unit"], record["type"], float(value))
    return Named(str(value), "Concept")


def fits_triple(gold: GoldClaim, predicted: Predicted) -> bool:
    """Whether subject, relation and object are accepted, whatever the polarity."""
    if predicted.relation in gold.relations:
        if _sides(gold, predicted):
            return True
        entry = load_catalogue().get(predicted.relation)
        return entry is not None and entry.symmetric and is_turned(gold, predicted)
    entry = load_catalogue().get(predicted.relation)
    return entry is not None and entry.inverse in gold.relations and is_turned(gold, predicted)


def fits(gold: GoldClaim, predicted: Predicted) -> bool:
    """Whether the triple and its polarity are right."""
    return gold.polarity == predicted.polarity and fits_triple(gold, predicted)


def fits_strictly(gold: GoldClaim, predicted: Predicted) -> bool:
    """Whether modality and attribution are right as well."""
    return fits(gold, predicted) and predicted.modality in gold.modalities and right_speaker(gold, predicted)


def right_speaker(gold: GoldClaim, predicted: Predicted) -> bool:
    """Whether the claim is attributed to somebody accepted, or to nobody where that is right."""
    if not predicted.attributed:
        return not gold.attributed
    return any(side is not None and _spoken_by(side, predicted.speaker) for side in gold.speakers)


def _spoken_by(side: Side, speaker: Named | None) -> bool:
    if speaker is None:
        return UNNAMED in side.labels
    return same(side, speaker)


def _sides(gold: GoldClaim, predicted: Predicted) -> bool:
    return same(gold.subject, predicted.subject) and same(gold.object, predicted.object)


def is_turned(gold: GoldClaim, predicted: Predicted) -> bool:
    """Whether the sides are right but exchanged."""
    return same(gold.subject, predicted.object) and same(gold.object, predicted.subject)


def pair(
    gold: Sequence[GoldClaim], predicted: Sequence[Predicted], fit: Fit, prefer: Fit = fits_strictly
) -> dict[int, int]:
    """As many pairs as possible, gold index to predicted index, each used once.

    Required claims come first; among the predictions that fit, those that ``prefer`` also
    accepts are tried first (augmenting paths, so no early choice costs a pair).
    """
    order = sorted(range(len(gold)), key=lambda g: (not gold[g].required, g))
    edges = {
        g: sorted(
            (p for p, claim in enumerate(predicted) if fit(gold[g], claim)),
            key=lambda p: (not prefer(gold[g], predicted[p]), p),
        )
        for g in order
    }
    of_predicted: dict[int, int] = {}
    for g in order:
        _augment(g, edges, of_predicted, set())
    return {g: p for p, g in sorted(of_predicted.items(), key=lambda item: item[1])}


def _augment(g: int, edges: Mapping[int, Sequence[int]], taken: dict[int, int], seen: set[int]) -> bool:
    for p in edges[g]:
        if p in seen:
            continue
        seen.add(p)
        if p not in taken or _augment(taken[p], edges, taken, seen):
            taken[p] = g
            return True
    return False


def find_repeats(
    gold: Sequence[GoldClaim], predicted: Sequence[Predicted], pairs: Mapping[int, int], fit: Fit
) -> frozenset[int]:
    """Predictions left over that say again, from the same words, what a paired one says."""
    rest = set(range(len(predicted))) - set(pairs.values())
    return frozenset(
        p
        for p in rest
        for g, winner in pairs.items()
        if fit(gold[g], predicted[p]) and _overlap(predicted[p], predicted[winner])
    )


def _overlap(first: Predicted, second: Predicted) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in first.evidence for b in second.evidence)
