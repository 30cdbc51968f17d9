"""The published JSON of claims, and files that are written all or not at all."""

import errno
import json
import os
from pathlib import Path

import pytest

from kg.contract import claim_record, write_claims
from kg.errors import OutputError
from kg.model import Attribution, Claim, Entity, Evidence, Qualifier, Relation, Time, Value
from kg.output import write_files

OBAMA = Entity("entity/Barack_Obama", "Barack Obama", "Person")
PENTAGON = Entity("entity/Pentagon", "Pentagon", "Organization")
VISITS = Relation("visits", "visits", "besucht", "war … gekommen")


def evidence(start, article="a"):
    return Evidence(article, start, start + 8, "gekommen", (0, 40), "de.clause.main")


def claim(start=10, **changes):
    return Claim(OBAMA, VISITS, changes.pop("object", PENTAGON), (evidence(start),), **changes)


def test_a_plain_claim_is_the_contract():
    assert json.dumps(claim_record(claim(confidence=0.93)), ensure_ascii=False) == (
        f'{{"id": "{claim().id}", '
        '"subject": {"id": "entity/Barack_Obama", "label": "Barack Obama", "type": "Person"}, '
        '"relation": {"id": "visits", "label": {"en": "visits", "de": "besucht"}, '
        '"surface": "war … gekommen"}, '
        '"object": {"id": "entity/Pentagon", "label": "Pentagon", "type": "Organization"}, '
        '"polarity": "affirmative", "modality": "asserted", "attribution": null, '
        '"time": null, "place": null, '
        '"qualifiers": [], "confidence": 0.93, '
        '"evidence": [{"article": "a", "start": 10, "end": 18, "text": "gekommen", "sentence": [0, 40], '
        '"rule": "de.clause.main"}]}'
    )


@pytest.mark.parametrize(
    ("changes", "key", "expected"),
    [
        ({"polarity": "negative"}, "polarity", "negative"),
        ({"modality": "planned"}, "modality", "planned"),
        (
            {"attribution": Attribution(OBAMA, "sagte", "direct")},
            "attribution",
            {
                "speaker": {"id": "entity/Barack_Obama", "label": "Barack Obama"},
                "cue": "sagte",
                "type": "direct",
            },
        ),
        (
            {"attribution": Attribution(None, "soll", "reported")},
            "attribution",
            {"speaker": None, "cue": "soll", "type": "reported"},
        ),
        (
            {"time": Time("am Montag", "2015-12-14", "2015-12-14")},
            "time",
            {"text": "am Montag", "start": "2015-12-14", "end": "2015-12-14"},
        ),
        ({"time": Time("am Montag")}, "time", {"text": "am Montag", "start": None, "end": None}),
        ({"place": PENTAGON}, "place", {"id": "entity/Pentagon", "label": "Pentagon"}),
        ({"qualifiers": (Qualifier("purpose", "um"),)}, "qualifiers", [{"role": "purpose", "text": "um"}]),
        (
            {"object": Value(9000, "Angriff")},
            "object",
            {"value": 9000, "unit": "Angriff", "type": "Quantity"},
        ),
        ({"object": Value("1961", "", "Time")}, "object", {"value": "1961", "unit": "", "type": "Time"}),
        ({"confidence": 0.1 + 0.2}, "confidence", 0.3),
    ],
)
def test_every_optional_part(changes, key, expected):
    record = claim_record(claim(**changes))
    assert record[key] == expected
    assert list(record) == list(claim_record(claim()))


def test_lines_are_sorted_by_offset_then_id():
    claims = [claim(30), claim(10, modality="planned"), claim(10), claim(20, polarity="negative")]
    written = [json.loads(line) for line in write_claims(claims).decode().splitlines()]
    keys = [(each["evidence"][0]["start"], each["id"]) for each in written]
    assert keys == sorted(keys)
    assert len(set(keys)) == 4
    assert write_claims(claims) == write_claims(reversed(claims))


def test_a_claim_is_one_line_whatever_its_text():
    text = 'a\nb\r\u2028c\u2029d\x85e"'
    data = write_claims([claim(qualifiers=(Qualifier("purpose", text),))])
    (line,) = data.decode("utf-8").splitlines()
    assert json.loads(line)["qualifiers"][0]["text"] == text
    assert "…".encode() in data


def test_files_are_written_into_new_folders(tmp_path):
    files = {tmp_path / "a" / "b" / "x.txt": b"one", tmp_path / "y.txt": b"two"}
    write_files(files)
    write_files({tmp_path / "y.txt": b"three"})
    assert [path.read_bytes() for path in files] == [b"one", b"three"]
    assert contents(tmp_path) == ["a", "a/b", "a/b/x.txt", "y.txt"]


def contents(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_failure_leaves_everything_as_it_was(tmp_path, monkeypatch, code):
    (tmp_path / "old.txt").write_bytes(b"old")
    real, calls = os.fsync, []

    def fail_on_the_second(descriptor):
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(code, os.strerror(code))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fail_on_the_second)
    with pytest.raises(OutputError, match="x.txt: cannot be written: " + os.strerror(code)):
        write_files({tmp_path / "old.txt": b"new", tmp_path / "new" / "x.txt": b"1", tmp_path / "y": b"2"})
    assert contents(tmp_path) == ["old.txt"]
    assert (tmp_path / "old.txt").read_bytes() == b"old"


def test_a_folder_that_cannot_be_made(tmp_path, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(OutputError, match="out: the folder cannot be made: Read-only file system"):
        write_files({tmp_path / "out" / "x.txt": b"1"})


def test_names_that_are_taken(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="file: is a file, not a folder"):
        write_files({tmp_path / "file" / "x.txt": b"1"})
    with pytest.raises(OutputError, match="folder: is a folder"):
        write_files({tmp_path / "a.txt": b"1", tmp_path / "folder": b"1"})
    assert contents(tmp_path) == ["file", "folder"]


def test_a_failed_move_leaves_no_draft(tmp_path, monkeypatch):
    def refuse(self, target):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match=r"x\.txt: cannot be written: Operation not permitted"):
        write_files({tmp_path / "x.txt": b"1"})
    assert contents(tmp_path) == []
