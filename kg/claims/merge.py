"""The same claim from several passages becomes one claim with more evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.claims.confidence import with_more_evidence
from kg.model import Claim, Entity, Evidence
from kg.vocab import load_catalogue

_Key = tuple[object, ...]


def merge(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Join claims that state the same thing.

    Same means subject, relation (a symmetric one either way), object, polarity and modality. A
    time, place or qualifiers that one of them lacks are taken from the other; two different ones
    keep them apart. What somebody is quoted with joins what the article itself asserts, never the
    other way round.

    Returns:
        The claims in the order of their first evidence.
    """
    claims = list(claims)
    order = {name: n for n, name in enumerate(dict.fromkeys(e.article for c in claims for e in c.evidence))}
    groups: dict[_Key, list[Claim]] = {}
    # What the article states comes first and so takes in its quoted copies.
    for claim in sorted(claims, key=_wealth):
        _add(groups.setdefault(_key(claim), []), claim)
    merged = [_settled(claim, order) for group in groups.values() for claim in group]
    return tuple(sorted(merged, key=lambda c: (_offset(c.evidence[0], order), c.id)))


def _key(claim: Claim) -> _Key:
    target = claim.object.id if isinstance(claim.object, Entity) else repr(claim.object)
    sides = (claim.subject.id, target)
    entry = load_catalogue().get(claim.relation.id)
    if entry is not None and entry.symmetric:
        sides = (min(sides), max(sides))
    return (*sides, claim.relation.id, claim.polarity, claim.modality)


def _wealth(claim: Claim) -> tuple[bool, int]:
    """Unattributed first, then those that say more of the circumstances."""
    known = (claim.time is not None) + (claim.place is not None) + bool(claim.qualifiers)
    return claim.attribution is not None, -known


def _add(group: list[Claim], claim: Claim) -> None:
    for number, known in enumerate(group):
        if _compatible(known, claim):
            group[number] = _joined(known, claim)
            return
    group.append(claim)


def _compatible(known: Claim, new: Claim) -> bool:
    said = known.attribution is None or _speaker(known) == _speaker(new)
    circumstances = (
        (known.time and known.time.text, new.time and new.time.text),
        (known.place and known.place.id, new.place and new.place.id),
        (known.qualifiers, new.qualifiers),
    )
    return said and all(not a or not b or a == b for a, b in circumstances)


def _speaker(claim: Claim) -> tuple[str, ...] | None:
    said = claim.attribution
    return (said.speaker.id if said.speaker else "", said.type) if said else None


def _joined(known: Claim, new: Claim) -> Claim:
    return replace(
        known,
        evidence=tuple(dict.fromkeys(known.evidence + new.evidence)),
        time=known.time or new.time,
        place=known.place or new.place,
        qualifiers=known.qualifiers or new.qualifiers,
        confidence=_confidence(known, new),
    )


def _confidence(known: Claim, new: Claim) -> float:
    """More where a further sentence says the same; so merging twice changes nothing."""
    best = max(known.confidence, new.confidence)
    sentences = {(e.article, e.sentence) for e in known.evidence}
    further = any((e.article, e.sentence) not in sentences for e in new.evidence)
    return with_more_evidence(best, 2) if further else best


def _settled(claim: Claim, order: dict[str, int]) -> Claim:
    evidence = tuple(sorted(claim.evidence, key=lambda e: (*_offset(e, order), e.rule)))
    return replace(claim, evidence=evidence)


def _offset(evidence: Evidence, order: dict[str, int]) -> tuple[int, int, int]:
    return order[evidence.article], evidence.start, evidence.end
