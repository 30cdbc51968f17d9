"""Paragraphs and headlines, and articles that come twice."""

import random

import pytest

from kg.model import Article
from kg.read import Reading, Seen, drop_duplicates, find_headline, find_paragraphs


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kerry trifft Putin\n\nSie sprachen.\n\nNeue Waffen\n\nEr ging.", "headline text heading text"),
        ("Wer folgt auf Merkel?\r\n\r\nDas ist offen.\r\n", "headline text"),
        ("Kerry trifft Putin\nSie sprachen in Moskau.\nEr ging.", "headline text text"),
        ("Sie sprachen.\n\nEr ging.", "text text"),
        ("Kerry trifft Putin", "text"),
        ("Der Präsident hat den\nminister getroffen und\nist gegangen.", "text"),
        ("Moskau (dpa) -\n\nEr ging.", "headline text"),
        ("Moskau\n\nEr ging.", "text text"),
        ("„Wir gehen.“\n\nEr ging.", "text text"),
        ("Was er sagt:\n\nEr ging.", "text text"),
        ("Wort " * 40 + "\n\nEr ging.", "text text"),
        ("Erstens\n \t\n\n\nZweitens", "text text"),
        ("", ""),
        (" \n\n ", ""),
    ],
)
def test_paragraphs(text, kinds):
    found = find_paragraphs(text)
    assert " ".join(paragraph.kind for paragraph in found) == kinds
    for paragraph in found:
        span = paragraph.span
        assert text[span.start : span.end] == span.text == span.text.strip() != ""


def test_headline():
    assert find_headline("\n\n  Kerry trifft Putin \n\nEr kam.") == "Kerry trifft Putin"
    assert find_headline("Er kam.\n\nKerry trifft Putin\n\nEr ging.") is None


WORDS = [f"wort{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(400)]


def text(seed, length=300):
    return " ".join(random.Random(seed).choices(WORDS, k=length))


BASE = text(1)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (BASE, "same text as 'a'"),
        (BASE.upper().replace(" ", "\n"), "same text as 'a'"),
        ("Neue Überschrift " + BASE, "nearly the same text"),
        (" ".join(BASE.split()[:-20]), "nearly the same text"),
        (BASE.replace(BASE.split()[150], "anders", 1), "nearly the same text"),
        (text(2), None),
        (BASE + " " + text(3), None),
        (" ".join(sorted(BASE.split())), None),
        ("Am 12. kam " + BASE, None),
    ],
)
def test_duplicates(other, message):
    first, second = drop_duplicates(
        [Reading("a", (Article("a", BASE),)), Reading("b", (Article("x", text(9)), Article("y", other)))]
    )
    assert first.problems == ()
    assert [article.name for article in second.articles] == (["x"] if message else ["x", "y"])
    assert [str(p).startswith("b: y: ") and message in str(p) for p in second.problems] == [True] * bool(
        message
    )


def test_short_texts_are_the_same_only_word_for_word():
    seen = Seen()
    line = "Der Dax schloss am Montag im Plus bei guter Stimmung der Anleger"
    assert seen.add(Article("a", line)) is None
    assert seen.add(Article("b", line + " heute")) is None
    assert seen.add(Article("c", line + "!")) == ("a", 1.0)
    assert seen.add(Article("d", "***")) is None
    assert seen.add(Article("e", "+++")) is None


def test_the_same_figures_differently_are_no_duplicate():
    seen = Seen()
    assert seen.add(Article("a", f"{BASE} 10.139 Punkte {BASE}")) is None
    assert seen.add(Article("b", f"{BASE} 10.452 Punkte {BASE}")) is None
    assert seen.add(Article("c", f"{BASE} Punkte {BASE}")) is not None
