"""Descriptions of persons, compounds of a name and a class, sorts of names, amounts."""

import pytest

from kg.entities import resolve
from kg.entities.descriptions import age_of
from kg.entities.naming import labelled_entity
from kg.mentions import find_mentions
from kg.mentions.amounts import read_number
from tests.building import make_doc

VERB = "sagte sagen VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"


def person(title, first, last, gender="Masc"):
    """`Regisseur Peter Müller sagte`."""
    return (
        f"{title} {title} NOUN 4 nsubj Case=Nom|Gender={gender}|Number=Sing\n"
        f"{first} {first} PROPN 1 appos Case=Nom|Number=Sing B-PER\n"
        f"{last} {last} PROPN 2 flat Case=Nom|Number=Sing I-PER\n{VERB}"
    )


def said(article, noun, definite="Def", gender="Masc", number="Sing"):
    """`der 51-Jährige sagte`."""
    return (
        f"{article} {article.lower()} DET 2 det Case=Nom|Definite={definite}|PronType=Art\n"
        f"{noun} {noun} NOUN 3 nsubj Case=Nom|Gender={gender}|Number={number}\n{VERB}"
    )


def meaning(*sentences, word=-2):
    doc = make_doc("\n\n".join(sentences))
    entity = resolve(doc, find_mentions(doc)).entity_at(len(doc) + word)
    return entity.label if entity is not None and entity.type != "Concept" else None


PETER = person("Regisseur", "Peter", "Müller")
KARL = person("Maler", "Karl", "Weber")
ANNA = person("Ministerin", "Anna", "Schulz", "Fem")
MAN = said("Ein", "Mann", "Ind")
AGED = (
    "Der der DET 3 det Case=Nom|Definite=Def|PronType=Art\n"
    "51-jährige 51-jährig ADJ 3 amod Case=Nom\n"
    "Karl Karl PROPN 5 nsubj Case=Nom|Number=Sing B-PER\n"
    "Weber Weber PROPN 3 flat Case=Nom|Number=Sing I-PER\n" + VERB
)
BRACKET = (
    "Karl Karl PROPN 6 nsubj Case=Nom|Number=Sing B-PER\n"
    "Weber Weber PROPN 1 flat Case=Nom|Number=Sing I-PER\n"
    "( ( PUNCT 4 punct\n~51 51 NUM 1 appos\n~) ) PUNCT 4 punct\n" + VERB
)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([PETER, said("Der", "51-Jährige")], "Peter Müller"),
        ([PETER, ANNA, said("Der", "51-Jährige")], "Peter Müller"),
        ([PETER, ANNA, said("Die", "51-Jährige", gender="Fem")], "Anna Schulz"),
        ([ANNA, said("Die", "CDU-Vorsitzende", gender="Fem")], "Anna Schulz"),
        ([PETER, said("Der", "Regisseur")], "Peter Müller"),
        ([PETER, said("Der", "Künstler")], "Peter Müller"),
        ([AGED, PETER, said("Der", "51-Jährige")], "Karl Weber"),
        ([BRACKET, PETER, said("Der", "51-Jährige")], "Karl Weber"),
        ([BRACKET, PETER, said("Der", "44-Jährige")], "Peter Müller"),
        # several fit, nobody fits, somebody unnamed may be meant
        ([PETER, KARL, said("Der", "51-Jährige")], None),
        ([ANNA, said("Der", "51-Jährige")], None),
        ([BRACKET, said("Der", "44-Jährige")], None),
        ([PETER, MAN, said("Der", "51-Jährige")], None),
        ([PETER, said("Ein", "51-Jähriger", "Ind")], None),
        ([PETER, said("Die", "51-Jährigen", number="Plur")], None),
        ([PETER, said("Der", "Polizist")], None),
        ([PETER, said("Ein", "Künstler", "Ind")], None),
        ([PETER, ANNA, ANNA, ANNA, said("Der", "51-Jährige")], None),  # too far away
    ],
)
def test_description(sentences, expected):
    assert meaning(*sentences) == expected


BAYER = "Bayer Bayer PROPN 2 nsubj Case=Nom|Number=Sing B-ORG\n" + VERB.replace("3 nsubj", "2 nsubj")


