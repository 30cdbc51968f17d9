import pytest

from kg.claims.open import open_triples
from kg.lang.de.clauses import find_clauses
from kg.model import Triple
from tests.building import make_doc

SEES = """
Kerry Kerry PROPN 2 nsubj Case=Nom
trifft treffen VERB 0 root VerbForm=Fin
Putin Putin PROPN 2 obj Case=Acc
in in ADP 5 case _
Moskau Moskau PROPN 2 obl Case=Dat
"""
SHOWN = """
Er er PRON 7 nsubj:pass Case=Nom
wurde werden AUX 7 aux:pass VerbForm=Fin
im in ADP 4 case _
Januar Januar NOUN 7 obl Case=Dat
durch durch ADP 6 case _
Soldaten Soldat NOUN 7 obl:agent Case=Acc
gerettet retten VERB 0 root VerbForm=Part
und und CCONJ 10 cc _
schnell schnell ADJ 10 advmod _
geheilt heilen VERB 7 conj VerbForm=Part
in in ADP 12 case _
Rom Rom PROPN 10 obl Case=Dat
"""
WRITTEN = """
Jones Jones PROPN 0 root Case=Nom
~, , PUNCT 6 punct _
der der PRON 5 nsubj PronType=Rel|Case=Nom
Gesetze Gesetz NOUN 5 obj Case=Acc
verfasst verfassen VERB 1 acl VerbForm=Part
hatte haben AUX 5 aux VerbForm=Fin
"""


def triples(table):
    doc = make_doc(table)
    return [(t.subject, t.relation, t.object) for t in open_triples(doc, find_clauses(doc))]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (SEES, [("Kerry", "trifft", "Putin"), ("Kerry", "trifft Putin", "in Moskau")]),
        (SHOWN, [
            ("Er", "wurde gerettet", "im Januar"),
            ("Er", "wurde gerettet", "durch Soldaten"),
            ("Er", "wurde geheilt", "in Rom"),
        ]),
        (WRITTEN, [("Jones", "hatte verfasst", "Gesetze")]),
        ("Regnet regnen VERB 0 root VerbForm=Fin\nin in ADP 3 case _\nRom Rom PROPN 1 obl Case=Dat", []),
        ("Obama Obama PROPN 0 root _", []),
    ],
    ids=["active", "passive", "relative", "no subject", "no verb"],
)  # fmt: skip
def test_cuts(table, expected):
    assert triples(table) == expected


def test_sentences_count_from_one():
    doc = make_doc(SEES.strip() + "\n\n" + SEES.strip())
    found = open_triples(doc, find_clauses(doc))
    assert [triple.sentence for triple in found] == [1, 1, 2, 2]
    assert found[2] == Triple(2, "Kerry", "trifft", "Putin")
    assert open_triples(doc, ()) == ()
