"""What titles, appositions and possessives state, and what looks like them."""

import pytest

from kg.lang.de.phrases import find_phrases
from tests.building import make_doc

TITLE = """
US-Außenminister US-Außenminister NOUN 4 nsubj Case=Nom|Gender=Masc|Number=Sing B-LOCpart
John John PROPN 1 {dep} _ B-PER
Kerry Kerry PROPN 2 flat _ I-PER
reist reisen VERB 0 root
"""
APPOSITION = """
sagte sagen VERB 0 root
der der DET 3 det Case=Nom
Sprecher Sprecher NOUN 1 nsubj Case=Nom|Gender=Masc|Number=Sing
des der DET 6 det Case=Gen
Weißen weiß ADJ 6 amod Case=Gen B-ORG
Hauses Haus NOUN 3 nmod Case=Gen I-ORG
~, , PUNCT 8 punct
Josh Josh PROPN 3 appos _ B-PER
Earnest Earnest PROPN 8 flat _ I-PER
~. . PUNCT 1 punct
"""
BEHIND = """
Josh Josh PROPN 7 nsubj _ B-PER
Earnest Earnest PROPN 1 flat _ I-PER
~, , PUNCT 4 punct
Sprecher Sprecher NOUN 1 appos Case=Nom|Gender=Masc|Number=Sing
Washingtons Washington PROPN 4 nmod Case=Gen B-LOC
~, , PUNCT 4 punct
ging gehen VERB 0 root
"""
COLLEAGUE = """
mit mit ADP 4 case
seinem sein DET 4 det:poss Case=Dat|Poss=Yes
russischen russisch ADJ 4 amod Case=Dat B-LOCderiv
Kollegen Kollege NOUN 7 obl Case=Dat|Gender=Masc|Number=Sing
Sergej Sergej PROPN 4 appos _ B-PER
Lawrow Lawrow PROPN 5 flat _ I-PER
sprechen sprechen VERB 0 root
"""
ADJECTIVE = """
russische russisch ADJ 2 amod Case=Nom B-LOCderiv
Präsident Präsident NOUN 4 nsubj Case=Nom|Gender=Masc|Number=Sing
Putin Putin PROPN 2 appos _ B-PER
kam kommen VERB 0 root
"""
PARTY = """
Scholz Scholz PROPN 5 nsubj _ B-PER
( ( PUNCT 3 punct
~SPD SPD PROPN 1 appos _ B-ORG
~) ) PUNCT 3 punct
kam kommen VERB 0 root
"""


def stated(table):
    doc = make_doc(table)
    return [(doc[f.subject].text, f.relation, f.label or doc[f.object].text) for f in find_phrases(doc)]


@pytest.mark.parametrize("dep", ["flat", "appos", "compound", "nmod", "dep"])
def test_a_title_whatever_the_parser_calls_it(dep):
    assert stated(TITLE.format(dep=dep)) == [("John", "holdsPosition", "US-Außenminister")]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            APPOSITION,
            [
                ("Josh", "holdsPosition", "Sprecher des Weißen Hauses"),
                ("Josh", "spokespersonOf", "Hauses"),
            ],
        ),
        (
            BEHIND,
            [
                ("Josh", "holdsPosition", "Sprecher Washingtons"),
                ("Josh", "spokespersonOf", "Washingtons"),
            ],
        ),
        (COLLEAGUE, [("Sergej", "colleagueOf", "seinem")]),
        (ADJECTIVE, [("Putin", "holdsPosition", "russischer Präsident")]),
        (PARTY, [("Scholz", "memberOf", "SPD")]),
    ],
    ids=["before", "behind", "colleague", "adjective", "party"],
)
def test_what_a_phrase_states(table, expected):
    assert stated(table) == expected


NO_POST = """
Reise Reise NOUN 3 nsubj Case=Nom|Gender=Fem|Number=Sing
Carters Carter PROPN 1 nmod Case=Gen B-PER
endet enden VERB 0 root
"""
OWNER = """
Sprecher Sprecher NOUN 3 nsubj Case=Nom|Gender=Masc|Number=Sing
Merkels Merkel PROPN 1 nmod Case=Gen B-PER
kam kommen VERB 0 root
"""
LIST = """
Präsident Präsident NOUN 6 nsubj Case=Nom|Gender=Masc|Number=Sing
~, , PUNCT 3 punct
Merkel Merkel PROPN 1 conj _ B-PER
und und CCONJ 5 cc
Kerry Kerry PROPN 1 conj _ B-PER
kamen kommen VERB 0 root
"""
OTHER_SENTENCE = """
Da da ADV 2 advmod
war sein VERB 0 root
Präsident Präsident NOUN 2 nsubj Case=Nom|Gender=Masc|Number=Sing

Kerry Kerry PROPN 2 nsubj _ B-PER
kam kommen VERB 0 root
"""
LOCATION = """
Präsident Präsident NOUN 3 nsubj Case=Nom|Gender=Masc|Number=Sing
Russlands Russland PROPN 1 nmod Case=Gen B-LOC
kam kommen VERB 0 root
"""


@pytest.mark.parametrize(
    "table", [NO_POST, OWNER, LIST, OTHER_SENTENCE, LOCATION],
    ids=["event", "genitive", "list", "sentence", "place"],
)  # fmt: skip
def test_no_fact(table):
    assert stated(table) == []


def test_spans_are_slices():
    doc = make_doc(APPOSITION)
    assert [doc.text[f.span.start : f.span.end] for f in find_phrases(doc)] == [
        "Sprecher des Weißen Hauses, Josh Earnest"
    ] * 2
