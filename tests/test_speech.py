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
WILL = f"""
Die der DET 2 det
Zeugin Zeugin NOUN 5 nsubj
will wollen AUX 5 aux {PRES}
Putin Putin PROPN 5 obj
gesehen sehen VERB 0 root VerbForm=Part
haben haben AUX 5 aux VerbForm=Inf
~. . PUNCT 5 punct
"""
ALLEGED = f"""
Angeblich angeblich ADV 2 advmod
kam kommen VERB 0 root {PRES}
Putin Putin PROPN 2 nsubj
~. . PUNCT 2 punct
"""
ADJECTIVE_ALLEGED = f"""
Der der DET 4 det
angeblich angeblich ADV 3 advmod
reiche reich ADJ 4 amod
Mann Mann NOUN 5 nsubj
kam kommen VERB 0 root {PRES}
~. . PUNCT 5 punct
"""
HEADLINE = f"""
Merkel Merkel PROPN 4 dep _ B-PER
~: : PUNCT 1 punct
Europa Europa PROPN 4 nsubj _ B-LOC
wartet warten VERB 0 root {PRES}
"""
PLACE_HEADLINE = f"""
Hamburg Hamburg PROPN 4 dep _ B-LOC
~: : PUNCT 1 punct
Europa Europa PROPN 4 nsubj _ B-LOC
wartet warten VERB 0 root {PRES}
"""
PARTED = f"""
„ „ PUNCT 3 punct
~Das der DET 3 det
Spiel Spiel NOUN 11 nsubj
~“ “ PUNCT 3 punct
~, , PUNCT 3 punct
so so ADV 8 advmod
der der DET 8 det
Trainer Trainer NOUN 3 parataxis
~, , PUNCT 8 punct
„ „ PUNCT 11 punct
~war sein AUX 0 root {PRES}
schwach schwach ADJ 11 xcomp
~. . PUNCT 11 punct
~“ “ PUNCT 11 punct
"""
OBJECT_FIRST = f"""
Den der DET 2 det Case=Acc
Fonds Fonds NOUN 3 nsubj Case=Nom
fordert fordern VERB 0 root {PRES}
er er PRON 3 obj Case=Nom
auf auf ADP 3 compound:prt
~, , PUNCT 8 punct
zu zu PART 8 mark
helfen helfen VERB 3 xcomp VerbForm=Inf
~. . PUNCT 3 punct
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


PARTICLE = f"""
Der der DET 2 det
Sprecher Sprecher NOUN 3 nsubj Case=Nom
gab geben VERB 0 root {IND}
jedoch jedoch ADV 3 advmod
an an ADV 3 advmod
~, , PUNCT 8 punct
es es PRON 8 nsubj
gehe gehen VERB 3 dep {SUB1}
ihm er PRON 8 iobj
gut gut ADJ 8 advmod
~. . PUNCT 3 punct
"""
ANAPHOR = f"""
Das das PRON 2 obj
berichtete berichten VERB 0 root {IND}
die der DET 4 det
Zeitung Zeitung NOUN 2 nsubj Case=Nom
~. . PUNCT 2 punct
"""
BEFORE_IT = f"""
Zwei zwei NUM 2 nummod
Menschen Mensch NOUN 3 nsubj
starben sterben VERB 0 root {IND}
~. . PUNCT 3 punct
"""
INFINITIVE = f"""
Die der DET 2 det
Opposition Opposition NOUN 3 nsubj Case=Nom
forderte fordern VERB 0 root {IND}
~, , PUNCT 8 punct
den der DET 6 det
Minister Minister NOUN 8 obj
zu zu PART 8 mark
entlassen entlassen VERB 3 xcomp VerbForm=Inf
~. . PUNCT 3 punct
"""
NOUN = f"""
Die der DET 2 det
Ansicht Ansicht NOUN 10 nsubj
der der DET 4 det
Richter Richter NOUN 2 nmod Case=Gen
~, , PUNCT 8 punct
dass dass SCONJ 8 mark
er er PRON 8 nsubj
log lügen VERB 2 acl {IND}
~, , PUNCT 8 punct
überraschte überraschen VERB 0 root {IND}
~. . PUNCT 10 punct
"""
AFTERWARDS = f"""
Nachdem nachdem SCONJ 3 mark
Merkel Merkel PROPN 3 nsubj Case=Nom B-PER
gesagt sagen VERB 11 advcl VerbForm=Part
hatte haben AUX 3 aux {IND}
~, , PUNCT 8 punct
dass dass SCONJ 8 mark
er er PRON 8 nsubj
komme kommen VERB 3 ccomp {SUB1}
~, , PUNCT 3 punct
hatte haben AUX 11 aux {IND}
gelacht lachen VERB 0 root VerbForm=Part
Kerry Kerry PROPN 11 nsubj _ B-PER
~. . PUNCT 11 punct
"""
NAME_FIRST = f"""
Von von ADP 3 case _ B-PER
der der DET 3 det _ I-PER
Leyen Leyen PROPN 4 obl _ I-PER
betonte betonen VERB 0 root {IND}
~, , PUNCT 8 punct
sie sie PRON 8 nsubj
sei sein AUX 8 cop {SUB1}
froh froh ADJ 4 ccomp
~. . PUNCT 4 punct
"""
SHARED_SUBJECT = f"""
Merkel Merkel PROPN 2 nsubj _ B-PER
kam kommen VERB 0 root {IND}
und und CCONJ 4 cc
sagte sagen VERB 2 conj {IND}
~, , PUNCT 8 punct
sie sie PRON 8 nsubj
sei sein AUX 8 cop {SUB1}
froh froh ADJ 4 ccomp
~. . PUNCT 2 punct
"""
CONFIDENT = f"""
Der der DET 2 det
Trainer Trainer NOUN 4 nsubj Case=Nom
ist sein AUX 4 cop {PRES}
zuversichtlich zuversichtlich ADJ 0 root
~, , PUNCT 8 punct
bald bald ADV 8 advmod
zu zu PART 8 mark
siegen siegen VERB 4 xcomp VerbForm=Inf
~. . PUNCT 4 punct
"""
COMPOUND = f"""
Nach nach ADP 2 case
Polizeiangaben Polizeiangabe NOUN 3 obl
starben sterben VERB 0 root {IND}
zwei zwei NUM 5 nummod
Menschen Mensch NOUN 3 nsubj
~. . PUNCT 3 punct
"""
SINGULAR_II = f"""
Er er PRON 2 nsubj
sagte sagen VERB 0 root {IND}
~, , PUNCT 6 punct
man man PRON 6 nsubj
sei sein AUX 6 cop {SUB1}
bereit bereit ADJ 2 ccomp
~. . PUNCT 2 punct

