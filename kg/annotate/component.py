"""The spaCy component that fills a Doc from the network: trees, tags, features, names, lemmas."""

from __future__ import annotations

import os
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.strings import StringStore
from spacy.tokens import Doc

from kg.annotate.datelines import end_of_dateline
from kg.annotate.lemmas import join_particle, lemma_of
from kg.annotate.network import Analysis, OnnxNetwork
from kg.annotate.windows import Window, cut_windows, is_paragraph_break
from kg.errors import InputError

FACTORY = "kg_annotator"
FILES = (
    "network.onnx",
    "labels.json",
    "tokenizer.json",
    "forms.tsv",
    "case_prior.json",
)
ONE_SENTENCE = "one_sentence"
"""Key in ``Doc.user_data``: the words are one sentence, as a treebank gives them."""
_COLUMNS = [HEAD, DEP, POS, TAG, MORPH, LEMMA, ENT_IOB, ENT_TYPE]
_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3
_VERBAL = frozenset({"VERB", "AUX"})


class Annotator:
    """Reads a Doc window by window. Without its files it cannot be called (``from_disk`` first).

    Args:
        name: the component's name in the pipeline.
        workers: windows read side by side; the result does not depend on it.
    """

    def __init__(self, name: str = FACTORY, workers: int = 0) -> None:
        self.name = name
        self._workers = workers or min(4, os.cpu_count() or 1)
        self._network: OnnxNetwork | None = None
        self._folder: Path | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._morphs: dict[bytes, str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc`` in place and return it."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        """Fill Docs one after the other; the windows of the next ``batch_size`` are read meanwhile."""
        pending: deque[tuple[Doc, list[int], list[Window], list[Future[Analysis]]]] = deque()
        for doc in stream:
            pending.append((doc, *self._begin(doc)))
            if len(pending) > batch_size:
                yield self._fill(*pending.popleft())
        while pending:
            yield self._fill(*pending.popleft())

    def _begin(self, doc: Doc) -> tuple[list[int], list[Window], list[Future[Analysis]]]:
        """Cut ``doc`` into windows and hand them to the threads."""
        network = self._loaded()
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._workers)
        positions, windows = _windows(doc, network)
        words = [doc[i].text for i in positions]
        futures = [
            self._pool.submit(
                network.analyse,
                words[w.begin : w.end],
                [n - w.begin for n in w.forced],
                ONE_SENTENCE in doc.user_data,
                {n - w.begin for n in range(w.begin, w.end) if _is_glued(doc, positions[n])},
            )
            for w in windows
        ]
        return positions, windows, futures

    def _loaded(self) -> OnnxNetwork:
        if self._network is None:
            raise InputError(f"the component {self.name!r} has no network: load it with from_disk")
        return self._network

    def _fill(
        self, doc: Doc, positions: list[int], windows: list[Window], futures: list[Future[Analysis]]
    ) -> Doc:
        network, strings = self._loaded(), doc.vocab.strings
        table = _blank_table(doc, strings)
        place = np.array(positions, dtype=np.int64)
        deprels = np.array(
            [strings.add("ROOT" if d == "root" else d) for d in network.labels.deprel], dtype=np.uint64
        )
        pos_ids = np.array([POS_IDS[u] for u in network.labels.upos], dtype=np.uint64)
        tag_ids = np.array([strings.add(u) for u in network.labels.upos], dtype=np.uint64)
        iob, types = _tag_columns(network.labels.tags, strings)
        for window, future in zip(windows, futures, strict=True):
            found = future.result()
            here = place[window.begin : window.end]
            table[here, 0] = (here[found.heads] - here).astype(np.int64).view(np.uint64)
            table[here, 1] = deprels[found.deprel]
            table[here, 2] = pos_ids[found.upos]
            table[here, 3] = tag_ids[found.upos]
            table[here, 4] = [strings.add(self._morph(row)) for row in found.morph]
            table[here, 5] = self._lemmas(doc, here, found)
            table[here, 6] = iob[found.tags]
            table[here, 7] = types[found.tags]
        _hang_spaces(doc, table, place)
        doc.from_array(_COLUMNS, table)  # type: ignore[arg-type]  # the stub wants nested lists
        return doc

    def _morph(self, row: NDArray[np.int64]) -> str:
        key = row.tobytes()
        known = self._morphs.get(key)
        if known is None:
            features = self._loaded().labels.morph
            pairs = [f"{n}={v[k]}" for (n, v), k in zip(features, row.tolist(), strict=True) if k]
            known = self._morphs[key] = "|".join(sorted(pairs))
        return known

    def _lemmas(self, doc: Doc, here: NDArray[np.int64], found: Analysis) -> list[int]:
        """Lemmas of one window; `kündigte … an`: the particle joins the verb's lemma."""
        labels = self._loaded().labels
        upos = [labels.upos[n] for n in found.upos.tolist()]
        forms = [doc[i].text for i in here.tolist()]
        finite = ["VerbForm=Fin" in self._morph(row) for row in found.morph]
        lemmas = [lemma_of(*word) for word in zip(forms, upos, finite, strict=True)]
        particle = labels.deprel.index("compound:prt") if "compound:prt" in labels.deprel else -1
        for number in np.flatnonzero(found.deprel == particle).tolist():
            head = int(found.heads[number])
            if upos[head] in _VERBAL and forms[number].isalpha():
                lemmas[head] = join_particle(forms[number], lemmas[head])
        return [doc.vocab.strings.add(lemma) for lemma in lemmas]

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the network's files into the folder ``path``."""
        if self._folder is None:
            raise InputError(f"the component {self.name!r} has no network to save")
        target = Path(path)
        target.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            if (self._folder / name).resolve() != (target / name).resolve():
                shutil.copyfile(self._folder / name, target / name)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Annotator:
        """Load the network from the folder ``path``."""
        folder = Path(path)
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise InputError(f"{folder}: the model lacks {', '.join(missing)}")
        self._network, self._folder = OnnxNetwork(folder), folder
        return self


def _windows(doc: Doc, network: OnnxNetwork) -> tuple[list[int], list[Window]]:
    """Numbers of the tokens that are no white space, and the windows over them."""
    text = doc.text  # joined anew at each look
    positions: list[int] = []
    paragraphs: set[int] = set()
    line_start = 0
    gap = ""
    opening = end_of_dateline(text)
    for token in doc:
        if token.is_space:
            gap += token.text
        else:
            if positions and ("\n" in gap or "\u2029" in gap):
                line = text[line_start : doc[positions[-1]].idx + len(doc[positions[-1]])]
                if is_paragraph_break(gap, line.rpartition("\n")[2]):
                    paragraphs.add(len(positions))
                    line_start = token.idx
                    opening = end_of_dateline(text, token.idx) or opening
            if opening and token.idx >= opening:
                paragraphs.add(len(positions))
                opening = 0
            positions.append(token.i)
            gap = token.whitespace_
            continue
    words = [doc[i].text for i in positions]
    sizes = [len(network.pieces.pieces(word)) for word in words]
    return positions, cut_windows(words, frozenset(paragraphs), sizes)


def _is_glued(doc: Doc, number: int) -> bool:
    return number > 0 and not doc[number - 1].whitespace_ and not doc[number - 1].is_space


def _blank_table(doc: Doc, strings: StringStore) -> NDArray[np.uint64]:
    table = np.zeros((len(doc), len(_COLUMNS)), dtype=np.uint64)
    table[:, 1] = strings.add("dep")
    table[:, 2] = POS_IDS["SPACE"]
    table[:, 3] = strings.add("SPACE")
    table[:, 5] = [token.orth for token in doc]
    table[:, 6] = _OUTSIDE
    return table


def _tag_columns(
    tags: tuple[str, ...], strings: StringStore
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    codes = {"O": _OUTSIDE, "B": _BEGIN, "I": _INSIDE}
    iob = np.array([codes[tag[0]] for tag in tags], dtype=np.uint64)
    types = np.array([strings.add(tag[2:]) if tag != "O" else 0 for tag in tags], dtype=np.uint64)
    return iob, types


def _hang_spaces(doc: Doc, table: NDArray[np.uint64], place: NDArray[np.int64]) -> None:
    """White space hangs on the word before it, at the start of a text on the word behind.

    Inside a name (`Angela` | line end | `Merkel`) it is part of the name.
    """
    words = set(place.tolist())
    previous = -1
    for number in range(len(doc)):
        if number in words:
            if table[number, 6] == _INSIDE:
                table[previous + 1 : number, 6:8] = table[number, 6:8]
            previous = number
            continue
        target = previous if previous >= 0 else (int(place[0]) if len(place) else number)
        table[number, 0] = np.array(target - number, dtype=np.int64).view(np.uint64)
        if not len(place):
            table[number, 1] = doc.vocab.strings.add("ROOT")


def make_annotator(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """spaCy's entry point for the component ``kg_annotator``."""
    return Annotator(name)


if not Language.has_factory(FACTORY):
    Language.factory(FACTORY, func=make_annotator)
