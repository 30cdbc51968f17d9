"""Why a statement cannot stand: what a relation takes on either side."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.claims.sides import Side
from kg.lang.de.minting import is_abstract
from kg.model import Entity
from kg.vocab import load_catalogue


def objection(relation: str, subject: Side, target: Side, doc: Doc) -> str | None:
    """Why a statement cannot stand, in words; None where it can."""
    if subject.value == target.value:
        return "subject and object are the same"
    if not (subject.is_name or target.is_name):
        return "neither side is a name"
    entry = load_catalogue().get(relation)
    if entry is None:
        return None
    if not entry.accepts_subject(subject.type):
        return f"{entry.id} takes no {subject.type} as its subject"
    if not entry.accepts_object(target.type):
        return f"{entry.id} takes no {target.type} as its object"
    if _acts(entry.subject_types) and _names_thing(subject, doc):
        return f"{entry.id} takes nobody that does not act as its subject"
    if _acts(entry.object_types) and not entry.things_as_object and _names_thing(target, doc):
        return f"{entry.id} takes nobody that does not act as its object"
    return None


def _acts(types: tuple[str, ...]) -> bool:
    """Types of a side that only persons and bodies fill; concepts are among them for unnamed ones."""
    return "Person" in types and not {"any", "Event", "Work"} & set(types)


def _names_thing(side: Side, doc: Doc) -> bool:
    """A noun like `Feuerpause`, of which nobody would say that it acts."""
    concept = isinstance(side.value, Entity) and side.value.type == "Concept"
    if not concept or side.head is None:
        return False
    return is_abstract(doc[side.head].lemma_)
