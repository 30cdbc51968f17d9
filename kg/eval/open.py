"""Open extractions against fact clusters: a fact is found when one of its wordings is.

The gold file has, for each sentence, a line `sent_id:7<TAB>text`, then for each fact a line
`7--> Cluster 1:` and one line for each wording, `subject --> relation --> object`; words in
square brackets may be left out. The scorer is written from that definition alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.model import Triple

_HEADER = re.compile(r"sent_id:(\d+)\t(.*)")
_CLUSTER = re.compile(r"\d+--?> ?Cluster")
_ARROW = "-->"


@dataclass(frozen=True, slots=True)
class Part:
    """Words that are kept or left out together."""

    words: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One wording of a fact: subject, relation and object, each a row of parts."""

    slots: tuple[tuple[Part, ...], ...]
    text: str


@dataclass(frozen=True, slots=True)
class FactSentence:
    """A sentence with its facts; each fact is the tuple of its wordings."""

    number: int
    text: str
    clusters: tuple[tuple[Pattern, ...], ...]


@dataclass(frozen=True, slots=True)
class OpenScores:
    """Counts and the figures that follow from them, as fractions.

    >>> scores = OpenScores(right=1, extractions=4, hit=1, clusters=2)
    >>> scores.precision, scores.recall, round(scores.f1, 3)
    (0.25, 0.5, 0.333)
    """

    right: int
    extractions: int
    hit: int
    clusters: int

    @property
    def precision(self) -> float:
        """Right extractions of all extractions."""
        return self.right / self.extractions if self.extractions else 0.0

    @property
    def recall(self) -> float:
        """Clusters hit of all clusters."""
        return self.hit / self.clusters if self.clusters else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence's extractions, right and wrong, and the facts that none of them hit."""

    sentence: FactSentence
    right: tuple[Triple, ...]
    wrong: tuple[Triple, ...]
    missed: tuple[tuple[Pattern, ...], ...]

    @property
    def scores(self) -> OpenScores:
        """The counts of this sentence."""
        clusters = len(self.sentence.clusters)
        found = len(self.right) + len(self.wrong)
        return OpenScores(len(self.right), found, clusters - len(self.missed), clusters)


def find_gold(data: Path) -> tuple[Path, ...]:
    """The files of fact clusters below ``data``: `openie/benchie_de_*.txt`, sentence files apart.

    Raises:
        InputError: there is none.
    """
    found = sorted((data / "openie").glob("benchie_de_*.txt"))
    kept = tuple(path for path in found if not path.name.endswith(".sentences.txt"))
    if not kept:
        raise InputError(f"{data}: openie/benchie_de_*.txt is missing")
    return kept


def read_fact_clusters(path: Path) -> tuple[FactSentence, ...]:
    """The sentences of a file of fact clusters, in its order.

    Raises:
        InputError: the file is missing, or a line is neither a sentence, a cluster nor a wording.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from None
    return parse_fact_clusters(text, path.name)


def parse_fact_clusters(text: str, name: str = "gold") -> tuple[FactSentence, ...]:
    """The sentences of a text of fact clusters.

    >>> gold = parse_fact_clusters("sent_id:1\\tEr schläft.\\n1--> Cluster 1:\\n[Er] --> schläft --> hier\\n")
    >>> gold[0].clusters[0][0].slots[0]
    (Part(words=('Er',), optional=True),)
    """
    found: list[tuple[int, str, list[list[Pattern]]]] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        header = _HEADER.match(line)
        if header:
            found.append((int(header[1]), header[2].strip(), []))
        elif _CLUSTER.match(line) and found:
            found[-1][2].append([])
        elif line:
            if not found or not found[-1][2] or line.count(_ARROW) != 2:
                wanted = "sent_id:N<TAB>text, N--> Cluster M: or subject --> relation --> object"
                raise InputError(f"{name}, line {number}: {line[:60]!r} is none of {wanted}")
            found[-1][2][-1].append(_pattern(line))
    return tuple(
        FactSentence(number, sentence, tuple(tuple(cluster) for cluster in clusters))
        for number, sentence, clusters in found
    )


def _pattern(line: str) -> Pattern:
    return Pattern(tuple(_parts(slot) for slot in line.split(_ARROW)), " ".join(line.split()))


def _parts(slot: str) -> tuple[Part, ...]:
    """Split at brackets; a bracket without its partner is dropped."""
    parts = []
    for piece in re.split(r"(\[[^\[\]]*\])", slot):
        optional = piece.startswith("[") and piece.endswith("]")
        words = tuple(re.sub(r"[\[\]]", " ", piece).split())
        if words:
            parts.append(Part(words, optional))
    return tuple(parts)


def matches(pattern: Pattern, triple: Triple) -> bool:
    """Whether an extraction is this wording, whatever optional words it keeps.

    The words must be the same, punctuation marks too; how much white space parts them does not count.
    """
    slots = (triple.subject, triple.relation, triple.object)
    return all(
        _slot_matches(parts, tuple(slot.split())) for parts, slot in zip(pattern.slots, slots, strict=True)
    )


def _slot_matches(parts: tuple[Part, ...], words: tuple[str, ...]) -> bool:
    places = {0}
    for part in parts:
        size = len(part.words)
        after = {place + size for place in places if words[place : place + size] == part.words}
        places = places | after if part.optional else after
    return len(words) in places


def judge(gold: Iterable[FactSentence], triples: Iterable[Triple]) -> tuple[Verdict, ...]:
    """Each sentence's extractions sorted into right and wrong; ``Triple.sentence`` is its number."""
    by_sentence: dict[int, list[Triple]] = {}
    for triple in triples:
        by_sentence.setdefault(triple.sentence, []).append(triple)
    return tuple(_judge(sentence, by_sentence) for sentence in gold)


def _judge(sentence: FactSentence, by_sentence: Mapping[int, list[Triple]]) -> Verdict:
    right: list[Triple] = []
    wrong: list[Triple] = []
    hit: set[int] = set()
    for triple in by_sentence.get(sentence.number, []):
        found = {
            place
            for place, cluster in enumerate(sentence.clusters)
            if any(matches(pattern, triple) for pattern in cluster)
        }
        hit |= found
        (right if found else wrong).append(triple)
    missed = tuple(cluster for place, cluster in enumerate(sentence.clusters) if place not in hit)
    return Verdict(sentence, tuple(right), tuple(wrong), missed)


def total(verdicts: Iterable[Verdict]) -> OpenScores:
    """The scores of many sentences together."""
    parts = [verdict.scores for verdict in verdicts]
    return OpenScores(
        sum(part.right for part in parts),
        sum(part.extractions for part in parts),
        sum(part.hit for part in parts),
        sum(part.clusters for part in parts),
    )
