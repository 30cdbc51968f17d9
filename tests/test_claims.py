"""From clauses to claims: types, attribution, polarity, modality, times, and what is merged."""

import datetime
from dataclasses import dataclass, field, replace

import pytest

from kg.claims import find_claims, merge
from kg.claims.confidence import confidence_of, with_more_evidence
from kg.claims.times import resolve_time
from kg.model import (
    Argument,
    Article,
    Attribution,
    Claim,
    Clause,
    Entity,
    Evidence,
    Mention,
    PhraseFact,
    Qualifier,
    Relation,
    Span,
    Speech,
    Time,
    Value,
)
from tests.building import make_doc

PAST = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
KERRY = Entity("entity/John_Kerry", "John Kerry", "Person")
PUTIN = Entity("entity/Wladimir_Putin", "Wladimir Putin", "Person")
MOSKAU = Entity("entity/Moskau", "Moskau", "Location")
RUSSIA = Entity("entity/Russland", "Russland", "Location")
COALITION = Entity("entity/Koalition", "Koalition", "Concept")


@dataclass
class Resolved:
    """Tokens by number; a kind other than `name` is given beside the entity."""

    entities: dict = field(default_factory=dict)
    kinds: dict = field(default_factory=dict)

    def entity_at(self, token):
        return self.entities.get(token)

    def group_at(self, token):
        return ()

    def nation_of(self, entity):
        return None

    def mention_at(self, token):
        kind, text = self.kinds.get(token, ("name", ""))
        known = token in self.entities or token in self.kinds
        return Mention(Span(0, 0, text), token, "", kind) if known else None


MEETS = f"""
Kerry Kerry PROPN 2 nsubj _ B-PER
traf treffen VERB 0 root {PAST}
Putin Putin PROPN 2 obj _ B-PER
in in ADP 5 case
Moskau Moskau PROPN 2 obl Case=Dat B-LOC
am am ADP 7 case
Montag Montag NOUN 2 obl Case=Dat
"""
END = len("Kerry traf Putin in Moskau am Montag")
WHO = Resolved({0: KERRY, 2: PUTIN, 4: MOSKAU}, {6: ("time", "am Montag")})


def argument(role, doc, token, preposition="", case=""):
    word = doc[token]
    span = Span(word.idx, word.idx + len(word.text), word.text)
    return Argument(role, span, token, preposition, case)


def clause(doc, lemma, token, *arguments, **changes):
    word = doc[token]
    span = Span(word.idx, word.idx + len(word.text), word.text)
    whole = Span(0, len(doc.text), doc.text)
    plain = Clause(lemma, span, word.text, token, arguments, sentence=(0, len(doc.text)), span=whole)
    return replace(plain, **changes)


def claims(table, make, resolved=WHO, speech=(), phrases=(), published=None):
    doc = make_doc(table)
    made = make(doc)
    clauses = made if isinstance(made, tuple) else (made,)
    article = Article("a", doc.text, published=published)
    return find_claims(article, doc, clauses, speech, phrases, resolved)


def meeting(doc, **changes):
    return clause(
        doc,
        "treffen",
        1,
        argument("agent", doc, 0, case="Nom"),
        argument("patient", doc, 2, case="Acc"),
        argument("oblique", doc, 4, "in", "Dat"),
        argument("oblique", doc, 6, "an", "Dat"),
        **changes,
    )


def test_a_frame_gives_a_claim_with_time_place_and_evidence():
    (claim,) = claims(MEETS, meeting, published=datetime.date(2015, 12, 15))
    assert (claim.subject, claim.relation.id, claim.object) == (KERRY, "meets", PUTIN)
    assert claim.asserted
    assert claim.place == MOSKAU
    assert claim.time == Time("am Montag", "2015-12-14", "2015-12-14")
    (evidence,) = claim.evidence
    assert evidence.text == make_doc(MEETS).text[evidence.start : evidence.end]
    assert evidence.rule.startswith("de.frame.treffen")


