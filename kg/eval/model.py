"""Measure the shipped model on the test splits: trees, features, names, sentence boundaries.

All figures are in percent. Punctuation is not scored and label subtypes are cut off, as the
CoNLL shared tasks did in 2006 to 2008 for German.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import InputError
from kg.eval.corpora import Sentence, TreebankSentence, read_name_table, read_treebank

GERMEVAL_TEST = 1000
PARAGRAPH = 5


@dataclass(frozen=True, slots=True)
class ModelScores:
    """Scores in percent; ``own_*`` with the project's own tokenizer and sentence splitter."""

    las: float
    uas: float
    upos: float
    case: float
    mood: float
    own_las: float
    own_uas: float
    own_upos: float
    own_words: float
    names: float
    sentences: float


def evaluate(data: Path, nlp: Language, report: Callable[[str], None] = lambda line: None) -> ModelScores:
    """Measure ``nlp`` on GSD test and on the last 1,000 sentences of GermEval 2014 test.

    Args:
        data: folder with ``treebanks/`` and ``ner/``.
        nlp: pipeline to measure.
        report: called with a line of progress before each part.

    Raises:
        InputError: a file is missing.
    """
    treebank = _existing(data / "treebanks" / "de_gsd-test.conllu")
    table = _existing(data / "ner" / "germeval2014-test.tsv")
    trees = read_treebank(treebank, "gsd")
    report(f"{len(trees)} sentences of {treebank.name}")
    gold_words = tree_scores(nlp, trees)
    own = own_token_scores(nlp, trees)
    boundaries = sentence_score(nlp, trees)
    names = read_name_table(table, "germeval")[-GERMEVAL_TEST:]
    report(f"{len(names)} sentences of {table.name}")
    return ModelScores(
        las=gold_words["las"],
        uas=gold_words["uas"],
        upos=gold_words["upos"],
        case=gold_words["Case"],
        mood=gold_words["Mood"],
        own_las=own["las"],
        own_uas=own["uas"],
        own_upos=own["upos"],
        own_words=own["words"],
        names=name_score(nlp, names),
        sentences=boundaries,
    )


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise InputError(
            f"{path}: not found; --data or NEWSKG_DATA names the folder with treebanks/ and ner/"
        )
    return path


def score_rows(scores: ModelScores) -> list[tuple[str, float]]:
    """Names and figures as the command prints them."""
    names = {
        "las": "GSD test LAS, words given",
        "uas": "GSD test UAS, words given",
        "upos": "GSD test UPOS, words given",
        "case": "GSD test Case (of words that carry it)",
        "mood": "GSD test Mood (of words that carry it)",
        "own_las": "GSD test LAS F1, own tokenizer and sentences",
        "own_uas": "GSD test UAS F1, own tokenizer and sentences",
        "own_upos": "GSD test UPOS F1, own tokenizer and sentences",
        "own_words": "GSD test words F1, own tokenizer",
        "names": "GermEval 2014, last 1,000 of test, outer F1",
        "sentences": "GSD test sentence boundaries F1, paragraphs of five",
    }
    return [(names[key], round(value, 2)) for key, value in asdict(scores).items()]


