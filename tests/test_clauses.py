import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.errors import VocabularyError
from kg.lang.de import clause_data
from kg.lang.de.clauses import find_clauses
from kg.lang.de.nominal import event_noun, event_verb
from kg.lang.de.verbs import takes_sein
from tests.building import make_doc

FIN = "Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin"
PAST = "Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin"
KON1 = "Mood=Sub|Number=Sing|Tense=Pres|VerbForm=Fin"
KON2 = "Mood=Sub|Number=Sing|Tense=Past|VerbForm=Fin"
NOM, ACC = "Case=Nom|Number=Sing", "Case=Acc|Number=Sing"
DAT, GEN = "Case=Dat|Number=Sing", "Case=Gen|Number=Sing"


def roles(clause):
    return {(a.role, a.preposition, a.span.text) for a in clause.arguments}


def only(table, lemma):
    doc = make_doc(table)
    found = [clause for clause in find_clauses(doc) if clause.lemma == lemma]
    assert len(found) == 1, [clause.lemma for clause in find_clauses(doc)]
    for argument in found[0].arguments:
        span = argument.span
        assert doc.text[span.start : span.end] == span.text
    return found[0]


PERFECT = f"""
Der der DET 2 det _
Präsident Präsident NOUN 6 nsubj {NOM}
sei sein AUX 6 {{aux}} {KON1}
ins in ADP 5 case _
Pentagon Pentagon PROPN 6 obl {ACC}
gekommen kommen VERB 0 root VerbForm=Part
"""
PASSIVE = f"""
Carter Carter PROPN 5 nsubj:pass {NOM} B-PER
wurde werden AUX 5 aux:pass {PAST}
von von ADP 4 case _
Putin Putin PROPN 5 {{dep}} {DAT} {{ent}}
empfangen empfangen VERB 0 root VerbForm=Part
"""


@pytest.mark.parametrize("aux", ["aux", "aux:pass", "cop"])
def test_perfect_with_sein_is_no_passive(aux):
    clause = only(PERFECT.format(aux=aux), "kommen")
    assert clause.voice == "active"
    assert roles(clause) == {("agent", "", "Der Präsident"), ("oblique", "in", "Pentagon")}
    assert (clause.mood, clause.conjunctive) == ("Sub", 1)
    assert (clause.surface, clause.predicate.text) == ("sei … gekommen", "sei ins Pentagon gekommen")


@pytest.mark.parametrize(
    ("dep", "ent", "expected"),
    [
        ("obl:agent", "_", ("agent", "", "Putin")),
        ("obl", "B-PER", ("agent", "", "Putin")),
        ("obl", "_", ("oblique", "von", "Putin")),  # `vom Dienst suspendiert`
    ],
)
def test_passive(dep, ent, expected):
    clause = only(PASSIVE.format(dep=dep, ent=ent), "empfangen")
    assert clause.voice == "passive"
    assert roles(clause) == {("patient", "", "Carter"), expected}


def test_state_of_a_transitive_verb_is_passive():
    clause = only(
        f"Carter Carter PROPN 3 nsubj {NOM}\nist sein AUX 3 aux {FIN}\n"
        f"verhaftet verhaften VERB 0 root VerbForm=Part",
        "verhaften",
    )
    assert clause.voice == "passive"
    assert roles(clause) == {("patient", "", "Carter")}


@pytest.mark.parametrize(
    ("auxiliary", "form", "modality"),
    [
        ("will wollen", FIN, "planned"),
        ("wird werden", FIN, "planned"),
        ("werde werden", KON1, "planned"),
        ("würde werden", KON2, "conditional"),
        ("kann können", FIN, "possible"),
        ("darf dürfen", FIN, "possible"),
        ("muss müssen", FIN, "necessary"),
        ("soll sollen", FIN, "necessary"),
        ("möchte mögen", KON2, "desired"),
        ("möchte möchten", FIN, "desired"),
    ],
)
def test_modality_of_auxiliaries(auxiliary, form, modality):
    clause = only(
        f"Carter Carter PROPN 3 nsubj {NOM}\n{auxiliary} AUX 3 aux {form}\n"
        f"reisen reisen VERB 0 root VerbForm=Inf",
        "reisen",
    )
    assert (clause.modality, clause.voice) == (modality, "active")


