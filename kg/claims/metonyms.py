"""A capital that acts is its government: `Moskau fordert`, `verhandelt mit Kiew`."""

from __future__ import annotations

from dataclasses import replace

from kg.claims.sides import Side
from kg.entities.naming import entity_id, wikidata
from kg.lang.de.bodies import government_of_capital
from kg.lang.de.gazetteer import institution_of_name
from kg.model import Entity
from kg.vocab import load_catalogue

# Events that only somebody who decides can take part in; one attacks, storms or visits a place.
_TOWARDS = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "SUPPORT", "COOPERATE", "THREATEN", "CONCEDE"})
_TALKS = frozenset({"negotiatesWith", "speaksWith", "telephonesWith"})


def government(entity: Entity) -> Entity:
    """The government that a capital stands for; any other entity as it is.

    >>> government(Entity("entity/Moskau", "Moskau", "Location")).label
    'russische Regierung'
    >>> government(Entity("entity/Moskau", "Moskau", "Organization")).label
    'Moskau'
    >>> government(Entity("entity/Brüssel", "Brüssel", "Location")).label
    'Europäische Union'
    """
    label = government_of_capital(entity.label) if entity.type == "Location" else None
    if label is None:
        return entity
    known = institution_of_name(label)
    same = wikidata(known.wikidata) if known is not None else ()
    return Entity(entity_id(label), label, "Organization", entity.mentions, (entity.label,), same)


def as_actors(subject: Side, relation: str, target: Side) -> tuple[Side, Side]:
    """Both sides, capitals replaced by their governments where the relation asks for one who acts."""
    entry = load_catalogue().get(relation)
    event = entry.plover if entry is not None else None
    if event is not None:
        subject = _acting(subject)
    if event in _TOWARDS or relation in _TALKS:
        target = _acting(target)
    return subject, target


def _acting(side: Side) -> Side:
    if not isinstance(side.value, Entity):
        return side
    return replace(side, value=government(side.value))
