"""Cut a text's words into windows that the network reads at once.

A window holds whole paragraphs, or parts of one cut where a sentence surely ends, so that
the network sees a word's neighbourhood; where sentences begin inside it, the network says.
Every window is read by itself, so one passage never changes the reading of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MAX_WORDS = 110
MAX_PIECES = 480
SHORT_LINE = 60
# Text broken at a fixed width has more lines than this, none of them longer; each is full but for the last.
_FEW_LINES, _WIDEST = 2, 110
_FINAL = frozenset(".!?…")
_CLOSING = frozenset("\"“”»«'’)]")
_SOFT_STOPS = frozenset(";:,–-")


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``begin`` to ``end`` (half-open); ``forced`` are words that open a paragraph."""

    begin: int
    end: int
    forced: tuple[int, ...]


def is_paragraph_break(gap: str, line: str) -> bool:
    """Whether the white space ``gap`` after the text ``line`` parts two paragraphs.

    A blank line always does. A single line break does after a finished sentence or a short
    line (a headline), but not in text that is broken at a fixed width.

    >>> is_paragraph_break("\\n\\n", "x"), is_paragraph_break("\\n", "word " * 20)
    (True, False)
    """
    if gap.count("\n") > 1 or "\u2029" in gap:
        return True
    if "\n" not in gap:
        return False
    bare = line.rstrip("\"“”»«'’)] ")
    return len(line) < SHORT_LINE or bare[-1:] in _FINAL


def unwrap(text: str) -> str:
    r"""The text with a space for every line end inside a paragraph, as long as it was.

    In text broken at a fixed width a name may stand on two lines.

    >>> line = "Am Montag reiste nach langem Zögern und vielen Gesprächen die Kanzlerin Angela"
    >>> unwrap(f"{line}\nMerkel nach Paris.\nEnde.")[len(line) - 6 :]
    'Angela Merkel nach Paris.\nEnde.'
    """
    return "\n\n".join(map(_unwrap_block, text.split("\n\n")))


def _unwrap_block(block: str) -> str:
    lines = block.split("\n")
    width = max(map(len, lines))
    fixed = len(lines) > _FEW_LINES and width <= _WIDEST
    parts = [lines[0]]
    for before, line in pairwise(lines):
        blank = not line.strip() or not before.strip()
        full = fixed and len(before) + 1 + len(line.split(" ", 1)[0]) > width and before[-1:] not in _FINAL
        breaks = blank or (is_paragraph_break("\n", before) and not full)
        parts += ["\n" if breaks else " ", line]
    return "".join(parts)


def cut_windows(words: Sequence[str], paragraphs: frozenset[int], sizes: Sequence[int]) -> list[Window]:
    """Cut so that each window has at most ``MAX_WORDS`` words and ``MAX_PIECES`` pieces.

    Args:
        words: the words, without white space.
        paragraphs: numbers of the words that open a paragraph.
        sizes: number of pieces of each word.
    """
    windows: list[Window] = []
    begin = 0
    while begin < len(words):
        end = _window_end(words, paragraphs, sizes, begin)
        forced = tuple(n for n in range(begin, end) if n in paragraphs)
        windows.append(Window(begin, end, forced))
        begin = end
    return windows


def _window_end(words: Sequence[str], paragraphs: frozenset[int], sizes: Sequence[int], begin: int) -> int:
    """The best cut within reach: a paragraph's end, a sentence's end, a comma, anywhere."""
    limit, pieces = begin, 0
    while limit < len(words) and limit - begin < MAX_WORDS and pieces + sizes[limit] <= MAX_PIECES:
        pieces += sizes[limit]
        limit += 1
    limit = max(limit, begin + 1)
    if limit == len(words):
        return limit
    for is_good in (_opens_paragraph, _surely_ends, _follows_pause):
        for cut in range(limit, begin, -1):
            if is_good(words, paragraphs, cut):
                return cut
    return limit


def _opens_paragraph(words: Sequence[str], paragraphs: frozenset[int], after: int) -> bool:
    return after in paragraphs


def _follows_pause(words: Sequence[str], paragraphs: frozenset[int], after: int) -> bool:
    return words[after - 1] in _SOFT_STOPS


def _surely_ends(words: Sequence[str], paragraphs: frozenset[int], after: int) -> bool:
    """A full stop of its own and a capital behind it; `14. Dezember` is one word and a word."""
    if not words[after][:1].isupper() and words[after][:1] not in '„"»«':
        return False
    last = words[after - 1]
    if last in _CLOSING and after > 1:
        last = words[after - 2]
    return last in _FINAL
