"""What the command line names: a file, a folder or ``-`` for standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.config import Config
from kg.errors import InputError
from kg.model import Article
from kg.read.jsonl import read_jsonl
from kg.read.text import decode, read_text

STDIN = "-"
_SUFFIXES = (".jsonl", ".txt")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one input gave.

    Attributes:
        name: stem of the files written for it.
        articles: in the input's order.
        problems: one for each article or line that was skipped or is incomplete.
    """

    name: str
    articles: tuple[Article, ...]
    problems: tuple[InputError, ...] = ()


def read_input(source: str, config: Config | None = None) -> Reading:
    """Read a ``.txt`` or ``.jsonl`` file, a folder of them (not the folders in it) or ``-``.

    Nothing is raised for bad content: what could not be read is in ``problems``, and
    ``articles`` is empty where nothing could.

    Args:
        source: a path, or ``-`` for a text on standard input.
        config: settings; those of ``Config()`` where None.
    """
    config = config or Config()
    found = _read_stdin(config) if source == STDIN else _read_path(Path(source), config)
    return _collect(input_name(source), found)


def input_name(source: str) -> str:
    """The name that an input's files are written under: a file's stem or a folder's name.

    >>> input_name("news/tuesday.txt"), input_name("-")
    ('tuesday', 'stdin')
    """
    if source == STDIN:
        return "stdin"
    path = Path(source)
    if path.is_dir():
        return path.resolve().name or "articles"
    return path.stem


def _collect(name: str, found: Iterable[Article | InputError]) -> Reading:
    articles: dict[str, Article] = {}
    problems: list[InputError] = []
    for item in found:
        if isinstance(item, InputError):
            problems.append(item)
        elif item.name in articles:
            # Evidence names its article, so two of one name could not be told apart.
            problems.append(InputError(f"{name}: a second article is named {item.name!r}"))
        else:
            articles[item.name] = item
    return Reading(name, tuple(articles.values()), tuple(problems))


def _read_path(path: Path, config: Config) -> Iterator[Article | InputError]:
    try:
        if path.is_dir():
            yield from _read_folder(path, config)
        else:
            yield from _read_file(path, config)
    except InputError as error:
        yield error


def _read_folder(folder: Path, config: Config) -> Iterator[Article | InputError]:
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
    except OSError as error:
        raise InputError(f"{folder}: cannot be read: {error.strerror}") from error
    if not files:
        raise InputError(f"{folder}: the folder has no articles (.txt or .jsonl)")
    for path in files:
        try:
            yield from _read_file(path, config)
        except InputError as error:
            yield error


def _read_file(path: Path, config: Config) -> Iterator[Article | InputError]:
    suffix = path.suffix.lower()
    data = _load(path)
    if suffix == ".jsonl":
        found = list(read_jsonl(data, path.stem, str(path), config))
        if not found:
            raise InputError(f"{path}: the file is empty")
        if b"\0" in data and all(isinstance(item, InputError) for item in found):
            decode(data, str(path))  # one message for a binary file, not one for each line
        yield from found
    elif suffix in ("", ".txt"):
        yield read_text(data, path.stem, str(path), config)
    else:
        raise InputError(f"{path}: unknown kind of file {suffix!r}; valid: .txt, .jsonl")


def _load(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file or folder") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _read_stdin(config: Config) -> Iterator[Article | InputError]:
    try:
        yield read_text(sys.stdin.buffer.read(), "stdin", "standard input", config)
    except InputError as error:
        yield error