@pytest.mark.parametrize("form", ["wird", "wurde", "werde"])
def test_passive_auxiliary_is_no_future(form):
    mood = {"wird": FIN, "wurde": PAST, "werde": KON1}[form]
    clause = only(
        f"Carter Carter PROPN 3 nsubj:pass {NOM}\n{form} werden AUX 3 aux:pass {mood}\n"
        "verhaftet verhaften VERB 0 root VerbForm=Part",
        "verhaften",
    )
    assert (clause.modality, clause.voice) == ("asserted", "passive")


def _simple(extra, verb=f"traf treffen VERB 0 root {PAST}", obj=f"Putin Putin PROPN 2 obj {ACC}"):
    return f"Kerry Kerry PROPN 2 nsubj {NOM}\n{verb}\n{obj}\n{extra}"


@pytest.mark.parametrize(
    ("extra", "polarity", "modality"),
    [
        ("", "affirmative", "asserted"),
        ("nicht nicht PART 2 advmod _", "negative", "asserted"),
        ("nie nie ADV 2 advmod _", "negative", "asserted"),
        ("möglicherweise möglicherweise ADV 2 advmod _", "affirmative", "possible"),
        ("nicht nicht PART 2 advmod _\nnur nur ADV 2 advmod _", "affirmative", "asserted"),
    ],
)
def test_polarity_and_adverbs(extra, polarity, modality):
    clause = only(_simple(extra), "treffen")
    assert (clause.polarity, clause.modality) == (polarity, modality)


def test_kein_on_an_object_negates_and_on_an_adverbial_does_not():
    core = only(f"Kerry Kerry PROPN 2 nsubj {NOM}\nsah sehen VERB 0 root {PAST}\nkeine kein DET 4 det _\n"
                f"Gefahr Gefahr NOUN 2 obj {ACC}", "sehen")  # fmt: skip
    assert core.polarity == "negative"
    nobody = only(f"Niemand niemand PRON 2 nsubj {NOM}\nkam kommen VERB 0 root {PAST}", "kommen")
    assert nobody.polarity == "negative"


def test_wrong_labels_yield_to_case():
    clause = only(
        f"Den der DET 2 det _\nMinister Minister NOUN 3 nsubj {ACC}\n"
        f"kritisierte kritisieren VERB 0 root {PAST}\n"
        f"Putin Putin PROPN 3 obj {NOM}",
        "kritisieren",
    )
    assert roles(clause) == {("agent", "", "Putin"), ("patient", "", "Den Minister")}


def test_two_subjects_of_a_headline():
    clause = only(
        f"Kerry Kerry PROPN 2 nsubj {NOM}\ntrifft treffen VERB 0 root {FIN}\nPutin Putin PROPN 2 nsubj {NOM}",
        "treffen",
    )
    assert roles(clause) == {("agent", "", "Kerry"), ("patient", "", "Putin")}


def test_coordinated_arguments_are_one_argument_each():
    clause = only(
        f"Russland Russland PROPN 5 nsubj {NOM}\nund und CCONJ 4 cc _\ndie der DET 4 det _\n"
        f"USA USA PROPN 1 conj {NOM}\n"
        f"helfen helfen VERB 0 root {FIN}\nAssad Assad PROPN 5 obl:arg {DAT}\n"
        f"in in ADP 8 case _\nSyrien Syrien PROPN 5 obl {DAT}\nund und CCONJ 10 cc _\n"
        f"Libyen Libyen PROPN 8 conj {DAT}",
        "helfen",
    )
    assert roles(clause) == {
        ("agent", "", "Russland"), ("agent", "", "die USA"), ("recipient", "", "Assad"),
        ("oblique", "in", "Syrien"), ("oblique", "in", "Libyen"),
    }  # fmt: skip


