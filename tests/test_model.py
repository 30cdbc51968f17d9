"""The shipped model on text that tries it: well-formed output whatever comes in."""

import pytest

import kg
from kg.annotate import MODELS

pytestmark = pytest.mark.model

ODD_TEXTS = [
    "",
    " ",
    "\n\n",
    "😀",
    "... !!! ???",
    "12345 67,8 %",
    "a" * 5000,
    "Der Mi\u00adnister kam nach Ber\u00adlin.",
    "Привет, мир! 你好。Kerry trifft Putin in Moskau.",
    "👩‍👩‍👧 Angela Merkel 👍🏽 lacht.",
    " ".join(["und"] * 2000),
    "Wort " * 300 + "Ende.",
    "\ufeffObama\u00a0sprach.\r\n\r\nPutin schwieg.",
    "Überschrift ohne Punkt\n\nDer Text beginnt hier. Er geht weiter.",
]


@pytest.fixture(scope="module")
def nlp():
    return kg.load("de")


def assert_well_formed(doc):
    for sentence in doc.sents:
        roots = [t for t in sentence if t.head == t]
        assert len(roots) == 1
        for token in sentence:
            assert sentence.start <= token.head.i < sentence.end
            assert roots[0] == token or roots[0] in token.ancestors
    for entity in doc.ents:
        assert entity.text.strip() == entity.text != ""
        assert entity[0].sent == entity[-1].sent


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_odd_texts_are_well_formed_and_keep_their_offsets(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    assert_well_formed(doc)


def test_one_article_does_not_change_another(nlp):
    alone = [t.dep_ + str(t.head.i) + t.ent_type_ for t in nlp("Kerry trifft Putin in Moskau.")]
    together = list(nlp.pipe([ODD_TEXTS[10], "Kerry trifft Putin in Moskau.", ODD_TEXTS[8]]))[1]
    assert [t.dep_ + str(t.head.i) + t.ent_type_ for t in together] == alone


def test_long_text_is_read_to_its_end(nlp):
    text = "Angela Merkel besuchte am Montag Paris. " * 500
    doc = nlp(text)
    assert_well_formed(doc)
    assert sum(e.text == "Angela Merkel" for e in doc.ents) == 500


@pytest.mark.parametrize(
    ("sentence", "word", "feature", "value"),
    [
        ("Er sagte, Merkel habe zugestimmt.", "habe", "Mood", "Sub"),
        ("Er sagte, die Lage sei ernst.", "sei", "Mood", "Sub"),
        ("Wenn er Zeit hätte, käme er.", "käme", "Mood", "Sub"),
        ("Die Lage ist ernst.", "ist", "Mood", "Ind"),
        ("Der Hund beißt den Mann.", "Mann", "Case", "Acc"),
        ("Dem Mann hilft der Arzt.", "Mann", "Case", "Dat"),
        ("Er sagte, er gehe nach Hause.", "gehe", "Mood", "Sub"),
        ("Ich gehe nach Hause.", "gehe", "Mood", "Ind"),
    ],
)
def test_morphology(nlp, sentence, word, feature, value):
    token = next(t for t in nlp(sentence) if t.text == word)
    assert token.morph.get(feature) == [value]


@pytest.mark.parametrize(
    ("sentence", "word", "lemma"),
    [
        ("Der Präsident kündigte eine Reise an.", "kündigte", "ankündigen"),
        ("Die Regierung lehnt den Plan ab.", "lehnt", "ablehnen"),
        ("Das Pentagon hatte eine Reise angekündigt.", "angekündigt", "ankündigen"),
        ("Die Regierung lehnt es nicht.", "lehnt", "lehnen"),
    ],
)
def test_separable_verbs_have_their_particle(nlp, sentence, word, lemma):
    assert next(t for t in nlp(sentence) if t.text == word).lemma_ == lemma


@pytest.mark.parametrize(
    ("dateline", "text"),
    [
        ("Berlin (dpa) - ", "Die Kanzlerin reist nach Paris."),
        ("WASHINGTON (dpa/AFP) – ", "Trump entlässt Comey."),
        ("Frankfurt, 3. Mai (Reuters) - ", "Siemens kauft Alstom."),
        ("date 2020-12 ", "Die USA haben gewählt."),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(nlp, dateline, text):
    assert [s.text for s in nlp(dateline + text).sents] == [dateline.strip(), text]


def test_a_dateline_stands_below_a_headline(nlp):
    doc = nlp("Bund beschließt Gesetz\n\nBerlin (dpa) - Die Regierung hat ein Gesetz beschlossen.")
    assert [s.text.strip() for s in doc.sents][1:] == [
        "Berlin (dpa) -",
        "Die Regierung hat ein Gesetz beschlossen.",
    ]


@pytest.mark.parametrize("text", ["Stand 2020 kam es anders.", "Berlin (SPD) wählt.", "Date ist ein Film."])
def test_what_only_looks_like_a_dateline(nlp, text):
    assert len(list(nlp(text).sents)) == 1


@pytest.mark.parametrize(
    "word", ["Pentagon", "Kreml", "Kerry", "Putin", "Selenskyj", "Baerbock", "Straße", "Čapek"]
)
def test_nothing_german_is_unknown(nlp, word):
    from kg.annotate.pieces import UNKNOWN, WordPieces

    pieces = WordPieces.from_file(MODELS / "de" / "kg_annotator" / "tokenizer.json")
    assert UNKNOWN not in pieces.pieces(word)


def test_the_model_fits_its_size():
    size = sum(f.stat().st_size for f in (MODELS / "de").rglob("*") if f.is_file())
    assert size <= 45_000_000


def test_spacy_loads_the_folder():
    import spacy

    doc = spacy.load(MODELS / "de")("Putin kam.")
    assert [t.pos_ for t in doc][:2] == ["PROPN", "VERB"]
