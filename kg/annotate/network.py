"""The shipped network behind onnxruntime: words of a window in, decoded analysis out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.annotate.agreement import agree, read_prior
from kg.annotate.labels import Labels
from kg.annotate.moods import find_konjunktiv
from kg.annotate.names import decode_tags, join_open, transition_mask
from kg.annotate.pieces import WordPieces
from kg.annotate.trees import decode_tree

_QUOTES = frozenset("\"'„“”»«‚‘’›‹`") | {"``", "''"}
_NO_START = frozenset(".,;:!?)]}…”’%")
# Chosen on GSD dev: there as many boundaries are missed as are put where none is.
_START_THRESHOLD = -1.5


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the network says of one window's n words; every array has n rows.

    Attributes:
        starts: True where a sentence begins.
        heads: number of each word's head within the window, its own number for a root.
        deprel, upos, tags: numbers into the label lists.
        morph: n x features, numbers into the lists of values.
    """

    starts: NDArray[np.bool_]
    heads: NDArray[np.int64]
    deprel: NDArray[np.int64]
    upos: NDArray[np.int64]
    morph: NDArray[np.int64]
    tags: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FormRule:
    """A word form that decides a feature by itself; all numbers count in the label lists.

    ``condition`` is a feature and the value it must have, or None: `habe` is Konjunktiv in the
    third person, in the first it may be indicative.
    """

    feature: int
    value: int
    condition: tuple[int, int] | None


def read_forms(path: Path, labels: Labels) -> dict[str, FormRule]:
    """Read lines of form, feature, value and perhaps ``Feature=Value``, parted by tabs."""
    features = {name: (n, values) for n, (name, values) in enumerate(labels.morph)}

    def numbers(feature: str, value: str) -> tuple[int, int]:
        number, values = features[feature]
        return number, values.index(value)

    forms: dict[str, FormRule] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            form, feature, value, *rest = line.split("\t")
            condition = numbers(*rest[0].split("=")) if rest else None
            forms[form] = FormRule(*numbers(feature, value), condition)
    return forms


def _shift_quote(words: Sequence[str], begins: NDArray[np.bool_], start: int, glued: Collection[int]) -> None:
    """A mark with no space before it closes a quotation, one with no space behind it opens the sentence.

    `… ernst." Er ging` begins at `Er`, `… ernst. "Er ging"` at the mark.
    """
    if words[start] in _QUOTES and start in glued and start + 1 not in glued and start + 1 < len(words):
        begins[start], begins[start + 1] = False, True
    elif start > 1 and words[start - 1] in _QUOTES and start in glued and start - 1 not in glued:
        begins[start], begins[start - 1] = False, True