def test_without_a_date_the_time_stays_open():
    (claim,) = claims(MEETS, meeting)
    assert claim.time == Time("am Montag")


@pytest.mark.parametrize(
    ("changes", "polarity", "modality"),
    [
        ({}, "affirmative", "asserted"),
        ({"polarity": "negative"}, "negative", "asserted"),
        ({"modality": "planned"}, "affirmative", "planned"),
        ({"modality": "conditional", "polarity": "negative"}, "negative", "conditional"),
    ],
)
def test_polarity_and_modality_are_the_clause_s(changes, polarity, modality):
    (claim,) = claims(MEETS, lambda doc: meeting(doc, **changes))
    assert (claim.polarity, claim.modality) == (polarity, modality)


def test_a_consequence_of_a_condition_is_conditional():
    def both(doc):
        condition = clause(doc, "kommen", 6, modality="conditional", link="adverbial", parent=0)
        return (meeting(doc), condition)

    (claim,) = claims(MEETS, both)
    assert claim.modality == "conditional"


@pytest.mark.parametrize(
    "resolved",
    [
        Resolved({2: PUTIN}, {0: ("pronoun", "er")}),
        Resolved({2: PUTIN}, {0: ("role", "der Minister")}),
        Resolved({0: KERRY}, {2: ("time", "Montag")}),
        Resolved({0: KERRY, 2: KERRY}),
        Resolved({0: COALITION, 2: replace(COALITION, id="entity/B", label="B")}),
    ],
    ids=["pronoun", "role", "time", "itself", "no name"],
)
def test_unsettled_sides_give_no_claim(resolved):
    assert claims(MEETS, meeting, resolved) == ()


def test_a_question_asserts_nothing():
    assert claims(MEETS, lambda doc: meeting(doc, question=True)) == ()


def test_a_pronoun_is_less_sure():
    by_name, by_pronoun = (
        claims(MEETS, meeting, resolved)[0].confidence
        for resolved in (WHO, replace(WHO, kinds={0: ("pronoun", "er")}))
    )
    assert by_pronoun == pytest.approx(by_name - 0.1)


def quote(start, end, speaker=4, **changes):
    speech = Speech("indirect", speaker, None, (Span(start, end, ""),), "de.speech.dass")
    return replace(speech, **changes)


def test_the_innermost_speech_counts():
    inner, outer = quote(0, 16), quote(0, END, speaker=2, type="direct")
    (claim,) = claims(MEETS, meeting, speech=(outer, inner))
    assert claim.attribution is not None
    assert claim.attribution.type == "indirect"
    assert claim.attribution.speaker is not None
    assert claim.attribution.speaker.label == "russische Regierung"
    (claim,) = claims(MEETS, meeting, speech=(outer,))
    assert claim.attribution == Attribution(PUTIN, "", "direct")
    (claim,) = claims(MEETS, meeting, speech=(quote(20, 26),))
    assert claim.attribution is None


def test_hearsay_names_nobody():
    (claim,) = claims(MEETS, meeting, speech=(quote(0, END, speaker=None),))
    assert claim.attribution == Attribution(None, "", "indirect")
    assert not claim.asserted


@pytest.mark.parametrize(("own", "expected"), [("affirmative", "negative"), ("negative", "affirmative")])
def test_denied_speech_turns_the_polarity(own, expected):
    (claim,) = claims(MEETS, lambda d: meeting(d, polarity=own), speech=(quote(0, END, denied=True),))
    assert claim.polarity == expected


JUDGED = f"""
Russland Russland PROPN 2 nsubj Case=Nom B-LOC
kritisierte kritisieren VERB 0 root {PAST}
~, , PUNCT 6 punct
dass dass SCONJ 6 mark
Koalition Koalition NOUN 6 nsubj Case=Nom
zögert zögern VERB 2 ccomp {PAST}
"""


