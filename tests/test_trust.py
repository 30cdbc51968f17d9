"""Reported is not asserted, negated is not affirmed, unreal is no fact: read by the shipped model.

Each claim in the table is `subject | relation | object | polarity | modality | speaker`; the polarity is `+`
or `-`, the speaker empty where the article itself says it and `?` where nobody is named. `*` fits anything.
"""

import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from kg.model import Article, Entity
from kg.pipeline import build_article

pytestmark = pytest.mark.model

FILE = Path(__file__).parent / "data" / "constructions" / "trust.toml"
TABLE = tomllib.loads(FILE.read_text(encoding="utf-8"))
CASES = [(group, case) for group, cases in TABLE.items() for case in cases]


@pytest.fixture(scope="module")
def read():
    from kg.annotate import load

    texts = [case["text"] for _, case in CASES]
    docs = load("de").pipe(texts)
    return {text: build_article(Article("a", text), doc)[0] for text, doc in zip(texts, docs, strict=True)}


def described(claim):
    target = claim.object.label if isinstance(claim.object, Entity) else str(claim.object.value)
    said = claim.attribution
    speaker = "" if said is None else said.speaker.label if said.speaker else "?"
    sign = "-" if claim.polarity == "negative" else "+"
    return (claim.subject.label, claim.relation.id, target, sign, claim.modality, speaker)


def fits(fact, claim):
    wanted = [part.strip() for part in fact.split("|")]
    assert len(wanted) == 6, f"six parts are expected: {fact}"
    return all(fnmatchcase(part, pattern) for part, pattern in zip(described(claim), wanted, strict=True))


@pytest.mark.parametrize(
    ("group", "case"), CASES, ids=lambda value: value if isinstance(value, str) else value["text"][:40]
)
def test_trust(read, request, group, case):
    if "gap" in case:
        request.applymarker(pytest.mark.xfail(strict=True, reason=case["gap"]))
    claims = read[case["text"]]
    missing = [fact for fact in case.get("claims", []) if not any(fits(fact, c) for c in claims)]
    wrong = [fact for fact in case.get("never", []) if any(fits(fact, c) for c in claims)]
    assert (missing, wrong) == ([], []), [described(c) for c in claims]


def test_every_case_asks_for_something():
    assert all(case.get("claims") or case.get("never") for _, case in CASES)
