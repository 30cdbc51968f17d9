"""A SELECT query of our own, typed."""

from __future__ import annotations

from pyoxigraph import QuerySolutions, Store


def select(store: Store, text: str) -> QuerySolutions:
    """The solutions of a SELECT."""
    answer = store.query(text)
    if not isinstance(answer, QuerySolutions):
        raise TypeError(f"expected a SELECT, got {type(answer).__name__}")
    return answer