def test_relative_pronoun_becomes_its_antecedent():
    table = f"""
Obama Obama PROPN 2 nsubj {NOM}
nannte nennen VERB 0 root {PAST}
acht acht NUM 4 nummod _
Mitglieder Mitglied NOUN 2 obj Case=Acc|Number=Plur
~, , PUNCT 7 punct _
die die PRON 7 nsubj Case=Nom|PronType=Rel
starben sterben VERB 4 acl {PAST}
"""
    clause = only(table, "sterben")
    assert clause.link == "relative"
    assert roles(clause) == {("agent", "", "acht Mitglieder")}
    assert clause.arguments[0].case == "Nom"
    assert roles(only(table, "nennen")) == {("agent", "", "Obama"), ("patient", "", "acht Mitglieder")}
    assert find_clauses(make_doc(table))[clause.parent].lemma == "nennen"


CONTROL = f"""
Obama Obama PROPN 2 nsubj {NOM}
{{form}} {{lemma}} VERB 0 root {PAST}
Kerry Kerry PROPN 2 obj {ACC}
~, , PUNCT 6 punct _
zu zu PART 6 mark _
kommen kommen VERB 2 xcomp VerbForm=Inf
"""


@pytest.mark.parametrize(
    ("form", "lemma", "agent", "modality", "polarity"),
    [
        ("bat", "bitten", {"Kerry"}, "desired", "affirmative"),
        ("zwang", "zwingen", {"Kerry"}, "necessary", "affirmative"),
        ("versprach", "versprechen", {"Obama"}, "planned", "affirmative"),
        ("weigerte", "weigern", {"Obama"}, "asserted", "negative"),
        ("begann", "beginnen", {"Obama"}, "asserted", "affirmative"),
        ("blubberte", "blubbern", set(), "possible", "affirmative"),
    ],
)
def test_control(form, lemma, agent, modality, polarity):
    clause = only(CONTROL.format(form=form, lemma=lemma), "kommen")
    assert {a.span.text for a in clause.arguments} == agent
    assert (clause.link, clause.modality, clause.polarity, clause.mood) == (
        "infinitive",
        modality,
        polarity,
        "",
    )


@pytest.mark.parametrize(("mark", "modality", "polarity"), [("um", "planned", "affirmative"),
                                                           ("ohne", "asserted", "negative")])  # fmt: skip
def test_adverbial_infinitives(mark, modality, polarity):
    clause = only(
        f"Obama Obama PROPN 2 nsubj {NOM}\nkam kommen VERB 0 root {PAST}\n~, , PUNCT 7 punct _\n"
        f"{mark} {mark} SCONJ 7 mark _\n"
        f"Putin Putin PROPN 7 obj {ACC}\nzu zu PART 7 mark _\nhören hören VERB 2 advcl VerbForm=Inf",
        "hören",
    )
    assert roles(clause) == {("agent", "", "Obama"), ("patient", "", "Putin")}
    assert (clause.modality, clause.polarity) == (modality, polarity)


def test_conjunct_shares_subject_and_auxiliary():
    table = f"""
Carter Carter PROPN 3 nsubj:pass {NOM}
wurde werden AUX 3 aux:pass {PAST}
festgenommen festnehmen VERB 0 root VerbForm=Part
und und CCONJ 5 cc _
angeklagt anklagen VERB 3 conj VerbForm=Part
"""
    clause = only(table, "anklagen")
    assert (clause.voice, clause.link, clause.surface) == ("passive", "conjunct", "angeklagt")
    assert roles(clause) == {("patient", "", "Carter")}


def test_conjunct_of_another_number_shares_nothing():
    plural = "Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin"
    table = f"""
Carter Carter PROPN 2 nsubj {NOM}
kam kommen VERB 0 root {PAST}
und und CCONJ 4 cc _
blieben bleiben VERB 2 conj {plural}
"""
    assert only(table, "bleiben").arguments == ()


@pytest.mark.parametrize("word", ["sich sich PRON 2 obj Reflex=Yes", "sich sich PRON 2 expl:pv _"])
def test_reflexive_is_no_argument(word):
    clause = only(f"Kerry Kerry PROPN 2 nsubj {NOM}\nirrte irren VERB 0 root {PAST}\n{word}", "irren")
    assert clause.reflexive
    assert roles(clause) == {("agent", "", "Kerry")}


