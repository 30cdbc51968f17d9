"""The scorer of quotations: what counts as found, by whom, and how the gold file is read."""

import json

import pytest
from typer.testing import CliRunner

from kg.claims import quotes as quotes_module
from kg.claims.quotes import Quotation
from kg.cli.common import app
from kg.errors import InputError
from kg.eval.quotes import GoldArticle, GoldQuote, match_quotes, read_gold, score, scores_by_type, shared
from kg.model import Span


def found(start, end, speaker=(0, 5), kind="indirect", cue=True):
    said_by = Span(*speaker, "x") if speaker else None
    said = Span(5, 6, "c") if cue else None
    return Quotation(kind, said_by, None, said, (Span(start, end, "q"),), "de.speech.dass")


def gold(*quote, speaker=((0, 5),), kind="indirect"):
    return GoldQuote(kind, speaker, quote)


@pytest.mark.parametrize(
    ("expected", "predicted", "right"),
    [
        (gold((10, 20)), found(10, 20), True),
        (gold((10, 20)), found(10, 15), True),
        (gold((10, 20)), found(10, 14), False),
        (gold((10, 20)), found(0, 20), True),
        (gold((10, 20)), found(0, 21), False),
        (gold((10, 15), (20, 25)), found(10, 25), True),
        (gold((10, 20)), found(30, 40), False),
    ],
    ids=["same", "half", "less", "twice", "more-than-twice", "two-parts", "elsewhere"],
)
def test_half_of_the_longer_must_overlap(expected, predicted, right):
    assert score(match_quotes("a", [expected], [predicted])).right == right


@pytest.mark.parametrize(
    ("expected", "predicted", "right"),
    [
        (((0, 5),), (0, 5), True),
        (((0, 5),), (4, 9), True),
        (((0, 5),), (5, 9), False),
        (((0, 5), (8, 9)), (8, 9), True),
        (((0, 5),), None, False),
        ((), (0, 5), False),
        ((), None, True),
    ],
    ids=["same", "overlap", "touch", "second", "none-found", "none-there", "nobody"],
)
def test_the_speaker_s_spans_must_overlap(expected, predicted, right):
    matches = match_quotes("a", [gold((10, 20), speaker=expected)], [found(10, 20, predicted)])
    assert score(matches, speaker=True).right == right
    assert score(matches).right == 1


def test_each_gold_quotation_is_found_once():
    matches = match_quotes("a", [gold((10, 20))], [found(10, 20), found(10, 19)])
    assert (score(matches).gold, score(matches).found, score(matches).right) == (1, 2, 1)


def test_of_equal_overlaps_the_same_type_is_matched():
    expected = [gold((10, 20)), gold((10, 20), kind="direct")]
    matches = match_quotes("a", expected, [found(10, 20, kind="direct")])
    assert [m.gold.type for m in matches if m.found] == ["direct"]


def test_figures():
    scores = score(match_quotes("a", [gold((0, 9)), gold((20, 29))], [found(0, 9)]))
    assert (scores.precision, scores.recall, round(scores.f1, 3)) == (1.0, 0.5, 0.667)
    nothing = score(match_quotes("a", [], []))
    assert (nothing.precision, nothing.recall, nothing.f1) == (0.0, 0.0, 0.0)


def test_rows_by_type():
    article = GoldArticle("a", "", (gold((0, 9)), gold((20, 29), kind="free"), gold((40, 49), kind="direct")))
    rows = scores_by_type([article], [(found(0, 9), found(20, 29, cue=False), found(40, 49, kind="direct"))])
    counts = {row: (s.gold, s.found, s.right) for row, s in rows.items()}
    assert counts == {
        "direct": (1, 1, 1),
        "indirect": (2, 2, 2),
        "cued": (1, 1, 1),
        "free": (1, 1, 1),
        "reported": (0, 0, 0),
    }


def test_shared_characters():
    assert shared(((0, 4),), ((4, 9),)) == 0
    assert shared(((0, 4), (6, 9)), ((2, 8),)) == 4


RECORD = {
    "id": "a",
    "text": "Kerry sagte, er sei froh.",
    "quotes": [{"type": "Indirect", "speaker": [[0, 5]], "cue": [[6, 11]], "quote": [[13, 24]]}],
}


def gold_folder(folder, *lines):
    (folder / "quotes").mkdir()
    (folder / "quotes" / "wikinews_quotes_dev.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_the_gold_file_is_read(tmp_path):
    (article,) = read_gold(gold_folder(tmp_path, json.dumps(RECORD)))
    assert article.quotes == (GoldQuote("indirect", ((0, 5),), ((13, 24),)),)


@pytest.mark.parametrize(
    "line",
    ["no json", "{}", json.dumps({**RECORD, "quotes": [{"type": "Shouted", "speaker": [], "quote": []}]})],
)
def test_a_bad_line_is_named(tmp_path, line):
    with pytest.raises(InputError, match="line 2"):
        read_gold(gold_folder(tmp_path, json.dumps(RECORD), line))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="--data"):
        read_gold(tmp_path)


def test_the_command_prints_a_table(tmp_path, monkeypatch):
    class Pipe:
        def pipe(self, texts):
            return list(texts)

    monkeypatch.setattr("kg.cli.eval_quotes.load_model", lambda settings: Pipe())
    monkeypatch.setattr(quotes_module, "quotations_of", lambda doc: (found(13, 24), found(0, 3)))
    folder = gold_folder(tmp_path, json.dumps(RECORD))
    result = CliRunner().invoke(app, ["eval", "quotes", "--data", str(folder), "--misses"])
    lines = result.stdout.splitlines()
    assert result.exit_code == 0, result.output
    assert lines[0].startswith("wrong\tindirect\tde.speech.dass\ta\t")
    assert lines[2] == "all\t1\t2\t0.500\t1.000\t0.667\t0.667"
