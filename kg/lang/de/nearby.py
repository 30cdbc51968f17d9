"""Speech by its place, so that a sentence looks at what is near and not at the whole article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.model import Speech

_BUCKET = 2_000  # characters


class NearbySpeech:
    """Speeches, each in every stretch of the text that it reaches into.

    Args:
        speeches: to begin with.
    """

    def __init__(self, speeches: Iterable[Speech] = ()) -> None:
        self._buckets: dict[int, list[tuple[int, Speech]]] = defaultdict(list)
        self._count = 0
        for speech in speeches:
            self.add(speech)

    def add(self, speech: Speech) -> None:
        """Take in one more."""
        for bucket in range(speech.quotes[0].start // _BUCKET, speech.quotes[-1].end // _BUCKET + 1):
            self._buckets[bucket].append((self._count, speech))
        self._count += 1

    def between(self, start: int, end: int) -> list[Speech]:
        """All that may reach into characters ``start`` to ``end``, in the order they came in."""
        found = {
            number: speech
            for bucket in range(max(0, start) // _BUCKET, end // _BUCKET + 1)
            for number, speech in self._buckets.get(bucket, ())
        }
        return [found[number] for number in sorted(found)]
