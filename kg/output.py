"""Writing the files of a run: all of them or none, never half of one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import OutputError


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write every file beside its place first, then move all of them into place.

    Folders that are missing are made. When anything fails before the moves, no file has
    changed and none is left behind.

    Raises:
        OutputError: a folder or file cannot be written (read-only, full, a folder of that name).
    """
    drafts = {target: target.with_name(f".{target.name}.{os.getpid()}.tmp") for target in files}
    made: list[Path] = []
    try:
        for target, draft in drafts.items():
            _prepare(target, made)
            _write(draft, target, files[target])
        for target, draft in drafts.items():
            _move(draft, target)
    except BaseException:
        _clear(drafts.values(), made)
        raise


def _prepare(target: Path, made: list[Path]) -> None:
    missing = [folder for folder in target.parents if not folder.exists()]
    try:
        for folder in reversed(missing):
            folder.mkdir()
            made.append(folder)
    except OSError as error:
        raise OutputError(f"{folder}: the folder cannot be made: {_reason(error)}") from error
    if not target.parent.is_dir():
        raise OutputError(f"{target.parent}: is a file, not a folder to write to")
    if target.is_dir():
        raise OutputError(f"{target}: is a folder, so no file can be written there")


def _write(draft: Path, target: Path, content: bytes) -> None:
    try:
        with draft.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())  # some full disks show only here
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {_reason(error)}") from error


def _move(draft: Path, target: Path) -> None:
    try:
        draft.replace(target)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {_reason(error)}") from error


def _clear(drafts: Iterable[Path], made: list[Path]) -> None:
    # What cannot be removed must not hide the error that led here.
    for draft in drafts:
        with contextlib.suppress(OSError):
            draft.unlink()
    for folder in reversed(made):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
