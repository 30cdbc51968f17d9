"""Read treebanks (CoNLL-U) and name corpora (TSV, inline) into one frozen sentence type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import conllu

from kg.errors import InputError

Split = Callable[[str], list[tuple[int, int]]]
"""A tokenizer: text to the half-open character offsets of its words."""

KEPT_SUBTYPES = frozenset(
    ["nsubj:pass", "csubj:pass", "aux:pass", "compound:prt", "obl:arg", "obl:agent", "det:poss", "expl:pv"]
)
OLD_LABELS = {"iobj": "obl:arg"}
MAX_WORDS = 150
_MARK = re.compile(r"\[(?P<label>[A-Z]{3}(?:deriv|part)?) (?P<text>[^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Tree:
    """Syntax of one sentence; ``heads`` count words from 1, 0 is the root."""

    upos: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    morphs: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence with what its corpus annotates."""

    source: str
    words: tuple[str, ...]
    tree: Tree | None = None
    tags: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class TreebankSentence:
    """One sentence in both readings: as the treebank cuts words, and with compounds joined."""

    text: str
    split: Sentence
    joined: Sentence


def read_treebank(path: Path, source: str) -> list[TreebankSentence]:
    """Read CoNLL-U; contractions (`im` = in + dem) become one word.

    Raises:
        InputError: the file is not CoNLL-U.
    """
    try:
        parsed = conllu.parse(path.read_text("utf-8"))
    except conllu.exceptions.ParseException as error:
        raise InputError(f"{path}: not CoNLL-U: {error}") from error
    sentences: list[TreebankSentence] = []
    for tokens in parsed:
        split = _merge_contractions(tokens, source)
        if split is not None and len(split.words) <= MAX_WORDS:
            text = tokens.metadata["text"]
            sentences.append(TreebankSentence(text, split, join_hyphens(split, _glued(text, split.words))))
    return sentences


def _glued(text: str, words: tuple[str, ...]) -> frozenset[int]:
    """Numbers of the words that touch their follower in the text."""
    glued, at = set(), 0
    for number, word in enumerate(words):
        found = text.find(word, at)
        if found < 0:
            return frozenset()
        if number and found == at:
            glued.add(number - 1)
        at = found + len(word)
    return frozenset(glued)


def _merge_contractions(tokens: conllu.TokenList, source: str) -> Sentence | None:
    """Keep a contraction's first word and hang the children of the others on it."""
    rows: list[tuple[str, conllu.Token]] = []
    place: dict[int, int] = {0: 0}
    for form, members in _surface_words(tokens):
        rows.append((form, members[0]))
        place.update((token["id"], len(rows)) for token in members)
    if any(token["head"] not in place for _, token in rows):
        return None
    tree = Tree(
        upos=tuple(token["upos"] for _, token in rows),
        heads=tuple(place[token["head"]] for _, token in rows),
        labels=tuple(common_label(token) for _, token in rows),
        morphs=tuple(dict(token["feats"] or {}) for _, token in rows),
    )
    return Sentence(source, tuple(form for form, _ in rows), tree)


def _surface_words(tokens: conllu.TokenList) -> Iterator[tuple[str, list[conllu.Token]]]:
    """Each word as it stands in the text, with the one or more tokens it is analysed into."""
    covered = 0
    for token in tokens:
        number = token["id"]
        if isinstance(number, tuple) and number[1] == "-":
            covered = number[2]
            yield token["form"], [t for t in tokens if t["id"] in range(number[0], covered + 1)]
        elif isinstance(number, int) and number > covered:
            yield token["form"], [token]


def join_hyphens(sentence: Sentence, glued: frozenset[int]) -> Sentence:
    """Make one word of `US` + `-` + `Präsident`, as the run time's tokenizer reads it.

    Args:
        sentence: a sentence with a tree.
        glued: numbers (from 0) of the words that no space parts from their follower.
    """
    groups: list[list[int]] = []
    for number in range(len(sentence.words)):
        if groups and _continues_compound(sentence, glued, groups[-1][-1], number):
            groups[-1].append(number)
        else:
            groups.append([number])
    return _join_groups(sentence, groups)


