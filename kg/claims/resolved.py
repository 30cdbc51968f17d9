"""What the stage of claims asks of the entities of an article."""

from __future__ import annotations

from typing import Protocol

from kg.model import Entity, Mention


class Resolved(Protocol):
    """What claims need to know of the entities of an article."""

    def entity_at(self, token: int) -> Entity | None:
        """What the mention with this head word means."""

    def mention_at(self, token: int) -> Mention | None:
        """The mention with this head word."""

    def group_at(self, token: int) -> tuple[Entity, ...]:
        """The several things that a word means."""

    def nation_of(self, entity: Entity) -> Entity | None:
        """The country whose post somebody holds."""

    def part_of(self, token: int) -> Entity | None:
        """The entity whose name opens a hyphen compound."""
