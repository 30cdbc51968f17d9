"""What stands on either side of a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.claims.attribution import Resolved
from kg.model import Argument, Entity, EntityType, Value

_NUMBER = re.compile(r"\d+(?:[.\s]\d{3})*(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Side:
    """A resolved side and what makes it less sure (keys of the penalties)."""

    value: Entity | Value
    penalties: tuple[str, ...] = ()

    @property
    def is_name(self) -> bool:
        """True for an entity that a name stands for."""
        return isinstance(self.value, Entity) and self.value.type != "Concept"

    @property
    def type(self) -> str:
        """Entity type, `Quantity` or `Time`."""
        return self.value.type


def entity_side(token: int, doc: Doc, resolution: Resolved) -> Side | None:
    """The entity that a word stands for; None for `sich`, `es`, times and what is not settled."""
    mention, entity = resolution.mention_at(token), resolution.entity_at(token)
    if mention is not None and mention.kind in {"time", "quantity"}:
        return None
    if (
        entity is None
        or doc[token].morph.get("Reflex") == ["Yes"]
        or doc[token].text.lower() in {"es", "man", "sich"}
    ):
        return None
    if entity.type == "Concept":
        return Side(entity, ("concept",)) if doc[token].pos_ in {"NOUN", "PROPN", "PRON"} else None
    kind = mention.kind if mention is not None else "name"
    return Side(entity, (kind,) if kind in {"pronoun", "role"} else ())


def object_side(argument: Argument, doc: Doc, resolution: Resolved) -> Side | None:
    """As ``entity_side``, and a quantity with its unit (`fast 9000 Angriffe`)."""
    mention = resolution.mention_at(argument.head)
    if mention is not None and mention.kind == "quantity":
        value = _quantity(doc[argument.head], mention.span.text)
        return Side(value) if value is not None else None
    return entity_side(argument.head, doc, resolution)


def _quantity(head: Token, text: str) -> Value | None:
    match = _NUMBER.search(text)
    if match is None:
        return None
    number = re.sub(r"[.\s]", "", match[0]).replace(",", ".")
    return Value(float(number) if "." in number else int(number), head.lemma_)


def type_of(argument: Argument, resolution: Resolved) -> EntityType | None:
    """Entity type of an argument where it is known."""
    entity = resolution.entity_at(argument.head)
    return entity.type if entity is not None else None
