"""Who says what: one hand-built sentence for each construction, and what is no speech."""

import pytest

from kg.errors import VocabularyError
from kg.lang.de import speech_data
from kg.lang.de.speech import find_speech
from kg.model import Clause, Span
from tests.building import make_doc

SUB1 = "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
SUB2 = "Mood=Sub|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"
IND = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
PRES = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"

DIRECT_AFTER = f"""
" " PUNCT 4 punct
~Wir wir PRON 4 nsubj
haben haben AUX 4 aux {PRES}
gewonnen gewinnen VERB 7 ccomp VerbForm=Part
~" " PUNCT 4 punct
~, , PUNCT 7 punct
sagte sagen VERB 0 root {IND}
Obama Obama PROPN 7 nsubj _ B-PER
~. . PUNCT 7 punct
"""
DIRECT_COLON = f"""
Obama Obama PROPN 2 nsubj _ B-PER
sagte sagen VERB 0 root {IND}
~: : PUNCT 2 punct
„ „ PUNCT 7 punct
~Wir wir PRON 7 nsubj
werden werden AUX 7 aux {PRES}
gewinnen gewinnen VERB 2 ccomp VerbForm=Inf
~. . PUNCT 7 punct
~“ “ PUNCT 7 punct
"""
INTERRUPTED = f"""
„ „ PUNCT 4 punct
~Die der DET 3 det
Lage Lage NOUN 4 nsubj
ist sein VERB 7 ccomp {PRES}
ernst ernst ADJ 4 xcomp
~“ “ PUNCT 4 punct
~, , PUNCT 8 punct
sagte sagen VERB 0 root {IND}
Merkel Merkel PROPN 8 nsubj _ B-PER
~, , PUNCT 8 punct
„ „ PUNCT 13 punct
~wir wir PRON 13 nsubj
handeln handeln VERB 8 parataxis {PRES}
jetzt jetzt ADV 13 advmod
~. . PUNCT 13 punct
~“ “ PUNCT 13 punct
"""
DASS = f"""
Russland Russland PROPN 2 nsubj _ B-LOC
kritisierte kritisieren VERB 0 root {IND}
~, , PUNCT 7 punct
dass dass SCONJ 7 mark
die der DET 6 det
Koalition Koalition NOUN 7 nsubj
zögere zögern VERB 2 ccomp {SUB1}
~. . PUNCT 2 punct
"""
DENIED = DASS.replace("kritisierte kritisieren", "bestritt bestreiten")
KONJUNKTIV = f"""
Kerry Kerry PROPN 2 nsubj _ B-PER
sagte sagen VERB 0 root {IND}
~, , PUNCT 6 punct
er er PRON 6 nsubj
sei sein AUX 6 cop {SUB1}
bereit bereit ADJ 2 ccomp
~. . PUNCT 2 punct
"""
INVERTED = f"""
Carter Carter PROPN 5 nsubj _ B-PER
werde werden AUX 5 aux {SUB1}
in in ADP 4 case
Kürze Kürze NOUN 5 obl
reisen reisen VERB 7 ccomp VerbForm=Inf
~, , PUNCT 7 punct
kündigte ankündigen VERB 0 root {IND}
der der DET 9 det
US-Präsident US-Präsident NOUN 7 nsubj
an an ADP 7 compound:prt
~. . PUNCT 7 punct
"""
LAUT = f"""
Laut laut ADP 2 case
Kreml Kreml PROPN 3 obl _ B-ORG
trifft treffen VERB 0 root {PRES}
Kerry Kerry PROPN 3 nsubj _ B-PER
Putin Putin PROPN 3 obj _ B-PER
~. . PUNCT 3 punct
"""
ZUFOLGE = LAUT.replace(
    "Laut laut ADP 2 case\nKreml Kreml PROPN 3 obl _ B-ORG",
    ("Kreml Kreml PROPN 3 obl _ B-ORG\nzufolge zufolge ADP 1 case"),
)
NACH_ANGABEN = f"""
Obama Obama PROPN 7 nsubj _ B-PER
hat haben AUX 7 aux {PRES}
nach nach ADP 4 case
Angaben Angabe NOUN 7 obl
Washingtons Washington PROPN 4 nmod Case=Gen B-LOC
Einsätze Einsatz NOUN 7 obj
bewilligt bewilligen VERB 0 root VerbForm=Part
~. . PUNCT 7 punct
"""
SO = f"""
Das das PRON 3 nsubj
sei sein AUX 3 cop {SUB1}
falsch falsch ADJ 0 root
~, , PUNCT 6 punct
so so ADV 6 advmod
Merkel Merkel PROPN 3 parataxis _ B-PER
~. . PUNCT 3 punct
"""
WIE = f"""
Wie wie SCONJ 4 mark
das der DET 3 det
Amt Amt NOUN 4 nsubj
mitteilte mitteilen VERB 6 advcl {IND}
~, , PUNCT 4 punct
kam kommen VERB 0 root {IND}
niemand niemand PRON 6 nsubj
~. . PUNCT 6 punct
"""
SOLL = f"""
Er er PRON 3 nsubj
soll sollen AUX 3 aux {PRES}
getötet töten VERB 0 root VerbForm=Part
worden werden AUX 3 aux:pass VerbForm=Part
sein sein AUX 3 aux VerbForm=Inf
~. . PUNCT 3 punct
"""
CARRIED = f"""
Er er PRON 2 nsubj
sagte sagen VERB 0 root {IND}
~, , PUNCT 6 punct
man man PRON 6 nsubj
sei sein AUX 6 cop {SUB1}
bereit bereit ADJ 2 ccomp
~. . PUNCT 2 punct

Zudem zudem ADV 5 advmod
hätten haben AUX 5 aux {SUB2}
die der DET 4 det
Soldaten Soldat NOUN 5 nsubj
gekämpft kämpfen VERB 0 root VerbForm=Part
~. . PUNCT 5 punct
"""
HEISST = f"""
Er er PRON 3 nsubj
sei sein AUX 3 cop {SUB1}
krank krank ADJ 5 ccomp
~, , PUNCT 5 punct
hieß heißen VERB 0 root {IND}
es es PRON 5 nsubj
~. . PUNCT 5 punct
"""


