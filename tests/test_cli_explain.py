"""``kg explain``: a claim taken apart, for people and for programs."""

import json
import sys

import pytest

from kg import cli

pytestmark = pytest.mark.model
TEXT = "Angela Merkel traf am Montag in Paris François Hollande. Hollande reise nach Moskau, sagte Merkel."


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Explain an article; gives status, standard output and error."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["kg", "explain", "a.txt", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        said = capsys.readouterr()
        return stop.value.code or 0, said.out, said.err

    return call


def test_a_claim_is_taken_apart(run):
    status, out, err = run("merkel MEETS")
    assert (status, err) == (0, "")
    assert out.count("[") == 1  # no other claim
    for part in (
        "Angela Merkel – meets – François Hollande",
        "sentence    Angela Merkel traf am Montag in Paris François Hollande.",
        "rule        de.frame.treffen",
        "subject     'Angela Merkel' is Angela Merkel, by its name",
        "said        by the article itself",
        "confidence",
    ):
        assert part in out


def test_the_speaker_is_told(run):
    _, out, _ = run("Hollande travelsTo")
    assert "by Angela Merkel, cue 'sagte'" in out


def test_for_programs(run):
    status, out, _ = run("meets", "--json")
    [record] = json.loads(out)
    assert status == 0
    assert record["claim"]["relation"]["id"] == "meets"
    assert record["subject"] == {"words": "Angela Merkel", "meaning": "Angela Merkel", "how": "by its name"}
    assert record["claim"]["evidence"][0]["rule"] == record["rule"]
    assert run(record["claim"]["id"], "--json")[1] == out  # the id finds it, too
    everything = json.loads(run("--json")[1])
    assert len(everything) > 1 and record in everything
    assert [one for one in json.loads(run("--dropped", "--json")[1]) if not one["reason"]] == []


def test_a_claim_that_is_not_there(run):
    status, out, err = run("Quark")
    assert (status, out) == (2, "")
    assert err.startswith("kg: a.txt: no claim fits 'Quark'; there are: Angela Merkel – meets")