def judged(doc):
    inner = clause(doc, "zögern", 5, argument("agent", doc, 4), link="complement", parent=0)
    return (clause(doc, "kritisieren", 1, argument("agent", doc, 0, case="Nom")), inner)


def test_who_is_criticised_is_the_subject_of_the_dass_clause():
    cue = Span(9, 20, "kritisierte")
    (claim,) = claims(
        JUDGED, judged, Resolved({0: RUSSIA, 4: COALITION}), speech=(quote(22, 42, cue=cue, speaker=0),)
    )
    assert (claim.subject, claim.relation.id, claim.object) == (RUSSIA, "criticizes", COALITION)
    assert claim.asserted


SAYS = f"""
Kerry Kerry PROPN 2 nsubj _ B-PER
sagte sagen VERB 0 root {PAST}
nichts nichts PRON 2 obj
"""


def test_saying_is_no_claim_of_its_own():
    said = quote(12, 18, cue=Span(6, 11, "sagte"), speaker=0)
    talk = Entity("entity/nichts", "nichts", "Concept")
    make = lambda doc: clause(doc, "sagen", 1, argument("agent", doc, 0), argument("patient", doc, 2))  # noqa: E731
    assert claims(SAYS, make, Resolved({0: KERRY, 2: talk}), speech=(said,)) == ()


COPULA = """
Kerry Kerry PROPN 3 nsubj _ B-PER
ist sein AUX 3 cop
{noun} {noun} {pos} 0 root
"""


@pytest.mark.parametrize(
    ("noun", "pos", "expected"),
    [
        ("Außenminister", "NOUN", [("holdsPosition", "Außenminister")]),
        ("Amerikaner", "NOUN", [("isA", "Amerikaner")]),
        ("krank", "ADJ", []),
    ],
)
def test_copula(noun, pos, expected):
    make = lambda d: clause(d, "sein", 2, argument("agent", d, 0), argument("predicative", d, 2))  # noqa: E731
    found = claims(COPULA.format(noun=noun, pos=pos), make, Resolved({0: KERRY}))
    assert [(c.relation.id, c.object.label) for c in found] == expected


MINTED = f"""
Kerry Kerry PROPN 2 nsubj _ B-PER
blaubte blauben VERB 0 root {PAST}
Putin Putin PROPN 2 obj _ B-PER
"""


def test_a_verb_without_frame_is_minted():
    make = lambda d: clause(d, "blauben", 1, argument("agent", d, 0), argument("patient", d, 2))  # noqa: E731
    (claim,) = claims(MINTED, make, Resolved({0: KERRY, 2: PUTIN}))
    assert (claim.relation.id, claim.evidence[0].rule) == ("blauben", "de.claim.minted")
    assert claim.confidence < confidence_of("frame")


def test_a_title_is_the_article_s_word_unless_quoted():
    fact = PhraseFact(
        0, "holdsPosition", 1, "Außenminister", Span(0, 10, "Kerry traf"), (0, 10), "de.phrase.title"
    )
    none = lambda doc: ()  # noqa: E731
    (claim,) = claims(MEETS, none, phrases=(fact,), speech=(quote(0, END),))
    assert claim.asserted
    assert claim.object == Entity("entity/Außenminister", "Außenminister", "Concept")
    (claim,) = claims(MEETS, none, phrases=(fact,), speech=(quote(0, END, type="direct"),))
    assert claim.attribution is not None


def made(start=0, **changes):
    evidence = Evidence("a", start, start + 5, "xxxxx", (start, start + 9), "de.frame.x")
    claim = Claim(KERRY, Relation("meets", "meets", "trifft"), PUTIN, (evidence,), confidence=0.8)
    return replace(claim, **changes)


SAID = Attribution(MOSKAU, "laut", "reported")


