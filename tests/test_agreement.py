"""Case by agreement and Konjunktiv by form, on scores made by hand."""

import numpy as np
import pytest

from kg.annotate.agreement import CasePrior, agree, read_prior
from kg.annotate.moods import find_konjunktiv

CASES = ("Acc", "Dat", "Gen", "Nom")
NOTHING = CasePrior(CASES, {}, {})


def scores(*rows: dict[str, float]) -> np.ndarray:
    return np.array([[row.get(case, 0.0) for case in CASES] for row in rows], dtype=np.float32)


def cases(found: dict[int, int]) -> dict[int, str]:
    return {word: CASES[number] for word, number in found.items()}


def test_article_adjective_and_noun_vote_together():
    table = scores({"Dat": 5}, {}, {"Acc": 1})
    found = agree(
        table, ["dem", "alten", "Mann"], [2, 2, 2], ["det", "amod", "root"], ["DET", "ADJ", "NOUN"], NOTHING
    )
    assert cases(found) == {0: "Dat", 1: "Dat", 2: "Dat"}


def test_a_preposition_settles_what_the_network_leaves_open():
    prior = CasePrior(CASES, {("obl", "mit"): np.log(np.array([0.01, 0.97, 0.01, 0.01], np.float32))}, {})
    words, heads, relations = ["mit", "Freude"], [1, 1], ["case", "obl"]
    assert cases(agree(scores({}, {"Acc": 0.5}), words, heads, relations, ["ADP", "NOUN"], prior)) == {
        1: "Dat"
    }
    assert cases(agree(scores({}, {"Acc": 0.5}), words, heads, relations, ["ADP", "NOUN"], NOTHING)) == {
        1: "Acc"
    }


def test_a_conjunct_shares_the_preposition_of_the_first():
    prior = CasePrior(CASES, {("obl", "mit"): np.log(np.array([0.01, 0.97, 0.01, 0.01], np.float32))}, {})
    words = ["mit", "Kerry", "und", "Putin"]
    found = agree(
        scores({}, {"Acc": 0.5}, {}, {"Acc": 0.5}),
        words,
        [1, 1, 3, 1],
        ["case", "obl", "cc", "conj"],
        ["ADP", "PROPN", "CCONJ", "PROPN"],
        prior,
    )
    assert cases(found) == {1: "Dat", 3: "Dat"}


def test_verbs_get_no_case():
    assert agree(scores({"Nom": 3}), ["geht"], [0], ["root"], ["VERB"], NOTHING) == {}


def test_counts_become_probabilities_with_a_fallback(tmp_path):
    path = tmp_path / "prior.json"
    path.write_text('{"obl": {"mit": {"Dat": 99}, "": {"Acc": 1}}}', "utf-8")
    prior = read_prior(path, CASES)
    known, unknown = prior.of("obl", "mit"), prior.of("obl", "samt")
    assert known is not None
    assert unknown is not None
    assert CASES[int(known.argmax())] == CASES[int(unknown.argmax())] == "Dat"
    assert prior.of("vocative", "") is None


@pytest.mark.parametrize(
    ("words", "heads", "relations", "upos", "expected"),
    [
        (["er", "gehe"], [1, 1], ["nsubj", "root"], ["PRON", "VERB"], [1]),
        (["ich", "gehe"], [1, 1], ["nsubj", "root"], ["PRON", "VERB"], []),
        (["gehe", "heim"], [0, 0], ["root", "advmod"], ["VERB", "ADV"], []),
        (["er", "habe", "gelogen"], [2, 2, 2], ["nsubj", "aux", "root"], ["PRON", "AUX", "VERB"], [1]),
        (["er", "machte", "mit"], [1, 1, 1], ["nsubj", "root", "compound:prt"], ["PRON", "VERB", "ADP"], []),
        (["er", "wurde", "müde"], [2, 2, 2], ["nsubj", "cop", "root"], ["PRON", "AUX", "ADJ"], []),
    ],
)
def test_konjunktiv_by_form_and_subject(words, heads, relations, upos, expected):
    assert find_konjunktiv(words, heads, relations, upos) == expected
