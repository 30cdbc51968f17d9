"""What the words settle where the parse is wrong or says too little."""

import pytest

from kg.lang.de.clauses import find_clauses
from kg.lang.de.frames import is_intransitive, match_frames, takes_as_object
from kg.lang.de.verb_lemmas import verb_lemma
from tests.building import make_doc

FIN = "VerbForm=Fin|Number=Sing|Mood=Ind"


def roles(doc, lemma):
    clause = next(c for c in find_clauses(doc) if c.lemma == lemma)
    return {(a.role, a.preposition, doc[a.head].text) for a in clause.arguments}


def test_who_has_it_done_does_it():
    doc = make_doc(f"""
        Faeser Faeser PROPN 2 nsubj Case=Nom B-PER
        ließ lassen VERB 0 root {FIN}
        die der DET 4 det Case=Acc
        Wohnung Wohnung NOUN 5 obj Case=Acc|Number=Sing
        durchsuchen durchsuchen VERB 2 xcomp VerbForm=Inf
    """)
    assert ("agent", "", "Faeser") in roles(doc, "durchsuchen")


def test_behind_a_participle_in_front_the_agent_stands_last():
    doc = make_doc(f"""
        Überreicht überreichen VERB 0 root VerbForm=Part
        wurde werden AUX 1 aux:pass {FIN}
        Rosi Rosi PROPN 1 nsubj:pass Case=Nom|Number=Sing B-PER
        die der DET 5 det Case=Acc
        Trophäe Trophäe NOUN 1 obj Case=Acc|Number=Sing
        von von ADP 7 case
        Streep Streep PROPN 5 nmod Case=Dat B-PER
    """)
    expected = {("agent", "", "Streep"), ("recipient", "", "Rosi"), ("patient", "", "Trophäe")}
    assert roles(doc, "überreichen") == expected


@pytest.mark.parametrize(("goal", "expected"), [("an", "agent"), ("nach", "oblique")])
def test_a_country_acts_unless_something_leads_away_from_it(goal, expected):
    doc = make_doc(f"""
        Kessling Kessling PROPN 5 nsubj:pass Case=Nom|Number=Sing B-PER
        wurde werden AUX 5 aux:pass {FIN}
        von von ADP 4 case
        Spanien Spanien PROPN 5 obl Case=Dat B-LOC
        ausgeliefert ausliefern VERB 0 root VerbForm=Part
        {goal} {goal} ADP 7 case
        Kuba Kuba PROPN 5 obl Case=Dat B-LOC
    """)
    assert [role for role, _, text in roles(doc, "ausliefern") if text == "Spanien"] == [expected]


def test_who_is_asked_is_to_do_it():
    doc = make_doc(f"""
        Von von ADP 2 case
        Moskau Moskau PROPN 3 obl Case=Dat B-LOC
        verlangte verlangen VERB 0 root {FIN}
        die der DET 5 det Case=Nom
        Nato Nato PROPN 3 nsubj Case=Nom|Number=Sing B-ORG
        Truppen Truppe NOUN 7 obj Case=Acc|Number=Plur
        abzuziehen abziehen VERB 3 xcomp VerbForm=Inf
    """)
    assert ("agent", "", "Moskau") in roles(doc, "abziehen")


def test_als_says_what_the_object_is():
    doc = make_doc(f"""
        Putin Putin PROPN 2 nsubj Case=Nom|Number=Sing B-PER
        entließ entlassen VERB 0 root {FIN}
        Schoigu Schoigu PROPN 2 obj Case=Acc|Number=Sing B-PER
        als als CCONJ 5 cc
        Minister Minister NOUN 3 conj Case=Acc|Number=Sing
    """)
    expected = {("agent", "", "Putin"), ("patient", "", "Schoigu"), ("oblique", "als", "Minister")}
    assert roles(doc, "entlassen") == expected


@pytest.mark.parametrize(
    ("table", "lemma"),
    [
        (f"verhandelt anverhandeln VERB 0 root {FIN}\nan an ADP 1 compound:prt", "verhandeln"),
        (f"stellte stellen VERB 0 root {FIN}\nsicher sicher ADJ 1 xcomp\n. . PUNCT 1 punct", "sicherstellen"),
        ("verschüttet verschüttet VERB 0 root VerbForm=Part", "verschütten"),
        ("schicken schick VERB 0 root VerbForm=Inf", "schicken"),
    ],
)
def test_infinitive_of_a_form(table, lemma):
    assert verb_lemma(make_doc(table)[0]) == lemma


def test_with_an_object_a_verb_of_motion_does_not_say_where_its_subject_goes():
    doc = make_doc(f"""
        Kerry Kerry PROPN 2 nsubj Case=Nom|Number=Sing B-PER
        flog fliegen VERB 0 root {FIN}
        Snowden Snowden PROPN 2 obj Case=Acc|Number=Sing B-PER
        nach nach ADP 5 case
        Moskau Moskau PROPN 2 obl Case=Dat B-LOC
    """)
    types = {"Kerry": "Person", "Snowden": "Person", "Moskau": "Location"}
    found = match_frames(find_clauses(doc)[0], lambda a: types[doc[a.head].text], lambda i: doc[i].lemma_)
    assert "travelsTo" not in [match.relation for match in found]


def test_what_a_frame_asks_for_as_object():
    assert takes_as_object("erzielen", "Ausgleich")
    assert not takes_as_object("treffen", "Merkel")


@pytest.mark.parametrize(
    ("verb", "expected"), [("sterben", True), ("demonstrieren", True), ("besuchen", False)]
)
def test_verbs_without_an_object(verb, expected):
    assert is_intransitive(verb) is expected