@pytest.mark.parametrize(
    "other",
    [
        made(50),
        made(50, subject=PUTIN, object=KERRY),
        made(50, attribution=SAID),
        made(50, place=MOSKAU),
        made(50, time=Time("am Montag")),
        made(50, qualifiers=(Qualifier("purpose", "zu Gesprächen"),)),
    ],
    ids=["same", "symmetric", "attributed", "place", "time", "qualifier"],
)
def test_the_same_claim_is_merged(other):
    for both in ((made(), other), (other, made())):
        (claim,) = merge(both)
        assert [e.start for e in claim.evidence] == [0, 50]
        assert claim.asserted
        assert (claim.time, claim.place) == (other.time, other.place)
        assert claim.confidence == with_more_evidence(0.8, 2)


@pytest.mark.parametrize(
    "other",
    [
        made(50, polarity="negative"),
        made(50, modality="planned"),
        made(50, relation=Relation("visits", "visits", "besucht")),
        made(50, relation=Relation("visits", "visits", "besucht"), subject=PUTIN, object=KERRY),
        made(50, object=Value(3, "Mann")),
    ],
    ids=["negated", "planned", "relation", "direction", "value"],
)
def test_different_claims_stay_apart(other):
    assert len(merge((made(), other))) == 2


def test_direction_counts_in_what_is_not_symmetric():
    visits = Relation("visits", "visits", "besucht")
    there, back = made(relation=visits), made(50, relation=visits, subject=PUTIN, object=KERRY)
    assert len(merge((there, back))) == 2


def test_two_speakers_and_two_times_stay_apart():
    others = Attribution(RUSSIA, "laut", "reported")
    assert len(merge((made(attribution=SAID), made(50, attribution=others)))) == 2
    assert len(merge((made(time=Time("am Montag")), made(50, time=Time("am Dienstag"))))) == 2


def test_merging_again_changes_nothing():
    once = merge((made(), made(50), made(90, polarity="negative")))
    assert merge(once) == once


TUESDAY = datetime.date(2015, 12, 15)


@pytest.mark.parametrize(
    ("text", "future", "start", "end"),
    [
        ("am Montag", False, "2015-12-14", "2015-12-14"),
        ("am Dienstag", False, "2015-12-15", "2015-12-15"),
        ("am Mittwoch", True, "2015-12-16", "2015-12-16"),
        ("am Montagabend", False, "2015-12-14", "2015-12-14"),
        ("gestern", False, "2015-12-14", "2015-12-14"),
        ("im Dezember", False, "2015-12-01", "2015-12-31"),
        ("im Januar", True, "2016-01-01", "2016-01-31"),
        ("im Februar 2012", False, "2012-02-01", "2012-02-29"),
        ("am 3. Mai 2015", False, "2015-05-03", "2015-05-03"),
        ("am 24.12.2015", False, "2015-12-24", "2015-12-24"),
        ("2015-12-14", False, "2015-12-14", "2015-12-14"),
        ("2015", False, "2015-01-01", "2015-12-31"),
        ("in letzter Zeit", False, None, None),
        ("am 31. Februar 2015", False, None, None),
    ],
)
def test_times(text, future, start, end):
    assert resolve_time(text, TUESDAY, future=future) == Time(text, start, end)


@pytest.mark.parametrize("text", ["am Montag", "im Dezember", "gestern"])
def test_relative_times_need_a_date(text):
    assert resolve_time(text) == Time(text)


@pytest.mark.parametrize(("speaker", "expected"), [(0, ["warns"]), (4, [])])
def test_a_clause_of_saying_counts_only_for_its_speaker(speaker, expected):
    def warning(doc):
        return clause(doc, "warnen", 1, argument("agent", doc, 0), argument("patient", doc, 2, case="Acc"))

    said = quote(17, 26, cue=Span(6, 10, "traf"), speaker=speaker)
    assert [c.relation.id for c in claims(MEETS, warning, speech=(said,))] == expected
