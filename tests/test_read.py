"""Inputs: what is read, and what each kind of bad input is told."""

import gzip
import io
import json
import sys
from datetime import date

import pytest

from kg.config import Config, with_options
from kg.errors import InputError, LanguageError
from kg.read import check_language, decode, input_name, read_input

GERMAN = (
    "Der Präsident hat den Minister am Montag in Berlin getroffen und mit ihm über den Einsatz gesprochen."
)
ENGLISH = "The president met the minister in Berlin on Monday and talked with him about the mission abroad."
FRENCH = "Le président a rencontré le ministre lundi à Berlin et lui a parlé de la mission à l'étranger."
DUTCH = "De minister heeft gisteren in Amsterdam met de pers gesproken over de nieuwe wet van het kabinet."
RUSSIAN = "Президент встретился с министром в понедельник в Берлине и говорил с ним о новом задании."


def jsonl(*records):
    return "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records).encode()


def write(path, data):
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Ä ß €".encode(), "Ä ß €"),
        (b"\xef\xbb\xbfgr\xc3\xbcn", "grün"),
        (b"\xff\xfe" + "grün 🙂".encode("utf-16-le"), "grün 🙂"),
        (b"\xfe\xff" + "grün 🙂".encode("utf-16-be"), "grün 🙂"),
        (b"eins\r\nzwei\r\n", "eins\r\nzwei\r\n"),
        (b"", ""),
    ],
)
def test_decode_keeps_the_text(data, text):
    assert decode(data, "a.txt") == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"gr\xfcn", "a.txt: not UTF-8 (byte 2 is 0xfc); save it as UTF-8"),
        (b"\xef\xbb\xbfgr\xfcn", "a.txt: not UTF-8 (byte 5 is 0xfc); save it as UTF-8"),
        (b"abc\xc3", "a.txt: not UTF-8 (byte 3 is 0xc3); save it as UTF-8"),
        (b"\x89PNG\0\0", "a.txt: not a text file (byte 4 is 0x00)"),
        (b"\xff\xfea\0\x3d\xd8b\0", "a.txt: not UTF-16 (byte 4 is 0x3d); save it as UTF-8"),
        (b"\xff\xfea\0\0\0", "a.txt: holds U+0000 (character 1), which is no character of a text"),
        (b"halb \xed\xa0\xbd", "a.txt: not UTF-8 (byte 5 is 0xed); save it as UTF-8"),
    ],
)
def test_decode_names_the_byte(data, message):
    with pytest.raises(InputError) as caught:
        decode(data, "a.txt")
    assert str(caught.value) == message


def test_text_file_is_one_unchanged_article(tmp_path):
    text = GERMAN + "\r\n\r\n" + GERMAN + "\r\n"
    reading = read_input(write(tmp_path / "eins.zwei.txt", text))
    (article,) = reading.articles
    assert (reading.name, article.name, article.text, reading.problems) == (
        "eins.zwei",
        "eins.zwei",
        text,
        (),
    )
    assert article.published is None


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("leer.txt", "", "the file is empty"),
        ("blank.txt", " \n\t\n", "holds no text"),
        ("leer.jsonl", "\n\n", "the file is empty"),
        ("bild.txt", b"\x89PNG\r\n\x1a\n\0\0", "not a text file (byte 8 is 0x00)"),
        ("bild.jsonl", b"\x89PNG\n\0\n\0", "bild.jsonl: not a text file"),
        ("latin.txt", GERMAN.encode("latin-1"), "byte 6 is 0xe4"),
        ("brief.docx", "PK", "unknown kind of file '.docx'; valid: .txt, .html"),
        ("seite.html", "<p>Hallo</p>", "no article was found in the page"),
        ("leer.csv", "", "the file is empty"),
        ("spalten.csv", "id,body\n1,a\n", "line 1: no column 'text'; columns that are read: id, text"),
        ("offen.csv", 'id,text\n1,"a\n', "line 2: not valid CSV (unexpected end of data)"),
        ("text.gz", GERMAN, "not a gzip file, although its name ends in .gz"),
        ("halb.txt.gz", gzip.compress(GERMAN.encode())[:-9], "the gzip file is broken or cut off"),
        ("english.txt", ENGLISH, "it looks English"),
    ],
)
def test_bad_file_gives_one_problem(tmp_path, name, data, part):
    reading = read_input(write(tmp_path / name, data))
    assert reading.articles == ()
    (problem,) = reading.problems
    assert part in str(problem)
    assert name in str(problem)


def test_missing_file_and_empty_folder(tmp_path):
    (problem,) = read_input(str(tmp_path / "fehlt.txt")).problems
    assert "fehlt.txt: no such file or folder" in str(problem)
    write(tmp_path / "notes.md", GERMAN)
    (problem,) = read_input(str(tmp_path)).problems
    assert "the folder has no articles (.txt, .html, " in str(problem)


