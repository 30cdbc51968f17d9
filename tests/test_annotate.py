"""Decoding, windows and word pieces, without the model."""

import itertools

import numpy as np
import pytest

from kg.annotate.lemmas import join_particle, lemma_of
from kg.annotate.names import decode_tags, join_open, transition_mask
from kg.annotate.pieces import normalise_word
from kg.annotate.trees import decode_tree
from kg.annotate.windows import MAX_WORDS, cut_windows, is_paragraph_break


def is_single_root_tree(heads: list[int]) -> bool:
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen, node = set(), word
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node - 1]
    return True


def best_by_search(scores: np.ndarray) -> float:
    count = len(scores)
    totals = [
        sum(scores[i, h] for i, h in enumerate(heads))
        for heads in itertools.product(range(count + 1), repeat=count)
        if is_single_root_tree(list(heads))
    ]
    return max(totals)


@pytest.mark.parametrize("seed", range(40))
def test_tree_is_the_best_tree_with_one_root(seed):
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(rng.integers(1, 6), 0)).astype(np.float32)
    scores = rng.normal(size=(len(scores), len(scores) + 1)).astype(np.float32)
    heads = decode_tree(scores.copy()).tolist()
    assert is_single_root_tree(heads)
    total = sum(scores[i, h] for i, h in enumerate(heads))
    assert total == pytest.approx(best_by_search(scores), abs=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_long_sentences_are_trees_too(seed):
    scores = np.random.default_rng(seed).normal(size=(120, 121)).astype(np.float32)
    assert is_single_root_tree(decode_tree(scores).tolist())


@pytest.mark.parametrize("seed", range(20))
def test_names_are_well_formed_whatever_the_scores(seed):
    tags = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
    rng = np.random.default_rng(seed)
    starts = rng.random(30) < 0.2
    starts[0] = True
    inner = np.array([t.startswith("I-") for t in tags])
    best = decode_tags(rng.normal(size=(30, 5)).astype(np.float32), starts, transition_mask(tags), inner)
    adpositions = (rng.random(30) < 0.3) & ~np.append(starts[1:], True)
    found = [tags[n] for n in join_open(best, adpositions, tags)]
    for number, tag in enumerate(found):
        if tag.startswith("I-"):
            assert not starts[number]
            assert found[number - 1][1:] == tag[1:]


@pytest.mark.parametrize(
    ("tags", "adposition", "expected"),
    [
        ("B-PER B-PER O", 0, "B-PER I-PER O"),  # von Trotha
        ("B-OTH I-OTH B-LOC I-LOC", 1, "B-OTH I-OTH I-OTH I-OTH"),  # Tod in San Francisco
        ("O B-LOC I-LOC", 0, "O B-LOC I-LOC"),  # in San Francisco
        ("B-PER B-LOC O", 1, "B-PER B-LOC O"),  # Kerry Moskaus
        ("B-OTH I-OTH O B-LOC", 1, "B-OTH I-OTH O B-LOC"),
        ("B-PERderiv B-LOC", 0, "B-PERderiv B-LOC"),  # a kind that no tag continues
    ],
)
def test_no_name_ends_in_a_preposition(tags, adposition, expected):
    names = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-OTH", "I-OTH", "B-PERderiv"]
    given = np.array([names.index(tag) for tag in tags.split()])
    places = np.arange(len(given)) == adposition
    assert " ".join(names[n] for n in join_open(given, places, names)) == expected


@pytest.mark.parametrize(
    ("gap", "line", "expected"),
    [
        ("\n\n", "Ein langer Absatz " * 10, True),
        ("\n", "Kerry trifft Putin in Moskau", True),
        ("\n", "ein Text, der bei achtzig Zeichen umbrochen ist, geht in der nächsten Zeile weiter", False),
        ("\n", "ein langer Satz, der aber mit dem Ende der Zeile auch selbst zu Ende ist wie hier.", True),
        (" ", "kurz", False),
        ("   ", "kurz.", False),
    ],
)
def test_paragraph_breaks(gap, line, expected):
    assert is_paragraph_break(gap, line) is expected


def test_windows_cover_every_word_once_and_keep_their_size():
    words = (["Das", "ist", "ein", "Satz", "."] * 200) + ["und"] * 500
    windows = cut_windows(words, frozenset({0, 50}), [1] * len(words))
    assert [n for w in windows for n in range(w.begin, w.end)] == list(range(len(words)))
    assert max(w.end - w.begin for w in windows) <= MAX_WORDS
    assert 50 in {n for w in windows for n in w.forced}
    assert all(words[w.end - 1] == "." for w in windows if w.end < 1000)


def test_one_word_of_many_pieces_still_gets_a_window():
    assert [(w.begin, w.end) for w in cut_windows(["x"] * 3, frozenset(), [9999, 1, 9999])] == [
        (0, 1),
        (1, 2),
        (2, 3),
    ]


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("sagte", "VERB", "sagen"),
        ("Trifft", "VERB", "treffen"),
        ("war", "AUX", "sein"),
        ("Länder", "NOUN", "Land"),
        ("IS-Anführer", "NOUN", "IS-Anführer"),
        ("Obama", "PROPN", "Obama"),
        ("9000", "NUM", "9000"),
        ("verloren", "VERB", "verlieren"),
        ("beschloss", "VERB", "beschließen"),
        ("brach", "VERB", "brechen"),
        ("getroffen", "VERB", "treffen"),
        ("weisen", "VERB", "weisen"),
    ],
)
def test_lemmas(form, upos, lemma):
    assert lemma_of(form, upos) == lemma


@pytest.mark.parametrize(
    ("form", "finite", "participle"),
    [
        ("gehört", "gehören", "hören"),
        ("gefällt", "gefallen", "gefällt"),
        ("gewinnt", "gewinnen", "gewinnen"),
        ("gehorcht", "gehorchen", "horchen"),
        ("gibt", "geben", "geben"),
        ("geht", "gehen", "gehen"),
    ],
)
def test_a_finite_form_keeps_the_ge_of_its_verb(form, finite, participle):
    assert lemma_of(form, "VERB", finite=True) == finite
    assert lemma_of(form, "VERB") == participle


def test_particles_join_once():
    assert join_particle("An", "kündigen") == "ankündigen"
    assert join_particle("an", "ankündigen") == "ankündigen"


@pytest.mark.parametrize(
    ("word", "seen"), [("„", '"'), ("''", '"'), ("Mi\u00adnister", "Minister"), ("Öl", "Öl")]
)
def test_words_are_normalised_for_the_network_only(word, seen):
    assert normalise_word(word) == seen
