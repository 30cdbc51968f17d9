"""What counts as a mention, how far it reaches and of which kind it is."""

import pytest

from kg.lang.de.gazetteer import country_of_adjective, country_of_name, country_of_people, institution_of_name
from kg.lang.de.lexicon import countries, given_names, read_title, titles
from kg.mentions import find_mentions
from tests.building import make_doc

PHRASE = """
Obama Obama PROPN 2 nsubj Case=Nom|Number=Sing B-PER
nannte nennen VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
acht acht NUM 4 nummod
Mitglieder Mitglied NOUN 2 obj Case=Acc|Gender=Neut|Number=Plur
der der DET 6 det Case=Gen|Definite=Def|PronType=Art
IS-Führung IS-Führung NOUN 4 nmod Case=Gen|Gender=Fem|Number=Sing B-ORGpart
am am ADP 8 case
Montag Montag NOUN 2 obl Case=Dat|Gender=Masc|Number=Sing
~. . PUNCT 2 punct
"""
ATTACKS = """
Sie sie PRON 2 nsubj Case=Nom|Number=Plur|Person=3|PronType=Prs
flogen fliegen VERB 0 root Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin
seit seit ADP 4 case
Juni Juni NOUN 2 obl Case=Dat|Gender=Masc|Number=Sing
2015 2015 NUM 4 nummod
fast fast ADV 7 advmod
9000 9000 NUM 8 nummod
Angriffe Angriff NOUN 2 obj Case=Acc|Gender=Masc|Number=Plur
~. . PUNCT 2 punct
"""
TITLED = """
Der der DET 3 det Case=Nom|Definite=Def|PronType=Art
russische russisch ADJ 3 amod Case=Nom|Gender=Masc|Number=Sing B-LOCderiv
Präsident Präsident NOUN 6 nsubj Case=Nom|Gender=Masc|Number=Sing
Wladimir Wladimir PROPN 3 appos Case=Nom|Number=Sing B-PER
Putin Putin PROPN 4 flat Case=Nom|Number=Sing I-PER
besucht besuchen VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
den der DET 8 det Case=Acc|Definite=Def|PronType=Art
Bahnhof Bahnhof PROPN 6 obj Case=Acc|Gender=Masc|Number=Sing B-LOC
~. . PUNCT 6 punct
"""
REFLEXIVE = """
Ich ich PRON 2 nsubj Case=Nom|Number=Sing|Person=1|PronType=Prs
frage fragen VERB 0 root Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin
mich mich PRON 2 obj Case=Acc|Person=1|PronType=Prs
~, , PUNCT 8 punct
ob ob SCONJ 8 mark
man man PRON 8 nsubj Case=Nom|PronType=Ind
sich sich PRON 8 obj Case=Acc|Person=3|PronType=Prs|Reflex=Yes
freut freuen VERB 2 ccomp Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
~, , PUNCT 11 punct
es es PRON 11 nsubj Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs
regnet regnen VERB 8 conj Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
~. . PUNCT 2 punct
"""
GENITIVE = """
Der der DET 2 det Case=Nom|Definite=Def|PronType=Art
Sprecher Sprecher NOUN 4 nsubj Case=Nom|Gender=Masc|Number=Sing
Merkels Merkel PROPN 2 nmod Case=Gen|Number=Sing B-PER
lobte loben VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
zwei zwei NUM 6 nummod
Franzosen Franzose NOUN 4 obj Case=Acc|Gender=Masc|Number=Plur B-LOCderiv
in in ADP 8 case
Syrien Syrien PROPN 4 obl Case=Dat|Gender=Neut|Number=Sing
~. . PUNCT 4 punct
"""


def found(table):
    doc = make_doc(table)
    mentions = find_mentions(doc)
    assert all(doc.text[m.span.start : m.span.end] == m.span.text for m in mentions)
    return {(m.kind, m.span.text, m.type) for m in mentions}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (PHRASE, ("name", "Obama", "Person")),
        (PHRASE, ("nominal", "acht Mitglieder der IS-Führung", "Concept")),
        (PHRASE, ("name", "IS-Führung", "Organization")),
        (PHRASE, ("time", "am Montag", "Concept")),
        (ATTACKS, ("pronoun", "Sie", "Concept")),
        (ATTACKS, ("quantity", "fast 9000 Angriffe", "Concept")),
        (ATTACKS, ("time", "seit Juni 2015", "Concept")),
        (TITLED, ("name", "russische Präsident Wladimir Putin", "Person")),
        (TITLED, ("name", "russische", "Location")),
        (TITLED, ("name", "Bahnhof", "Facility")),
        (GENITIVE, ("role", "Sprecher Merkels", "Concept")),
        (GENITIVE, ("name", "Merkels", "Person")),
        (GENITIVE, ("nominal", "zwei Franzosen", "Concept")),
        (GENITIVE, ("name", "Syrien", "Location")),
    ],
)
def test_mention(table, expected):
    assert expected in found(table)


