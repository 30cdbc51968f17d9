"""A knowledge graph one can trust, from German news text.

>>> from kg import Article
>>> Article("a", "Kerry trifft Putin.").lang
'de'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotate import load as load
    from kg.model import Article as Article
    from kg.model import Claim as Claim
    from kg.model import KnowledgeGraph as KnowledgeGraph
    from kg.pipeline import build as build

__version__ = "0.1.0"
__all__ = ["Article", "Claim", "KnowledgeGraph", "__version__", "build", "load"]

# Looked up on first use, so that `import kg` does not load spaCy.
_HOMES = {
    "load": "kg.annotate",
    "build": "kg.pipeline",
    "Article": "kg.model",
    "Claim": "kg.model",
    "KnowledgeGraph": "kg.model",
}


def __getattr__(name: str) -> object:
    """Import a public name from its module when it is first asked for."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'kg' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
