"""Class nouns, places, parties and seats beside names, with what must state nothing."""

import pytest

from kg.lang.de.lexicon import read_title
from kg.lang.de.phrase_nouns import class_kind, relation_to_prefix, says_little
from kg.lang.de.phrases import find_phrases
from tests.building import make_doc


def stated(table):
    doc = make_doc(table)
    facts = find_phrases(doc)
    assert all(doc.text[f.span.start : f.span.end] == f.span.text for f in facts)
    return {(doc[f.subject].text, f.relation, f.label or doc[f.object].text) for f in facts}


def beside(
    noun, name, label, adjective="", *, number="Sing", case="Nom", dep="appos", name_case="Nom", tag="_"
):
    """`die (adjective) noun name handelt`."""
    rows = [f"{adjective} {adjective.lower()} ADJ {{n}} amod Case={case} {tag}"] if adjective else []
    at = len(rows) + 1
    rows = [row.format(n=at) for row in rows]
    lemma = noun.removesuffix("en") if number == "Plur" else noun
    rows.append(f"{noun} {lemma} NOUN {at + 2} nsubj Case={case}|Number={number}")
    rows.append(f"{name} {name} PROPN {at} {dep} Case={name_case}|Number=Sing B-{label}")
    rows.append("handelt handeln VERB 0 root VerbForm=Fin")
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (beside("Umweltorganisation", "Greenpeace", "ORG"), {("Greenpeace", "isA", "Umweltorganisation")}),
        (beside("Nachrichtenagentur", "AFP", "ORG"), {("AFP", "isA", "Nachrichtenagentur")}),
        (beside("Raumsonde", "Rosetta", "OTH"), {("Rosetta", "isA", "Raumsonde")}),
        (beside("Hafenstadt", "Mariupol", "LOC"), {("Mariupol", "isA", "Hafenstadt")}),
        (beside("Rechtspopulist", "Wilders", "PER"), {("Wilders", "isA", "Rechtspopulist")}),
        (
            beside("Stadt", "Bentiu", "LOC", "südsudanesische", tag="B-LOCderiv"),
            {("Bentiu", "locatedIn", "Südsudan")},
        ),
        (
            beside("Provinzhauptstadt", "Quetta", "LOC", "pakistanische", tag="B-LOCderiv"),
            {("Quetta", "isA", "Provinzhauptstadt"), ("Quetta", "locatedIn", "Pakistan")},
        ),
        (
            beside("Hauptstadt", "Damaskus", "LOC", "syrische", tag="B-LOCderiv"),
            {("Damaskus", "capitalOf", "Syrien")},
        ),
        (
            beside("Stadtteil", "Moabit", "LOC", "Berliner", tag="B-LOCderiv"),
            {("Moabit", "locatedIn", "Berlin")},
        ),
        (
            beside("Bank", "Sberbank", "ORG", "russische", tag="B-LOCderiv"),
            {("Sberbank", "isA", "Bank"), ("Sberbank", "basedIn", "Russland")},
        ),
        (
            beside("US-Konzern", "Monsanto", "ORG"),
            {("Monsanto", "isA", "US-Konzern"), ("Monsanto", "basedIn", "USA")},
        ),
    ],
)
def test_class_noun(table, expected):
    assert stated(table) == expected


@pytest.mark.parametrize(
    "table",
    [
        beside("Stadt", "Celle", "LOC"),  # no news
        beside("Nachbarland", "Polen", "LOC"),
        beside("Hauptstadt", "Syriens", "LOC", dep="nmod", name_case="Gen"),
        beside("Partei", "Merkels", "PER", dep="nmod", name_case="Gen"),
        beside("Umweltorganisation", "Greenpeace", "ORG", dep="obj"),  # two arguments side by side
        beside("Umweltorganisation", "Müller", "PER"),  # the name is no organisation
        beside("Standort", "Köln", "LOC"),
        beside("Reise", "Rosetta", "OTH"),
        beside("Banken", "Sberbank", "ORG", number="Plur"),  # a plural needs a list
        beside("Gewerkschaft", "Verdi", "ORG", "ehemalige"),
    ],
)
def test_no_class(table):
    assert stated(table) == set()


