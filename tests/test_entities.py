"""Which mentions mean the same thing, and where nothing may be said."""

import pytest

from kg.entities import resolve
from kg.entities.naming import entity_id
from kg.mentions import find_mentions
from tests.building import make_doc

SAID = "sagte sagen VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"


def name(first, last, head=3):
    """A person as the subject of the word ``head``."""
    return (
        f"{first} {first} PROPN {head} nsubj Case=Nom|Number=Sing B-PER\n"
        f"{last} {last} PROPN 1 flat Case=Nom|Number=Sing I-PER"
    )


def titled(title, first, last):
    """`Präsident Wladimir Putin sagte`."""
    return (
        f"{title} {title} NOUN 4 nsubj Case=Nom|Number=Sing\n"
        f"{first} {first} PROPN 1 appos Case=Nom|Number=Sing B-PER\n"
        f"{last} {last} PROPN 2 flat Case=Nom|Number=Sing I-PER\n{SAID}"
    )


def bare(title, article="Der", definite="Def"):
    """`Der Präsident sagte`."""
    return (
        f"{article} {article.lower()} DET 2 det Case=Nom|Definite={definite}|PronType=Art\n"
        f"{title} {title} NOUN 3 nsubj Case=Nom|Number=Sing\n{SAID}"
    )


def single(surname):
    return f"{surname} {surname} PROPN 2 nsubj Case=Nom|Number=Sing B-PER\n{SAID}"


def pronoun(word):
    return f"{word} {word.lower()} PRON 2 nsubj Case=Nom|Number=Sing|Person=3|PronType=Prs\n{SAID}"


OBAMA = titled("US-Präsident", "Barack", "Obama")
PUTIN = titled("Präsident", "Wladimir", "Putin")
KERRY = titled("US-Außenminister", "John", "Kerry")
MERKEL = titled("Bundeskanzlerin", "Angela", "Merkel")
TWO = (
    f"{name('Barack', 'Obama')}\ntraf treffen VERB 0 root Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin\n"
    "Wladimir Wladimir PROPN 3 obj Case=Acc|Number=Sing B-PER\n"
    "Putin Putin PROPN 4 flat Case=Acc|Number=Sing I-PER"
)


def meaning(*sentences, word=-2):
    """Id of what the word at this place of the article means."""
    doc = make_doc("\n\n".join(sentences))
    result = resolve(doc, find_mentions(doc))
    entity = result.entity_at(len(doc) + word)
    return entity.id if entity else None


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([OBAMA, bare("US-Präsident")], "entity/Barack_Obama"),
        ([OBAMA, bare("Präsident")], "entity/Barack_Obama"),
        ([PUTIN, OBAMA, bare("US-Präsident")], "entity/Barack_Obama"),
        ([OBAMA, PUTIN, bare("Präsident")], "entity/Wladimir_Putin"),
        ([OBAMA, KERRY, bare("US-Außenminister")], "entity/John_Kerry"),
        ([OBAMA, KERRY, bare("Außenminister")], "entity/John_Kerry"),
        ([OBAMA, KERRY, bare("Minister")], "entity/John_Kerry"),
        ([MERKEL, bare("Bundeskanzlerin", "Die")], "entity/Angela_Merkel"),
        # nobody that the title fits, or no article that points at somebody known
        ([PUTIN, bare("US-Präsident")], None),
        ([OBAMA, bare("Außenminister")], None),
        ([KERRY, bare("Präsident")], None),
        ([OBAMA, bare("Präsident", "Ein", "Ind")], None),
        ([OBAMA, bare("Ex-Präsident")], None),
        ([titled("Ex-Präsident", "Bill", "Clinton"), bare("Präsident")], None),
        ([titled("Herr", "Karl", "Müller"), bare("Präsident")], None),
    ],
)
def test_role(sentences, expected):
    assert meaning(*sentences) == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([OBAMA, single("Obama")], "entity/Barack_Obama"),
        ([single("Obama")], "entity/Obama"),
        ([titled("Sänger", "Karl", "Müller"), titled("Maler", "Ernst", "Müller"), single("Müller")], None),
        ([OBAMA, single("Putin")], "entity/Putin"),
    ],
)
def test_surname(sentences, expected):
    assert meaning(*sentences) == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([OBAMA, pronoun("Er")], "entity/Barack_Obama"),
        ([MERKEL, pronoun("Sie")], "entity/Angela_Merkel"),
        ([MERKEL, pronoun("Er")], None),
        ([OBAMA, pronoun("Sie")], None),
        ([TWO, pronoun("Er")], "entity/Barack_Obama"),
        ([OBAMA, single("Regen"), single("Sturm"), pronoun("Er")], None),
        ([OBAMA, pronoun("Es")], None),
        ([OBAMA, pronoun("Man")], None),
    ],
)
def test_pronoun(sentences, expected):
    assert meaning(*sentences) == expected


def test_title_and_name_are_one():
    doc = make_doc(OBAMA)
    result = resolve(doc, find_mentions(doc))
    assert {result.entity_at(i).id for i in range(3)} == {"entity/Barack_Obama"}
    assert [(entity.label, mention.span.text) for entity, mention in result.posts] == [
        ("Barack Obama", "US-Präsident")
    ]
    assert result.part_of(0) is None  # the article never names the country itself


