"""What a check of a graph found, as commands tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import typer

from kg.cli.common import report
from kg.model import KnowledgeGraph

if TYPE_CHECKING:
    from kg.rdf import Finding

SHOWN = 5


def told(findings: Iterable[Finding], most: int) -> Iterator[str]:
    """The findings in words, of each kind only so many: one mistake in a rule makes hundreds."""
    for _, group in groupby(findings, key=lambda finding: (finding.severity, finding.message)):
        alike = list(group)
        for finding in alike[:most]:
            yield "\n".join(finding.lines())
        if len(alike) > most:
            yield f"  … and {len(alike) - most} more of this kind (`kg validate --all` prints them)"


def report_violations(name: str, graph: KnowledgeGraph) -> int:
    """Check a graph that has just been built, and tell on standard error what breaks its contract.

    Warnings are left to ``kg validate``: they say what is odd, not what is wrong.

    Args:
        name: of the input.
        graph: what was built from it.

    Returns:
        The number of violations.
    """
    from kg.rdf import validate_graph

    wrong = [finding for finding in validate_graph(graph) if finding.severity == "violation"]
    if wrong:
        report(f"{name}: {len(wrong)} violation(s) of the graph's contract, a fault of this program")
        for text in told(wrong, SHOWN):
            typer.echo(text.encode("utf-8"), err=True)
    return len(wrong)
