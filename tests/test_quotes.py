"""Who said what as quotations: marked words inside speech, speech acts, the JSON contract, the command."""

import json
import types

import pytest
from typer.testing import CliRunner

from kg.claims import quotes as quotes_module
from kg.claims.quotes import Quotation, find_quotations, quotation_record
from kg.cli.common import app
from kg.model import Article, Entity, Span
from tests.building import make_doc
from tests.test_speech import ANNOUNCED, CARRIED, INTERRUPTED, NAME_IN_QUOTES, SOLL

SUB1 = "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
IND = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"

PARTIAL = f"""
Kerry Kerry PROPN 2 nsubj _ B-PER
sagte sagen VERB 0 root {IND}
~, , PUNCT 8 punct
er er PRON 8 nsubj
sei sein AUX 8 cop {SUB1}
„ „ PUNCT 8 punct
~sehr sehr ADV 8 advmod
froh froh ADJ 2 ccomp
~“ “ PUNCT 8 punct
~. . PUNCT 2 punct
"""
NAMED = f"""
Die der DET 2 det
Gewerkschaft Gewerkschaft NOUN 3 nsubj Case=Nom
nannte nennen VERB 0 root {IND}
den der DET 5 det
Plan Plan NOUN 3 obj
„ „ PUNCT 7 punct
~unsozial unsozial ADJ 3 xcomp
~“ “ PUNCT 7 punct
~. . PUNCT 3 punct
"""
TITLE = f"""
Kerry Kerry PROPN 2 nsubj _ B-PER
sagte sagen VERB 0 root {IND}
~, , PUNCT 11 punct
er er PRON 11 nsubj
habe haben AUX 11 aux {SUB1}
den der DET 7 det
Film Film NOUN 11 obj
„ „ PUNCT 9 punct
~Casablanca Casablanca PROPN 7 appos _ B-OTH
~“ “ PUNCT 9 punct
gesehen sehen VERB 2 ccomp VerbForm=Part
~. . PUNCT 2 punct
"""
ACT = f"""
Die der DET 2 det
Polizei Polizei NOUN 3 nsubj Case=Nom
sprach sprechen VERB 0 root {IND}
von von ADP 6 case
drei drei NUM 6 nummod
Toten Toter NOUN 3 obl:arg
~. . PUNCT 3 punct
"""
INTENT = """
SPD SPD PROPN 4 nsubj Case=Nom B-ORG
will wollen AUX 4 aux Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
Steuern Steuer NOUN 4 obj
senken senken VERB 0 root VerbForm=Inf
~. . PUNCT 4 punct
"""
WISH_OF_NOBODY = INTENT.replace("SPD SPD PROPN 4 nsubj Case=Nom B-ORG", "Niemand niemand PRON 4 nsubj")
TALK = ACT.replace("von von", "mit mit")
ELLIPSIS = f"""
Er er PRON 2 nsubj
sagte sagen VERB 0 root {IND}
~, , PUNCT 6 punct
man man PRON 6 nsubj
sei sein AUX 6 cop {SUB1}
bereit bereit ADJ 2 ccomp
~. . PUNCT 2 punct

Das das PRON 3 nsubj
sei sein AUX 3 cop {SUB1}
gut gut ADJ 0 root
~. . PUNCT 3 punct

Alles alles PRON 3 nsubj
sei sein AUX 3 cop {SUB1}
klar klar ADJ 0 root
~. . PUNCT 3 punct
"""
RELATIVE_HEARSAY = """
Der der DET 2 det
Mann Mann NOUN 9 nsubj
~, , PUNCT 6 punct
der der PRON 6 nsubj PronType=Rel
dort dort ADV 6 advmod
gewesen sein VERB 2 acl VerbForm=Part
sein sein AUX 6 aux VerbForm=Inf
soll sollen AUX 6 aux Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
schweigt schweigen VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
~. . PUNCT 9 punct
"""


