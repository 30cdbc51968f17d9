"""The verb frames: every one can fire, the most specific one wins, mistakes are named."""

import re

import pytest

from kg.errors import VocabularyError
from kg.lang.de.frame_data import load_frames, read_frames
from kg.lang.de.frames import match_frames, mint_relation
from kg.lang.de.glosses import load_glosses, read_glosses
from kg.model import Argument, Clause, Span
from kg.vocab import load_catalogue

FRAMES = [frame for group in load_frames().values() for frame in group]


def build(lemma, arguments, **flags):
    """A clause from `role[:preposition[+Case]] word [Type]` lines, with its two look-ups.

    ``words before`` an oblique (`oblique:mit+Dat ~zusammen Rat`) stand right before its preposition.
    """
    tokens, types, found = [], {}, []
    for line in arguments:
        slot, *words = line.split()
        role, _, rest = slot.partition(":")
        preposition, _, case = rest.partition("+")
        tokens += [word[1:] for word in words if word.startswith("~")]
        tokens += [preposition] if preposition else []
        plain = [word for word in words if not word.startswith("~")]
        tokens.append(plain[0])
        head = len(tokens) - 1
        types[head] = plain[1] if len(plain) > 1 else None
        found.append(Argument(role, Span(head, head + 1, plain[0]), head, preposition, case))
    clause = Clause(lemma, Span(0, 0, ""), "", 99, tuple(found), **flags)
    return clause, (lambda argument: types[argument.head]), (lambda number: tokens[number])


def facts(lemma, arguments, **flags):
    clause, type_of, lemma_of = build(lemma, arguments, **flags)
    found = match_frames(clause, type_of, lemma_of)
    return [(m.subject.span.text, m.relation, m.object.span.text) for m in found]


CASES = [
    ("kommen", ["agent Obama Person", "oblique:in+Acc Pentagon Organization"], "Obama visits Pentagon"),
    ("kommen", ["agent Putin Person", "oblique:in+Acc Türkei Location"], "Putin travelsTo Türkei"),
    ("reisen", ["agent Kerry Person", "oblique:nach+Dat Moskau Location"], "Kerry travelsTo Moskau"),
    ("treffen", ["agent Kerry Person", "patient Putin Person"], "Kerry meets Putin"),
    ("treffen", ["agent Obama Person", "patient Entscheidung Concept"], "Obama decides Entscheidung"),
    ("treffen", ["agent Rakete Work", "patient Donezk Location"], "Rakete hits Donezk"),
    ("kontrollieren", ["agent Miliz Organization", "patient Gebiet Concept"], "Miliz controls Gebiet"),
    ("bewilligen", ["agent Obama Person", "patient Einsatz Concept"], "Obama approves Einsatz"),
    ("fliegen", ["agent USA Location", "patient Luftangriff Concept", "oblique:in+Acc Irak Location"],
     "USA conducts Luftangriff"),
    ("haben", ["agent USA Location", "patient Führung Concept", "oblique:in+Dat Visier Concept"],
     "USA hasInSights Führung"),
    ("sprechen", ["agent Kerry Person", "oblique:mit+Dat Lawrow Person"], "Kerry speaksWith Lawrow"),
    ("verlieren", ["agent Miliz Organization", "patient Gebiet Concept"], "Miliz loses Gebiet"),
    ("verlieren", ["agent Bayern Organization", "oblique:gegen+Acc Ajax"], "Bayern losesTo Ajax"),
    ("danken", ["agent Selenskyj Person", "patient Biden Person"], "Selenskyj thanks Biden"),
    ("treffen", ["agent Kerry Person", "oblique Lawrow Person"], "Kerry meets Lawrow"),
    ("besichtigt", ["agent Putin Person", "patient Fabrik Concept"], "Putin visits Fabrik"),
    ("kommen", ["agent Obama Person", "oblique:in Pentagon Organization"], "Obama visits Pentagon"),
    ("vorwerfen", ["agent Kiew Location", "patient Angriff Concept"], "Kiew accusesOf Angriff"),
    ("verurteilen", ["agent Gericht Organization", "patient Hoeneß Person"], "Gericht convicts Hoeneß"),
    ("verurteilen", ["agent EU Organization", "patient Orban Person"], "EU condemns Orban"),
]  # fmt: skip


@pytest.mark.parametrize(("lemma", "arguments", "expected"), CASES)
def test_one_fact(lemma, arguments, expected):
    assert facts(lemma, arguments) == [tuple(expected.split())]


