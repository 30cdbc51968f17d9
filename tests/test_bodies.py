"""Public bodies: phrases that name one, and phrases that do not."""

import pytest

from kg.claims.metonyms import as_actors
from kg.claims.sides import Side
from kg.entities import resolve
from kg.lang.de.bodies import Body, body_gender, body_noun, read_body
from kg.mentions import find_mentions
from kg.model import Entity
from tests.building import make_doc


def organisations(table: str) -> list[str]:
    doc = make_doc(table)
    return [e.label for e in resolve(doc, find_mentions(doc)).entities if e.type == "Organization"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            """
            die die DET 3 det Case=Nom|Definite=Def
            spanische spanisch ADJ 3 amod _ B-LOCderiv
            Regierung Regierung NOUN 4 nsubj Case=Nom|Gender=Fem|Number=Sing
            tagte tagen VERB 0 root
            """,
            ["spanische Regierung"],
            id="adjective",
        ),
        pytest.param(
            """
            dem der DET 3 det Case=Dat|Definite=Def
            russischen russisch ADJ 3 amod _ B-LOCderiv
            Verteidigungsministerium Verteidigungsministerium NOUN 4 obl Case=Dat|Number=Sing
            galt gelten VERB 0 root
            """,
            ["russisches Verteidigungsministerium"],
            id="oblique form in the nominative",
        ),
        pytest.param(
            """
            die die DET 2 det Case=Nom|Definite=Def
            US-Regierung US-Regierung NOUN 3 nsubj Case=Nom|Gender=Fem|Number=Sing B-LOCpart
            tagte tagen VERB 0 root
            """,
            ["US-Regierung"],
            id="hyphen",
        ),
        pytest.param(
            """
            die die DET 2 det Case=Nom|Definite=Def
            Regierung Regierung NOUN 4 nsubj Case=Nom|Gender=Fem|Number=Sing
            Spaniens Spanien PROPN 2 nmod Case=Gen|Number=Sing B-LOC
            tagte tagen VERB 0 root

            die die DET 3 det Case=Nom|Definite=Def
            spanische spanisch ADJ 3 amod _ B-LOCderiv
            Regierung Regierung NOUN 4 nsubj Case=Nom|Gender=Fem|Number=Sing
            tagte tagen VERB 0 root

            die die DET 2 det Case=Nom|Definite=Def
            Regierung Regierung NOUN 3 nsubj Case=Nom|Gender=Fem|Number=Sing
            tagte tagen VERB 0 root
            """,
            ["spanische Regierung"],
            id="three ways, one body",
        ),
        pytest.param(
            """
            die die DET 3 det Case=Nom|Definite=Def
            Dortmunder Dortmunder ADJ 3 amod _ B-LOCderiv
            Staatsanwaltschaft Staatsanwaltschaft NOUN 4 nsubj Case=Nom|Gender=Fem|Number=Sing
            tagte tagen VERB 0 root
            """,
            ["Dortmunder Staatsanwaltschaft"],
            id="adjective of a town",
        ),
        pytest.param(
            """
            eine ein DET 3 det Case=Nom|Definite=Ind
            deutsche deutsch ADJ 3 amod _ B-LOCderiv
            Behörde Behörde NOUN 4 nsubj Case=Nom|Gender=Fem|Number=Sing
            tagte tagen VERB 0 root
            """,
            [],
            id="indefinite",
        ),
        pytest.param(
            """
            deutsche deutsch ADJ 2 amod _ B-LOCderiv
            Gerichte Gericht NOUN 3 nsubj Case=Nom|Number=Plur
            tagten tagen VERB 0 root
            """,
            [],
            id="several",
        ),
        pytest.param(
            """
            die die DET 2 det Case=Nom|Definite=Def
            Regierung Regierung NOUN 3 nsubj Case=Nom|Gender=Fem|Number=Sing
            tagte tagen VERB 0 root
            """,
            [],
            id="nothing says whose",
        ),
        pytest.param(
            """
            die die DET 3 det Case=Nom|Definite=Def
            spanische spanisch ADJ 3 amod _ B-LOCderiv
            Küche Küche NOUN 4 nsubj Case=Nom|Gender=Fem|Number=Sing
            tagte tagen VERB 0 root
            """,
            [],
            id="no body",
        ),
    ],
)
def test_what_names_a_body(table, expected):
    assert organisations(table) == expected