class OnnxNetwork:
    """Loads the network with its labels, tokenizer, forms and case counts.

    Args:
        folder: where these files lie.
        threads: threads that one window may use; windows are also read side by side.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "network.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            # onnxruntime's fused sum and norm is several times slower than the two by themselves.
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        self.labels = Labels.load(folder / "labels.json")
        self.pieces = WordPieces.from_file(folder / "tokenizer.json")
        self._mask = transition_mask(self.labels.tags)
        self._inner = np.array([tag.startswith("I-") for tag in self.labels.tags])
        self._root = self.labels.deprel.index("root")
        self._adposition = self.labels.upos.index("ADP")
        self._carriers = [
            np.array([(upos, name) in self.labels.carried for upos in self.labels.upos])
            for name, _ in self.labels.morph
        ]
        self._forms = read_forms(folder / "forms.tsv", self.labels)
        self._case = [name for name, _ in self.labels.morph].index("Case")
        self._konjunktiv = [
            (column, values.index(wanted[name]))
            for column, (name, values) in enumerate(self.labels.morph)
            if name in (wanted := {"Mood": "Sub", "Person": "3", "VerbForm": "Fin", "Tense": "Pres"})
        ]
        columns = {name: (column, values) for column, (name, values) in enumerate(self.labels.morph)}
        self._mood = columns["Mood"][0]
        self._finite = columns["VerbForm"][0], columns["VerbForm"][1].index("Fin")
        self._prior = read_prior(folder / "case_prior.json", self.labels.morph[self._case][1][1:])
        sizes = [len(values) for _, values in self.labels.morph]
        self._features = list(zip(np.cumsum([0, *sizes[:-1]]).tolist(), sizes, strict=True))

    def analyse(
        self,
        words: Sequence[str],
        forced: Sequence[int],
        one_sentence: bool = False,
        glued: Collection[int] = (),
    ) -> Analysis:
        """Read one window.

        Args:
            words: the window's words, at least one.
            forced: numbers (from 0) of the words that begin a sentence in any case.
            one_sentence: no other word begins one.
            glued: numbers of the words without white space before them.
        """
        ids, first, last = self.pieces.sequence(words)
        upos, morph, tags, starts, arcs, halves, governors = self._session.run(
            None,
            {
                "ids": np.array([ids], dtype=np.int64),
                "first": np.array([first], dtype=np.int64),
                "last": np.array([last], dtype=np.int64),
            },
        )
        scores = np.full(len(words), -np.inf, np.float32) if one_sentence else starts[0]
        begins = self._starts(words, scores, forced, glued)
        heads = self._heads(arcs[0], begins)
        parts = upos[0].argmax(1)
        deprel = self._deprel(halves[0], governors[0], heads)
        features = self._morph(words, morph[0], parts)
        named = decode_tags(tags[0], begins, self._mask, self._inner)
        inside = (parts == self._adposition) & ~np.append(begins[1:], True)  # with a word to come
        self._settle(features, morph[0], words, heads, deprel, parts)
        return Analysis(
            starts=begins,
            heads=heads,
            deprel=deprel,
            upos=parts,
            morph=features,
            tags=join_open(named, inside, self.labels.tags),
        )

    def _morph(
        self, words: Sequence[str], scores: NDArray[np.float32], upos: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Best value of each feature.

        A feature that the part of speech always carries has one; where the form alone decides
        (`wäre` is never indicative), it does.
        """
        columns = []
        for (begin, size), carriers in zip(self._features, self._carriers, strict=True):
            part = scores[:, begin : begin + size].copy()
            part[carriers[upos], 0] = -np.inf
            columns.append(part.argmax(1))
        values: NDArray[np.int64] = np.stack(columns, 1)
        # A finite verb has a mood.
        lacking = (values[:, self._finite[0]] == self._finite[1]) & (values[:, self._mood] == 0)
        begin, size = self._features[self._mood]
        values[lacking, self._mood] = 1 + scores[lacking, begin + 1 : begin + size].argmax(1)
        for row, word in enumerate(words):
            rule = self._forms.get(word.lower())
            if rule and (rule.condition is None or values[row, rule.condition[0]] == rule.condition[1]):
                values[row, rule.feature] = rule.value
        return values

    def _settle(
        self,
        features: NDArray[np.int64],
        scores: NDArray[np.float32],
        words: Sequence[str],
        heads: NDArray[np.int64],
        deprel: NDArray[np.int64],
        upos: NDArray[np.int64],
    ) -> None:
        """Write the cases that noun phrases agree on, and sure Konjunktive, into ``features``."""
        begin, size = self._features[self._case]
        relations = [self.labels.deprel[n] for n in deprel.tolist()]
        parts = [self.labels.upos[n] for n in upos.tolist()]
        cases = scores[:, begin + 1 : begin + size]  # the first value is no case at all
        settled = agree(cases, words, heads.tolist(), relations, parts, self._prior)
        for word, case in settled.items():
            features[word, self._case] = case + 1
        for word in find_konjunktiv(words, heads.tolist(), relations, parts):
            for column, value in self._konjunktiv:
                features[word, column] = value

    def _starts(
        self,
        words: Sequence[str],
        scores: NDArray[np.float32],
        forced: Sequence[int],
        glued: Collection[int],
    ) -> NDArray[np.bool_]:
        begins: NDArray[np.bool_] = scores > _START_THRESHOLD
        for number in np.flatnonzero(begins).tolist():
            _shift_quote(words, begins, number, glued)
        for number, word in enumerate(words):
            if begins[number] and word in _NO_START:
                begins[number] = False
        begins[0] = True
        begins[list(forced)] = True
        return begins

    def _heads(self, arcs: NDArray[np.float32], begins: NDArray[np.bool_]) -> NDArray[np.int64]:
        heads = np.arange(len(arcs))
        bounds = [*np.flatnonzero(begins).tolist(), len(arcs)]
        for begin, end in pairwise(bounds):
            columns = [0, *range(begin + 1, end + 1)]
            local = decode_tree(arcs[begin:end, columns])
            heads[begin:end] = np.where(local == 0, np.arange(begin, end), local - 1 + begin)
        return heads

    def _deprel(
        self,
        halves: NDArray[np.float32],
        governors: NDArray[np.float32],
        heads: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """Best label of each arc; a root is `root` and nothing else is.

        Args:
            halves: n x (labels * (width + 1)), what the dependents bring to each label.
            governors: (n + 1) x width, the root first.
            heads: n numbers.
        """
        count = len(heads)
        roots = heads == np.arange(count)
        chosen = governors[np.where(roots, 0, heads + 1)]
        sides = halves.reshape(count, len(self.labels.deprel), -1)
        scores: NDArray[np.float32] = (sides[:, :, :-1] @ chosen[:, :, None])[:, :, 0] + sides[:, :, -1]
        scores[:, self._root] = -np.inf
        best: NDArray[np.int64] = scores.argmax(1)
        best[roots] = self._root
        return best
