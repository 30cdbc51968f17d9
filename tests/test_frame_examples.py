"""The example sentence of every frame gives the claim that it states, with the shipped model.

What the model cannot read yet stands in ``tests/data/frame_examples_known.toml``. With a new model,
``python -m tests.test_frame_examples --update-known`` writes that file anew.
"""

import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from kg.lang.de.frame_data import load_frames
from kg.model import Article, Entity

pytestmark = pytest.mark.model
KNOWN = Path(__file__).parent / "data" / "frame_examples_known.toml"
HEAD = "# Frames whose example the shipped model does not read yet, each with the reason.\n"


def examples():
    """One frame for each example; further slots of a table share it."""
    first = {}
    for group in load_frames().values():
        for frame in group:
            first.setdefault((frame.lemma, frame.relation, frame.example), frame)
    return list(first.values())


def known():
    return tomllib.loads(KNOWN.read_text("utf-8")) if KNOWN.exists() else {}


def cases():
    reasons = known()
    for frame in examples():
        marks = [pytest.mark.xfail(reason=reasons[frame.id], strict=True)] if frame.id in reasons else []
        yield pytest.param(frame, id=frame.id, marks=marks)


@cache
def claims_of_examples():
    from kg.annotate import load
    from kg.pipeline import build_article

    texts = list(dict.fromkeys(frame.example for frame in examples()))
    docs = load("de").pipe(texts)
    return {
        text: build_article(Article("example", text), doc)[0] for text, doc in zip(texts, docs, strict=True)
    }


def says(frame, claim):
    subject, target = frame.expect.split(f" {frame.relation} ")
    return (
        claim.relation.id == frame.relation
        and claim.polarity == (frame.polarity or "affirmative")
        and claim.modality == (frame.modality or "asserted")
        and is_called(claim.subject, subject)
        and is_called(claim.object, target)
    )


def is_called(side, word):
    """Whether a side is what the word means, as the example has it (`Athens` is `Athen`)."""
    if not isinstance(side, Entity):
        return word in (side.unit, str(side.value))
    texts = [side.label, *side.aliases, *(mention.span.text for mention in side.mentions)]
    words = {part for text in texts for part in text.split()}
    return not words.isdisjoint({word, f"{word}s", f"{word}'"})


@pytest.mark.parametrize("frame", list(cases()))
def test_example(frame):
    found = claims_of_examples()[frame.example]
    assert any(says(frame, claim) for claim in found), [describe(claim) for claim in found]


def test_known_failures_are_few_and_exist():
    ids = {frame.id for frame in examples()}
    assert known().keys() <= ids
    assert len(known()) <= 0.05 * len(ids)


def describe(claim):
    target = claim.object.label if isinstance(claim.object, Entity) else claim.object.unit
    return f"{claim.subject.label} {claim.relation.id} {target}"


def update_known():
    """Write the file anew; a reason that stands there is kept."""
    reasons, lines = known(), []
    for frame in sorted(examples(), key=lambda frame: frame.id):
        found = claims_of_examples()[frame.example]
        if any(says(frame, claim) for claim in found):
            continue
        read = "; ".join(describe(claim) for claim in found) or "no claim"
        reason = reasons.get(frame.id, f"read as: {read}").replace('"', "'")
        lines.append(f'"{frame.id}" = "{reason}"\n')
    KNOWN.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} of {len(examples())} examples are not read")


if __name__ == "__main__" and "--update-known" in sys.argv:
    update_known()