def test_folder_reads_all_in_the_order_of_names(tmp_path):
    write(tmp_path / "b.txt", GERMAN)
    write(tmp_path / "a.jsonl", jsonl({"id": "x", "text": GERMAN}, {"id": "b", "text": GERMAN}))
    write(tmp_path / "c.TXT", ENGLISH)
    write(tmp_path / "ignored.docx", "PK")
    write(tmp_path / ".hidden.txt", GERMAN)
    reading = read_input(str(tmp_path))
    assert [article.name for article in reading.articles] == ["x", "b"]
    assert reading.name == tmp_path.name
    assert [type(problem) for problem in reading.problems] == [InputError, LanguageError]
    assert "a second article is named 'b'" in str(reading.problems[0])


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GERMAN.encode())))
    reading = read_input("-")
    assert (reading.name, reading.articles[0].text) == ("stdin", GERMAN)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert "standard input: the file is empty" in str(read_input("-").problems[0])


def test_input_name_of_a_folder_is_its_own(tmp_path, monkeypatch):
    (tmp_path / "2015.12").mkdir()
    monkeypatch.chdir(tmp_path / "2015.12")
    assert input_name(".") == "2015.12"
    assert input_name("a/b.c.jsonl") == "b.c"


def test_jsonl_takes_every_known_key(tmp_path):
    full = {
        "id": 7, "text": GERMAN, "title": "Titel", "date": "2015-12-14T10:30:00Z", "url": "https://example.org/7",
        "source": "dpa", "score": [1],
    }  # fmt: skip
    reading = read_input(write(tmp_path / "a.jsonl", jsonl(full, {"text": GERMAN})))
    first, second = reading.articles
    assert (first.name, first.title, first.url, first.publisher) == (
        "7",
        "Titel",
        "https://example.org/7",
        "dpa",
    )
    assert first.published == date(2015, 12, 14)
    assert (second.name, second.title, second.published) == ("a-2", None, None)


def test_jsonl_text_may_hold_line_ends_and_windows_lines(tmp_path):
    data = jsonl({"id": "a", "text": GERMAN + "\r\n\u2028x"}, {"id": "b", "text": GERMAN})
    reading = read_input(write(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")))
    assert [article.text for article in reading.articles] == [GERMAN + "\r\n\u2028x", GERMAN]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ('{"id": "x", "text": ', "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("[1, 2]", "not a JSON object but list"),
        ({"id": "x"}, 'the key "text" is missing, empty or not a string'),
        ({"id": "x", "text": " "}, 'the key "text" is missing'),
        ({"id": "x", "text": 5}, 'the key "text" is missing'),
        ({"id": ["x"], "text": GERMAN}, '"id" must be a string'),
        ({"id": "x", "text": GERMAN, "title": 3}, '"title" must be a string'),
        ('{"id": "x", "text": "halb \\ud83d"}', "U+D83D"),
        ('{"id": "x", "text": "null \\u0000"}', "U+0000"),
        ({"id": "x", "text": FRENCH}, "it looks French"),
    ],
)
def test_bad_line_is_named_and_the_rest_kept(tmp_path, line, part):
    data = jsonl({"id": "a", "text": GERMAN}, "", line, {"id": "c", "text": GERMAN})
    reading = read_input(write(tmp_path / "a.jsonl", data))
    assert [article.name for article in reading.articles] == ["a", "c"]
    (problem,) = reading.problems
    assert "a.jsonl, line 3: " in str(problem)
    assert part in str(problem)


def test_bad_byte_in_a_line_counts_from_the_start_of_the_file(tmp_path):
    first = jsonl({"id": "a", "text": GERMAN})
    bad = b'{"id": "b", "text": "gr\xfcn"}'
    reading = read_input(write(tmp_path / "a.jsonl", first + b"\n" + bad + b"\n" + bad))
    starts = [len(first) + 1 + bad.index(b"\xfc"), len(first) + 2 + len(bad) + bad.index(b"\xfc")]
    assert [f"byte {start} is 0xfc" in str(p) for start, p in zip(starts, reading.problems, strict=True)] == [
        True,
        True,
    ]


@pytest.mark.parametrize("value", ["2020-12", "gestern", 20151214.5, ["2015-12-14"], "2015-02-30"])
def test_bad_date_costs_the_date_only(tmp_path, value):
    reading = read_input(write(tmp_path / "a.jsonl", jsonl({"id": "a", "text": GERMAN, "date": value})))
    assert reading.articles[0].published is None
    assert 'line 1: "date"' in str(reading.problems[0])


NAMES = "Merkel Obama Putin Kerry Carter Hollande Cameron Rajoy Renzi"


@pytest.mark.parametrize("text", [GERMAN, "Kerry in Moscow", "2:1, 3:4 " * 20, "🙂" * 50, NAMES])
def test_language_accepts(text):
    check_language(text, "a.txt", Config())


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "English"), (FRENCH, "French"), (DUTCH, "Dutch"), (RUSSIAN, "Russian")]
)
def test_language_refuses_and_says_how_to_override(text, language):
    with pytest.raises(LanguageError) as caught:
        check_language(text, "a.txt", Config())
    assert f"a.txt: the text is not German, it looks {language}" in str(caught.value)
    assert "--lang de" in str(caught.value)
    check_language(text, "a.txt", with_options(Config(), lang="de"))
