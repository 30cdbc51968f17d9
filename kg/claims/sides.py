"""What stands on either side of a claim."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.claims.resolved import Resolved
from kg.entities.naming import entity_id
from kg.lang.de.minting import load_minting
from kg.lang.de.morphology import feature
from kg.mentions.amounts import read_number
from kg.model import Argument, Entity, EntityType, Mention, Speech, Value

_SPANS = {"Jahr": "Jahre", "Monat": "Monate", "Woche": "Wochen", "Tag": "Tage"}
_POINTING = ("dies", "jen", "solch", "derselb", "dasselb", "dieselb")


@dataclass(frozen=True, slots=True)
class Side:
    """A resolved side, what makes it less sure (keys of the penalties), and its word's token."""

    value: Entity | Value
    penalties: tuple[str, ...] = ()
    head: int | None = None

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
    token = named_at(token, doc, resolution)
    mention, entity = resolution.mention_at(token), resolution.entity_at(token)
    if mention is not None and mention.kind in {"time", "quantity"}:
        return None
    if (
        entity is None
        or feature(doc[token], "Reflex") == "Yes"
        or doc[token].text.lower() in {"es", "man", "sich"}
    ):
        return None
    if entity.type == "Concept":
        empty = doc[token].pos_ not in {"NOUN", "PROPN", "PRON"} or _is_hollow(doc[token], mention)
        return None if empty else Side(entity, ("concept",), token)
    kind = mention.kind if mention is not None else "name"
    return Side(entity, (kind,) if kind in {"pronoun", "role"} else (), token)


def named_at(token: int, doc: Doc, resolution: Resolved) -> int:
    """The name that a noun introduces (`der Niederländerin Arantxa Rus`), else the word itself."""
    behind = token + 1
    if behind >= len(doc) or doc[behind].head.i != token or doc[behind].dep_ not in ("appos", "flat"):
        return token
    entity = resolution.entity_at(behind)
    named = entity is not None and entity.type == "Person" and doc[token].pos_ in ("NOUN", "ADJ")
    return behind if named else token


def _is_hollow(noun: Token, mention: Mention | None) -> bool:
    """`diese Lösung`, `der Posten`: what is meant stands elsewhere, and the noun alone tells nothing."""
    if mention is None or mention.span.text != noun.text:
        return False
    words = [child for child in noun.lefts if child.pos_ == "DET"]
    pointing = any(word.text.lower().startswith(_POINTING) for word in words)
    definite = any(feature(word, "Definite") == "Def" for word in words)
    return pointing or (definite and noun.lemma_ in load_minting().hollow)


def entity_sides(token: int, doc: Doc, resolution: Resolved) -> tuple[Side, ...]:
    """As ``entity_side``, each of the several things that a word means (`beide Unternehmen`)."""
    group = resolution.group_at(token)
    if group:
        return tuple(Side(entity, ("pronoun",), token) for entity in group)
    side = entity_side(token, doc, resolution)
    return (side,) if side is not None else ()


def spoken_side(token: int, doc: Doc, speech: Speech | None, resolution: Resolved) -> Side | None:
    """`unsere Verbündeten` in the mouth of the US president: the USA; None for all other words."""
    if not doc[token].text.lower().startswith("unser") or speech is None or speech.speaker is None:
        return None
    speaker = resolution.entity_at(speech.speaker)
    nation = resolution.nation_of(speaker) if speaker is not None else None
    return Side(nation, ("pronoun",), token) if nation is not None else None


def object_sides(argument: Argument, doc: Doc, resolution: Resolved) -> tuple[Side, ...]:
    """As ``entity_sides``, and a quantity with its unit (`fast 9000 Angriffe`)."""
    mention = resolution.mention_at(argument.head)
    measured = _measured(doc[argument.head])
    if measured and (mention is None or mention.kind == "time"):
        return (Side(Entity(entity_id(measured), measured, "Concept"), ("concept",), argument.head),)
    if mention is not None and mention.kind == "quantity":
        value = _quantity(doc[argument.head], mention.span.text)
        return (Side(value, head=argument.head),) if value is not None else ()
    return entity_sides(argument.head, doc, resolution)


def _measured(measure: Token) -> str:
    """`vier Jahre Haft` of `zu vier Jahren Haft`; "" where nothing stands bare behind the measure."""
    counted = [child.text for child in measure.lefts if child.dep_ == "nummod"]
    behind = measure.doc[measure.i + 1] if measure.i + 1 < len(measure.doc) else None
    if measure.lemma_ not in _SPANS or not counted or behind is None or behind.pos_ != "NOUN":
        return ""
    return f"{counted[0]} {_SPANS[measure.lemma_]} {behind.lemma_}"


def _quantity(head: Token, text: str) -> Value | None:
    number = read_number(text)
    return Value(number, head.lemma_) if number is not None else None


def type_of(argument: Argument, resolution: Resolved) -> EntityType | None:
    """Entity type of an argument where it is known."""
    group = resolution.group_at(argument.head)
    entity = group[0] if group else resolution.entity_at(argument.head)
    return entity.type if entity is not None else None
