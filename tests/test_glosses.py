"""The glosses and the labels of the relations that are minted from them."""

import pytest

from kg.lang.de.frame_data import load_frames
from kg.lang.de.glosses import infinitive, load_glosses, mint_relation
from kg.lang.de.third_person import third_person


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("besuchen", "besucht"),
        ("ankündigen", "kündigt an"),
        ("antworten", "antwortet"),
        ("arbeiten", "arbeitet"),
        ("zeichnen", "zeichnet"),
        ("lehnen", "lehnt"),
        ("filmen", "filmt"),
        ("sammeln", "sammelt"),
        ("fordern", "fordert"),
        ("vergeben", "vergibt"),
        ("begleiten", "begleitet"),
        ("einschalten", "schaltet ein"),
        ("beantragen", "beantragt"),
        ("verlassen", "verlässt"),
        ("veranlassen", "veranlasst"),
        ("übernehmen", "übernimmt"),
        ("überfallen", "überfällt"),
        ("unterbringen", "bringt unter"),
        ("umgehen", "umgeht"),
        ("umsetzen", "setzt um"),
        ("durchführen", "führt durch"),
        ("durchsuchen", "durchsucht"),
        ("anerkennen", "erkennt an"),
        ("wiederholen", "wiederholt"),
        ("wiederherstellen", "stellt wieder her"),
        ("herrschen", "herrscht"),
        ("einigen", "einigt"),
        ("sich zurückziehen", "zieht sich zurück"),
    ],
)
def test_third_person(verb, expected):
    assert third_person(verb) == expected


def test_labels_of_minted_relations():
    relation = mint_relation("weigern", "", True)
    assert (relation.id, relation.label_en, relation.label_de) == ("refuses", "refuses", "verweigert")
    relation = mint_relation("abzielen", "auf")
    assert (relation.label_en, relation.label_de) == ("aims at", "zielt auf")  # the catalogue's own
    relation = mint_relation("ankämpfen", "gegen")
    assert (relation.id, relation.label_de) == ("battlesAgainst", "kämpft an gegen")


def test_a_verb_without_a_gloss_keeps_its_lemma():
    relation = mint_relation("quaxeln", "auf")
    assert (relation.id, relation.label_en, relation.label_de) == ("quaxelnAuf", "quaxeln auf", "quaxeln auf")


def test_every_verb_with_a_frame_has_a_gloss():
    """A frame's types may forbid it; then the verb still says something in English."""
    glossed = {verb for verb, _ in load_glosses()}
    verbs = {
        f"sich {frame.lemma}" if frame.reflexive else frame.lemma
        for group in load_frames().values()
        for frame in group
        if not frame.nominal
    }
    assert sorted(verbs - glossed) == []


def test_glosses_stand_in_the_third_person():
    """The first word, or the last before a particle, is a verb form: `-s`, or one of a few others."""
    others = {"is", "has", "does", "goes"}
    wrong = [
        (verb, gloss)
        for (verb, _), gloss in load_glosses().items()
        if verb != "*" and gloss.split()[0] not in others and not gloss.split()[0].endswith("s")
    ]
    assert wrong == [("abnicken", "rubber stamps"), ("auffahren", "rear ends")]


@pytest.mark.parametrize(
    ("form", "expected"),
    [("belagert", "belagern"), ("entsendet", "entsenden"), ("sammelt", "sammeln"), ("quaxt", "quaxt")],
)
def test_infinitive_of_a_wrong_lemma(form, expected):
    assert infinitive(form, {"belagern", "entsenden", "sammeln", "belagen"}) == expected
