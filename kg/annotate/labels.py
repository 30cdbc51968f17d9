"""The label lists of a model: what each number that the network puts out means."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Labels:
    """Label lists in the order of the network's outputs.

    Attributes:
        upos: Universal POS tags.
        deprel: dependency labels.
        morph: feature names, each with its values; value 0 is always "" (feature absent).
        tags: names in the BIO scheme, ``O`` first.
        carried: parts of speech with a feature that their words always carry, as a noun its
            case; treebanks that leave it out must not teach the network to leave it out too.
    """

    upos: tuple[str, ...]
    deprel: tuple[str, ...]
    morph: tuple[tuple[str, tuple[str, ...]], ...]
    tags: tuple[str, ...]
    carried: tuple[tuple[str, str], ...] = ()

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), "utf-8")

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Read what ``save`` wrote."""
        content = json.loads(path.read_text("utf-8"))
        return cls(
            upos=tuple(content["upos"]),
            deprel=tuple(content["deprel"]),
            morph=tuple((name, tuple(values)) for name, values in content["morph"]),
            tags=tuple(content["tags"]),
            carried=tuple((upos, feature) for upos, feature in content["carried"]),
        )
