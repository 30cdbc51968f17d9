"""Keeps queries and writes apart."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator


class Gate:
    """Many may read or one may write, never both: the database must not change below a query.

    Attributes:
        version: counts the writes; to be read while holding ``reading``.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._reading = 0
        self._waiting = 0
        self._writing = False
        self.version = 0

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Hold writers back; wait for those who came first."""
        with self._changed:
            self._changed.wait_for(lambda: not self._writing and not self._waiting)
            self._reading += 1
        try:
            yield
        finally:
            with self._changed:
                self._reading -= 1
                self._changed.notify_all()

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Wait for the readers to finish and hold all others back."""
        with self._changed:
            self._waiting += 1
            self._changed.wait_for(lambda: not self._writing and not self._reading)
            self._waiting -= 1
            self._writing = True
        try:
            yield
        finally:
            with self._changed:
                self._writing = False
                self.version += 1
                self._changed.notify_all()
