"""simplemma's German table, ready at once: an index into its file instead of a pass over it.

simplemma reads its 1.1 million forms one by one before the first lookup (about a second, 150 MB). The
index that lies beside this file (written by ``python -m kg.train lemmas``) holds every 64th place, so
that a lookup reads one short block. It is bound to one version of simplemma's file; with another, or
once so many words were asked for that the table pays, simplemma's own table is loaded.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries import dictionary_factory, frontcode

LANGUAGE = "de"
INDEX = Path(__file__).with_name("lemma_index.bin")
BLOCK = 64
# About what ten articles ask for; by then the blocks have cost as much as the whole table will.
LOOKUPS_BEFORE_TABLE = 8_000

Seed = tuple[int, str, str]
"""Offset of a record, and the key and the value of the record before it (latin-1 for bytes)."""


def checksum(data: bytes) -> str:
    """What binds an index to the table it was made from."""
    return hashlib.sha256(data).hexdigest()


def make_index() -> bytes:
    """The index of the installed simplemma's table: every ``BLOCK``-th record."""
    data = dictionary_factory._read_decompressed(LANGUAGE)
    _, _, position = frontcode._read_header(data)
    firsts: list[str] = []
    seeds: list[Seed] = []
    before = "", ""
    for number, (start, key, value) in enumerate(frontcode._iter_records(data, position)):
        if number % BLOCK == 0:
            firsts.append(key.decode("latin-1"))
            seeds.append((start, *before))
        before = key.decode("latin-1"), value.decode("latin-1")
    content = {"table": checksum(data), "firsts": firsts, "seeds": seeds}
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode("utf-8"), 9)


class LemmaTable(dictionary_factory.DecodedStrMapping):
    """Form → lemma over the packed table.

    Args:
        data: simplemma's unpacked table.
        firsts: key of the first record of each block.
        seeds: where each block starts.
    """

    __slots__ = ("_asked", "_data", "_firsts", "_full", "_reversed", "_seeds")

    def __init__(self, data: bytes, firsts: Sequence[str], seeds: Sequence[Seed]) -> None:
        self._data = data
        self._reversed, _, _ = frontcode._read_header(data)
        self._firsts = [first.encode("latin-1") for first in firsts]
        self._seeds = seeds
        self._asked = 0
        self._full: Mapping[bytes, bytes] | None = None

    def _lookup(self, key: str) -> str | None:
        if self._full is None and self._asked < LOOKUPS_BEFORE_TABLE:
            self._asked += 1
            return self._seek(key.encode())
        if self._full is None:
            self._full = frontcode._decode_stream(self._data)
        value = self._full.get(key.encode())
        return value.decode() if value is not None else None

    def _seek(self, key: bytes) -> str | None:
        target = key[::-1] if self._reversed else key
        block = bisect_right(self._firsts, target) - 1
        if block < 0:
            return None
        start, key_before, value_before = self._seeds[block]
        seed = key_before.encode("latin-1"), value_before.encode("latin-1")
        for _, found, value in frontcode._iter_records(self._data, start, *seed):
            if found == target:
                return (value[::-1] if self._reversed else value).decode()
            if found > target:
                return None
        return None

    def __iter__(self) -> Iterator[str]:
        return (key.decode() for key in frontcode._decode_stream(self._data))

    def __len__(self) -> int:
        return frontcode._read_header(self._data)[1]


class IndexedFactory(dictionary_factory.DefaultDictionaryFactory):
    """simplemma's dictionaries; the German one through the index where that fits."""

    def _get_dictionary_uncached(self, lang: str) -> Mapping[str, str]:
        if lang == LANGUAGE and INDEX.is_file():
            data = dictionary_factory._read_decompressed(lang)
            index = json.loads(zlib.decompress(INDEX.read_bytes()))
            if index["table"] == checksum(data):
                return LemmaTable(data, index["firsts"], index["seeds"])
        return super()._get_dictionary_uncached(lang)


FACTORY = IndexedFactory()


@lru_cache(maxsize=1)
def _lemmatizer() -> Lemmatizer:
    """simplemma's default rules over the indexed table."""
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=FACTORY))


def lemmatize(form: str) -> str:
    """simplemma's lemma of a German form.

    >>> lemmatize("Häuser")
    'Haus'
    """
    return str(_lemmatizer().lemmatize(form, lang=LANGUAGE))


def is_known(form: str) -> bool:
    """Whether simplemma lists the form as one of German.

    >>> is_known("gehören"), is_known("gehörenen")
    (True, False)
    """
    return DictionaryLookupStrategy(FACTORY).get_lemma(form, LANGUAGE) is not None