def told(table):
    doc = make_doc(table)
    return [
        (q.rule.removeprefix("de.speech."), q.type, q.speaker.text if q.speaker else None, q.quotes[0].text)
        for q in find_quotations(doc, ())
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            PARTIAL,
            [
                ("konjunktiv", "indirect", "Kerry", "er sei „sehr froh“"),
                ("partial", "direct", "Kerry", "„sehr froh“"),
            ],
        ),
        (NAMED, [("naming", "direct", "Die Gewerkschaft", "„unsozial“")]),
        (TITLE, [("konjunktiv", "indirect", "Kerry", "er habe den Film „Casablanca“ gesehen")]),
        (ACT, [("act", "reported", "Die Polizei", "Die Polizei sprach von drei Toten.")]),
        (INTENT, [("act", "reported", "SPD", "SPD will Steuern senken.")]),
        (WISH_OF_NOBODY, []),
        (TALK, []),
        (NAME_IN_QUOTES, []),
        (
            ELLIPSIS,
            [
                ("konjunktiv", "indirect", "Er", "man sei bereit"),
                ("carried", "indirect", "Er", "Das sei gut. Alles sei klar"),
            ],
        ),
        (SOLL, [("soll", "reported", None, "Er soll getötet worden sein")]),
        (RELATIVE_HEARSAY, []),
        (ANNOUNCED, [("act", "reported", "Pentagon", "Pentagon kündigte eine Reise Carters an.")]),
    ],
    ids=[
        "partial",
        "named",
        "title",
        "act",
        "will",
        "nobody",
        "talk",
        "nickname",
        "carried",
        "soll",
        "soll-aside",
        "announced",
    ],
)
def test_quotations(table, expected):
    assert told(table) == expected


def test_each_pair_of_marks_is_a_quotation():
    assert [quote for *_, quote in told(INTERRUPTED)] == ["„Die Lage ist ernst“", "„wir handeln jetzt.“"]


def test_every_span_is_a_slice():
    for table in (PARTIAL, NAMED, ACT, CARRIED, ELLIPSIS):
        doc = make_doc(table)
        for quotation in find_quotations(doc, ()):
            spans = [*quotation.quotes, quotation.cue, quotation.speaker]
            assert all(doc.text[s.start : s.end] == s.text for s in spans if s is not None)


def test_the_speaker_is_the_entity_of_its_head_word():
    kerry = Entity("entity/John_Kerry", "John Kerry", "Person")
    resolution = types.SimpleNamespace(entity_at=lambda token: kerry if token == 0 else None)
    first, *_ = find_quotations(make_doc(PARTIAL), (), resolution)
    assert first.entity == kerry


QUOTATION = Quotation(
    "indirect",
    Span(0, 5, "Kerry"),
    Entity("entity/John_Kerry", "John Kerry", "Person"),
    Span(6, 11, "sagte"),
    (Span(13, 18, "er se"),),
    "de.speech.konjunktiv",
)


def test_the_record_has_the_contract_s_keys_in_order():
    record = quotation_record(Article("a", "text"), QUOTATION)
    assert list(record) == ["article", "type", "speaker", "cue", "quote"]
    assert record["speaker"] == {"start": 0, "end": 5, "text": "Kerry", "entity": "entity/John_Kerry"}
    assert record["cue"] == {"start": 6, "end": 11, "text": "sagte"}
    assert record["quote"] == [{"start": 13, "end": 18, "text": "er se"}]


def test_the_record_of_nobody_s_words_has_null():
    bare = Quotation("direct", None, None, None, (Span(0, 2, "„“"),), "de.speech.quotes")
    record = quotation_record(Article("a", "text"), bare)
    assert record["speaker"] is None and record["cue"] is None


def test_the_command_prints_one_object_a_line(tmp_path, monkeypatch):
    article = tmp_path / "a.txt"
    article.write_text("Kerry sagte, er sei froh.", encoding="utf-8")
    monkeypatch.setattr("kg.cli.quotes.load_model", lambda settings: None)
    monkeypatch.setattr("kg.pipeline.annotate", lambda articles, nlp: [(a, None) for a in articles])
    monkeypatch.setattr(quotes_module, "quotations_of", lambda doc: (QUOTATION, QUOTATION))
    result = CliRunner().invoke(app, ["quotes", str(article), "--lang", "de"])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [line["article"] for line in lines] == ["a", "a"]


@pytest.mark.model
def test_the_shipped_model_finds_speakers():
    from kg.annotate import load

    text = "„Wir haben gewonnen“, sagte Angela Merkel. Das Ergebnis sei gut. Laut Polizei blieb es ruhig."
    found = quotes_module.quotations_of(load("de")(text))
    speakers = {q.speaker.text for q in found if q.speaker is not None}
    assert {"Angela Merkel", "Polizei"} <= speakers
    assert {q.type for q in found} == {"direct", "indirect"}
