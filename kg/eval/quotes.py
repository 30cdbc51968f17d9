"""Quotations against gold spans: precision, recall and F1, with and without the speaker.

A predicted quotation counts when it overlaps the gold quotation by at least half of the longer
of the two (in characters); each gold quotation is found once. Its speaker counts when the two
speakers' spans overlap, or where neither names one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.claims.quotes import Quotation
from kg.errors import InputError

FILE = Path("quotes") / "wikinews_quotes_dev.jsonl"
TYPES = {
    "Direct": "direct",
    "Indirect": "indirect",
    "IndirectFreeIndirect": "free",
    "FreeIndirect": "free",
    "Reported": "reported",
}
"""The corpus' types and the rows of the table; free is speech without a cue of its own."""
_SHARE = 0.5

Offsets = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A quotation of the gold file; offsets are half-open, into the article's text."""

    type: str
    speaker: Offsets
    quote: Offsets


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article of the gold file with its quotations."""

    name: str
    text: str
    quotes: tuple[GoldQuote, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A gold quotation, what was predicted for it, or one of the two alone."""

    article: str
    gold: GoldQuote | None
    found: Quotation | None

    @property
    def place(self) -> int:
        """Where it starts in the article."""
        if self.found is not None:
            return self.found.quotes[0].start
        return self.gold.quote[0][0] if self.gold is not None and self.gold.quote else 0

    @property
    def right_speaker(self) -> bool:
        """True where both name the same speaker or both none."""
        if self.gold is None or self.found is None:
            return False
        speaker = self.found.speaker
        spans = ((speaker.start, speaker.end),) if speaker is not None else ()
        if not spans or not self.gold.speaker:
            return not spans and not self.gold.speaker
        return shared(spans, self.gold.speaker) > 0


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one row of the table, and the figures that follow from them (0 to 1)."""

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold quotations that were found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> round(Score(gold=10, found=5, right=5).f1, 3)
        0.667
        """
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


def read_gold(data: Path) -> tuple[GoldArticle, ...]:
    """The articles of ``quotes/wikinews_quotes_dev.jsonl`` below ``data``.

    Raises:
        InputError: the file is missing or a line is not as expected.
    """
    path = data / FILE
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); --data names its folder") from error
    return tuple(_article(line, f"{path}, line {n}") for n, line in enumerate(lines, 1) if line.strip())


def _article(line: str, place: str) -> GoldArticle:
    try:
        record: dict[str, Any] = json.loads(line)
        quotes = tuple(
            GoldQuote(TYPES[q["type"]], _offsets(q["speaker"]), _offsets(q["quote"]))
            for q in record["quotes"]
        )
        return GoldArticle(str(record["id"]), str(record["text"]), quotes)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{place}: not an article with id, text and quotes ({error!r})") from error


def _offsets(spans: Iterable[Sequence[int]]) -> Offsets:
    return tuple((int(start), int(end)) for start, end in spans)


def shared(first: Offsets, second: Offsets) -> int:
    """Number of characters that two sets of spans have in common.

    >>> shared(((0, 4), (6, 9)), ((2, 8),))
    4
    """
    return sum(max(0, min(b, d) - max(a, c)) for a, b in first for c, d in second)


def match_quotes(
    name: str, gold: Sequence[GoldQuote], found: Sequence[Quotation], share: float = _SHARE
) -> tuple[Match, ...]:
    """Pair what was found with the gold, the best overlaps and equal types first, each once.

    Args:
        name: of the article.
        gold: its quotations.
        found: the predicted ones.
        share: the least overlap, as a share of the longer of the two.
    """
    spans = [tuple((q.start, q.end) for q in each.quotes) for each in found]
    pairs = []
    for g, quote in enumerate(gold):
        for f, span in enumerate(spans):
            overlap = shared(quote.quote, span) / max(_length(quote.quote), _length(span), 1)
            if overlap >= share:
                pairs.append((-overlap, not _same_type(quote, found[f]), g, f))
    of_gold: dict[int, int] = {}
    of_found: dict[int, int] = {}
    for _, _, g, f in sorted(pairs):
        if g not in of_gold and f not in of_found:
            of_gold[g], of_found[f] = f, g
    matched = [
        Match(name, quote, found[of_gold[g]] if g in of_gold else None) for g, quote in enumerate(gold)
    ]
    return (*matched, *(Match(name, None, each) for f, each in enumerate(found) if f not in of_found))


def _same_type(gold: GoldQuote, found: Quotation) -> bool:
    return gold.type == found.type or (gold.type == "free" and found.cue is None)


def _length(spans: Offsets) -> int:
    return sum(end - start for start, end in spans)


def score(matches: Sequence[Match], *, speaker: bool = False) -> Score:
    """Counts over all types; with ``speaker`` a match needs the right speaker too."""
    right = sum(
        m.gold is not None and m.found is not None and (m.right_speaker or not speaker) for m in matches
    )
    return Score(
        gold=sum(m.gold is not None for m in matches),
        found=sum(m.found is not None for m in matches),
        right=right,
    )


_ROWS: dict[str, tuple[frozenset[str], Callable[[Quotation], bool]]] = {
    "direct": (frozenset({"direct"}), lambda q: q.type == "direct"),
    "indirect": (frozenset({"indirect", "free"}), lambda q: q.type == "indirect"),
    "cued": (frozenset({"indirect"}), lambda q: q.type == "indirect" and q.cue is not None),
    "free": (frozenset({"free"}), lambda q: q.type == "indirect" and q.cue is None),
    "reported": (frozenset({"reported"}), lambda q: q.type == "reported"),
}


def scores_by_type(
    articles: Sequence[GoldArticle], found: Sequence[Sequence[Quotation]], *, speaker: bool = False
) -> dict[str, Score]:
    """One score for each type, gold and found restricted to it.

    ``indirect`` is speech with and without a cue, as what is found does not part the two;
    ``cued`` is the gold's indirect speech with a cue of its own against what was found with one.
    """
    scores = {}
    for row, (types, wanted) in _ROWS.items():
        matches: list[Match] = []
        for article, quotations in zip(articles, found, strict=True):
            gold = [q for q in article.quotes if q.type in types]
            matches += match_quotes(article.name, gold, [q for q in quotations if wanted(q)])
        scores[row] = score(matches, speaker=speaker)
    return scores
