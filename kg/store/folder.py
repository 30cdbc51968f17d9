"""The folder that a store lives in: its marker file, its lock, its Oxigraph database.

DIR/newskg-store.json   says that this is a store of ours, and its layout's number
DIR/lock                held shared by readers, exclusively by a writer
DIR/data/               the database
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO

from pyoxigraph import Store

from kg.errors import StoreError
from kg.output import write_files

MARKER = "newskg-store.json"
LAYOUT = 1
PATIENCE = 10.0
_PAUSE = 0.05


class Lock:
    """A lock on a store, shared or exclusive, until ``release`` or the end of the process.

    The operating system drops it when the process dies, however it dies.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def release(self) -> None:
        """Give the lock back; twice is no mistake."""
        self._stream.close()

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def is_store(folder: Path) -> bool:
    """Whether ``folder`` is a store that ``kg store`` keeps."""
    return (folder / MARKER).is_file()


def is_foreign(folder: Path) -> bool:
    """Whether ``folder`` is a database that another program keeps (Oxigraph's or the like)."""
    return (folder / "CURRENT").is_file()


def create_store(folder: Path) -> None:
    """Make an empty store, unless it is one already.

    Raises:
        StoreError: the folder holds something else, also a database of another program.
        OutputError: it cannot be written.
    """
    if is_store(folder):
        return
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: is a file; a store is a folder")
    if folder.is_dir() and any(folder.iterdir()):
        whose = "a database of another program" if is_foreign(folder) else "other files"
        raise StoreError(f"{folder}: holds {whose}; a new store needs a new or empty folder")
    # The marker comes first: what a kill leaves behind is an empty store, not an unknown folder.
    write_files({folder / MARKER: json.dumps({"layout": LAYOUT}).encode() + b"\n"})


def check_store(folder: Path) -> None:
    """Make sure that ``folder`` is a store this version can read.

    Raises:
        StoreError: it is none, is damaged or comes from a newer version.
    """
    if not is_store(folder):
        if is_foreign(folder):
            raise StoreError(f"{folder}: a database of another program; `kg store` reads only what it made")
        what = "no such folder" if not folder.exists() else f"no store (it has no {MARKER})"
        raise StoreError(f"{folder}: {what}; `kg store add {folder} FILE` makes one")
    try:
        layout = json.loads((folder / MARKER).read_text("utf-8"))["layout"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{folder / MARKER}: damaged; expected {json.dumps({'layout': LAYOUT})}") from error
    if layout != LAYOUT:
        raise StoreError(f"{folder}: made by a version with layout {layout}; this one knows layout {LAYOUT}")


def lock_store(folder: Path, *, exclusive: bool, patience: float = PATIENCE) -> Lock:
    """Wait for the store and lock it.

    Args:
        folder: the store.
        exclusive: True for a writer.
        patience: seconds to wait for others.

    Raises:
        StoreError: others still use it when the time is over, or it cannot be locked.
    """
    end = time.monotonic() + patience
    try:
        stream = (folder / "lock").open("ab")
    except OSError as error:
        raise StoreError(f"{folder}: cannot be locked: {error.strerror}") from error
    while not _try_lock(stream, exclusive):
        if time.monotonic() >= end:
            stream.close()
            others = "another process uses it" if exclusive else "another process writes to it"
            raise StoreError(f"{folder}: {others} (kg serve, kg store, kg query?); try again when it is done")
        time.sleep(_PAUSE)
    return Lock(stream)


def open_for_reading(folder: Path) -> tuple[Store, Lock]:
    """Open a store that is not written to while the lock is held.

    Raises:
        StoreError: no store, in use by a writer, or damaged.
    """
    check_store(folder)
    lock = lock_store(folder, exclusive=False)
    return open_database(folder, writable=False), lock


def open_database(folder: Path, *, writable: bool) -> Store:
    """Open the database inside a store; the caller holds the lock.

    Raises:
        StoreError: it is damaged or cannot be opened.
    """
    data = folder / "data"
    try:
        if writable:
            return Store(str(data))
        return Store.read_only(str(data)) if (data / "CURRENT").exists() else Store()
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"{data}: the database cannot be opened: {error}") from error


if sys.platform == "win32":

    def _try_lock(stream: IO[bytes], exclusive: bool) -> bool:
        # Windows has no shared lock here; the database's own lock keeps two writers apart.
        return True

else:
    import fcntl

    def _try_lock(stream: IO[bytes], exclusive: bool) -> bool:
        kind = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
        try:
            fcntl.flock(stream, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
