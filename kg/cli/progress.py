"""A progress bar with rate and time left, for what takes more than two seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, Task

AFTER = 2.0
"""Seconds before anything is shown."""


@contextmanager
def progress(label: str, total: int | None = None, *, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Show how far a loop is, on standard error, while it runs.

    Nothing is shown when standard error is no terminal, or when it is over in ``AFTER`` seconds.

    Args:
        label: what is done (`reading`).
        total: how many steps, None where it is not known before.
        quiet: show nothing.

    Yields:
        A function to be called after each step, with the name of what was done.
    """
    from rich import console as rich_console

    console = rich_console.Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda name: None
        return
    bar = _bar(console)
    task = bar.add_task(label, total=total, name="")
    timer = Timer(AFTER, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda name: bar.update(task, advance=1, name=name[:40])
    finally:
        timer.cancel()
        timer.join()
        bar.stop()


def _bar(console: Console) -> Progress:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class RateColumn(ProgressColumn):
        """Steps a second or, where it is less than one, a minute."""

        def render(self, task: Task) -> Text:
            """`12/s`, `4/min`."""
            return Text(rate(task.finished_speed or task.speed))

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), RateColumn())
    left = TimeRemainingColumn()
    name = TextColumn("{task.fields[name]}", markup=False, style="dim")
    return Progress(*columns, left, name, console=console, transient=True)


def rate(speed: float | None) -> str:
    """Steps a second as a reader takes them in.

    >>> rate(12.3), rate(0.05), rate(None)
    ('12.3/s', '3.0/min', '')
    """
    if not speed:
        return ""
    return f"{speed:.1f}/s" if speed >= 1 else f"{speed * 60:.1f}/min"
