"""The constructed training sentences: well-formed trees, agreement, and no order that could mislead."""

import random

import pytest

pytest.importorskip("conllu")

from kg.errors import InputError
from kg.train import lexicon
from kg.train.arrangement import Arrangement
from kg.train.clause import Clause, Filler, Layout, is_marked
from kg.train.constructions import CONSTRUCTIONS, Grammar, construct_sentences
from kg.train.drawing import Drawing
from kg.train.lexicon import read_nouns, read_verbs

SENTENCES = construct_sentences(600, 7)


def chain(heads, number):
    seen = []
    while number and number not in seen:
        seen.append(number)
        number = heads[number - 1]
    return number


def test_every_sentence_is_a_tree_with_one_root():
    for sentence in SENTENCES:
        heads = sentence.tree.heads
        assert heads.count(0) == 1 and sentence.tree.labels[heads.index(0)] == "root"
        assert all(chain(heads, number) == 0 for number in range(1, len(heads) + 1))


def test_the_same_seed_gives_the_same_sentences():
    assert construct_sentences(30, 3) == construct_sentences(30, 3) != construct_sentences(30, 4)


def test_every_construction_can_be_drawn():
    grammar = Grammar(random.Random(0))
    for construction in set(CONSTRUCTIONS):
        assert construction(grammar)[-1].upos == "PUNCT"


def finite_number(tree, verb):
    """The number of the verb, or of its finite auxiliary."""
    for number, features in enumerate(tree.morphs, 1):
        helps = tree.heads[number - 1] == verb and tree.labels[number - 1] in ("aux", "aux:pass")
        if features.get("VerbForm") == "Fin" and (number == verb or helps):
            return features["Number"]
    return None


def test_subject_and_verb_agree():
    checked = 0
    for sentence in SENTENCES:
        tree = sentence.tree
        for subject in (n for n, label in enumerate(tree.labels, 1) if label in ("nsubj", "nsubj:pass")):
            pairs = zip(tree.heads, tree.labels, strict=True)
            joined = any(pair == (subject, "conj") for pair in pairs)
            number = "Plur" if joined else tree.morphs[subject - 1]["Number"]
            assert finite_number(tree, tree.heads[subject - 1]) == number, " ".join(sentence.words)
            checked += 1
    assert checked > len(SENTENCES)


def test_no_two_phrases_run_together():
    for sentence in SENTENCES:
        tree = sentence.tree
        for number in range(1, len(sentence.words)):
            if tree.upos[number] == "PROPN" and tree.upos[number - 1] in ("NOUN", "PROPN"):
                assert tree.labels[number] == "flat"


def noun(text):
    return next(n for n in read_nouns() if n.singular[0] == text)


def verb(infinitive):
    return next(v for v in read_verbs() if v.infinitive == infinitive)


@pytest.mark.parametrize(
    ("subject", "target", "infinitive", "case", "marked"),
    [
        ("Ministerin", "Kanzlerin", "treffen", "Acc", False),
        ("Minister", "Kanzlerin", "treffen", "Acc", True),  # der Minister, never den
        ("Feuer", "Brücke", "zerstören", "Acc", False),  # a bridge destroys nothing, but forms do not tell
        ("Olaf Scholz", "Macron", "helfen", "Dat", False),
        ("Polizei", "Firma", "helfen", "Dat", True),
    ],
)
def test_what_the_forms_tell(subject, target, infinitive, case, marked):
    told = Filler(noun(target), "Sing")
    clause = Clause(verb(infinitive), Filler(noun(subject), "Sing"), ((case, told),), "past")
    assert is_marked(clause, case, told) is marked


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        (Layout("second", "objects"), "den Plan lehnte die Kanzlerin ab"),
        (Layout("first"), "lehnte die Kanzlerin den Plan ab"),
        (Layout("last"), "die Kanzlerin den Plan ablehnte"),
    ],
)
def test_order(layout, words):
    put = Arrangement(Drawing(Calm()))
    plan = Filler(noun("Plan"), "Sing")
    clause = Clause(verb("ablehnen"), Filler(noun("Kanzlerin"), "Sing"), (("Acc", plan),), "past")
    found, root = put.arranged(clause, layout)
    assert " ".join(word.text for word in found) == words
    assert root.text in ("lehnte", "ablehnte") and all(w.head for w in found if w is not root)


class Calm(random.Random):
    """Draws no adjective and changes no order."""

    def random(self):
        return 0.5


def test_a_row_with_too_few_cells_is_named(tmp_path, monkeypatch):
    (tmp_path / "nouns.tsv").write_text("person\tMinister\tm\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    with pytest.raises(InputError, match=r"nouns\.tsv, line 1: 3 cells, expected 7"):
        read_nouns()
