"""Words to word pieces: the one place where training and run time must agree to the letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer

START, PAD, END, UNKNOWN = 0, 1, 2, 3
MAX_PIECES_PER_WORD = 24
MAX_CACHED_WORDS = 200_000
MAX_CACHED_LENGTH = 64
_SPACE_PIECE = "▁"
_QUOTES = {"``": '"', "''": '"', "„": '"', "“": '"', "”": '"', "»": '"', "«": '"'}
"""One sign for all quotation marks: the treebanks disagree, `„` `"` and ` `` ` mean the same."""


def normalise_word(word: str) -> str:
    """The form of a word that the network sees; never used for offsets.

    >>> normalise_word("„"), normalise_word("Mi\\u00adnister")
    ('"', 'Minister')
    """
    if word in _QUOTES:
        return _QUOTES[word]
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", word.replace("\u00ad", "").replace("\u200b", ""))


class WordPieces:
    """Cuts words into piece numbers, with a bounded cache (news repeats its words).

    Args:
        tokenizer: the pruned XLM-R tokenizer that lies beside the network.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._space: int | None = tokenizer.token_to_id(_SPACE_PIECE)
        self._cache: dict[str, tuple[int, ...]] = {}

    @classmethod
    def from_file(cls, path: Path) -> WordPieces:
        """Load ``tokenizer.json``."""
        return cls(Tokenizer.from_file(str(path)))

    def pieces(self, word: str) -> tuple[int, ...]:
        """At least one and at most ``MAX_PIECES_PER_WORD`` piece numbers."""
        known = self._cache.get(word)
        if known is not None:
            return known
        ids = self._tokenizer.encode(normalise_word(word), add_special_tokens=False).ids
        if len(ids) > 1 and ids[0] == self._space:
            ids = ids[1:]  # `,` is `▁` + `,`: the empty first piece says nothing
        pieces = tuple(ids[:MAX_PIECES_PER_WORD]) or (UNKNOWN,)
        if len(word) <= MAX_CACHED_LENGTH and len(self._cache) < MAX_CACHED_WORDS:
            self._cache[word] = pieces
        return pieces

    def sequence(self, words: Iterable[str]) -> tuple[list[int], list[int], list[int]]:
        """Piece numbers of a window, and the places of each word's first and last piece."""
        ids, first, last = [START], [], []
        for word in words:
            first.append(len(ids))
            ids.extend(self.pieces(word))
            last.append(len(ids) - 1)
        ids.append(END)
        return ids, first, last
