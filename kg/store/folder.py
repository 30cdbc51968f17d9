"""The folder that a store lives in: its marker file, its lock, its Oxigraph database.

DIR/newskg-store.json   says that this is a store of ours, and its layout's number
DIR/lock                held shared by readers, exclusively by a writer
DIR/data/               the database
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from pyoxigraph import Store

from kg.errors import OutputError, StoreError
from kg.output import write_files

MARKER = "newskg-store.json"
LOCK = "lock"
DATA = "data"
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


@dataclass(frozen=True, slots=True)
class Made:
    """What was made for a new store, so that it can be removed again.

    Attributes:
        store: the store's folder.
        folders: of it and those above it, what was missing; the innermost last.
    """

    store: Path
    folders: tuple[Path, ...]

    def remove(self, lock: Lock) -> None:
        """Remove all of it, then give the lock back; the database is closed."""
        if sys.platform == "win32":
            lock.release()  # an open file cannot be removed there
        shutil.rmtree(self.store / DATA, ignore_errors=True)
        # The lock goes last: until then nobody else makes a store here.
        for name in (MARKER, LOCK):
            with contextlib.suppress(OSError):
                (self.store / name).unlink()
        _remove_empty(self.folders)
        lock.release()


def lock_or_create(folder: Path, *, patience: float = PATIENCE) -> tuple[Lock, Made | None]:
    """Lock a store for writing, and make it where there is none.

    Returns:
        The lock, and what was made where there was no store.

    Raises:
        StoreError: the folder holds something else, also a database of another program; it is a
            store that cannot be read or locked.
        OutputError: it cannot be written.
    """
    folders: list[Path] = []
    lock: Lock | None = None
    try:
        lock = _lock_folder(folder, folders, time.monotonic() + patience)
        # Looked at again under the lock: of several that find no store one makes it.
        if is_store(folder):
            check_store(folder)
            return lock, None
        if _names(folder) - {LOCK}:
            raise _holds_others(folder)
        made = Made(folder, tuple(folders))
        _write_marker(made, lock)
    except BaseException:
        if lock is not None:
            lock.release()
        _remove_empty(folders)
        raise
    return lock, made


def _lock_folder(folder: Path, made: list[Path], end: float) -> Lock:
    """The lock of a store or of a folder for one; the folders that were missing go into ``made``."""
    while True:
        names = _names(folder)
        # A lock alone: a store is being made or removed here, or that was killed.
        if names and not names & {LOCK, MARKER}:
            raise _holds_others(folder)
        _make_folders(folder, made)
        if lock := _wait(folder, end, exclusive=True):
            return lock


def _names(folder: Path) -> set[str]:
    """What stands in a folder; nothing where there is none."""
    try:
        return {path.name for path in folder.iterdir()}
    except OSError as error:
        if not folder.exists():
            return set()
        if not folder.is_dir():
            raise StoreError(f"{folder}: is a file; a store is a folder") from error
        raise StoreError(f"{folder}: cannot be read: {error.strerror or error}") from error


def _holds_others(folder: Path) -> StoreError:
    whose = "a database of another program" if is_foreign(folder) else "other files"
    return StoreError(f"{folder}: holds {whose}; a new store needs a new or empty folder")


def _make_folders(folder: Path, made: list[Path]) -> None:
    for path in reversed((folder, *folder.parents)):
        try:
            if not path.exists():
                path.mkdir()
                made.append(path)
        except FileNotFoundError:
            return  # removed meanwhile by whoever had made it: there is no lock to wait for either
        except OSError as error:
            if not path.is_dir():
                raise OutputError(f"{path}: the folder cannot be made: {error.strerror or error}") from error


def _write_marker(made: Made, lock: Lock) -> None:
    # It comes before the database: what a kill leaves behind is an empty store, not an unknown folder.
    try:
        write_files({made.store / MARKER: json.dumps({"layout": LAYOUT}).encode() + b"\n"})
    except BaseException:
        made.remove(lock)
        raise


def _remove_empty(folders: Iterable[Path]) -> None:
    """Remove folders, the innermost last in the order given, that nobody has put anything into."""
    for folder in reversed(tuple(folders)):
        with contextlib.suppress(OSError):
            folder.rmdir()


def check_store(folder: Path) -> None:
    """Make sure that ``folder`` is a store this version can read.

    Raises:
        StoreError: it is none, is damaged or comes from a newer version.
    """
    try:
        layout = json.loads((folder / MARKER).read_text("utf-8"))["layout"]
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _no_store(folder) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{folder / MARKER}: damaged; expected {json.dumps({'layout': LAYOUT})}") from error
    if layout != LAYOUT:
        raise StoreError(f"{folder}: made by a version with layout {layout}; this one knows layout {LAYOUT}")


def _no_store(folder: Path) -> StoreError:
    if is_foreign(folder):
        return StoreError(f"{folder}: a database of another program; `kg store` reads only what it made")
    what = "no such folder" if not folder.exists() else f"no store (it has no {MARKER})"
    return StoreError(f"{folder}: {what}; `kg store add {folder} FILE` makes one")


def lock_store(folder: Path, *, exclusive: bool, patience: float = PATIENCE) -> Lock:
    """Wait for the store and lock it.

    Args:
        folder: the store.
        exclusive: True for a writer.
        patience: seconds to wait for others.

    Raises:
        StoreError: it is no store, see ``check_store``; others still use it when the time is over,
            or it cannot be locked.
    """
    end = time.monotonic() + patience
    while True:
        check_store(folder)
        lock = _wait(folder, end, exclusive=exclusive)
        if lock is not None and is_store(folder):
            return lock
        if lock is not None:
            lock.release()


def _wait(folder: Path, end: float, *, exclusive: bool) -> Lock | None:
    """Wait for a folder's lock until ``end``; None where whoever had it has removed it."""
    try:
        stream = (folder / LOCK).open("ab")
    except OSError as error:
        if isinstance(error, FileNotFoundError) and time.monotonic() < end:
            time.sleep(_PAUSE)
            return None
        raise StoreError(f"{folder}: cannot be locked: {error.strerror}") from error
    while not _try_lock(stream, exclusive):
        if time.monotonic() >= end:
            stream.close()
            others = "another process uses it" if exclusive else "another process writes to it"
            raise StoreError(f"{folder}: {others} (kg serve, kg store, kg query?); try again when it is done")
        time.sleep(_PAUSE)
    if _is_at(stream, folder / LOCK):
        return Lock(stream)
    stream.close()
    return None


def _is_at(stream: IO[bytes], path: Path) -> bool:
    """Whether the file that is open still stands at its place."""
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        return False


def open_for_reading(folder: Path) -> tuple[Store, Lock]:
    """Open a store that is not written to while the lock is held.

    Raises:
        StoreError: no store, in use by a writer, or damaged.
    """
    lock = lock_store(folder, exclusive=False)
    return open_database(folder, writable=False), lock


def open_database(folder: Path, *, writable: bool) -> Store:
    """Open the database inside a store; the caller holds the lock.

    Raises:
        StoreError: it is damaged or cannot be opened.
    """
    data = folder / DATA
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
