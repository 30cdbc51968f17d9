import pytest

from kg.claims.open import open_triples
from kg.claims.open_shapes import SHAPES
from kg.lang.de.clauses import find_clauses
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
FOLLOWED = """
Es es PRON 2 expl _
folgten folgen VERB 0 root VerbForm=Fin
lange lang ADJ 4 amod _
Kriege Krieg NOUN 2 nsubj Case=Nom
"""
SENATOR = """
Er er PRON 5 nsubj:pass Case=Nom
wurde werden AUX 5 aux:pass VerbForm=Fin
als als CCONJ 4 case _
Senator Senator NOUN 1 conj Case=Nom
gewählt wählen VERB 0 root VerbForm=Part
"""
CITY = """
Er er PRON 2 nsubj Case=Nom
starb sterben VERB 0 root VerbForm=Fin
1890 1890 NUM 2 obl _
in in ADP 5 case _
Salt Salt PROPN 2 obl Case=Dat
City City PROPN 5 flat _
~, , PUNCT 8 punct _
Utah Utah PROPN 6 appos _
"""
BUILT = """
Er er PRON 4 nsubj:pass Case=Nom
wurde werden AUX 4 aux:pass VerbForm=Fin
1866 1866 NUM 4 obl _
gebaut bauen VERB 0 root VerbForm=Part
~, , PUNCT 7 punct _
nach nach ADP 7 case _
Plänen Plan NOUN 4 obl Case=Dat
"""
OBJECT_FIRST = """
Den der DET 2 det Case=Acc
Plan Plan NOUN 3 obj Case=Acc
stellte stellen VERB 0 root VerbForm=Fin
Kerry Kerry PROPN 3 nsubj Case=Nom
gern gern ADV 3 advmod _
vor vor ADP 3 compound:prt _
"""
WRITER = """
Bücher Buch NOUN 0 root Case=Acc
~, , PUNCT 5 punct _
die der PRON 5 obj PronType=Rel|Case=Acc
er er PRON 5 nsubj Case=Nom
schrieb schreiben VERB 1 acl VerbForm=Fin
"""
STAGE = """
Bühne Bühne NOUN 0 root Case=Nom
~, , PUNCT 7 punct _
auf auf ADP 4 case _
der der PRON 7 obl PronType=Rel|Case=Dat
sie sie PRON 7 nsubj Case=Nom
gern gern ADV 7 advmod _
stand stehen VERB 1 acl VerbForm=Fin
"""
INSTEAD = """
Statt statt SCONJ 3 mark _
zu zu PART 3 mark _
gehen gehen VERB 5 advcl VerbForm=Inf
~, , PUNCT 3 punct _
blieb bleiben VERB 0 root VerbForm=Fin
Er er PRON 5 nsubj Case=Nom
in in ADP 8 case _
Rom Rom PROPN 5 obl Case=Dat
"""
BETWEEN = """
Sie sie PRON 2 nsubj Case=Nom
liegt liegen VERB 0 root VerbForm=Fin
zwischen zwischen ADP 4 case _
Ulm Ulm PROPN 2 obl Case=Dat
und und CCONJ 6 cc _
Rom Rom PROPN 4 conj Case=Dat
"""
QUOTED = """
Er er PRON 2 nsubj Case=Nom
sah sehen VERB 0 root VerbForm=Fin
den der DET 5 det Case=Acc
" " PUNCT 5 punct _
~Plan Plan NOUN 2 obj Case=Acc
~" " PUNCT 5 punct _
"""
FACT = """
Tatsache Tatsache NOUN 0 root Case=Nom
ist sein AUX 1 cop VerbForm=Fin
~, , PUNCT 6 punct _
dass dass SCONJ 6 mark _
Kerry Kerry PROPN 6 nsubj Case=Nom
lebt leben VERB 2 ccomp VerbForm=Fin
"""
EARLY = """
Früh früh ADV 2 advmod _
starb sterben VERB 0 root VerbForm=Fin
er er PRON 2 nsubj Case=Nom
"""


def triples(table, shapes=tuple(SHAPES)):
    doc = make_doc(table)
    return [(t.subject, t.relation, t.object) for t in open_triples(doc, find_clauses(doc), shapes)]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (SEES, [("Kerry", "trifft", "Putin in Moskau"), ("Kerry", "trifft", "Putin")]),
        (TIES, [("Graner", "fesselte", "ihn an die Stäbe"), ("Graner", "fesselte ihn", "an die Stäbe")]),
        (SHOWN, [
            ("Er", "wurde gerettet", "im Januar durch Soldaten"),
            ("Er", "wurde gerettet", "im Januar"),
            ("Er", "wurde gerettet", "durch Soldaten"),
            ("Er", "wurde geheilt", "schnell in Rom"),
            ("Er", "wurde geheilt", "in Rom"),
        ]),
        (WRITTEN, [("Jones", "hatte verfasst", "Gesetze")]),
        (PARTICLE, [("Sie", "halten sich", "in Rom auf"), ("Sie", "halten sich auf", "in Rom")]),
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
        (FOLLOWED, [("Es", "folgten", "lange Kriege")]),
        (SENATOR, [("Er", "wurde gewählt", "als Senator")]),
        (CITY, [
            ("Er", "starb", "1890 in Salt City"),
            ("Er", "starb", "1890 in Utah"),
            ("Er", "starb", "1890"),
            ("Er", "starb", "in Salt City"),
        ]),
        (BUILT, [("Er", "wurde gebaut", "1866"), ("Er", "wurde gebaut", "nach Plänen")]),
        (OBJECT_FIRST, [("Kerry", "stellte vor", "Den Plan")]),
        (WRITER, [("er", "schrieb", "Bücher")]),
        (STAGE, [("sie", "stand", "gern")]),
        (INSTEAD, [("Er", "blieb", "in Rom")]),
        (BETWEEN, [("Sie", "liegt", "zwischen Ulm und Rom")]),
        (QUOTED, [("Er", "sah", 'den " Plan "')]),
        (FACT, [("Tatsache", "ist", "dass Kerry lebt")]),
        (EARLY, [("er", "starb", "Früh")]),
        ("Regnet regnen VERB 0 root VerbForm=Fin\nin in ADP 3 case _\nRom Rom PROPN 1 obl Case=Dat", []),
        ("Obama Obama PROPN 0 root _", []),
    ],
    ids=[
        "active", "pronoun object", "passive", "relative", "particle", "distribution", "apposition",
        "relative of a predicate", "complement", "negation", "governed infinitive", "existential",
        "placeholder", "no second subject", "two places", "behind a comma", "object first",
        "relative object", "relative place", "denied infinitive", "between", "quotation marks", "copula",
        "adverb", "no subject", "no verb",
    ],
)  # fmt: skip
def test_cuts(table, expected):
    assert triples(table) == expected


def test_only_the_shapes_asked_for():
    assert triples(PARTICLE, ["field"]) == [("Sie", "halten sich", "in Rom auf")]
    assert triples(PARTICLE, []) == []


def test_sentences_count_from_one():
    doc = make_doc(SEES.strip() + "\n\n" + SEES.strip())
    found = open_triples(doc, find_clauses(doc))
    assert [(t.sentence, t.object) for t in found] == [
        (1, "Putin in Moskau"), (1, "Putin"), (2, "Putin in Moskau"), (2, "Putin"),
    ]  # fmt: skip
    assert open_triples(doc, ()) == ()
