"""Load a shipped model by its language, or any spaCy pipeline by name or folder."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from spacy.language import Language

from kg.errors import ConfigError

MODELS = Path(__file__).parent / "model"
MAX_CHARACTERS = 1_000_000_000
"""spaCy's own limit of a million guards parsers that hold a whole text at once; ours reads windows."""


@lru_cache(maxsize=2)
def load(name: str = "de") -> Language:
    """Load the shipped model of a language, or another spaCy pipeline.

    Args:
        name: a language code of a shipped model, or what ``spacy.load`` takes: a package or a
            folder of a pipeline with Universal Dependencies labels.

    Raises:
        ConfigError: no such model.
    """
    import spacy

    import kg.annotate.component  # noqa: F401  registers the component

    folder = MODELS / name
    try:
        nlp = spacy.load(folder if folder.is_dir() else name)
    except OSError as error:
        shipped = ", ".join(sorted(p.name for p in MODELS.glob("*") if p.is_dir())) or "none"
        raise ConfigError(f"no model {name!r}: shipped are {shipped}; or name a spaCy pipeline") from error
    nlp.max_length = MAX_CHARACTERS
    return nlp