@pytest.mark.parametrize(
    ("noun", "expected"), [("Bayer-Konzern", "Bayer"), ("Bayer-Aktie", None), ("VW-Konzern", None)]
)
def test_compound_of_name_and_class(noun, expected):
    assert meaning(BAYER, said("Der", noun)) == expected


def single(word, label, before=""):
    start = f"{before} {before} NOUN 3 nsubj Case=Nom|Number=Sing\n„ „ PUNCT 3 punct\n" if before else ""
    at = 3 if before else 1
    return f"{start}{word} {word} PROPN {at + 1} nsubj Case=Nom|Number=Sing B-{label}\n{VERB}"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (single("Europameisterschaft", "OTH"), "Event"),
        (single("EM", "ORG"), "Event"),
        (single("Berlinale", "ORG"), "Event"),
        (single("Seefeuer", "OTH", "Dokumentarfilm"), "Work"),
        (single("Hauptbahnhof", "LOC"), "Facility"),
        (single("Seefeuer", "OTH"), "Miscellaneous"),
        (single("Krieg", "PER"), "Person"),
    ],
)
def test_sort_of_name(table, expected):
    names = [m for m in find_mentions(make_doc(table)) if m.kind == "name"]
    assert [m.type for m in names] == [expected]


@pytest.mark.parametrize(
    ("word", "label"), [("Dollar", "OTH"), ("Euro", "OTH"), ("Staats-", "ORG"), ("bäuerlich", "ORG")]
)
def test_no_name(word, label):
    assert [m for m in find_mentions(make_doc(single(word, label))) if m.kind == "name"] == []


def test_million_belongs_to_its_unit():
    table = (
        "Er er PRON 2 nsubj Case=Nom|Number=Sing|PronType=Prs\nzahlt zahlen VERB 0 root VerbForm=Fin\n"
        "66 66 NUM 4 nummod\nMilliarden Milliarde NOUN 5 nmod Number=Plur\nDollar Dollar NOUN 2 obj _ B-OTH"
    )
    found = [(m.kind, m.span.text, m.lemma) for m in find_mentions(make_doc(table)) if m.kind != "pronoun"]
    assert found == [("quantity", "66 Milliarden Dollar", "Dollar")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("128 Dollar", 128),
        ("66 Milliarden Dollar", 66_000_000_000),
        ("1,4 Milliarden Euro", 1_400_000_000),
        ("zwei Millionen Euro", 2_000_000),
        ("330.000 Karten", 330_000),
        ("8,50 Euro", 8.5),
        ("zwei Euro", None),
        ("Millionen Euro", None),
    ],
)
def test_number(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(("word", "age"), [("51-Jährige", 51), ("7-jähriger", 7), ("Jährige", None)])
def test_age(word, age):
    assert age_of(word) == age


@pytest.mark.parametrize(
    ("label", "relation", "expected"),
    [
        ("Präsident", "holdsPosition", ("Präsident", "Concept")),
        ("IS", "partOf", ("Islamischer Staat", "Organization")),
        ("US", "basedIn", ("USA", "Location")),
        ("Berlin", "locatedIn", ("Berlin", "Location")),
        ("Bayer", "leads", ("Bayer", "Organization")),
    ],
)
def test_labelled(label, relation, expected):
    entity = labelled_entity(label, relation)
    assert (entity.label, entity.type) == expected


def test_country_before_the_hyphen_of_an_adjective():
    doc = make_doc(
        "Die der DET 3 det Case=Nom|Definite=Def\nUS-geführte US-geführt ADJ 3 amod Case=Nom\n"
        "Koalition Koalition NOUN 4 nsubj Case=Nom|Number=Sing\nsiegt siegen VERB 0 root VerbForm=Fin"
    )
    result = resolve(doc, find_mentions(doc))
    assert result.entity_at(1).label == "USA"
    assert result.entity_at(2).label == "US-geführte Koalition"


def test_a_surname_taken_for_a_place_is_the_person():
    doc = make_doc(f"{person('Malerin', 'Petra', 'Wienholt')}\n\n{single('Wienholt', 'LOC')}")
    result = resolve(doc, find_mentions(doc))
    assert result.entity_at(len(doc) - 2).label == "Petra Wienholt"
    doc = make_doc(f"{person('Maler', 'Karl', 'Berlin')}\n\n{single('Berlin', 'LOC')}")
    assert resolve(doc, find_mentions(doc)).entity_at(len(doc) - 2).type == "Location"
