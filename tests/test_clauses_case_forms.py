"""The form of a phrase decides whether it can be a subject, whatever its place and label."""

import pytest

from kg.lang.de.case_forms import ALL, allowed_cases
from kg.lang.de.clauses import find_clauses
from kg.lang.de.genders import gender_of
from tests.building import make_doc


@pytest.mark.parametrize(
    ("form", "gender", "number", "cases"),
    [
        ("der", "Masc", "Sing", {"Nom"}),
        ("der", "Fem", "Sing", {"Dat", "Gen"}),
        ("der", "", "Plur", {"Gen"}),
        ("der", "", "", {"Nom", "Dat", "Gen"}),
        ("den", "Masc", "Sing", {"Acc"}),
        ("den", "Masc", "Plur", {"Dat"}),
        ("Diesen", "", "", {"Acc", "Dat"}),
        ("seines", "Neut", "Sing", {"Gen"}),
        ("dieses", "Neut", "Sing", {"Nom", "Acc", "Gen"}),
        ("ein", "Masc", "Sing", {"Nom"}),
        ("ihn", "", "", {"Acc"}),
        ("er", "", "", {"Nom"}),
        ("Bayern", "", "", ALL),
        ("zwei", "Masc", "Plur", ALL),
    ],
)
def test_cases_that_a_form_allows(form, gender, number, cases):
    assert allowed_cases(form, gender, number) == cases


def sides(table):
    doc = make_doc(table)
    return {(a.role, a.span.text) for clause in find_clauses(doc) for a in clause.arguments}


FRONTED = """
{det} {det} DET 2 det Gender=Masc|Number=Sing
Minister Minister NOUN 3 {first} Case={tag}|Gender=Masc|Number=Sing
kritisierte kritisieren VERB 0 root VerbForm=Fin|Number=Sing
{other} {other} DET 5 det Gender=Masc|Number=Sing
Chef Chef NOUN 3 {second} Case=Nom|Gender=Masc|Number=Sing
"""


@pytest.mark.parametrize(
    ("det", "first", "tag", "other", "second", "expected"),
    [
        ("Den", "nsubj", "Nom", "der", "obj", {("agent", "der Chef"), ("patient", "Den Minister")}),
        ("Den", "nsubj", "Nom", "der", "nsubj", {("agent", "der Chef"), ("patient", "Den Minister")}),
        ("Den", "obj", "Acc", "der", "obl:arg", {("agent", "der Chef"), ("patient", "Den Minister")}),
        ("Dem", "nsubj", "Nom", "der", "obj", {("agent", "der Chef"), ("recipient", "Dem Minister")}),
        ("Der", "nsubj", "Nom", "den", "obj", {("agent", "Der Minister"), ("patient", "den Chef")}),
        ("Den", "nsubj", "Nom", "den", "obj", {("patient", "Den Minister"), ("patient", "den Chef")}),
    ],
    ids=["labels swapped", "two subjects", "no subject", "dative", "subject first", "no nominative at all"],
)
def test_forms_beat_place_and_label(det, first, tag, other, second, expected):
    table = FRONTED.format(det=det, first=first, tag=tag, other=other, second=second)
    assert sides(table) == expected


def test_an_object_is_not_made_a_subject_where_the_subject_is_shared():
    found = sides("""
Kerry Kerry PROPN 2 nsubj Case=Nom|Number=Sing
kam kommen VERB 0 root VerbForm=Fin|Number=Sing
und und CCONJ 4 cc _
gab geben VERB 2 conj VerbForm=Fin|Number=Sing
dem der DET 6 det Gender=Masc|Number=Sing
Mann Mann NOUN 4 obl:arg Case=Dat|Gender=Masc|Number=Sing
das der DET 8 det Gender=Neut|Number=Sing
Buch Buch NOUN 4 obj Case=Acc|Gender=Neut|Number=Sing
""")
    assert found == {("agent", "Kerry"), ("recipient", "dem Mann"), ("patient", "das Buch")}


@pytest.mark.parametrize(
    ("noun", "gender"),
    [
        ("Ministerin", "Fem"),
        ("Minister", "Masc"),
        ("Staatsanwaltschaft", "Fem"),
        ("Direktor", "Masc"),
        ("Eigentor", "Neut"),
        ("Heirat", "Fem"),
        ("Bundesrat", "Masc"),
        ("Leiter", ""),
    ],
)
def test_gender_by_the_longest_end(noun, gender):
    assert gender_of(noun) == gender


def test_the_only_nominative_is_the_subject_whatever_its_label():
    doc = make_doc("""
        Die der DET 2 det Case=Nom|Gender=Fem|Number=Sing
        Medaille Medaille NOUN 3 nsubj Case=Nom|Gender=Fem|Number=Sing
        überreichte überreichen VERB 0 root VerbForm=Fin|Number=Sing
        der der DET 5 det Case=Dat|Gender=Masc|Number=Sing
        König König NOUN 3 obl:arg Case=Dat|Gender=Masc|Number=Sing
        dem der DET 7 det Case=Acc|Gender=Masc|Number=Sing
        Sieger Sieger NOUN 3 obj Case=Acc|Gender=Masc|Number=Sing
    """)
    found = {(a.role, doc[a.head].text) for a in find_clauses(doc)[0].arguments}
    assert found == {("agent", "König"), ("patient", "Medaille"), ("recipient", "Sieger")}


@pytest.mark.parametrize(("noun", "agent"), [("Häuser Haus", "Feuer"), ("Reihe Reihe", "Reihe")])
def test_the_verbs_number_finds_the_subject(noun, agent):
    number = "Plur" if noun.startswith("H") else "Sing"
    finite = "zerstörte" if number == "Plur" else "zerstörten"
    doc = make_doc(f"""
        {noun} NOUN 2 nsubj Case=Nom|Number={number}
        {finite} zerstören VERB 0 root VerbForm=Fin|Number={"Sing" if number == "Plur" else "Plur"}
        das der DET 4 det Case=Acc|Gender=Neut|Number=Sing
        Feuer Feuer NOUN 2 obj Case=Acc|Gender=Neut|Number=Sing
    """)
    assert [doc[a.head].text for a in find_clauses(doc)[0].arguments if a.role == "agent"] == [agent]