def _continues_compound(sentence: Sentence, glued: frozenset[int], previous: int, number: int) -> bool:
    words = sentence.words
    if previous not in glued:
        return False
    hyphen = number if words[number] == "-" else previous if words[previous] == "-" else None
    if hyphen is None or not 0 < hyphen < len(words) - 1 or hyphen - 1 not in glued or hyphen not in glued:
        return False
    return words[hyphen - 1][-1].isalnum() and words[hyphen + 1][0].isalnum()


def _join_groups(sentence: Sentence, groups: list[list[int]]) -> Sentence:
    tree = sentence.tree
    if tree is None or len(groups) == len(sentence.words):
        return sentence
    place = {0: 0}
    place.update((n + 1, k + 1) for k, group in enumerate(groups) for n in group)
    leaders = [[n for n in group if place[tree.heads[n]] != place[n + 1]] for group in groups]
    if any(len(found) != 1 for found in leaders):
        return sentence
    kept = [found[0] for found in leaders]
    joined = Tree(
        upos=tuple(tree.upos[n] for n in kept),
        heads=tuple(place[tree.heads[n]] for n in kept),
        labels=tuple(tree.labels[n] for n in kept),
        morphs=tuple(tree.morphs[n] for n in kept),
    )
    words = tuple("".join(sentence.words[n] for n in group) for group in groups)
    return Sentence(sentence.source, words, joined)


def common_label(token: conllu.Token) -> str:
    """The label all four treebanks share.

    HDT calls the dative object `obj` (its validator's ``multi-obj``), old GSD `iobj`;
    today's GSD has `obl:arg`: `Er hilft [dem Mann]`.
    """
    label: str = token["deprel"]
    if label == "obj" and (token["feats"] or {}).get("Case") == "Dat":
        return "obl:arg"
    label = OLD_LABELS.get(label, label)
    return label if label in KEPT_SUBTYPES else label.partition(":")[0]


def read_name_table(path: Path, source: str, column: int = 2) -> list[Sentence]:
    """Read number, token, tag, … separated by tabs, sentences by empty lines (GermEval 2014)."""
    sentences: list[Sentence] = []
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        cells = line.split("\t")
        if line.strip() and not line.startswith("#"):
            if len(cells) <= column:
                raise InputError(f"{path}: {line!r} has fewer than {column + 1} columns")
            rows.append((cells[1], cells[column]))
        elif rows and not line.strip():
            words, tags = zip(*rows, strict=True)
            if len(words) <= MAX_WORDS:
                sentences.append(Sentence(source, words, tags=_common_tags(tags)))
            rows = []
    return sentences


def _common_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag.replace("MISC", "OTH") for tag in tags)


def read_marked_articles(path: Path, source: str, split: Split) -> list[list[Sentence]]:
    """Read the project's own articles, parted by ``---``: one sentence a line, names marked
    as ``[PER Angela Merkel]``."""
    articles = path.read_text("utf-8").split("\n---\n")
    return [
        [read_marked(line.strip(), source, split) for line in article.splitlines() if line.strip(" -")]
        for article in articles
    ]


def read_marked(line: str, source: str, split: Split) -> Sentence:
    """Read one marked sentence.

    >>> read_marked("[PER Kerry] reist", "own", lambda t: [(0, 5), (6, 11)]).tags
    ('B-PER', 'O')
    """
    text, spans = _strip_marks(line)
    offsets = split(text)
    tags = ["O"] * len(offsets)
    for start, end, label in spans:
        inside = [n for n, (a, b) in enumerate(offsets) if a < end and b > start]
        for number in inside:
            tags[number] = f"{'B' if number == inside[0] else 'I'}-{label}"
    return Sentence(source, tuple(text[a:b] for a, b in offsets), tags=tuple(tags))


def _strip_marks(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        spans.append((len(text), len(text) + len(mark["text"]), mark["label"]))
        text += mark["text"]
        at = mark.end()
    return text + line[at:], spans


def treebank_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """The training treebanks under ``folder`` with the name of each one's guidelines."""
    for stem, source in (
        ("de_gsd-dev", "gsd"),
        ("de_gsd-train-367", "gsd-old"),
        ("de_pud-800", "pud"),
        ("de_hdt-1612", "hdt"),
    ):
        yield folder / "treebanks" / f"{stem}.conllu", source
