"""What the command line names: a file, a folder, a pattern or ``-`` for standard input."""

from __future__ import annotations

import glob
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.config import Config
from kg.errors import InputError
from kg.model import Article
from kg.read.encoding import decode
from kg.read.formats import SUFFIXES, VALID, as_text, sniff, stem_of, suffix_of, unzip
from kg.read.jsonl import read_jsonl
from kg.read.table import read_csv
from kg.read.text import read_text

STDIN = "-"
Tick = Callable[[Article | InputError], None]


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


def read_input(source: str, config: Config | None = None, tick: Tick | None = None) -> Reading:
    """Read a file, the files of a folder (not the folders in it), those of a pattern, or ``-``.

    Read are plain text, HTML, JSON Lines and CSV, each also packed with gzip. Nothing is raised
    for bad content: what could not be read is in ``problems``, and ``articles`` is empty where
    nothing could.

    Args:
        source: a path, a pattern such as ``news/**/*.html`` (where no such file exists), or
            ``-`` for standard input.
        config: settings; those of ``Config()`` where None.
        tick: called with each article or problem as it comes.
    """
    config = config or Config()
    found = _read_stdin(config) if source == STDIN else _read_path(source, config)
    return _collect(input_name(source), found, tick)


def input_name(source: str) -> str:
    """The name that an input's files are written under: a file's stem or a folder's name.

    A pattern is named after the folder that it begins with.

    >>> input_name("news/tuesday.txt"), input_name("news/*.html"), input_name("-")
    ('tuesday', 'news', 'stdin')
    """
    if source == STDIN:
        return "stdin"
    path = Path(source)
    if _is_pattern(source):
        fixed = next(parent for parent in path.parents if not glob.has_magic(str(parent)))
        return as_text(fixed.resolve().name) or "articles"
    if path.is_dir():
        return as_text(path.resolve().name) or "articles"
    return stem_of(path)


def _is_pattern(source: str) -> bool:
    try:
        return glob.has_magic(source) and not Path(source).exists()
    except (OSError, ValueError):
        return False


def _collect(name: str, found: Iterable[Article | InputError], tick: Tick | None) -> Reading:
    articles: dict[str, Article] = {}
    problems: list[InputError] = []
    for item in found:
        if tick is not None:
            tick(item)
        if isinstance(item, InputError):
            problems.append(item)
        elif item.name in articles:
            # Evidence names its article, so two of one name could not be told apart.
            problems.append(InputError(f"{name}: a second article is named {item.name!r}"))
        else:
            articles[item.name] = item
    return Reading(name, tuple(articles.values()), tuple(problems))


def _read_path(source: str, config: Config) -> Iterator[Article | InputError]:
    path = Path(source)
    try:
        if not source.strip():
            # Path("") is the working folder: `kg build "$FILE"` with FILE unset would read all of it.
            raise InputError(f"{source!r} names no file or folder")
        if _is_pattern(source):
            yield from _read_files(_matches(source), config)
        elif path.is_dir():
            yield from _read_files(_articles_in(path), config)
        else:
            yield from _read_file(path, config)
    except InputError as error:
        yield error


def _matches(pattern: str) -> list[Path]:
    # glob and not Path.glob: a pattern may be absolute, and hidden files stay out.
    found = glob.glob(pattern, recursive=True)  # noqa: PTH207
    files = [path for path in map(Path, sorted(found)) if path.is_file()]
    if not files:
        raise InputError(f"{pattern}: no file fits the pattern")
    return files


def _articles_in(folder: Path) -> list[Path]:
    try:
        files = sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    except OSError as error:
        raise InputError(f"{folder}: cannot be read: {error.strerror}") from error
    # In a folder a file without suffix (Makefile, LICENSE) is hardly an article.
    kept = [path for path in files if suffix_of(path) in SUFFIXES and suffix_of(path)]
    if not kept:
        raise InputError(f"{folder}: the folder has no articles ({VALID}, each also with .gz)")
    return kept


def _read_files(paths: Iterable[Path], config: Config) -> Iterator[Article | InputError]:
    for path in paths:
        try:
            yield from _read_file(path, config)
        except InputError as error:
            yield error


def _read_file(path: Path, config: Config) -> Iterator[Article | InputError]:
    suffix = suffix_of(path)
    data = _load(path)
    if suffix not in SUFFIXES:
        raise InputError(f"{path}: unknown kind of file {suffix!r}; valid: {VALID}, each also with .gz")
    data = unzip(data, str(path), path.suffix.lower() == ".gz")
    kind = SUFFIXES[suffix] if suffix else sniff(data)
    yield from _parse(kind, data, stem_of(path), str(path), config)


def _parse(kind: str, data: bytes, stem: str, place: str, config: Config) -> Iterator[Article | InputError]:
    if kind == "jsonl":
        yield from _read_lines(data, stem, place, config)
    elif kind == "csv":
        yield from read_csv(data, stem, place, config)
    elif kind == "html":
        from kg.read.html import read_html

        yield from read_html(data, stem, place, config)
    else:
        yield read_text(data, stem, place, config)


def _read_lines(data: bytes, stem: str, place: str, config: Config) -> Iterator[Article | InputError]:
    found = list(read_jsonl(data, stem, place, config))
    if not found:
        raise InputError(f"{place}: the file is empty")
    if b"\0" in data and all(isinstance(item, InputError) for item in found):
        decode(data, place)  # one message for a binary file, not one for each line
    yield from found


def _load(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file or folder") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _read_stdin(config: Config) -> Iterator[Article | InputError]:
    place = "standard input"
    try:
        data = unzip(sys.stdin.buffer.read(), place, named=False)
        yield from _parse(sniff(data), data, "stdin", place, config)
    except InputError as error:
        yield error