def test_reflexive_and_reciprocal():
    pair = ["agent Kerry Person", "agent Putin Person"]
    assert facts("treffen", pair, reflexive=True) == [("Kerry", "meets", "Putin")]
    with_him = ["agent Kerry Person", "oblique:mit+Dat Putin Person"]
    assert facts("treffen", with_him, reflexive=True) == [("Kerry", "meets", "Putin")]
    assert facts("verlassen", ["agent USA Location", "patient EU Organization"], reflexive=True) == []


def test_company_beside_the_journey():
    found = facts("kommen", ["agent Obama Person", "oblique:mit+Dat ~zusammen Rat Organization",
                             "oblique:in+Acc Pentagon Organization"])  # fmt: skip
    assert sorted(found) == [("Obama", "visits", "Pentagon"), ("Rat", "accompanies", "Obama")]


def test_every_coordinated_pair():
    found = facts(
        "besuchen", ["agent A Person", "agent B Person", "patient C Location", "patient D Location"]
    )
    assert found == [(s, "visits", o) for s in "AB" for o in "CD"]


def test_appointment_gives_the_post_too():
    found = facts("ernennen", ["agent Trump Person", "patient Tillerson Person",
                               "oblique:zu+Dat Außenminister Concept"])  # fmt: skip
    assert ("Trump", "appoints", "Tillerson") in found
    assert ("Tillerson", "holdsPosition", "Außenminister") in found


def test_event_nouns():
    trip = ["agent Carter Person", "oblique:in+Acc Türkei Location"]
    assert facts("Reise", trip, nominal=True) == [("Carter", "travelsTo", "Türkei")]
    arrest = ["agent Polizei Organization", "patient Müller Person"]
    assert facts("Festnahme", arrest, nominal=True) == [("Polizei", "arrests", "Müller")]
    # no frame of its own: the verb's frame is used
    assert facts("Hinrichtung", arrest, nominal=True) == [("Polizei", "kills", "Müller")]


@pytest.mark.parametrize(
    ("lemma", "arguments"),
    [
        ("kommen", ["agent Obama Person", "oblique:in+Dat Moskau Location"]),
        ("leben", ["agent Obama Person", "oblique:in+Acc Moskau Location"]),
        ("auftreten", ["agent Obama Person", "oblique Montag Concept"]),
        ("kommen", ["oblique:nach+Dat Moskau Location"]),
        ("verletzen", ["agent A Person", "patient B Organization"]),
        ("haben", ["agent USA Location", "patient Geld Concept"]),
        ("quaxeln", ["agent A Person", "patient B Person"]),
        ("Reise", ["agent Carter Person", "oblique:nach+Dat Moskau Location"]),
    ],
)
def test_abstains(lemma, arguments):
    assert facts(lemma, arguments) == []


def test_of_two_bare_objects_the_first_name_is_the_dative():
    words = ["agent Kiew Location", "patient Moskau Location", "patient Angriff Concept"]
    found = facts("vorwerfen", words)
    assert sorted(found) == [("Kiew", "accuses", "Moskau"), ("Kiew", "accusesOf", "Angriff")]
    both = ["agent Kiew Location", "patient Moskau Location", "patient ~und Angriff Concept"]
    assert ("Kiew", "accuses", "Moskau") not in facts("vorwerfen", both)


def test_phrase_behind_the_object_is_the_verbs_where_it_asks_for_it():
    clause, *lookups = build("verhängen", ["agent EU Organization", "patient Sanktion Concept"])
    behind = Argument("oblique", Span(7, 8, "Russland"), 7, "gegen", "Acc")
    type_of = lookups[0]
    found = match_frames(
        clause,
        lambda a: "Location" if a is behind else type_of(a),
        lookups[1],
        lambda a: (behind,) if a.role == "patient" else (),
    )
    assert ("sanctions", "Russland") in [(m.relation, m.object.span.text) for m in found]


def test_polarity_of_the_verb():
    clause, *lookups = build("verfehlen", ["agent FDP Organization", "patient Mehrheit Concept"])
    assert match_frames(clause, *lookups)[0].polarity == "negative"


def test_every_frame_can_fire():
    """Arguments of a frame's own shape bring out its relation and not another frame's instead."""
    assert [frame.id for frame in FRAMES if not fires(frame)] == []