BANKS = """
Banken Bank NOUN 5 nsubj Case=Nom|Number=Plur
UBS UBS PROPN 1 appos Case=Nom B-ORG
und und CCONJ 4 cc
Commerzbank Commerzbank PROPN 2 conj Case=Nom B-ORG
handeln handeln VERB 0 root VerbForm=Fin
"""
QUOTED = """
Der der DET 2 det Case=Nom|Definite=Def
Dokumentarfilm Dokumentarfilm NOUN 6 nsubj Case=Nom|Number=Sing
„ „ PUNCT 4 punct
~Seefeuer Seefeuer PROPN 2 dep _ B-OTH
~“ “ PUNCT 4 punct
läuft laufen VERB 0 root VerbForm=Fin
"""
ALLIES = """
Kerry Kerry PROPN 2 nsubj Case=Nom B-PER
traf treffen VERB 0 root VerbForm=Fin
ihre ihr DET 4 det:poss Case=Acc|Poss=Yes
Kollegen Kollege NOUN 2 obj Case=Acc|Number=Plur
Fabius Fabius PROPN 4 appos Case=Acc B-PER
und und CCONJ 7 cc
Hammond Hammond PROPN 5 conj Case=Acc B-PER
"""
PLAYER = """
Torwart Torwart NOUN 6 nsubj Case=Nom|Number=Sing
Neuer Neuer PROPN 1 appos Case=Nom B-PER
vom von ADP 4 case
FC FC PROPN 6 obl Case=Dat B-ORG
Bayern Bayern PROPN 4 flat Case=Dat I-ORG
hält halten VERB 0 root VerbForm=Fin
"""
PARTY = """
Maas Maas PROPN 5 nsubj Case=Nom B-PER
von von ADP 4 case
der der DET 4 det Case=Dat|Definite=Def
SPD SPD PROPN 1 nmod Case=Dat B-ORG
sprach sprechen VERB 0 root VerbForm=Fin
"""
ARRESTED = """
Müller Müller PROPN 5 nsubj:pass Case=Nom B-PER
von von ADP 4 case
der der DET 4 det Case=Dat|Definite=Def
SPD SPD PROPN 5 obl:agent Case=Dat B-ORG
verklagt verklagen VERB 0 root VerbForm=Part
"""
GETS = """
Müller Müller PROPN 5 nsubj Case=Nom B-PER
von von ADP 4 case
der der DET 4 det Case=Dat|Definite=Def
Telekom Telekom PROPN 5 obl Case=Dat B-ORG
bekam bekommen VERB 0 root VerbForm=Fin
"""
SEAT = """
der der DET 2 det Case=Nom|Definite=Def
Bundesgerichtshof Bundesgerichtshof NOUN 5 nsubj Case=Nom|Number=Sing B-ORG
in in ADP 4 case
Karlsruhe Karlsruhe PROPN 5 obl Case=Dat B-LOC
tagt tagen VERB 0 root VerbForm=Fin
"""
NO_SEAT = """
ein ein DET 2 det Case=Nom|Definite=Ind
Institut Institut NOUN 5 nsubj Case=Nom|Number=Sing
in in ADP 4 case
Karlsruhe Karlsruhe PROPN 5 obl Case=Dat B-LOC
tagt tagen VERB 0 root VerbForm=Fin
"""
BRANCH = """
die der DET 2 det Case=Nom|Definite=Def
SPD SPD PROPN 5 nsubj Case=Nom B-ORG
in in ADP 4 case
Köln Köln PROPN 2 nmod Case=Dat B-LOC
tagt tagen VERB 0 root VerbForm=Fin
"""
ORIGIN = """
Reinecke Reinecke PROPN 4 nsubj Case=Nom B-ORG
aus aus ADP 3 case
Hannover Hannover PROPN 1 nmod Case=Dat B-LOC
plant planen VERB 0 root VerbForm=Fin
"""
LED = """
die der DET 3 det Case=Nom|Definite=Def
US-geführte US-geführt ADJ 3 amod Case=Nom
Koalition Koalition NOUN 4 nsubj Case=Nom|Number=Sing
siegt siegen VERB 0 root VerbForm=Fin
"""
LEADERSHIP = """
die der DET 2 det Case=Nom|Definite=Def
Hamas-Führung Hamas-Führung NOUN 3 nsubj Case=Nom|Number=Sing B-ORGpart
schweigt schweigen VERB 0 root VerbForm=Fin
"""
SOLDIERS = """
US-Soldaten US-Soldat NOUN 2 nsubj Case=Nom|Number=Plur B-LOCpart
siegen siegen VERB 0 root VerbForm=Fin
"""
MOVEMENT = """
Der der DET 2 det Case=Nom|Definite=Def
Sprecher Sprecher NOUN 9 nsubj Case=Nom|Number=Sing
der der DET 4 det Case=Gen|Definite=Def
Bewegung Bewegung NOUN 2 nmod Case=Gen|Number=Sing
Ennahda Ennahda PROPN 4 appos Case=Nom B-ORG
~, , PUNCT 7 punct
Ali Ali PROPN 2 appos Case=Nom B-PER
~, , PUNCT 7 punct
sprach sprechen VERB 0 root VerbForm=Fin
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (BANKS, {("UBS", "isA", "Bank"), ("Commerzbank", "isA", "Bank")}),
        (QUOTED, {("Seefeuer", "isA", "Dokumentarfilm")}),
        (ALLIES, {("Fabius", "colleagueOf", "ihre"), ("Hammond", "colleagueOf", "ihre")}),
        (PLAYER, {("Neuer", "holdsPosition", "Torwart"), ("Neuer", "playsFor", "FC")}),
        (PARTY, {("Maas", "memberOf", "SPD")}),
        (ARRESTED, set()),
        (GETS, set()),
        (SEAT, {("Bundesgerichtshof", "locatedIn", "Karlsruhe")}),
        (NO_SEAT, set()),
        (BRANCH, set()),
        (ORIGIN, {("Reinecke", "basedIn", "Hannover")}),
        (LED, {("US-geführte", "leads", "Koalition")}),
        (LEADERSHIP, {("Hamas-Führung", "partOf", "Hamas")}),
        (SOLDIERS, set()),
    ],
)
def test_belonging(table, expected):
    assert stated(table) == expected


def test_spokesman_of_what_a_class_noun_introduces():
    assert ("Ali", "spokespersonOf", "Ennahda") in stated(MOVEMENT)


def post(noun, lemma, adjective="", tag="_", gender="Masc"):
    rows = [f"{adjective} {adjective.lower()} ADJ 2 amod Case=Nom {tag}"] if adjective else []
    at = len(rows) + 1
    rows.append(f"{noun} {lemma} NOUN {at + 2} nsubj Case=Nom|Gender={gender}|Number=Sing")
    rows.append(f"Meier Meier PROPN {at} appos Case=Nom B-PER\nsprach sprechen VERB 0 root VerbForm=Fin")
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            post("CDU-Politiker", "CDU-Politiker", "Berliner", "B-LOCderiv"),
            {("holdsPosition", "Berliner CDU-Politiker"), ("memberOf", "CDU")},
        ),
        (post("DGB-Chef", "DGB-Chef"), {("holdsPosition", "DGB-Chef"), ("leads", "DGB")}),
        (
            post("Grünen-Vorsitzende", "Grünen-Vorsitzend", gender="Fem"),
            {("holdsPosition", "Grünen-Vorsitzende"), ("leads", "Grüne")},
        ),
        (
            post("CDU-Fraktionsvorsitzender", "CDU-Fraktionsvorsitzend"),
            {("holdsPosition", "CDU-Fraktionsvorsitzender"), ("memberOf", "CDU")},
        ),
        (post("Präsident", "Präsident", "ehemalige"), {("holdsPosition", "ehemaliger Präsident")}),
        (post("Minister", "Minister", "frühere"), {("holdsPosition", "früherer Minister")}),
        (post("DGB-Chef", "DGB-Chef", "frühere"), {("holdsPosition", "früherer DGB-Chef")}),
        (post("Ex-Präsident", "Ex-Präsident"), {("holdsPosition", "Ex-Präsident")}),
        (post("Präsident", "Präsident", "neue"), {("holdsPosition", "Präsident")}),
        (
            post("Al-Qaida-Mitglied", "Al-Qaida-Mitglied", gender="Neut"),
            {("holdsPosition", "Al-Qaida-Mitglied"), ("memberOf", "Al-Qaida")},
        ),
        (post("US-Präsident", "US-Präsident"), {("holdsPosition", "US-Präsident")}),
    ],
)
def test_post(table, expected):
    assert {(relation, label) for _, relation, label in stated(table)} == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("CDU-Politikerin", ("memberOf", "CDU")), ("US-Präsident", None), ("BVB-Trainer", ("coaches", "BVB"))],
)
def test_prefix(word, expected):
    assert relation_to_prefix(read_title(word)) == expected


@pytest.mark.parametrize(
    ("word", "kind"),
    [("Terrormiliz", "organisations"), ("Komet", "things"), ("Stadtteil", "places"), ("Tatort", None)],
)
def test_class_kind(word, kind):
    assert class_kind(word) == kind


def test_bare_classes_say_little():
    assert says_little("Stadt") and says_little("Partnerstadt") and not says_little("Terrormiliz")


FILM = """
In in ADP 3 case
seinem sein DET 3 det:poss Case=Dat|Poss=Yes
Film Film NOUN 6 obl Case=Dat|Number=Sing
Seefeuer Seefeuer PROPN 3 appos _ B-OTH
Rosi Rosi PROPN 6 nsubj _ B-PER
zeigt zeigen VERB 0 root VerbForm=Fin
"""
NOVEL = """
der der DET 2 det Case=Nom|Definite=Def
Roman Roman NOUN 9 nsubj Case=Nom|Number=Sing
„ „ PUNCT 4 punct
~Tauben Taube NOUN 2 appos _ B-OTH
~“ “ PUNCT 4 punct
von von ADP 7 case
Süskind Süskind PROPN 2 nmod _ B-PER
bald bald ADV 9 advmod
erscheint erscheinen VERB 0 root VerbForm=Fin
"""
CAR = FILM.replace("Film Film", "Auto Auto")
PREDECESSOR = """
Ihr ihr DET 2 det:poss Case=Nom|Poss=Yes
Vorgänger Vorgänger NOUN 4 nsubj Case=Nom|Number=Sing
Peters Peters PROPN 2 appos Case=Nom B-PER
ging gehen VERB 0 root VerbForm=Fin
"""
BARE = """
die der DET 2 det Case=Nom|Definite=Def
CDU-Vorsitzende CDU-Vorsitzend NOUN 3 nsubj Case=Nom|Gender=Fem|Number=Sing B-ORGpart
sprach sprechen VERB 0 root VerbForm=Fin
"""
INDEFINITE = BARE.replace(
    "die der DET 2 det Case=Nom|Definite=Def", "eine ein DET 2 det Case=Nom|Definite=Ind"
)
BIG = """
Verdi Verdi PROPN 7 nsubj _ B-ORG
~, , PUNCT 5 punct
die der DET 5 det Definite=Def
größte groß ADJ 5 amod Degree=Sup
Gewerkschaft Gewerkschaft NOUN 1 appos Case=Nom|Number=Sing
~, , PUNCT 5 punct
streikt streiken VERB 0 root VerbForm=Fin
"""
CONCERN = """
Der der DET 3 det Case=Nom|Definite=Def
Leverkusener Leverkusener ADJ 3 amod Case=Nom B-LOCderiv
Bayer-Konzern Bayer-Konzern NOUN 4 nsubj Case=Nom|Number=Sing B-ORGpart
kauft kaufen VERB 0 root VerbForm=Fin
"""
POOL = """
Das der DET 2 det Case=Nom|Definite=Def
Freibad Freibad NOUN 6 nsubj Case=Nom|Number=Sing
im in ADP 4 case
Stadtteil Stadtteil NOUN 2 nmod Case=Dat|Number=Sing
Westercelle Westercelle PROPN 4 appos _ B-LOC
schließt schließen VERB 0 root VerbForm=Fin
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (FILM, {("Seefeuer", "isA", "Film"), ("seinem", "directs", "Seefeuer")}),
        (NOVEL, {("Tauben", "isA", "Roman"), ("Süskind", "writes", "Tauben")}),
        (CAR, set()),
        (PREDECESSOR, {("Ihr", "succeeds", "Peters")}),
        (
            BARE,
            {("CDU-Vorsitzende", "holdsPosition", "CDU-Vorsitzende"), ("CDU-Vorsitzende", "leads", "CDU")},
        ),
        (INDEFINITE, set()),
        (BIG, {("Verdi", "isA", "Gewerkschaft")}),
        (BIG.replace("1 appos", "7 obj"), set()),
        (CONCERN, {("Bayer-Konzern", "basedIn", "Leverkusen")}),
        (CONCERN.replace("Bayer-Konzern", "Bayer-Aktie"), set()),
        (POOL, {("Freibad", "locatedIn", "Westercelle")}),
    ],
)
def test_works_roles_and_seats(table, expected):
    assert stated(table) == expected