def test_two_governments_leave_a_bare_one_open():
    table = """
    die die DET 2 det Case=Nom|Definite=Def
    US-Regierung US-Regierung NOUN 3 nsubj Case=Nom|Gender=Fem|Number=Sing
    traf treffen VERB 0 root
    die die DET 6 det Case=Acc|Definite=Def
    spanische spanisch ADJ 6 amod _ B-LOCderiv
    Regierung Regierung NOUN 3 obj Case=Acc|Gender=Fem|Number=Sing

    die die DET 2 det Case=Nom|Definite=Def
    Regierung Regierung NOUN 3 nsubj Case=Nom|Gender=Fem|Number=Sing
    tagte tagen VERB 0 root
    """
    doc = make_doc(table)
    entity = resolve(doc, find_mentions(doc)).entity_at(7)
    assert entity is not None
    assert entity.type == "Concept"


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("US-Regierung", Body("Regierung", "country:US")),
        ("amerikanische Regierung", Body("Regierung", "country:US")),
        ("Regierung der Ukraine", Body("Regierung", "country:UA")),
        ("Bundesregierung", Body("Bundesregierung", "country:DE")),
        ("Führung in Moskau", Body("Führung", "name:Moskau")),
        ("Dortmunder Polizei", Body("Polizei", "name:Dortmund")),
        ("Deutsche Bank", Body("Bank", "country:DE")),
        ("Regierung", None),
        ("Mercedes-Werk", None),
        ("Rote Armee", None),
    ],
)
def test_reading_a_body(words, body):
    assert read_body(words) == body


@pytest.mark.parametrize(
    ("word", "noun", "gender"),
    [
        ("Ministerien", None, None),
        ("Außenministeriums", "Außenministerium", "Neut"),
        ("Amtsgericht", "Amtsgericht", "Neut"),
        ("Bundesgerichtshof", "Bundesgerichtshof", "Masc"),
        ("Sandbank", None, None),
        ("Regierungen", "Regierung", "Fem"),
    ],
)
def test_nouns_of_bodies(word, noun, gender):
    assert body_noun(word) == noun
    if noun:
        assert body_gender(noun) == gender


def side(label: str, kind: str = "Location") -> Side:
    return Side(Entity(f"entity/{label}", label, kind))


@pytest.mark.parametrize(
    ("subject", "relation", "target", "expected"),
    [
        ("Moskau", "criticizes", "Kiew", ("russische Regierung", "ukrainische Regierung")),
        ("Kerry", "negotiatesWith", "Moskau", ("Kerry", "russische Regierung")),
        ("Kerry", "visits", "Moskau", ("Kerry", "Moskau")),
        ("Russland", "bombs", "Kiew", ("Russland", "Kiew")),
        ("Moskau", "locatedIn", "Russland", ("Moskau", "Russland")),
        ("Köln", "criticizes", "Düsseldorf", ("Köln", "Düsseldorf")),
    ],
)
def test_a_capital_that_acts_is_its_government(subject, relation, target, expected):
    found = as_actors(side(subject), relation, side(target))
    assert tuple(s.value.label for s in found) == expected


def test_cities_carry_geonames_ids_and_their_english_names():
    table = """
    Kiew Kiew PROPN 2 nsubj Case=Nom|Gender=Neut|Number=Sing B-LOC
    liegt liegen VERB 0 root
    nahe nahe ADP 4 case
    Kiev Kiev PROPN 2 obl Case=Dat|Gender=Neut|Number=Sing B-LOC
    """
    doc = make_doc(table)
    [city] = resolve(doc, find_mentions(doc)).entities
    assert city.label == "Kiew"
    assert city.same_as == ("https://sws.geonames.org/703448/",)
    assert city.aliases == ("Kiev", "Kyiv")
