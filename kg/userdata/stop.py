"""Stop lists: entities and relations that are left out of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.config import read_toml
from kg.errors import VocabularyError
from kg.lang.de.gazetteer import name_key
from kg.model import Claim, Entity
from kg.userdata.checking import Mistake, check_keys, complain

_KEYS: Mapping[str, type] = {"entities": list, "relations": list}


@dataclass(frozen=True, slots=True)
class StopLists:
    """What is left out.

    Attributes:
        entities: labels or aliases of entities; no claim about them is kept.
        relations: ids of relations; no claim with them is kept.
    """

    entities: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()

    def __len__(self) -> int:
        """How many things are stopped."""
        return len(self.entities) + len(self.relations)


def read_stop(path: Path) -> StopLists:
    """Read and check a stop file.

    Raises:
        VocabularyError: names file, line and the valid keys.
    """
    file = read_toml(path, VocabularyError)
    nothing = Mistake(0, f"{path}: the file stops nothing; valid keys: {', '.join(_KEYS)}")
    complain(check_keys(file, (), file.tables, _KEYS).values() if file.tables else [nothing])
    lists = {key: frozenset(file.tables.get(key, ())) for key in _KEYS}
    return StopLists(**lists)


def drop_stopped(claims: Iterable[Claim], stop: StopLists) -> Iterator[Claim]:
    """The claims that name no stopped entity on either side and no stopped relation."""
    stopped = {name_key(name) for name in stop.entities}
    for claim in claims:
        sides = [side for side in (claim.subject, claim.object) if isinstance(side, Entity)]
        forms = {name_key(form) for side in sides for form in (side.label, *side.aliases)}
        if claim.relation.id not in stop.relations and not forms & stopped:
            yield claim
