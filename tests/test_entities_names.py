"""Names that stand in several forms, short forms and labels in the base form."""

import pytest

from kg.entities import resolve
from kg.mentions import find_mentions
from tests.building import make_doc

DID = "handelt handeln VERB 0 root Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin"


def entities(*sentences):
    """Label, type and number of mentions of every entity."""
    doc = make_doc("\n\n".join(sentences))
    return {(e.label, e.type, len(e.mentions)) for e in resolve(doc, find_mentions(doc)).entities}


def subject(*words, kind="ORG", features="Case=Nom|Number=Sing"):
    """A name of these words as the subject of `handelt`."""
    last = len(words) + 1
    lines = [f"{words[0]} {words[0]} PROPN {last} nsubj {features} B-{kind}"]
    lines += [f"{word} {word} PROPN 1 flat {features} I-{kind}" for word in words[1:]]
    return "\n".join([*lines, DID])


UNION = """
Die der DET 3 det Case=Nom|Definite=Def|Gender=Fem|Number=Sing
Gewerkschaft Gewerkschaft NOUN 8 nsubj Case=Nom|Gender=Fem|Number=Sing
Deutscher deutsch ADJ 4 amod Case=Gen|Number=Plur B-ORG
Lokführer Lokführer NOUN 2 nmod Case=Gen|Gender=Masc|Number=Plur I-ORG
( ( PUNCT 6 punct
~GDL GDL PROPN 2 appos Number=Sing B-ORG
~) ) PUNCT 6 punct
streikt streiken VERB 0 root Mood=Ind|Number=Sing|VerbForm=Fin
"""
FORBIDDEN = """
Die der DET 2 det Case=Nom|Definite=Def|Gender=Fem|Number=Sing
Organisation Organisation NOUN 10 nsubj Case=Nom|Gender=Fem|Number=Sing
für für ADP 5 case
das der DET 5 det Case=Acc|Definite=Def|Gender=Neut|Number=Sing
Verbot Verbot NOUN 2 nmod Case=Acc|Gender=Neut|Number=Sing B-ORG
von von ADP 7 case
Giften Gift NOUN 5 nmod Case=Dat|Gender=Neut|Number=Plur I-ORG
( ( PUNCT 9 punct
~OPCW OPCW PROPN 2 appos Number=Sing B-ORG
~) ) PUNCT 9 punct
prüft prüfen VERB 0 root Mood=Ind|Number=Sing|VerbForm=Fin
"""
RED_CROSS = """
Helfer Helfer NOUN 9 nsubj Case=Nom|Gender=Masc|Number=Plur
vom von ADP 5 case
Deutschen deutsch ADJ 5 amod Case=Dat|Gender=Neut|Number=Sing B-ORG
Roten Roten PROPN 5 compound Case=Dat|Number=Sing I-ORG
Kreuz Kreuz PROPN 1 nmod Case=Dat|Gender=Neut|Number=Sing I-ORG
( ( PUNCT 7 punct
~DRK DRK PROPN 5 appos Number=Sing B-ORG
~) ) PUNCT 7 punct
helfen helfen VERB 0 root Mood=Ind|Number=Plur|VerbForm=Fin
"""


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        pytest.param(UNION, "Gewerkschaft Deutscher Lokführer", id="letters of the words"),
        pytest.param(FORBIDDEN, "Organisation für das Verbot von Giften", id="up to the class noun"),
        pytest.param(RED_CROSS, "Deutsches Rotes Kreuz", id="not the country called so"),
    ],
)
def test_a_short_name_in_brackets_and_its_long_form_are_one(sentence, label):
    assert (label, "Organization", 2) in entities(sentence)


def test_legal_forms_do_not_part_a_company():
    assert entities(subject("Siemens", "AG"), subject("Siemens")) == {("Siemens", "Organization", 2)}


def test_two_companies_with_one_stem_stay_apart():
    labels = {label for label, *_ in entities(subject("Porsche", "AG"), subject("Porsche", "SE"))}
    assert labels == {"Porsche AG", "Porsche SE"}


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        pytest.param(
            [subject("Ben", "van", "Beurden", kind="PER"), subject("Van", "Beurden", kind="PER")],
            {("Ben van Beurden", "Person", 2)},
            id="particle at the start of a sentence",
        ),
        pytest.param(
            [
                subject("Marine", "Le", "Pen", kind="PER"),
                subject("Le", "Pen", kind="PER"),
                subject("Jean-Marie", "Le", "Pen", kind="PER"),
            ],
            {("Marine Le Pen", "Person", 2), ("Jean-Marie Le Pen", "Person", 1)},
            id="only she was named before",
        ),
        pytest.param(
            [
                subject("Hillary", "Clinton", kind="PER"),
                subject("Bill", "Clinton", kind="PER"),
                subject("Clinton", kind="PER"),
            ],
            {("Hillary Clinton", "Person", 1), ("Bill Clinton", "Person", 1)},
            id="both were named before",
        ),
        pytest.param(
            [
                subject("James", "Comey", kind="PER"),
                subject("Comey", kind="PER"),
                subject("Comey", kind="ORG"),
            ],
            {("James Comey", "Person", 3)},
            id="a surname taken for an organisation",
        ),
        pytest.param(
            [subject("Julia", "Fimpel", kind="PER"), subject("Fimpel", kind="ORG")],
            {("Julia Fimpel", "Person", 1), ("Fimpel", "Organization", 1)},
            id="a company called like its owner",
        ),
        pytest.param(
            [
                subject("Emmanuelle", "Charpentier", kind="PER"),
                f"Charpentier Charpentier PROPN 2 nsubj Case=Nom\n{DID}",
            ],
            {("Emmanuelle Charpentier", "Person", 2)},
            id="a surname that is not marked",
        ),
    ],
)
def test_which_person_a_surname_means(article, expected):
    assert entities(*article) == expected