def _given_words(nlp: Language, words: Sequence[str], spaces: Sequence[bool] | None = None) -> Doc:
    """One sentence with the treebank's own words; its first word alone begins a sentence."""
    doc = Doc(nlp.vocab, list(words), spaces=None if spaces is None else list(spaces))
    doc.user_data["one_sentence"] = True
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def tree_scores(nlp: Language, trees: Sequence[TreebankSentence]) -> dict[str, float]:
    """LAS, UAS, UPOS and features with the treebank's words and sentences."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for sentence in trees:
        gold = sentence.split.tree
        assert gold is not None
        doc = _given_words(nlp, sentence.split.words)
        for token, upos, head, label, morph in zip(
            doc, gold.upos, gold.heads, gold.labels, gold.morphs, strict=True
        ):
            total["upos"] += 1
            right["upos"] += token.pos_ == upos
            for feature in ("Case", "Mood"):
                if feature in morph:
                    total[feature] += 1
                    right[feature] += token.morph.get(feature) == [morph[feature].partition(",")[0]]
            if upos == "PUNCT":
                continue
            found = 0 if token.head == token else token.head.i + 1
            total["uas"] += 1
            right["uas"] += found == head
            right["las"] += found == head and _bare(token.dep_) == _bare(label)
    total["las"] = total["uas"]
    return {name: 100 * right[name] / total[name] for name in total}


def _bare(label: str) -> str:
    return "root" if label == "ROOT" else label.partition(":")[0]


def own_token_scores(nlp: Language, trees: Sequence[TreebankSentence]) -> dict[str, float]:
    """The same from plain text: F1 over words with the right offsets, compounds joined."""
    right: Counter[str] = Counter()
    gold_total: Counter[str] = Counter()
    own_total: Counter[str] = Counter()
    for sentence in trees:
        gold = _gold_offsets(sentence)
        doc = nlp(sentence.text)
        own = {(t.idx, t.idx + len(t)): t for t in doc if not t.is_space}
        gold_total["words"] += len(gold)
        own_total["words"] += len(own)
        gold_total["scored"] += sum(upos != "PUNCT" for upos, _, _ in gold.values())
        own_total["scored"] += sum(t.pos_ != "PUNCT" for t in own.values())
        for place in gold.keys() & own.keys():
            upos, head, label = gold[place]
            token = own[place]
            right["words"] += 1
            right["upos"] += token.pos_ == upos
            if upos == "PUNCT":
                continue
            root = token.head == token
            found = None if root else (token.head.idx, token.head.idx + len(token.head))
            right["uas"] += found == head
            right["las"] += found == head and _bare(token.dep_) == _bare(label)
    base = {"words": "words", "upos": "words", "uas": "scored", "las": "scored"}
    return {k: 200 * right[k] / (gold_total[b] + own_total[b]) for k, b in base.items()}


Offsets = tuple[int, int]


def _gold_offsets(sentence: TreebankSentence) -> dict[Offsets, tuple[str, Offsets | None, str]]:
    joined, tree = sentence.joined, sentence.joined.tree
    assert tree is not None
    places: list[Offsets] = []
    at = 0
    for word in joined.words:
        begin = sentence.text.index(word, at)
        at = begin + len(word)
        places.append((begin, at))
    return {
        place: (upos, places[head - 1] if head else None, label)
        for place, upos, head, label in zip(places, tree.upos, tree.heads, tree.labels, strict=True)
    }


def sentence_score(nlp: Language, trees: Sequence[TreebankSentence]) -> float:
    """F1 of sentence ends (character offsets) in paragraphs of five sentences."""
    right = gold_total = own_total = 0
    for begin in range(0, len(trees), PARAGRAPH):
        texts = [s.text for s in trees[begin : begin + PARAGRAPH]]
        gold, at = set(), 0
        for text in texts:
            at += len(text)
            gold.add(at)
            at += 1
        own = {s.start_char + len(s.text.rstrip()) for s in nlp(" ".join(texts)).sents}
        right += len(gold & own)
        gold_total += len(gold)
        own_total += len(own)
    return 200 * right / (gold_total + own_total)


def name_score(nlp: Language, sentences: Sequence[Sentence]) -> float:
    """F1 of outer names, extent and class both right, with the corpus's own words."""
    right = gold_total = own_total = 0
    for sentence in sentences:
        assert sentence.tags is not None
        doc = _given_words(nlp, sentence.words)
        own = {(e.start, e.end, e.label_) for e in doc.ents}
        gold = name_spans(sentence.tags)
        right += len(own & gold)
        gold_total += len(gold)
        own_total += len(own)
    return 200 * right / max(1, gold_total + own_total)


def name_spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Spans of a BIO sequence.

    >>> sorted(name_spans(["B-PER", "I-PER", "O", "B-LOC"]))
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """
    spans: set[tuple[int, int, str]] = set()
    begin: int | None = None
    for number, tag in enumerate([*tags, "O"]):
        if begin is not None and not tag.startswith("I-"):
            spans.add((begin, number, tags[begin][2:]))
            begin = None
        if tag.startswith("B-") or (tag.startswith("I-") and begin is None):
            begin = number
    return spans
