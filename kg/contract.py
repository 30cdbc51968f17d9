"""Claims as JSON Lines: the published contract of ``<name>.claims.jsonl``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from kg.model import Attribution, Claim, Entity, Evidence, Time, Value

# Line ends to some readers (`str.splitlines`), though JSON lets them stand in a string.
_LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}


def claim_record(claim: Claim) -> dict[str, Any]:
    """The claim as a JSON object with the contract's keys in the contract's order."""
    return {
        "id": claim.id,
        "subject": _entity(claim.subject),
        "relation": {
            "id": claim.relation.id,
            "label": {"en": claim.relation.label_en, "de": claim.relation.label_de},
            "surface": claim.relation.surface,
        },
        "object": _value(claim.object) if isinstance(claim.object, Value) else _entity(claim.object),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": _attribution(claim.attribution),
        "time": _time(claim.time),
        "place": _reference(claim.place),
        "qualifiers": [{"role": each.role, "text": each.text} for each in claim.qualifiers],
        "confidence": round(claim.confidence, 4),
        "evidence": [_evidence(each) for each in claim.evidence],
    }


def write_claims(claims: Iterable[Claim]) -> bytes:
    """The claims as UTF-8 JSON Lines, sorted by the first evidence's offset, then by id.

    >>> write_claims([])
    b''
    """
    lines = (json.dumps(claim_record(claim), ensure_ascii=False) for claim in sorted(claims, key=text_order))
    return "".join(line.translate(_LINE_ENDS) + "\n" for line in lines).encode("utf-8")


def text_order(claim: Claim) -> tuple[int, str]:
    """Sort key: where the first evidence starts, then the id."""
    return (claim.evidence[0].start if claim.evidence else -1, claim.id)


def _entity(entity: Entity) -> dict[str, str]:
    return {"id": entity.id, "label": entity.label, "type": entity.type}


def _reference(entity: Entity | None) -> dict[str, str] | None:
    return {"id": entity.id, "label": entity.label} if entity else None


def _value(value: Value) -> dict[str, Any]:
    return {"value": value.value, "unit": value.unit, "type": value.type}


def _attribution(said: Attribution | None) -> dict[str, Any] | None:
    return {"speaker": _reference(said.speaker), "cue": said.cue, "type": said.type} if said else None


def _time(time: Time | None) -> dict[str, str | None] | None:
    return {"text": time.text, "start": time.start, "end": time.end} if time else None


def _evidence(each: Evidence) -> dict[str, Any]:
    return {
        "article": each.article,
        "start": each.start,
        "end": each.end,
        "text": each.text,
        "sentence": list(each.sentence),
        "rule": each.rule,
    }