def test_expletive_es_is_no_argument():
    clause = only(
        f"Es es PRON 2 nsubj {NOM}\ngibt geben VERB 0 root {FIN}\nStreit Streit NOUN 2 obj {ACC}", "geben"
    )
    assert roles(clause) == {("patient", "", "Streit")}
    personal = only(f"Es es PRON 2 nsubj {NOM}\nschrie schreien VERB 0 root {PAST}", "schreien")
    assert roles(personal) == {("agent", "", "Es")}


def test_copulas():
    noun = only(
        f"Earnest Earnest PROPN 4 nsubj {NOM}\nist sein AUX 4 cop {FIN}\nnicht nicht PART 4 advmod _\n"
        f"Sprecher Sprecher NOUN 0 root {NOM}\ndes der DET 6 det _\nHauses Haus NOUN 4 nmod {GEN}",
        "sein",
    )
    assert roles(noun) == {("agent", "", "Earnest"), ("predicative", "", "Sprecher des Hauses")}
    assert (noun.polarity, noun.surface) == ("negative", "ist")
    place = only(
        f"Kerry Kerry PROPN 4 nsubj {NOM}\nist sein AUX 4 cop {FIN}\nin in ADP 4 case _\n"
        f"Moskau Moskau PROPN 0 root {DAT}",
        "sein",
    )
    assert roles(place) == {("agent", "", "Kerry"), ("oblique", "in", "Moskau")}


@pytest.mark.parametrize(
    ("word", "mark", "question", "modality"),
    [
        ("ob", "mark", True, "asserted"),
        ("dass", "mark", False, "asserted"),
        ("wer", "nsubj", True, "asserted"),
    ],
)
def test_embedded_questions(word, mark, question, modality):
    pos = "PRON" if mark == "nsubj" else "SCONJ"
    clause = only(
        f"Obama Obama PROPN 2 nsubj {NOM}\nsagte sagen VERB 0 root {PAST}\n~, , PUNCT 5 punct _\n"
        f"{word} {word} {pos} 5 {mark} _\n"
        f"kommt kommen VERB 2 ccomp {FIN}",
        "kommen",
    )
    assert (clause.question, clause.modality, clause.link) == (question, modality, "complement")


def test_direct_question_and_condition():
    assert only(
        f"Kommt kommen VERB 0 root {FIN}\nKerry Kerry PROPN 1 nsubj {NOM}\n~? ? PUNCT 1 punct _", "kommen"
    ).question
    table = f"""
Wenn wenn SCONJ 3 mark _
Kerry Kerry PROPN 3 nsubj {NOM}
kommt kommen VERB 5 advcl {FIN}
~, , PUNCT 3 punct _
geht gehen VERB 0 root {FIN}
Putin Putin PROPN 5 nsubj {NOM}
"""
    assert {clause.modality for clause in find_clauses(make_doc(table))} == {"conditional"}


def test_participle_clause():
    clause = only(
        f"Der der DET 5 det _\nvon von ADP 3 case _\nPutin Putin PROPN 4 obl {DAT} B-PER\n"
        f"kontrollierte kontrolliert ADJ 5 amod _\nSender Sender NOUN 6 nsubj {NOM}\n"
        f"schweigt schweigen VERB 0 root {FIN}",
        "kontrollieren",
    )
    assert (clause.voice, clause.link) == ("passive", "participle")
    assert roles(clause) == {("agent", "", "Putin"), ("patient", "", "Sender")}


NOMINAL = f"""
Das der DET 2 det _
Pentagon Pentagon PROPN 3 nsubj {NOM} B-ORG
{{verb}} VERB 0 root {PAST}
{{det}} {{det}} DET 5 det _
Reise Reise NOUN 3 obj {ACC}
Carters Carter PROPN 5 nmod {GEN} B-PER
in in ADP 9 case _
die der DET 9 det _
Türkei Türkei PROPN 5 nmod {ACC} B-LOC
"""


