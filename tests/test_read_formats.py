"""HTML, CSV, gzip, patterns, standard input: what each gives and what bad ones are told."""

import gzip
import io
import sys
from datetime import date

import pytest

from kg.errors import InputError
from kg.read import read_input
from kg.read.encoding import decode_html
from tests.test_read import ENGLISH, GERMAN, jsonl, write

PAGE = """<!DOCTYPE html><html lang="de"><head>{head}<title>Kerry trifft Putin | Zeitung</title>
<meta name="author" content="Anna Beispiel"><meta property="og:title" content="Kerry trifft Putin in Moskau">
<meta property="article:published_time" content="2015-12-15T09:00:00+01:00">
<meta property="og:site_name" content="Beispielzeitung"><link rel="canonical" href="https://example.org/kerry">
</head><body><nav><a href="/">Start</a> <a href="/p">Politik</a></nav><main><article>
<h1>Kerry trifft Putin in Moskau</h1>
<p>US-Außenminister John Kerry ist am Dienstag in Moskau mit Präsident Wladimir Putin zusammengekommen.</p>
<h2>Gespräche über Syrien</h2>
<p>Kerry sagte nach dem Treffen, beide Seiten hätten <b>Fort</b>schritte erzielt.<br>Putin lobte die
   <a href="/x">Vorschläge</a> der Amerikaner als „konstruktiv“.</p>
<ul><li>Erster Punkt der Vereinbarung ist eine Waffenruhe in den Städten.</li></ul>
</article></main><footer><p>© Beispielzeitung, Impressum, Datenschutz</p></footer></body></html>"""
TEXT = """Kerry trifft Putin in Moskau

US-Außenminister John Kerry ist am Dienstag in Moskau mit Präsident Wladimir Putin zusammengekommen.

Gespräche über Syrien

Kerry sagte nach dem Treffen, beide Seiten hätten Fortschritte erzielt.
Putin lobte die Vorschläge der Amerikaner als „konstruktiv“.

Erster Punkt der Vereinbarung ist eine Waffenruhe in den Städten."""


def page(head="", encoding="utf-8"):
    return PAGE.format(head=head).encode(encoding)


@pytest.mark.parametrize(
    "data",
    [
        page(),
        page('<meta charset="iso-8859-1">', "cp1252"),
        page('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        page('<meta charset="iso-8859-1">', "utf-8-sig"),
        page('<meta charset="utf-16">'),
        page(encoding="utf-16"),
        gzip.compress(page()),
    ],
)
def test_page_gives_text_and_what_it_says_of_itself(tmp_path, data):
    reading = read_input(write(tmp_path / "kerry.html", data))
    assert reading.problems == ()
    (article,) = reading.articles
    assert article.text == TEXT
    assert (article.title, article.author) == ("Kerry trifft Putin in Moskau", "Anna Beispiel")
    assert (article.published, article.publisher) == (date(2015, 12, 15), "Beispielzeitung")
    assert (article.name, article.url) == ("kerry", "https://example.org/kerry")


def test_title_outside_the_body_is_the_first_paragraph(tmp_path):
    data = page().replace(b"<h1>Kerry trifft Putin in Moskau</h1>", b"")
    assert read_input(write(tmp_path / "a.html", data)).articles[0].text == TEXT


def test_day_is_never_guessed_from_the_text(tmp_path):
    plain = "<html><body><article>" + f"<p>{GERMAN} Das war am 3. Mai 2011.</p>" * 3
    assert read_input(write(tmp_path / "a.html", plain)).articles[0].published is None


def test_utf8_under_a_wrong_label_is_read_and_reported(tmp_path):
    reading = read_input(write(tmp_path / "a.html", page('<meta charset="iso-8859-1">')))
    assert reading.articles[0].text == TEXT
    assert "declares the charset 'iso-8859-1', but its bytes are UTF-8" in str(reading.problems[0])


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (page(encoding="cp1252"), f"not UTF-8 (byte {page(encoding='cp1252').index(0xDF)} is 0xdf)"),
        (page('<meta charset="klingon">', "cp1252"), "declares the charset 'klingon', which is not known"),
        (page('<meta charset="unicode_escape">', "cp1252"), "'unicode_escape', which is not known"),
        (page('<meta charset="latin1">', "cp1252") + b"\x81", "not Windows-1252 (byte"),
        (b"\x89PNG\0", "not a text file (byte 4 is 0x00)"),
        (f"<html><body><article><p>{ENGLISH}</p><p>{ENGLISH} {ENGLISH}</p></article>".encode(), "English"),
    ],
)
def test_bad_page_is_told_what_is_wrong(tmp_path, data, part):
    reading = read_input(write(tmp_path / "a.html", data))
    assert reading.articles == ()
    assert part in str(reading.problems[0])


