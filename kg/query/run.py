"""Runs one query, with a limit on its time."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from kg.errors import QueryError
from kg.query.diagnose import explain_syntax
from kg.query.source import QueryGraph

Term = object
Answer = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query gives: rows of terms (SELECT), a truth (ASK) or triples (CONSTRUCT, DESCRIBE).

    Attributes:
        variables: names of the columns, without question marks.
        rows: one tuple for each solution, None where a variable is unbound.
        truth: the answer to ASK, else None.
        triples: sorted, what CONSTRUCT or DESCRIBE makes, else None.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[Triple, ...] | None = None


def ask(
    store: Store,
    text: str,
    prefixes: dict[str, str],
    default: Sequence[str] = (),
    named: Sequence[str] = (),
) -> Answer:
    """Start a query; without ``FROM`` and ``GRAPH`` it reads the union of all articles.

    Args:
        store: what is asked.
        text: SPARQL 1.1.
        prefixes: those that need no declaration.
        default, named: IRIs of graphs that take the place of ``FROM`` and ``FROM NAMED``.

    Raises:
        QueryError: the query is no SPARQL; the message says where and the likely cause.
    """
    try:
        if default or named:
            graphs: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in default]
            others: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in named]
            return store.query(text, prefixes=prefixes, default_graph=graphs, named_graphs=others)
        return store.query(text, prefixes=prefixes)
    except SyntaxError as error:
        raise QueryError(explain_syntax(text, str(error), prefixes)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {error}") from error


def run_query(graph: QueryGraph, text: str, timeout: float | None = None) -> QueryResult:
    """Run a query to its end.

    Args:
        graph: from ``open_graph``.
        text: SPARQL 1.1; the prefixes of our vocabulary are declared.
        timeout: seconds, None for no limit. The engine cannot be interrupted: a query that is
            given up goes on in the background until the process ends.

    Raises:
        QueryError: a mistake in the query, or the time is over.

    >>> graph = QueryGraph(Store(), {})
    >>> run_query(graph, "SELECT (1 + 1 AS ?sum) {}").variables
    ('sum',)
    """
    if timeout is None:
        return _collect(graph, text)
    return _within(timeout, graph, text)


def _collect(graph: QueryGraph, text: str) -> QueryResult:
    answer = ask(graph.store, text, graph.prefixes)
    try:
        if isinstance(answer, QueryBoolean):
            return QueryResult(truth=bool(answer))
        if isinstance(answer, QueryTriples):
            return QueryResult(triples=tuple(sorted(set(answer), key=str)))
        variables = tuple(variable.value for variable in answer.variables)
        width = range(len(variables))
        return QueryResult(variables, tuple(tuple(row[i] for i in width) for row in answer))
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {error}") from error


def _within(timeout: float, graph: QueryGraph, text: str) -> QueryResult:
    done: list[QueryResult | BaseException] = []

    def work() -> None:
        try:
            done.append(_collect(graph, text))
        except BaseException as error:  # handed to the caller below
            done.append(error)

    # A daemon, so that a query without an end does not keep the process alive.
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(timeout)
    if not done:
        hint = "make it narrower, add a LIMIT or allow more time"
        raise QueryError(f"the query took longer than {timeout:g} seconds and was given up; {hint}")
    if isinstance(done[0], BaseException):
        raise done[0]
    return done[0]