def said(doc, clauses=()):
    """Type, speaker, cue, quotes of each speech."""
    return [
        (
            s.rule.removeprefix("de.speech."),
            s.type,
            doc[s.speaker].text if s.speaker is not None else None,
            s.cue.text if s.cue else None,
            tuple(q.text for q in s.quotes),
        )
        for s in find_speech(doc, clauses)
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (DIRECT_AFTER, [("direct", "direct", "Obama", "sagte", ('"Wir haben gewonnen"',))]),
        (DIRECT_COLON, [("direct", "direct", "Obama", "sagte", ("„Wir werden gewinnen.“",))]),
        (
            INTERRUPTED,
            [("direct", "direct", "Merkel", "sagte", ("„Die Lage ist ernst“", "„wir handeln jetzt.“"))],
        ),
        (DASS, [("dass", "indirect", "Russland", "kritisierte", ("dass die Koalition zögere",))]),
        (KONJUNKTIV, [("konjunktiv", "indirect", "Kerry", "sagte", ("er sei bereit",))]),
        (
            INVERTED,
            [("inverted", "indirect", "US-Präsident", "kündigte", ("Carter werde in Kürze reisen",))],
        ),
        (LAUT, [("laut", "reported", "Kreml", "Laut", ("trifft Kerry Putin",))]),
        (ZUFOLGE, [("laut", "reported", "Kreml", "zufolge", ("trifft Kerry Putin",))]),
        (
            NACH_ANGABEN,
            [("nach", "reported", "Washingtons", "nach Angaben", ("Obama hat", "Einsätze bewilligt"))],
        ),
        (SO, [("so", "indirect", "Merkel", "so", ("Das sei falsch",))]),
        (WIE, [("wie", "reported", "Amt", "mitteilte", ("kam niemand",))]),
        (SOLL, [("soll", "reported", None, "soll", ("Er soll getötet worden sein",))]),
        (
            CARRIED,
            [
                ("konjunktiv", "indirect", "Er", "sagte", ("man sei bereit",)),
                ("carried", "indirect", "Er", None, ("Zudem hätten die Soldaten gekämpft",)),
            ],
        ),
        (HEISST, [("inverted", "indirect", None, "hieß", ("Er sei krank",))]),
    ],
    ids=lambda value: value.strip().split()[0] if isinstance(value, str) else "",
)
def test_speech(table, expected):
    assert said(make_doc(table)) == expected


