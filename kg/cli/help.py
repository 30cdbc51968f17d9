"""What ``kg --help`` teaches: the commands in groups, examples, exit statuses."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

import typer
from typer.core import TyperGroup

HELP = """A knowledge graph from German news text, offline, with evidence for every edge.

\b
Try:
  kg build article.txt --open         the graph of an article, in the browser
  kg build news/ -o graphs            one graph of all articles in a folder
  kg build 'news/**/*.html'           of saved web pages, folders and all
  kg read page.html                   what would be extracted from
  kg query output/ --name posts       who holds which post? ("kg query --list" has more)
  kg query output/ 'SELECT …'         a question of your own, in SPARQL
  kg explain article.txt Obama        why is that in the graph?
  kg doctor                           is everything here and in order?
"""
EPILOG = """\b
Exit status:
  0    done
  1    kg doctor, kg check or kg validate found something wrong
  2    wrong usage, input, settings or output; one line says what
  130  stopped with Ctrl-C; a line says what was saved
"""
GROUPS = {
    "From text to graph": ("build", "read", "view", "quotes", "triples"),
    "Ask the graph": ("query", "explain", "serve"),
    "RDF, stores and servers": ("store", "convert", "validate", "push", "ontology"),
    "Settings and own data": ("config", "check", "doctor"),
    "Models and measures": ("model", "eval"),
}
"""Every command, under what it is for; a test finds one that is missing."""
_WIDTH = 120  # of a command's first line of help: none is cut short


class _Formatter(Protocol):
    """What is needed of click's formatter, whose home moved with typer's versions."""

    def section(self, name: str) -> AbstractContextManager[None]: ...

    def write_dl(self, rows: list[tuple[str, str]]) -> None: ...


class GroupedCommands(TyperGroup):
    """A group of commands that lists them by what they are for; new ones come last."""

    def format_commands(  # type: ignore[override]  # typer's own context is what comes
        self, ctx: typer.Context, formatter: _Formatter
    ) -> None:
        """Write the commands with their first line of help, group by group."""
        names = [name for name in self.list_commands(ctx) if not self._hidden(ctx, name)]
        groups = {title: [name for name in group if name in names] for title, group in GROUPS.items()}
        known = {name for group in groups.values() for name in group}
        groups["More"] = [name for name in names if name not in known]
        for title, group in groups.items():
            if group:
                with formatter.section(title):
                    formatter.write_dl([(name, self._line(ctx, name)) for name in group])

    def _hidden(self, ctx: typer.Context, name: str) -> bool:
        command = self.get_command(ctx, name)
        return command is None or command.hidden

    def _line(self, ctx: typer.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(_WIDTH) if command else ""