@pytest.mark.parametrize(
    ("verb", "det", "modality", "polarity"),
    [
        ("meldete melden", "die", "asserted", "affirmative"),
        ("plante planen", "die", "planned", "affirmative"),
        ("meldete melden", "kein", "asserted", "negative"),
        ("dementierte dementieren", "die", "possible", "affirmative"),
    ],
)
def test_event_nouns(verb, det, modality, polarity):
    clause = only(NOMINAL.format(verb=verb, det=det), "Reise")
    assert clause.nominal
    assert (clause.modality, clause.polarity) == (modality, polarity)
    assert roles(clause) == {("agent", "", "Carters"), ("oblique", "in", "die Türkei")}


def test_patient_of_an_event_noun_and_agent_of_a_support_verb():
    arrest = only(f"die der DET 2 det _\nFestnahme Festnahme NOUN 0 root {NOM}\n"
                  f"Assads Assad PROPN 2 nmod {GEN}\n"
                  f"durch durch ADP 5 case _\nSoldaten Soldat NOUN 2 nmod {ACC}", "Festnahme")  # fmt: skip
    assert roles(arrest) == {("patient", "", "Assads"), ("agent", "", "Soldaten")}
    raids = only(f"Russland Russland PROPN 2 nsubj {NOM}\nfliegt fliegen VERB 0 root {FIN}\n"
                 f"Angriffe Angriff NOUN 2 obj {ACC}\nin in ADP 5 case _\n"
                 f"Syrien Syrien PROPN 2 obl {DAT}",
                 "Angriff")  # fmt: skip
    assert roles(raids) == {("agent", "", "Russland"), ("oblique", "in", "Syrien")}


@pytest.mark.parametrize(("form", "noun"), [("Großangriff", "Angriff"), ("Pentagon-Besuch", "Besuch"),
                                           ("Rekord", None), ("Haus", None)])  # fmt: skip
def test_event_noun_in_a_compound(form, noun):
    found = event_noun(make_doc(f"{form} {form} NOUN 0 root _")[0])
    assert (found.noun if found else None) == noun


def test_apposition_behind_a_comma_stays_outside():
    clause = only(
        f"Der der DET 2 det _\nSprecher Sprecher NOUN 6 nsubj {NOM}\n~, , PUNCT 4 punct _\n"
        f"Earnest Earnest PROPN 2 appos {NOM}\n"
        f"~, , PUNCT 4 punct _\nkam kommen VERB 0 root {PAST}",
        "kommen",
    )
    assert roles(clause) == {("agent", "", "Der Sprecher")}


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [("kommen", True), ("ankommen", True), ("eintreffen", True), ("verhaften", False), ("treffen", False),
     ("festnehmen", False), ("betreten", False), ("zurücktreten", True)],
)  # fmt: skip
def test_perfect_with_sein(lemma, expected):
    assert takes_sein(lemma) is expected


def test_two_finite_verbs_in_one_group_bind_nothing():
    table = f"""
Carter Carter PROPN 3 nsubj {NOM}
werde werden AUX 3 aux {KON1}
kündigte ankündigen VERB 0 root {PAST}
Obama Obama PROPN 3 nsubj {NOM}
"""
    assert only(table, "ankündigen").arguments == ()


def _deep(size):
    heads = [max(i - 1, 0) for i in range(size)]
    rest = size - 1
    return Doc(
        Vocab(), ["kam"] * size, lemmas=["kommen"] * size, pos=["VERB"] * size, heads=heads,
        deps=["ROOT", *["conj"] * rest], sent_starts=[True, *[False] * rest],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("doc", "count"),
    [(Doc(Vocab()), 0), (Doc(Vocab(), ["Obama", "kommt"]), 0), (_deep(1200), 1200),
     (make_doc("Obama Obama PROPN 0 root _"), 0)],
    ids=["empty", "unparsed", "deep", "no verb"],
)  # fmt: skip
def test_odd_docs(doc, count):
    assert len(find_clauses(doc)) == count


def test_the_data_files_load_and_mistakes_are_named():
    assert event_verb("Festnahme") == "festnehmen"
    assert event_verb("Haus") == ""
    assert len(clause_data.event_nouns()) >= 120
    with pytest.raises(VocabularyError, match=r"x\.toml: .*list of words"):
        clause_data._words("kommen", "x.toml: a")