NAME_IN_QUOTES = f"""
Henker Henker NOUN 5 nsubj
" " PUNCT 3 punct
~John John PROPN 1 appos _ B-PER
~" " PUNCT 3 punct
starb sterben VERB 0 root {IND}
~. . PUNCT 5 punct
"""
ADVERBIAL = f"""
Als als SCONJ 3 mark
er er PRON 3 nsubj
ankam ankommen VERB 5 advcl {IND}
~, , PUNCT 3 punct
sagte sagen VERB 0 root {IND}
Obama Obama PROPN 5 nsubj _ B-PER
nichts nichts PRON 5 obj
~. . PUNCT 5 punct
"""
CONDITION = f"""
Wenn wenn SCONJ 3 mark
sie sie PRON 3 nsubj
kämen kommen VERB 7 advcl {SUB2}
~, , PUNCT 3 punct
hätten haben AUX 7 aux {SUB2}
alle alle PRON 7 nsubj
gewonnen gewinnen VERB 0 root VerbForm=Part
~. . PUNCT 7 punct
"""
OBLIGATION = f"""
Er er PRON 3 nsubj
soll sollen AUX 3 aux {PRES}
kommen kommen VERB 0 root VerbForm=Inf
~. . PUNCT 3 punct
"""
NACH_MOSKAU = f"""
Kerry Kerry PROPN 2 nsubj _ B-PER
reist reisen VERB 0 root {PRES}
nach nach ADP 4 case
Moskau Moskau PROPN 2 obl _ B-LOC
~. . PUNCT 2 punct
"""
SO_WIE = f"""
Er er PRON 2 nsubj
kam kommen VERB 0 root {IND}
~, , PUNCT 6 punct
so so ADV 6 advmod
wie wie ADP 6 case
Merkel Merkel PROPN 2 obl _ B-PER
~. . PUNCT 2 punct
"""
WISH = f"""
Seien sein AUX 3 cop {SUB1}
wir wir PRON 3 nsubj
ehrlich ehrlich ADJ 0 root
~. . PUNCT 3 punct
"""


@pytest.mark.parametrize(
    "table", [NAME_IN_QUOTES, ADVERBIAL, CONDITION, OBLIGATION, NACH_MOSKAU, SO_WIE, WISH],
    ids=["name", "adverbial", "condition", "obligation", "nach", "so-wie", "wish"],
)  # fmt: skip
def test_no_speech(table):
    assert said(make_doc(table)) == []


def test_a_denial_is_marked():
    (denied,) = find_speech(make_doc(DENIED), ())
    (plain,) = find_speech(make_doc(DASS), ())
    assert denied.denied and not plain.denied


ANNOUNCED = f"""
Pentagon Pentagon PROPN 2 nsubj _ B-ORG
kündigte ankündigen VERB 0 root {IND}
eine ein DET 4 det
Reise Reise NOUN 2 obj
Carters Carter PROPN 4 nmod Case=Gen B-PER
an an ADP 2 compound:prt
~. . PUNCT 2 punct
"""


def test_an_announced_event_is_reported():
    doc = make_doc(ANNOUNCED)
    trip = Clause("Reise", Span(0, 0, ""), "Reise", 3, (), nominal=True)
    expected = [("object", "reported", "Pentagon", "kündigte", ("eine Reise Carters",))]
    assert said(doc, (trip,)) == expected
    assert said(doc, ()) == []


def test_every_span_is_a_slice():
    for table in (DIRECT_AFTER, INTERRUPTED, INVERTED, NACH_ANGABEN, CARRIED):
        doc = make_doc(table)
        spans = [q for s in find_speech(doc, ()) for q in (*s.quotes, *([s.cue] if s.cue else []))]
        assert spans
        assert all(doc.text[q.start : q.end] == q.text for q in spans)


def test_a_bad_word_list_is_named(tmp_path, monkeypatch):
    bad = tmp_path / "speech_verbs.toml"
    bad.write_text("say = ['sagen']\n", encoding="utf-8")
    monkeypatch.setattr(speech_data, "_FILE", bad)
    with pytest.raises(VocabularyError, match=r"speech_verbs\.toml.*expected say"):
        speech_data.load_speech_words.__wrapped__()
