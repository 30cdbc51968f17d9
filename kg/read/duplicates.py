"""The same article twice in one run: an agency's text in two papers, a page saved again."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.errors import InputError
from kg.model import Article
from kg.read.inputs import Reading

_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words that are compared as one piece: order counts, a changed word costs four pieces
_SKETCH = 256  # pieces kept of each article; the share is then exact to some 3 points
_SHORTEST = 50  # words; shorter texts resemble each other by chance (results, weather)
_SHARE = 0.8  # of the pieces of both articles together


@dataclass(slots=True)
class Seen:
    """The articles of a run so far, by what is needed to know one of them again."""

    _exact: dict[str, str] = field(default_factory=dict)
    _kept: list[tuple[str, frozenset[int], frozenset[str]]] = field(default_factory=list)
    _holders: dict[int, list[int]] = field(default_factory=dict)

    def add(self, article: Article) -> tuple[str, float] | None:
        """Take note of an article.

        Returns:
            Name of an earlier article with the same text or nearly the same and the share (0
            to 1) of text that they have in common; None where it is new.
        """
        words = _WORD.findall(article.text.lower())
        key = " ".join(words) or article.text
        if key in self._exact:
            return self._exact[key], 1.0
        self._exact[key] = article.name
        if len(words) < _SHORTEST:
            return None
        sketch, numbers = _sketch(words), frozenset(word for word in words if word[0].isdigit())
        near = self._nearest(sketch, numbers)
        if near is None:
            for piece in sketch:
                self._holders.setdefault(piece, []).append(len(self._kept))
            self._kept.append((article.name, sketch, numbers))
        return near

    def _nearest(self, sketch: frozenset[int], numbers: frozenset[str]) -> tuple[str, float] | None:
        candidates = {index for piece in sketch for index in self._holders.get(piece, ())}
        # A number that the earlier one lacks is news: `Der Dax schloss bei 10.139 Punkten`.
        likely = [self._kept[index] for index in sorted(candidates) if numbers <= self._kept[index][2]]
        shares = [(_share(sketch, earlier), name) for name, earlier, _ in likely]
        share, name = max(shares, key=lambda pair: pair[0], default=(0.0, ""))
        return (name, share) if share >= _SHARE else None


def drop_duplicates(readings: Iterable[Reading], seen: Seen | None = None) -> list[Reading]:
    """The readings with every article whose text was there before turned into a problem.

    Args:
        readings: the inputs of a run, in its order.
        seen: what came before them; nothing where None.
    """
    seen = seen if seen is not None else Seen()
    return [_without_known(reading, seen) for reading in readings]


def _without_known(reading: Reading, seen: Seen) -> Reading:
    kept: list[Article] = []
    problems = list(reading.problems)
    for article in reading.articles:
        known = seen.add(article)
        if known is None:
            kept.append(article)
        else:
            place = article.name if article.name == reading.name else f"{reading.name}: {article.name}"
            problem = duplicate_problem(place, *known)
            problems.append(InputError(f"{problem}, skipped; --keep-duplicates keeps both"))
    return replace(reading, articles=tuple(kept), problems=tuple(problems))


def duplicate_problem(place: str, known: str, share: float) -> str:
    """What is wrong with an article that was there before.

    >>> duplicate_problem("b", "a", 0.93)
    "b: nearly the same text (93%) as 'a'"
    """
    what = "the same text as" if share == 1 else f"nearly the same text ({share:.0%}) as"
    return f"{place}: {what} {known!r}"


def _sketch(words: list[str]) -> frozenset[int]:
    """The smallest hashes of the text's pieces: which they are depends on nothing but the text."""
    pieces = (" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))
    return frozenset(sorted({zlib.crc32(piece.encode("utf-8")) for piece in pieces})[:_SKETCH])


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    """Estimated Jaccard index: of the smallest pieces of both, the share that both have."""
    smallest = sorted(one | other)[:_SKETCH]
    return sum(piece in one and piece in other for piece in smallest) / len(smallest)
