"""Which kind of file it is, by its name or, where that tells nothing, by its first characters."""

from __future__ import annotations

import gzip
import zlib
from pathlib import PurePath

from kg.errors import InputError

SUFFIXES = {
    "": "text",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
"""The suffixes that are read, each also with ``.gz`` after it."""
VALID = ", ".join(suffix for suffix in SUFFIXES if suffix)
_GZIP = b"\x1f\x8b"


def suffix_of(path: PurePath) -> str:
    """The suffix that tells the kind, ``.gz`` left out.

    >>> suffix_of(PurePath("a.jsonl.gz"))
    '.jsonl'
    """
    return _unzipped(path).suffix.lower()


def stem_of(path: PurePath) -> str:
    """The file's name without the suffix.

    >>> stem_of(PurePath("news/a.b.jsonl.gz"))
    'a.b'
    """
    return as_text(_unzipped(path).stem)


def as_text(name: str) -> str:
    """A file's name as text that can be written: what is no UTF-8 in it becomes U+FFFD.

    Python keeps such bytes, and in a locale without UTF-8 all umlauts, as halves of surrogate pairs.

    >>> as_text("k\\udcfcrze"), as_text("k\\udcc3\\udcbcrze")
    ('k\ufffdrze', 'kürze')
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unzipped(path: PurePath) -> PurePath:
    return path.with_suffix("") if path.suffix.lower() == ".gz" and path.stem else path


def sniff(data: bytes) -> str:
    """The kind of what has no suffix: a page, JSON lines, else text.

    >>> sniff(b'<!DOCTYPE html><p>'), sniff(b'{"text": "a"}'), sniff(b"Kerry in Moskau")
    ('html', 'jsonl', 'text')
    """
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return "html"
    return "jsonl" if start.startswith((b'{"', b"{ ")) else "text"


def unzip(data: bytes, place: str, named: bool) -> bytes:
    """The bytes, unpacked where they are gzip's.

    Args:
        data: the bytes.
        place: the file's name, for messages.
        named: its name ends in ``.gz``, so it must be packed.

    Raises:
        InputError: packed, but broken or cut off; or not packed at all.
    """
    if not data.startswith(_GZIP):
        if named:
            raise InputError(f"{place}: not a gzip file, although its name ends in .gz")
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{place}: the gzip file is broken or cut off ({error})") from error