@pytest.mark.parametrize(
    ("table", "kind", "count"),
    [
        (REFLEXIVE, "pronoun", 0),
        (REFLEXIVE, "nominal", 0),
        (PHRASE, "quantity", 0),
        (ATTACKS, "nominal", 0),
        (TITLED, "role", 0),
        (TITLED, "nominal", 0),
    ],
)
def test_nothing_more(table, kind, count):
    assert sum(mention[0] == kind for mention in found(table)) == count


def test_heads_are_unique():
    for table in (PHRASE, ATTACKS, TITLED, GENITIVE):
        heads = [m.head for m in find_mentions(make_doc(table))]
        assert len(heads) == len(set(heads))


def test_genitive_s_is_no_part_of_the_name():
    lemmas = {m.lemma for m in find_mentions(make_doc(GENITIVE)) if m.kind == "name"}
    assert lemmas == {"Merkel", "Syrien"}


@pytest.mark.parametrize(
    ("word", "base", "prefix", "gender"),
    [
        ("Präsident", "Präsident", "", "Masc"),
        ("US-Präsidenten", "Präsident", "US", "Masc"),
        ("Ministerpräsidentin", "Ministerpräsident", "", "Fem"),
        ("Rentenministerin", "Rentenminister", "", "Fem"),
        ("SPD-Vorsitzenden", "Vorsitzender", "SPD", "Masc"),
        ("Regierungssprechers", "Regierungssprecher", "", "Masc"),
    ],
)
def test_title(word, base, prefix, gender):
    title = read_title(word)
    assert (title.base, title.prefix, title.gender) == (base, prefix, gender)


@pytest.mark.parametrize("word", ["Lautsprecher", "Blitzableiter", "Paragraf", "Honig", "Haus", "Präsidium"])
def test_no_title(word):
    assert read_title(word) is None


@pytest.mark.parametrize(
    ("lookup", "word", "code"),
    [
        (country_of_adjective, "russischen", "RU"),
        (country_of_adjective, "Deutsche", "DE"),
        (country_of_adjective, "rasche", None),
        (country_of_name, "US", "US"),
        (country_of_name, "Vereinigten Staaten", "US"),
        (country_of_name, "Syriens", "SY"),
        (country_of_name, "Vereinigte Königreich", "GB"),
        (country_of_name, "Paris", None),
        (country_of_people, "Französinnen", "FR"),
        (country_of_people, "Russen", "RU"),
        (country_of_people, "Deutschen", "DE"),
        (country_of_people, "Leute", None),
    ],
)
def test_country(lookup, word, code):
    country = lookup(word)
    assert (country.code if country else None) == code


def test_institution_in_any_case():
    assert institution_of_name("Weißen Hauses").label == "Weißes Haus"
    assert institution_of_name("Gelben Hauses") is None


def test_lists_are_large_and_sound():
    assert len(countries()) >= 190
    assert len({country.code for country in countries()}) == len(countries())
    assert len({form.base for form in titles().forms.values()}) >= 220
    assert given_names()["Angela"] == "Fem"
    assert "Andrea" not in given_names()


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "Die der DET 2 det Definite=Def\nLandwirte Landwirt NOUN 3 nsubj Number=Plur\n"
            "klagen klagen VERB 0 root",
            ("nominal", "Landwirte", "Concept"),
        ),
        (
            "Die der DET 2 det Definite=Def\nMinister Minister NOUN 3 nsubj Number=Plur\n"
            "klagen klagen VERB 0 root",
            ("role", "Minister", "Concept"),
        ),
        ("Kiew Kiew PROPN 2 nsubj _\nsendet senden VERB 0 root", ("name", "Kiew", "Location")),
        (
            "iPhone iPhone PROPN 2 nsubj _ B-OTH\nfällt fallen VERB 0 root",
            ("name", "iPhone", "Miscellaneous"),
        ),
    ],
)
def test_crowds_capitals_and_odd_names(table, expected):
    assert expected in found(table)


@pytest.mark.parametrize(
    ("noun", "gender", "lemma"),
    [
        ("Kandidatur", "Fem", "Joachim Gauck"),
        ("Torjäger", "Masc", "Joachim Gaucks"),  # whoever is called so
        ("Präsidentin", "Fem", "Joachim Gaucks"),
    ],
)
def test_genitive_behind_a_noun_that_names_no_person(noun, gender, lemma):
    doc = make_doc(
        f"Die der DET 2 det Definite=Def\n{noun} {noun} NOUN 5 nsubj Case=Nom|Gender={gender}|Number=Sing\n"
        "Joachim Joachim PROPN 2 appos Case=Nom B-PER\nGaucks Gaucks PROPN 3 flat Case=Nom I-PER\n"
        "endet enden VERB 0 root"
    )
    assert [m.lemma for m in find_mentions(doc) if m.type == "Person"] == [lemma]
