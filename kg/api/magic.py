"""``%load_ext kg`` and the cell magic ``%%sparql``."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, cast

from kg.api.asking import ask
from kg.api.graph import KnowledgeGraph
from kg.errors import KgError, QueryError

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


class Rows:
    """The answer to a SELECT: shows as a table, and is a sequence of dicts."""

    def __init__(self, rows: list[dict[str, object]]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> dict[str, object]:
        return self.rows[number]

    def __repr__(self) -> str:
        lines = ["\t".join(str(value) for value in row.values()) for row in self.rows]
        return "\n".join(["\t".join(self.rows[0]) if self.rows else "no rows", *lines])

    def _repr_html_(self) -> str:
        if not self.rows:
            return "<p>no rows</p>"
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.rows[0])
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_shown(v))}</td>" for v in row.values()) + "</tr>"
            for row in self.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def sparql(line: str, cell: str, namespace: dict[str, Any]) -> object:
    """Ask the graph named on the magic's line, or the only one that the notebook holds.

    Returns:
        Of SELECT ``Rows``, of ASK a bool. Of CONSTRUCT and DESCRIBE the part of the graph whose
        claims stand among the triples, so that it is drawn; the triples themselves where there
        are no such claims.

    Raises:
        QueryError: no graph, several graphs and none named, or a query that cannot be read.
    """
    graphs = {name: value for name, value in namespace.items() if isinstance(value, KnowledgeGraph)}
    graphs = {name: value for name, value in graphs.items() if not name.startswith("_")}
    name = line.strip() or (next(iter(graphs)) if len(graphs) == 1 else "")
    if name not in graphs:
        valid = ", ".join(sorted(graphs)) or "none; make one with g = kg.build(...)"
        raise QueryError(f"%%sparql needs the name of a graph; known: {valid}")
    graph = graphs[name]
    answer = ask(graph.data, graph.config, cell, short=True)
    if isinstance(answer, list):
        return Rows(answer)
    if isinstance(answer, bool):
        return answer
    part = graph.stated_by(answer)
    return part if len(part) else answer


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Register ``%%sparql`` (IPython calls this at ``%load_ext kg``)."""

    def magic(line: str, cell: str) -> object:
        try:
            return sparql(line, cell, shell.user_ns)
        except KgError as error:
            print(f"kg: {error}")  # noqa: T201  a notebook's way to say what is wrong
            return None

    # IPython types the function as a method of the shell.
    shell.register_magic_function(cast(Any, magic), "cell", "sparql")