PLACES = """
Bayern Bayern PROPN 2 nsubj Case=Nom|Number=Sing B-LOC
spielt spielen VERB 0 root Mood=Ind|Number=Sing|VerbForm=Fin
gegen gegen ADP 4 case
Dortmund Dortmund PROPN 2 obl Case=Acc|Number=Sing B-LOC
in in ADP 6 case
Dortmund Dortmund PROPN 2 obl Case=Dat|Number=Sing B-LOC
"""


def test_a_place_that_stands_for_its_club():
    found = entities(subject("FC", "Bayern", "München"), subject("Borussia", "Dortmund"), PLACES)
    assert found == {
        ("FC Bayern München", "Organization", 2),
        ("Borussia Dortmund", "Organization", 2),
        ("Dortmund", "Location", 1),
    }


def test_without_a_club_a_place_stays_a_place():
    assert {kind for _, kind, _ in entities(PLACES)} == {"Location"}


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("Investmentbank Investmentbank NOUN 4 nsubj Case=Nom|Gender=Fem|Number=Sing", "Organization"),
        ("Öl-Tochter Öl-Tochter NOUN 4 nsubj Case=Nom|Gender=Fem|Number=Sing", "Organization"),
        ("Tochter Tochter NOUN 4 nsubj Case=Nom|Gender=Fem|Number=Sing", "Person"),
        ("Obstbauer Obstbauer NOUN 4 nsubj Case=Nom|Gender=Masc|Number=Sing", "Person"),
    ],
)
def test_the_class_noun_tells_what_sort_of_name_it_is(noun, expected):
    name = (
        "Morgan Morgan PROPN 1 appos Case=Nom|Number=Sing B-PER\n"
        "Stanley Stanley PROPN 2 flat Case=Nom|Number=Sing I-PER\n"
    )
    assert expected in {
        kind for label, kind, _ in entities(f"{noun}\n{name}{DID}") if label == "Morgan Stanley"
    }


@pytest.mark.parametrize("words", [("General", "Motors"), ("Den", "Haag"), ("Le", "Mans")])
def test_first_words_that_belong_to_the_name(words):
    kind, tags = ("ORG", "NOUN 2 compound") if words[0] == "General" else ("LOC", "DET 2 det")
    name = f"{words[0]} {words[0]} {tags} _ B-{kind}\n{words[1]} {words[1]} PROPN 3 nsubj _ I-{kind}\n"
    assert " ".join(words) in {label for label, *_ in entities(name + DID)}


@pytest.mark.parametrize(
    ("words", "noun", "label"),
    [
        ("neuen neu", "Angriffen Angriff NOUN Case=Dat|Gender=Masc|Number=Plur", "neue Angriffe"),
        ("den der", "Helfern Helfer NOUN Case=Acc|Gender=Masc|Number=Plur", "Helfer"),
        ("den der", "Soldaten Soldat NOUN Case=Dat|Gender=Masc|Number=Plur", "Soldaten"),
        ("den der", "Menschen Mensch NOUN Case=Acc|Gender=Masc|Number=Sing", "Mensch"),
        ("unseren unser", "Regeln Regel NOUN Case=Dat|Gender=Fem|Number=Sing", "Regeln"),
        ("starkes stark", "Signal Signal NOUN Case=Acc|Gender=Masc|Number=Sing", "starkes Signal"),
        ("zusätzliche zusätzlich", "Züge Zug NOUN Case=Acc|Gender=Masc|Number=Sing", "zusätzliche Züge"),
        ("Berliner Berliner", "Mauer Mauer NOUN Case=Nom|Gender=Fem|Number=Sing", "Berliner Mauer"),
        ("im in", "Erdbeben Erdbeben NOUN Case=Dat|Gender=Neut|Number=Plur", "Erdbeben"),
        ("des der", "Einsatzes Einsatz NOUN Case=Gen|Gender=Masc|Number=Sing", "Einsatz"),
    ],
)
def test_concepts_stand_in_the_base_form(words, noun, label):
    form, lemma, pos, features = noun.split()
    kind = {"den": "DET 2 det", "des": "DET 2 det", "unseren": "DET 2 det:poss", "im": "ADP 2 case"}
    before = f"{words} {kind.get(words.split()[0], 'ADJ 2 amod')}"
    doc = make_doc(f"{before}\n{form} {lemma} {pos} 3 obj {features}\nsah sehen VERB 0 root")
    assert [e.label for e in resolve(doc, find_mentions(doc)).entities] == [label]


@pytest.mark.parametrize(
    ("word", "label", "english", "same"),
    [
        ("Moskau", "Moskau", "Moscow", "https://sws.geonames.org/524901/"),
        ("Niedersachsens", "Niedersachsen", "Lower Saxony", "http://www.wikidata.org/entity/Q1197"),
        ("Brandenburgs", "Brandenburg", "Brandenburg", "http://www.wikidata.org/entity/Q1208"),
        ("Russlands", "Russland", "Russia", "http://www.wikidata.org/entity/Q159"),
    ],
)
def test_places_carry_identifiers_and_english_names(word, label, english, same):
    doc = make_doc(f"{word} {word} PROPN 2 nmod Case=Gen B-LOC\nHilfe Hilfe NOUN 3 nsubj\n{DID}")
    (place,) = [e for e in resolve(doc, find_mentions(doc)).entities if e.type == "Location"]
    assert (place.label, place.english, place.same_as) == (label, english, (same,))
