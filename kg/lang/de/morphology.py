"""Morphological features of words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from spacy.tokens import Token


def feature(token: Token, name: str) -> str:
    """One morphological feature, "" where the token lacks it; of several values the first."""
    return _features(str(token.morph)).get(name, "")


@lru_cache(maxsize=4096)
def _features(written: str) -> Mapping[str, str]:
    """The features of `Case=Nom|Number=Sing`; articles share a few hundred such strings."""
    pairs = (each.partition("=") for each in written.split("|"))
    return {name: values.split(",")[0] for name, _, values in pairs}