def fires(frame):
    catalogue = load_catalogue()[frame.relation]
    lines = []
    for slot, wanted, valid, word in (
        (frame.subject, frame.subject_types, catalogue.subject_types, "S"),
        (frame.object, frame.object_types, catalogue.object_types, "O"),
    ):
        kind = (
            sorted(wanted)[0]
            if wanted
            else next((t for t in valid if t not in ("any", "Quantity")), "Concept")
        )
        if slot == frame.required:
            word = sorted(frame.required_lemmas)[0]
        marker = f"~{sorted(frame.marker)[0]} " if frame.marker and slot.preposition else ""
        lines.append(f"{_slot(slot)} {marker}{word} {kind}")
    if frame.required and frame.required not in (frame.subject, frame.object):
        lines.append(f"{_slot(frame.required)} {sorted(frame.required_lemmas)[0]} Concept")
    found = facts(frame.lemma, lines, nominal=frame.nominal, reflexive=frame.reflexive)
    sides = tuple(line.split()[-2] for line in lines[:2])
    return (sides[0], frame.relation, sides[1]) in found


def _slot(slot):
    oblique = f":{slot.preposition}+{slot.case}" if slot.preposition else ""
    return f"{slot.role}{oblique}"


def test_examples_hold_their_claim():
    assert [frame.id for frame in FRAMES if not holds_claim(frame)] == []


def holds_claim(frame):
    subject, relation, target = frame.expect.split()
    words = re.findall(r"[\w'-]+", frame.example)
    # an event noun's sides may stand in the genitive: `Monsantos`, `Hoeneß'`
    sides = [any(word.rstrip("'") in (side, f"{side}s") for word in words) for side in (subject, target)]
    return relation == frame.relation and all(sides)


def test_numbers():
    tables = {(f.lemma, f.relation, f.example, f.nominal) for f in FRAMES}
    assert sum(not nominal for *_, nominal in tables) >= 850
    assert sum(nominal for *_, nominal in tables) >= 160
    assert len({f.id for f in FRAMES}) == len(FRAMES)
    assert len({lemma for lemma, _ in load_glosses()}) >= 3100


GOOD = '[[frame]]\nlemma = "besuchen"\nrelation = "visits"\nexample = "A besucht B."\nexpect = "A visits B"\n'


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('object = "dative"', ["'dative'", "recipient"]),
        ('object = "oblique"', ["'oblique'", "oblique:mit"]),
        ('object_types = ["City"]', ["'City'", "Location"]),
        ('subject_types = ["Work"]', ["'Work'", "Person"]),
        ('polarity = "no"', ["'no'", "negative"]),
        ('modality = "maybe"', ["'maybe'", "planned"]),
        ("valency = 2", ["'valency'", "relation"]),
        ("reflexive = 1", ["'reflexive'", "bool"]),
        ('requires = { argument = "patient" }', ["lemmas"]),
    ],
)
def test_mistakes_are_named(tmp_path, line, words):
    (tmp_path / "b.toml").write_text(GOOD + line + "\n", encoding="utf-8")
    with pytest.raises(VocabularyError) as error:
        read_frames(tmp_path, load_catalogue())
    for word in ["b.toml", "'besuchen'", *words]:
        assert word in str(error.value)


def test_unknown_relation(tmp_path):
    (tmp_path / "b.toml").write_text(GOOD.replace('"visits"', '"visit"'), encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"unknown relation 'visit'.*visits"):
        read_frames(tmp_path, load_catalogue())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("reagieren", "auf"), "reactsTo"),
        (("bewilligen",), "approves"),
        (("sickern", "aus"), "seepsFrom"),
        (("weigern", "", True), "refuses"),
        (("quaxeln",), "quaxeln"),
        (("quaxeln", "", True), "sichQuaxeln"),
        (("verlassen", "auf", True), "reliesOn"),
    ],
)
def test_minted_relations(arguments, expected):
    assert mint_relation(*arguments).id == expected


def test_minted_relation_keeps_the_german_label_and_surface():
    relation = mint_relation("sickern", "aus", surface="sickerte")
    assert (relation.label_de, relation.surface) == ("sickert aus", "sickerte")


@pytest.mark.parametrize("text", ["sickern", "sickern\tSeeps!", "a\tgoes\na\tgoes", "a\tb\tc\td"])
def test_gloss_mistakes_are_named(tmp_path, text):
    path = tmp_path / "g.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"g\.tsv:\d"):
        read_glosses(path)