APPOSITION = """
Der der DET 2 det Case=Nom|Definite=Def|PronType=Art
Sprecher Sprecher NOUN 9 nsubj Case=Nom|Gender=Masc|Number=Sing
des der DET 5 det Case=Gen|Definite=Def|PronType=Art
Weißen weiß ADJ 5 amod Case=Gen|Gender=Neut|Number=Sing B-ORG
Hauses Haus NOUN 2 nmod Case=Gen|Gender=Neut|Number=Sing I-ORG
~, , PUNCT 7 punct
Josh Josh PROPN 2 appos Case=Nom|Number=Sing B-PER
Earnest Earnest PROPN 7 flat Case=Nom|Number=Sing I-PER
schwieg schweigen VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
~. . PUNCT 9 punct
"""


def test_post_in_apposition():
    doc = make_doc(APPOSITION)
    result = resolve(doc, find_mentions(doc))
    assert result.entity_at(1).label == "Josh Earnest"
    assert result.entity_at(4).label == "Weißes Haus"
    assert [(e.label, m.span.text) for e, m in result.posts] == [
        ("Josh Earnest", "Sprecher des Weißen Hauses")
    ]


MILITIA = """
Die der DET 2 det Case=Nom|Definite=Def|PronType=Art
Terrormiliz Terrormiliz NOUN 8 nsubj Case=Nom|Gender=Fem|Number=Sing
Islamischer islamisch ADJ 4 amod Case=Nom|Gender=Masc|Number=Sing B-ORG
Staat Staat NOUN 2 appos Case=Nom|Gender=Masc|Number=Sing I-ORG
( ( PUNCT 6 punct
~IS IS PROPN 4 appos Case=Nom|Number=Sing B-ORG
~) ) PUNCT 6 punct
verlor verlieren VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
~. . PUNCT 8 punct

Die der DET 2 det Case=Nom|Definite=Def|PronType=Art
Terrormiliz Terrormiliz NOUN 3 nsubj Case=Nom|Gender=Fem|Number=Sing
bekämpft bekämpfen VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
Gegner Gegner NOUN 3 obj Case=Acc|Gender=Masc|Number=Plur
des der DET 7 det Case=Gen|Definite=Def|PronType=Art
Islamischen islamisch ADJ 7 amod Case=Gen|Gender=Masc|Number=Sing B-ORG
Staats Staat NOUN 4 nmod Case=Gen|Gender=Masc|Number=Sing I-ORG
~. . PUNCT 3 punct

Die der DET 2 det Case=Nom|Definite=Def|PronType=Art
IS-Führung IS-Führung NOUN 3 nsubj Case=Nom|Gender=Fem|Number=Sing B-ORGpart
schwieg schweigen VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
"""


def test_class_noun_acronym_and_inflection():
    doc = make_doc(MILITIA)
    result = resolve(doc, find_mentions(doc))
    state = result.entity_at(3)
    assert (state.id, state.label, state.type) == (
        "entity/Islamischer_Staat",
        "Islamischer Staat",
        "Organization",
    )
    assert "IS" in state.aliases
    assert {result.entity_at(i) for i in (1, 3, 5, 10, 15)} == {state}
    assert result.part_of(18) == state
    assert result.entity_at(18).label == "IS-Führung"


COUNTRIES = """
Die der DET 2 det Case=Nom|Definite=Def|PronType=Art
USA USA PROPN 3 nsubj Case=Nom|Number=Plur B-LOC
loben loben VERB 0 root Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin
ihre ihr DET 6 det:poss Case=Acc|Number=Plur|Poss=Yes|PronType=Prs
russischen russisch ADJ 6 amod Case=Acc|Number=Plur B-LOCderiv
Partner Partner NOUN 3 obj Case=Acc|Gender=Masc|Number=Plur
~. . PUNCT 3 punct

Russland Russland PROPN 2 nsubj Case=Nom|Gender=Neut|Number=Sing B-LOC
verlässt verlassen VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
die der DET 5 det Case=Acc|Definite=Def|PronType=Art
Vereinigten vereinigt ADJ 5 amod Case=Acc|Number=Plur B-LOC
Staaten Staat NOUN 2 obj Case=Acc|Gender=Masc|Number=Plur I-LOC
"""


def test_countries():
    doc = make_doc(COUNTRIES)
    result = resolve(doc, find_mentions(doc))
    usa, russia = result.entity_at(1), result.entity_at(7)
    assert usa.id == "entity/USA"
    assert usa.same_as == ("http://www.wikidata.org/entity/Q30",)
    assert "United States" in usa.aliases
    assert result.entity_at(11) == usa == result.entity_at(3)
    assert result.entity_at(4) == russia
    assert russia.same_as == ("http://www.wikidata.org/entity/Q159",)


def test_times_and_quantities_are_no_entities():
    doc = make_doc(
        "Am am ADP 2 case\nMontag Montag NOUN 3 obl Case=Dat|Number=Sing\n"
        "starben sterben VERB 0 root VerbForm=Fin\n40 40 NUM 5 nummod\n"
        "Menschen Mensch NOUN 3 nsubj Case=Nom|Number=Plur"
    )
    assert resolve(doc, find_mentions(doc)).entities == ()


def test_same_concept_is_one_entity():
    doc = make_doc(f"{bare('Krieg')}\n\n{bare('Krieg')}")
    result = resolve(doc, find_mentions(doc))
    assert [(e.id, e.type, len(e.mentions)) for e in result.entities] == [("entity/Krieg", "Concept", 2)]


@pytest.mark.parametrize(
    ("label", "ident"),
    [
        ("Josh  Earnest", "entity/Josh_Earnest"),
        ('Der "Boss"', "entity/Der_Boss"),
        ("Türkei", "entity/Türkei"),
    ],
)
def test_id(label, ident):
    assert entity_id(label) == ident