def test_declaration_beyond_the_head_does_not_count():
    data = b" " * 5000 + '<meta charset="iso-8859-1">grün'.encode("latin-1")
    with pytest.raises(InputError, match=r"byte 5029 is 0xfc"):
        decode_html(data, "a.html")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_has_the_keys_of_jsonl_as_columns(tmp_path, delimiter, encoding):
    rows = [
        ["ID", "Text", "title", "date", "url", "source", "author", "score"],
        ["7", f'"{GERMAN}\r\nZweite ""Zeile"", mit; allem"', "Titel", "2015-12-14", "", "dpa", "Anna", "1"],
        ["", GERMAN.replace(",", ""), "", "", "", "", "", ""],
    ]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    first, second = read_input(write(tmp_path / "a.csv", data)).articles
    assert (first.name, first.title, first.publisher, first.author) == ("7", "Titel", "dpa", "Anna")
    assert first.text == f'{GERMAN}\r\nZweite "Zeile", mit; allem'
    assert (first.published, first.url) == (date(2015, 12, 14), None)
    assert (second.name, second.title) == ("a-4", None)


def test_csv_bad_row_is_named_and_the_rest_kept(tmp_path):
    rows = ["id,text", f'a,"{GERMAN}\n\n{GERMAN}"', f"b,{GERMAN}, und mehr", "", "c,", f'd,"{GERMAN}"']
    reading = read_input(write(tmp_path / "a.csv", "\n".join(rows)))
    assert [article.name for article in reading.articles] == ["a", "d"]
    assert [str(problem).partition("a.csv, ")[2] for problem in reading.problems] == [
        "line 5: 3 cells where the header has 2; quote the text",
        'line 7: the key "text" is missing, empty or not a string',
    ]


def test_csv_takes_articles_longer_than_the_modules_own_limit(tmp_path):
    (article,) = read_input(write(tmp_path / "a.csv", f'id,text\na,"{GERMAN * 2000}"\n')).articles
    assert len(article.text) > 131_072


def test_jsonl_in_utf16(tmp_path):
    data = jsonl({"id": "a", "text": GERMAN}, {"id": "b", "text": "Ă 1 \u010a"}).decode().encode("utf-16")
    assert [article.name for article in read_input(write(tmp_path / "a.jsonl", data)).articles] == ["a", "b"]


def test_gzip_of_any_kind(tmp_path):
    write(tmp_path / "a.txt.gz", gzip.compress(GERMAN.encode()))
    write(tmp_path / "b.JSONL.gz", gzip.compress(jsonl({"id": "x", "text": GERMAN})))
    write(tmp_path / "c.csv.gz", gzip.compress(f'id,text\ny,"{GERMAN}"'.encode()))
    reading = read_input(str(tmp_path))
    assert [article.name for article in reading.articles] == ["a", "x", "y"]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("n/*.txt", ["a", "b"]),
        ("n/**/*.txt", ["a", "b", "c"]),
        ("n/[b-z].txt", ["b"]),
        ("*/?.txt", ["a", "b"]),
    ],
)
def test_pattern_is_one_input(tmp_path, monkeypatch, pattern, names):
    (tmp_path / "n" / "tief").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "tief/c.txt"):
        write(tmp_path / "n" / name, GERMAN)
    monkeypatch.chdir(tmp_path)
    reading = read_input(pattern)
    assert [article.name for article in reading.articles] == names
    assert reading.name == (tmp_path.name if pattern.startswith("*") else "n")


def test_pattern_that_fits_nothing_and_file_that_looks_like_one(tmp_path):
    (problem,) = read_input(str(tmp_path / "*.txt")).problems
    assert "no file fits the pattern" in str(problem)
    assert read_input(write(tmp_path / "a[1].txt", GERMAN)).articles[0].name == "a[1]"


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (page(), ["stdin"]),
        (gzip.compress(GERMAN.encode()), ["stdin"]),
        (jsonl({"id": "x", "text": GERMAN}, {"text": GERMAN}), ["x", "stdin-2"]),
    ],
)
def test_standard_input_of_every_kind(monkeypatch, data, names):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [article.name for article in read_input("-").articles] == names


def test_file_without_suffix_is_known_by_its_beginning(tmp_path):
    assert read_input(write(tmp_path / "seite", page())).articles[0].text == TEXT
    assert read_input(write(tmp_path / "text", GERMAN)).articles[0].text == GERMAN


def test_every_item_ticks(tmp_path):
    seen = []
    read_input(write(tmp_path / "a.jsonl", jsonl({"id": "a", "text": GERMAN}, "{")), tick=seen.append)
    assert [type(item).__name__ for item in seen] == ["Article", "InputError"]
