"""From text to an annotated spaCy Doc with the project's own model."""

from kg.annotate.loading import MODELS, load

__all__ = ["MODELS", "load"]
