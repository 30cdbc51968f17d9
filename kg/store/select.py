"""A SELECT query of our own, typed."""

from __future__ import annotations

from pyoxigraph import QuerySolutions, Store


def select(store: Store, text: str, prefixes: dict[str, str] | None = None) -> QuerySolutions:
    """The solutions of a SELECT."""
    answer = store.query(text, prefixes=prefixes)
    if not isinstance(answer, QuerySolutions):
        raise TypeError(f"expected a SELECT, got {type(answer).__name__}")
    return answer