Zudem zudem ADV 5 advmod
hätte haben AUX 5 aux Mood=Sub|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
der der DET 4 det
Soldat Soldat NOUN 5 nsubj
gekämpft kämpfen VERB 0 root VerbForm=Part
~. . PUNCT 5 punct
"""
FIRST_PERSON_TAG = f"""
Er er PRON 2 nsubj
sagte sagen VERB 0 root {IND}
~, , PUNCT 6 punct
man man PRON 6 nsubj
sei sein AUX 6 cop {SUB1}
bereit bereit ADJ 2 ccomp
~. . PUNCT 2 punct

Die der DET 2 det
Folgen Folge NOUN 3 obj
nehme nehmen VERB 0 root Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin
er er PRON 3 nsubj
hin hin ADP 3 compound:prt
~. . PUNCT 3 punct
"""
TASK = f"""
Er er PRON 2 nsubj
sagte sagen VERB 0 root {IND}
~, , PUNCT 6 punct
man man PRON 6 nsubj
sei sein AUX 6 cop {SUB1}
bereit bereit ADJ 2 ccomp
~. . PUNCT 2 punct

Die der DET 2 det
Arbeit Arbeit NOUN 4 nsubj
soll sollen AUX 4 aux {PRES}
beginnen beginnen VERB 0 root VerbForm=Inf
~. . PUNCT 4 punct
"""
HEARSAY_OF = f"""
Laut laut ADP 2 case
Polizei Polizei NOUN 3 obl
floh fliehen VERB 0 root {IND}
der der DET 5 det
Mann Mann NOUN 3 nsubj
~. . PUNCT 3 punct

Er er PRON 3 nsubj
soll sollen AUX 3 aux {PRES}
geschossen schießen VERB 0 root VerbForm=Part
haben haben AUX 3 aux VerbForm=Inf
~. . PUNCT 3 punct
"""
DOCUMENT = f"""
In in ADP 3 case
dem der DET 3 det
Schreiben Schreiben NOUN 4 obl Case=Dat
heißt heißen VERB 0 root {PRES}
es es PRON 4 nsubj
~, , PUNCT 9 punct
er er PRON 9 nsubj
sei sein AUX 9 cop {SUB1}
krank krank ADJ 4 ccomp
~. . PUNCT 4 punct
"""
DATIVE_FIRST = f"""
Der der DET 2 det Case=Dat
Zeitung Zeitung NOUN 3 nsubj Case=Dat
sagte sagen VERB 0 root {IND}
Karma Karma PROPN 3 obj Case=Nom B-PER
~, , PUNCT 8 punct
er er PRON 8 nsubj
sei sein AUX 8 cop {SUB1}
frei frei ADJ 3 ccomp
~. . PUNCT 3 punct
"""
QUOTED_BY = f"""
Die der DET 2 det
Zeitung Zeitung NOUN 3 nsubj
zitiert zitieren VERB 0 root {PRES}
Merkel Merkel PROPN 3 obj _ B-PER
~: : PUNCT 3 punct
„ „ PUNCT 9 punct
~Wir wir PRON 9 nsubj
sind sein AUX 9 cop {PRES}
bereit bereit ADJ 3 parataxis
~. . PUNCT 9 punct
~“ “ PUNCT 9 punct
"""
TWO_IN_A_ROW = f"""
„ „ PUNCT 4 punct
~Wir wir PRON 4 nsubj
haben haben AUX 4 aux {PRES}
gewonnen gewinnen VERB 7 ccomp VerbForm=Part
~“ “ PUNCT 4 punct
~, , PUNCT 7 punct
sagte sagen VERB 0 root {IND}
Merkel Merkel PROPN 7 nsubj _ B-PER
~. . PUNCT 7 punct

