import pytest

from kg.claims.open import open_triples
from kg.claims.open_shapes import SHAPES
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
TIES = """
Graner Graner PROPN 2 nsubj Case=Nom
fesselte fesseln VERB 0 root VerbForm=Fin
ihn er PRON 2 obj Case=Acc
an an ADP 6 case _
die der DET 6 det Case=Acc
Stäbe Stab NOUN 2 obl Case=Acc
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
PARTICLE = """
Sie sie PRON 2 nsubj Case=Nom
halten halten VERB 0 root VerbForm=Fin
sich sich PRON 2 obj Case=Acc|Reflex=Yes
in in ADP 5 case _
Rom Rom PROPN 2 obl Case=Dat
auf auf ADP 2 compound:prt _
"""
MEMBERS = """
Sie sie PRON 2 nsubj Case=Nom
sieht sehen VERB 0 root VerbForm=Fin
Mitglieder Mitglied NOUN 2 obj Case=Acc
der der DET 5 det Case=Gen
Pfadfinder Pfadfinder NOUN 3 nmod Case=Gen
und und CCONJ 7 cc _
Lager Lager NOUN 5 conj Case=Gen
"""
APPOSED = """
Arminius Arminius PROPN 7 nsubj Case=Nom
~, , PUNCT 3 punct _
Anführer Anführer NOUN 1 appos Case=Nom
der der DET 5 det Case=Gen
Cherusker Cherusker NOUN 3 nmod Case=Gen
~, , PUNCT 3 punct _
hatte haben VERB 0 root VerbForm=Fin
Land Land NOUN 7 obj Case=Acc
"""
PIONEER = """
Er er PRON 4 nsubj Case=Nom
war sein AUX 4 cop VerbForm=Fin
ein ein DET 4 det _
Pionier Pionier NOUN 0 root Case=Nom
~, , PUNCT 8 punct _
der der PRON 8 nsubj PronType=Rel|Case=Nom
Bücher Buch NOUN 8 obj Case=Acc
schrieb schreiben VERB 4 acl VerbForm=Fin
"""
DENIED = """
Er er PRON 2 nsubj Case=Nom
sagt sagen VERB 0 root VerbForm=Fin
~, , PUNCT 6 punct _
dass dass SCONJ 6 mark _
Kerry Kerry PROPN 6 nsubj Case=Nom
kommt kommen VERB 2 ccomp VerbForm=Fin
und und CCONJ 10 cc _
nicht nicht PART 10 advmod _
nach nach ADP 10 case _
Rom Rom PROPN 6 obl Case=Dat
"""
NOT_ELECTED = """
Er er PRON 5 nsubj:pass Case=Nom
wurde werden AUX 5 aux:pass VerbForm=Fin
nicht nicht PART 5 advmod _
Kanzler Kanzler NOUN 5 xcomp Case=Nom
gewählt wählen VERB 0 root VerbForm=Part
"""
STARTED = """
Er er PRON 2 nsubj Case=Nom
begann beginnen VERB 0 root VerbForm=Fin
~, , PUNCT 6 punct _
Wasser Wasser NOUN 6 obj Case=Acc
zu zu PART 6 mark _
trinken trinken VERB 2 xcomp VerbForm=Inf
"""
EXISTS = """
Es es PRON 2 nsubj Case=Nom
gab geben VERB 0 root VerbForm=Fin
Versuche Versuch NOUN 2 obj Case=Acc
"""


def triples(table, shapes=tuple(SHAPES)):
    doc = make_doc(table)
    return [(t.subject, t.relation, t.object) for t in open_triples(doc, find_clauses(doc), shapes)]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (SEES, [("Kerry", "trifft", "Putin")]),
        (TIES, [("Graner", "fesselte ihn", "an die Stäbe")]),
        (SHOWN, [
            ("Er", "wurde gerettet", "im Januar"),
            ("Er", "wurde gerettet", "durch Soldaten"),
            ("Er", "wurde geheilt", "in Rom"),
        ]),
        (WRITTEN, [("Jones", "hatte verfasst", "Gesetze")]),
        (PARTICLE, [("Sie", "halten sich auf", "in Rom"), ("Sie", "halten sich", "in Rom auf")]),
        (MEMBERS, [
            ("Sie", "sieht", "Mitglieder der Pfadfinder"),
            ("Sie", "sieht", "Mitglieder der Lager"),
            ("Sie", "sieht", "Mitglieder"),
        ]),
        (APPOSED, [("Arminius", "hatte", "Land"), ("Anführer der Cherusker", "hatte", "Land")]),
        (PIONEER, [("Er", "war", "ein Pionier"), ("Er", "schrieb", "Bücher")]),
        (DENIED, [("Er", "sagt", "dass Kerry kommt und nicht nach Rom")]),
        (NOT_ELECTED, [("Er", "wurde nicht gewählt", "Kanzler")]),
        (STARTED, [("Er", "begann zu trinken", "Wasser")]),
        (EXISTS, [("Es", "gab", "Versuche")]),
        ("Regnet regnen VERB 0 root VerbForm=Fin\nin in ADP 3 case _\nRom Rom PROPN 1 obl Case=Dat", []),
        ("Obama Obama PROPN 0 root _", []),
    ],
    ids=[
        "active", "pronoun object", "passive", "relative", "particle", "distribution", "apposition",
        "relative of a predicate", "complement", "negation", "governed infinitive", "existential",
        "no subject", "no verb",
    ],
)  # fmt: skip
def test_cuts(table, expected):
    assert triples(table) == expected


def test_only_the_shapes_asked_for():
    assert triples(PARTICLE, ["order"]) == [("Sie", "halten sich", "in Rom auf")]
    assert triples(PARTICLE, []) == []


def test_sentences_count_from_one():
    doc = make_doc(SEES.strip() + "\n\n" + SEES.strip())
    found = open_triples(doc, find_clauses(doc))
    assert found == (Triple(1, "Kerry", "trifft", "Putin"), Triple(2, "Kerry", "trifft", "Putin"))
    assert open_triples(doc, ()) == ()
