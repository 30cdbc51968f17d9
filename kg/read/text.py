"""Bytes to text, and a text file to its article.

The text is kept as it is, line ends included: every offset is one into this text.
"""

from __future__ import annotations

from kg.config import Config
from kg.errors import InputError
from kg.model import Article
from kg.read.language import check_language

_BOM = "\ufeff"


def decode(data: bytes, place: str, offset: int = 0) -> str:
    """Decode UTF-8, with or without a byte order mark; nothing is replaced silently.

    Args:
        data: the bytes.
        place: the file's name, for the message.
        offset: position of ``data`` in the file.

    Raises:
        InputError: the bytes are binary or not UTF-8; the message says which byte.

    >>> decode(b"\\xef\\xbb\\xbfgr\\xc3\\xbcn", "a.txt")
    'grün'
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError(f"{place}: looks like UTF-16; save it as UTF-8")
    if b"\0" in data:
        at = offset + data.index(b"\0")
        raise InputError(f"{place}: not a text file (byte {at} is 0x00)")
    try:
        return data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        byte = f"byte {offset + error.start} is 0x{data[error.start]:02x}"
        raise InputError(f"{place}: not UTF-8 ({byte}); save it as UTF-8") from error


def read_text(data: bytes, name: str, place: str, config: Config) -> Article:
    """The article of a plain text file.

    Args:
        data: the file's bytes.
        name: the article's name.
        place: the file's name, for messages.
        config: tells the language and whether to check it.

    Raises:
        InputError: empty, binary or not UTF-8.
        LanguageError: the text looks like another language.
    """
    text = decode(data, place)
    if not text.strip():
        raise InputError(
            f"{place}: the file is empty" if not text else f"{place}: holds no text, only blanks"
        )
    check_language(text, place, config)
    return Article(name=name, text=text, lang=config.lang)