„ „ PUNCT 4 punct
~Das das PRON 4 nsubj
ist sein AUX 4 cop {PRES}
gut gut ADJ 0 root
~. . PUNCT 4 punct
~“ “ PUNCT 4 punct
"""
WONACH = f"""
Er er PRON 2 nsubj
teilt teilen VERB 0 root {PRES}
den der DET 4 det
Verdacht Verdacht NOUN 2 obj
der der DET 6 det
Kritiker Kritiker NOUN 4 nmod Case=Gen
~, , PUNCT 11 punct
wonach wonach ADV 11 advmod
sie sie PRON 11 nsubj
Geld Geld NOUN 11 obj
nahm nehmen VERB 4 acl {IND}
~. . PUNCT 2 punct
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
        (LAUT, [("laut", "indirect", "Kreml", "Laut", ("trifft Kerry Putin",))]),
        (ZUFOLGE, [("laut", "indirect", "Kreml", "zufolge", ("trifft Kerry Putin",))]),
        (
            NACH_ANGABEN,
            [("nach", "indirect", "Washingtons", "nach Angaben", ("Obama hat", "Einsätze bewilligt"))],
        ),
        (SO, [("so", "indirect", "Merkel", "so", ("Das sei falsch",))]),
        (WIE, [("wie", "indirect", "Amt", "mitteilte", ("kam niemand",))]),
        (SOLL, [("soll", "reported", None, "soll", ("Er soll getötet worden sein",))]),
        (
            CARRIED,
            [
                ("konjunktiv", "indirect", "Er", "sagte", ("man sei bereit",)),
                ("carried", "indirect", "Er", None, ("Zudem hätten die Soldaten gekämpft",)),
            ],
        ),
        (HEISST, [("inverted", "indirect", None, "hieß", ("Er sei krank",))]),
        (PARTICLE, [("konjunktiv", "indirect", "Sprecher", "gab", ("es gehe ihm gut",))]),
        (BEFORE_IT + ANAPHOR, [("das", "indirect", "Zeitung", "berichtete", ("Zwei Menschen starben",))]),
        (INFINITIVE, [("infinitive", "indirect", "Opposition", "forderte", ("den Minister zu entlassen",))]),
        (NOUN, [("noun", "indirect", "Richter", "Ansicht", ("dass er log",))]),
        (AFTERWARDS, [("dass", "indirect", "Merkel", "gesagt", ("dass er komme",))]),
        (NAME_FIRST, [("konjunktiv", "indirect", "Leyen", "betonte", ("sie sei froh",))]),
        (SHARED_SUBJECT, [("konjunktiv", "indirect", "Merkel", "sagte", ("sie sei froh",))]),
        (CONFIDENT, [("adjective", "indirect", "Trainer", "zuversichtlich", ("bald zu siegen",))]),
        (
            COMPOUND,
            [("nach", "indirect", "Polizeiangaben", "Nach Polizeiangaben", ("starben zwei Menschen",))],
        ),
        (
            SINGULAR_II,
            [
                ("konjunktiv", "indirect", "Er", "sagte", ("man sei bereit",)),
                ("carried", "indirect", "Er", None, ("Zudem hätte der Soldat gekämpft",)),
            ],
        ),
        (
            FIRST_PERSON_TAG,
            [
                ("konjunktiv", "indirect", "Er", "sagte", ("man sei bereit",)),
                ("carried", "indirect", "Er", None, ("Die Folgen nehme er hin",)),
            ],
        ),
        (
            TASK,
            [
                ("konjunktiv", "indirect", "Er", "sagte", ("man sei bereit",)),
                ("carried", "indirect", "Er", None, ("Die Arbeit soll beginnen",)),
            ],
        ),
        (
            HEARSAY_OF,
            [
                ("laut", "indirect", "Polizei", "Laut", ("floh der Mann",)),
                ("soll", "reported", "Polizei", "soll", ("Er soll geschossen haben",)),
            ],
        ),
        (DOCUMENT, [("konjunktiv", "indirect", "Schreiben", "heißt", ("er sei krank",))]),
        (DATIVE_FIRST, [("konjunktiv", "indirect", "Karma", "sagte", ("er sei frei",))]),
        (QUOTED_BY, [("direct", "direct", "Merkel", "zitiert", ("„Wir sind bereit.“",))]),
        (
            TWO_IN_A_ROW,
            [
                ("direct", "direct", "Merkel", "sagte", ("„Wir haben gewonnen“",)),
                ("quotes", "direct", "Merkel", None, ("„Das ist gut.“",)),
            ],
        ),
        (WONACH, [("wonach", "indirect", "Kritiker", "wonach", ("sie Geld nahm",))]),
        (WILL, [("will", "reported", "Zeugin", "will", ("Die Zeugin will Putin gesehen haben",))]),
        (ALLEGED, [("alleged", "reported", None, "Angeblich", ("kam Putin",))]),
        (ADJECTIVE_ALLEGED, []),
        (HEADLINE, [("speaker", "indirect", "Merkel", None, ("Europa wartet",))]),
        (PLACE_HEADLINE, []),
        (PARTED, [("so", "direct", "Trainer", "so", ("„Das Spiel“", "„war schwach.“"))]),
        (OBJECT_FIRST, [("infinitive", "indirect", "er", "fordert", ("zu helfen",))]),
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
PLANNED = f"""
Er er PRON 2 nsubj
kam kommen VERB 0 root {IND}
~, , PUNCT 5 punct
wie wie SCONJ 5 mark
geplant planen VERB 2 advcl VerbForm=Part
~. . PUNCT 2 punct
"""
SINGULAR_ALONE = """
Er er PRON 3 nsubj
hätte haben AUX 3 aux Mood=Sub|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
gewonnen gewinnen VERB 0 root VerbForm=Part
~. . PUNCT 3 punct
"""
NACH_DEM_SPIEL = f"""
Nach nach ADP 3 case
der der DET 3 det
Unabhängigkeitserklärung Unabhängigkeitserklärung NOUN 4 obl
floh fliehen VERB 0 root {IND}
er er PRON 4 nsubj
~. . PUNCT 4 punct
"""
FIRST_PERSON = """
Heute heute ADV 2 advmod
nehme nehmen VERB 0 root Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin
ich ich PRON 2 nsubj
ab ab ADP 2 compound:prt
~. . PUNCT 2 punct
"""
TASK_ALONE = f"""
Heute heute ADV 5 advmod
soll sollen AUX 5 aux {PRES}
die der DET 4 det
Arbeit Arbeit NOUN 5 nsubj
beginnen beginnen VERB 0 root VerbForm=Inf
~. . PUNCT 5 punct
"""
PURPOSE = f"""
Er er PRON 2 nsubj
sagte sagen VERB 0 root {IND}
etwas etwas PRON 2 obj
~, , PUNCT 7 punct
um um SCONJ 7 mark
zu zu PART 7 mark
helfen helfen VERB 2 advcl VerbForm=Inf
~. . PUNCT 2 punct
"""
RELATIVE = f"""
Er er PRON 2 nsubj
nannte nennen VERB 0 root {IND}
Gründe Grund NOUN 2 obj
~, , PUNCT 7 punct
die der PRON 7 obj PronType=Rel
jeder jeder PRON 7 nsubj
kennt kennen VERB 3 acl {PRES}
~. . PUNCT 2 punct
"""
DECIDED_ANAPHOR = BEFORE_IT + ANAPHOR.replace("berichtete berichten", "bestritt bestreiten")
WISH = f"""
Seien sein AUX 3 cop {SUB1}
wir wir PRON 3 nsubj
ehrlich ehrlich ADJ 0 root
~. . PUNCT 3 punct
"""


@pytest.mark.parametrize(
    "table",
    [
        NAME_IN_QUOTES, ADVERBIAL, CONDITION, OBLIGATION, NACH_MOSKAU, SO_WIE, WISH, PLANNED, SINGULAR_ALONE,
        NACH_DEM_SPIEL, FIRST_PERSON, TASK_ALONE, PURPOSE, RELATIVE, DECIDED_ANAPHOR,
    ],
    ids=[
        "name", "adverbial", "condition", "obligation", "nach", "so-wie", "wish", "wie-geplant", "hätte",
        "nach-event", "ich", "soll", "um-zu", "relative", "denied-das",
    ],
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
