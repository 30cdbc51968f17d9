"""A claim as one line of text."""

from __future__ import annotations

from kg.model import Claim, Entity, Value


def object_label(target: Entity | Value) -> str:
    """What stands on the right side of a claim.

    >>> object_label(Value(9000, "Angriff"))
    '9000 Angriff'
    """
    return target.label if isinstance(target, Entity) else f"{target.value} {target.unit}".strip()


def claim_sentence(claim: Claim) -> str:
    """The claim on one line, with everything that keeps it from being a plain fact in brackets.

    >>> from kg.model import Relation
    >>> kerry, moscow = (Entity(f"entity/{name}", name, "Person") for name in ("Kerry", "Moskau"))
    >>> to = Relation("travelsTo", "travels to", "reist nach")
    >>> claim_sentence(Claim(kerry, to, moscow, (), polarity="negative", modality="planned"))
    'Kerry – travelsTo – Moskau (not, planned)'
    """
    said = claim.attribution
    marks = [
        "not" if claim.polarity == "negative" else "",
        claim.modality if claim.modality != "asserted" else "",
        f"says {said.speaker.label if said.speaker else 'somebody'}" if said else "",
    ]
    told = ", ".join(mark for mark in marks if mark)
    line = f"{claim.subject.label} – {claim.relation.id} – {object_label(claim.object)}"
    return f"{line} ({told})" if told else line
