"""Bytes to text: nothing is guessed, nothing is replaced, and an error names the byte."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BOM = "\ufeff"
# HTML asks that the charset be declared in the first 1,024 bytes; real pages are less careful.
_HEAD = 4096
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:+-]+)""", re.I)
# What browsers read for these labels; pages that say ISO-8859-1 hold the quotes of Windows-1252.
_WINDOWS = frozenset({"iso8859-1", "ascii"})
_ASCII = range(0x20, 0x7F)


def decode(data: bytes, place: str, offset: int = 0) -> str:
    """Decode UTF-8, or UTF-16 with a byte order mark; nothing is replaced silently.

    Args:
        data: the bytes.
        place: the file's name, for the message.
        offset: position of ``data`` in the file.

    Raises:
        InputError: the bytes are binary or not in that encoding; the message says which byte.

    >>> decode(b"\\xef\\xbb\\xbfgr\\xc3\\xbcn", "a.txt")
    'grün'
    >>> decode("grün".encode("utf-16"), "a.txt")
    'grün'
    """
    if data[:2] in _UTF16:
        text = _decode(data, "utf-16", place, offset)
        check_characters(text, place)
        return text
    if b"\0" in data:
        at = offset + data.index(b"\0")
        raise InputError(f"{place}: not a text file (byte {at} is 0x00)")
    return _decode(data, "utf-8", place, offset).removeprefix(_BOM)


def decode_html(data: bytes, place: str) -> tuple[str, InputError | None]:
    """Decode a page in the charset that its byte order mark or its own head declares, else UTF-8.

    Returns:
        The page, and what is to be reported: a page that declares an older charset although
        every byte says UTF-8 (as when an editor saved it anew) is read as UTF-8.

    Raises:
        InputError: the declared charset is unknown, or a byte does not belong to it.

    >>> decode_html('<meta charset="iso-8859-1">grün'.encode("latin-1"), "a.html")[0][-4:]
    'grün'
    """
    declared = _DECLARED.search(data[:_HEAD])
    if data[:2] in _UTF16 or data.startswith(codecs.BOM_UTF8) or declared is None:
        return decode(data, place), None
    label = declared[1].decode("ascii")
    codec = _codec(label, place)
    if codec != "utf-8" and not _is_utf8(data):
        return _decode(data, codec, place, 0), None
    note = f"{place}: declares the charset {label!r}, but its bytes are UTF-8; read as UTF-8"
    return decode(data, place), None if codec == "utf-8" else InputError(note)


def _is_utf8(data: bytes) -> bool:
    """Letters beyond ASCII are there, and all are UTF-8: hardly ever so by chance."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def check_characters(text: str, where: str) -> None:
    """Refuse what no text holds: half a surrogate pair (JSON can smuggle one in) and NUL.

    Raises:
        InputError: names the character and its offset.
    """
    at = next((i for i, char in enumerate(text) if char == "\0" or "\ud800" <= char <= "\udfff"), None)
    if at is not None:
        raise InputError(
            f"{where}: holds U+{ord(text[at]):04X} (character {at}), which is no character of a text"
        )


def _codec(label: str, place: str) -> str:
    """Python's name of a declared charset, as browsers understand it."""
    try:
        name = codecs.lookup(label).name
        # A page whose declaration could be read is no UTF-16, whatever it says.
        if name.startswith("utf-16"):
            return "utf-8"
        readable = all(bytes([byte]).decode(name) == chr(byte) for byte in _ASCII)
    except (LookupError, ValueError):
        readable = False
    if not readable:
        raise InputError(f"{place}: declares the charset {label!r}, which is not known; save it as UTF-8")
    return "cp1252" if name in _WINDOWS else name


def _decode(data: bytes, codec: str, place: str, offset: int) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        byte = f"byte {offset + error.start} is 0x{data[error.start]:02x}"
        raise InputError(f"{place}: not {_NAMES.get(codec, codec)} ({byte}); save it as UTF-8") from error


_NAMES = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
