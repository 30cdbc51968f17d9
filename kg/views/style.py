"""Shapes, colours and lines of the page, and its words; all read from ``data/``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from kg.errors import ConfigError, VocabularyError

Lang = Literal["en", "de"]
_DATA = Path(__file__).parent / "data"
_SHAPES = frozenset({"dot", "square", "triangle", "triangleDown", "star", "diamond", "hexagon"})


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """Shape (by vis-network's name) and colours of one type: `#RRGGBB`, or `paper`, the page's own."""

    shape: str
    fill: str
    border: str


@dataclass(frozen=True, slots=True)
class Style:
    """How nodes and edges look.

    Attributes:
        nodes: by entity type, `Quantity` and `Time`.
        dashes: strokes and gaps in pixels for `asserted`, `attributed`, `modal` and `both`.
        themes: colours of paper, ink and lines, for `light` and `dark`.
    """

    nodes: dict[str, NodeStyle]
    dashes: dict[str, list[int]]
    themes: dict[str, dict[str, str]]


@lru_cache(maxsize=1)
def load_style() -> Style:
    """Read ``data/style.toml``.

    Raises:
        VocabularyError: a shape that cannot be drawn.
    """
    table = tomllib.loads((_DATA / "style.toml").read_text(encoding="utf-8"))
    nodes = {name: NodeStyle(**entry) for name, entry in table["node"].items()}
    for name, node in nodes.items():
        if node.shape not in _SHAPES:
            options = ", ".join(sorted(_SHAPES))
            raise VocabularyError(f"style.toml: {name} has the shape {node.shape!r}; valid are {options}")
    return Style(nodes, table["dash"], table["theme"])


@lru_cache(maxsize=2)
def load_words(lang: Lang) -> dict[str, str]:
    """Read the page's words in one language from ``data/words.toml``.

    Raises:
        ConfigError: a language that the file does not have.
    """
    table = tomllib.loads((_DATA / "words.toml").read_text(encoding="utf-8"))
    if lang not in table:
        raise ConfigError(f"the page has no language {lang!r}; valid are {', '.join(sorted(table))}")
    return cast(dict[str, str], table[lang])
