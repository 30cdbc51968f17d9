"""A knowledge graph one can trust, from German news text.

>>> from kg import Article
>>> Article("a", "Kerry trifft Putin.").lang
'de'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph as KnowledgeGraph
    from kg.api import build as build
    from kg.api import join as join
    from kg.api import open_folder as open
    from kg.api.component import load as load
    from kg.api.magic import load_ipython_extension as load_ipython_extension
    from kg.config import Config as Config
    from kg.config import DataFiles as DataFiles
    from kg.errors import KgError as KgError
    from kg.model import Article as Article
    from kg.model import Claim as Claim
    from kg.model import Entity as Entity

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Claim",
    "Config",
    "DataFiles",
    "Entity",
    "KgError",
    "KnowledgeGraph",
    "__version__",
    "build",
    "join",
    "load",
    "load_ipython_extension",
    "open",
]

# Looked up on first use, so that `import kg` does not load spaCy.
_HOMES = {
    "load": ("kg.api.component", "load"),
    "build": ("kg.api", "build"),
    "join": ("kg.api", "join"),
    "open": ("kg.api", "open_folder"),
    "load_ipython_extension": ("kg.api.magic", "load_ipython_extension"),
    "Article": ("kg.model", "Article"),
    "Claim": ("kg.model", "Claim"),
    "Config": ("kg.config", "Config"),
    "DataFiles": ("kg.config", "DataFiles"),
    "Entity": ("kg.model", "Entity"),
    "KgError": ("kg.errors", "KgError"),
    "KnowledgeGraph": ("kg.api", "KnowledgeGraph"),
}


def __getattr__(name: str) -> object:
    """Import a public name from its module when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}; it has {', '.join(__all__)}")
    module, attribute = _HOMES[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
