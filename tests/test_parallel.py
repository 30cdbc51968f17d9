"""Work in several processes: same order, same result, bounded, and gone when it is stopped."""

import gc
import json
import math
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from itertools import count, islice
from pathlib import Path

import pytest

import kg.pipeline
from kg.errors import ConfigError, KgError
from kg.model import Article
from kg.parallel import map_in_order, portable

SENTENCES = (
    "Außenminister John Kerry traf am Dienstag Präsident Wladimir Putin in Moskau.",
    "Das Pentagon kündigte eine Reise von Verteidigungsminister Ashton Carter in die Türkei an.",
    "Bundeskanzlerin Angela Merkel besuchte Paris. Sie sprach dort mit François Hollande.",
    "Siemens übernahm die Firma Dresser-Rand, teilte der Konzern in München mit.",
)
ARTICLES = [Article(f"a{n}", f"{SENTENCES[n % 4]}\n\n{SENTENCES[(n + 1) % 4]}") for n in range(6)]


def test_results_come_in_the_order_of_the_items():
    assert list(map_in_order(math.sqrt, range(30), 2, gc.collect)) == [math.sqrt(n) for n in range(30)]


def test_items_are_taken_as_they_are_needed_and_the_processes_end_with_the_consumer():
    before = set(multiprocessing.active_children())
    taken = count()
    results = map_in_order(math.sqrt, taken, 2, gc.collect)
    assert list(islice(results, 20)) == [math.sqrt(n) for n in range(20)]
    assert next(taken) < 40  # 20 results, and a few items under way
    results.close()
    deadline = time.monotonic() + 10
    while set(multiprocessing.active_children()) - before:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_an_error_of_the_function_is_raised_in_its_place():
    results = map_in_order(math.sqrt, [4, -1, 9], 2, gc.collect)
    assert next(results) == 2
    with pytest.raises(ValueError, match="math domain error"):
        next(results)


def test_a_process_that_dies_is_said_in_one_line():
    with pytest.raises(KgError, match="ended by itself; out of memory"):
        list(map_in_order(os._exit, [3], 1, gc.collect))


class Stubborn(Exception):
    """Cannot be made again from its arguments, as some libraries' errors cannot."""

    def __init__(self, line, column):
        super().__init__(f"line {line}, column {column}")


def test_an_error_that_cannot_travel_keeps_its_name_and_message():
    assert repr(portable(Stubborn(3, 4))) == "RuntimeError('Stubborn: line 3, column 4')"


@pytest.mark.parametrize(
    ("articles", "wanted", "cores", "expected"),
    [
        (1, None, 8, 1),
        (79, None, 8, 1),
        (80, None, 8, 2),
        (500, None, 2, 2),
        (9999, None, 64, 8),
        (500, 1, 8, 1),
        (500, 12, 2, 12),
        (3, 12, 2, 3),
        (0, 2, 2, 1),
    ],
)
def test_workers_suit_the_number_of_articles(monkeypatch, articles, wanted, cores, expected):
    monkeypatch.setattr(kg.pipeline, "usable_cores", lambda: cores)
    assert kg.pipeline.workers_for(articles, wanted) == expected


def test_workers_that_make_no_sense_are_told():
    with pytest.raises(ConfigError, match="workers 0 is not 1 or more"):
        kg.pipeline.build(ARTICLES, workers=0)
    with pytest.raises(ConfigError, match="leave out nlp or workers"):
        kg.pipeline.build(ARTICLES, nlp=object(), workers=2)


def kg_build(folder, *options, **more):
    command = [sys.executable, "-m", "kg", "build", str(folder / "news.jsonl"), "--lang", "de", *options]
    environment = os.environ | {"PYTHONPATH": str(Path(kg.__file__).parents[1])}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=folder, env=environment, **pipes, **more)


def write_news(folder, articles):
    lines = [json.dumps({"id": a.name, "text": a.text}, ensure_ascii=False) for a in articles]
    (folder / "news.jsonl").write_text("\n".join([lines[0], "{broken", *lines[1:]]), encoding="utf-8")


@pytest.mark.model
def test_several_workers_write_the_same_bytes_as_one(tmp_path):
    write_news(tmp_path, ARTICLES)
    runs = [kg_build(tmp_path, "--workers", n, "-o", n, "--quiet", "--keep-duplicates") for n in "12"]
    said = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    assert said[0] == said[1]
    assert "news.jsonl, line 2: not valid JSON" in said[0][1]
    one, two = (sorted((tmp_path / n).iterdir()) for n in "12")
    assert [p.name for p in one] == [p.name for p in two] and len(one) == 5
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in two]
    assert one[0].read_text(encoding="utf-8").count("\n") > 5  # there was something to compare


@pytest.mark.model
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="Ctrl-C is sent to a POSIX process group")
def test_ctrl_c_ends_all_processes_and_leaves_nothing_half_written(tmp_path):
    write_news(tmp_path, [Article(f"a{n}", f"{n}. {SENTENCES[n % 4]}\n\n" * 40) for n in range(200)])
    run = kg_build(tmp_path, "--workers", "2", "--keep-duplicates", start_new_session=True)
    time.sleep(6)
    assert run.poll() is None
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=30)  # ends only when every process has closed the pipes
    assert (run.returncode, out) == (130, ""), err
    assert err.splitlines()[-1] == "kg: stopped; nothing was saved; not built: news"
    assert "Traceback" not in err
    assert not (tmp_path / "output").exists()
