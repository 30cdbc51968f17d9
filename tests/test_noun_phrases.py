"""What noun phrases state and whom words mean, one table per construction, read by the shipped model."""

import tomllib
from pathlib import Path

import pytest

from kg.model import Article, Entity
from kg.pipeline import build_article

pytestmark = pytest.mark.model

FILE = Path(__file__).parent / "data" / "constructions" / "noun_phrases.toml"
TABLE = tomllib.loads(FILE.read_text(encoding="utf-8"))
CASES = [(group, case) for group, cases in TABLE.items() for case in cases]


@pytest.fixture(scope="module")
def read():
    """Claims and entities of every text of the table, read in one go."""
    from kg.annotate import load

    texts = [case["text"] for _, case in CASES]
    docs = load("de").pipe(texts)
    return {text: build_article(Article("a", text), doc) for text, doc in zip(texts, docs, strict=True)}


def matches(claim, fact: str) -> bool:
    subject, relation, target = (part.strip() for part in fact.split("|"))
    value = claim.object.label if isinstance(claim.object, Entity) else str(claim.object.value)
    return (
        subject in ("*", claim.subject.label)
        and relation in ("*", claim.relation.id)
        and target in ("*", value)
    )


def described(entity: Entity) -> set[str]:
    """Its label, type and how often it is mentioned: all three, or the first two."""
    plain = f"{entity.label} | {entity.type}"
    return {plain, f"{plain} | {len(entity.mentions)}"}


@pytest.mark.parametrize(("group", "case"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_noun_phrase(read, request, group, case):
    claims, entities = read[case["text"]]
    if "gap" in case:
        request.applymarker(pytest.mark.xfail(strict=True, reason=case["gap"]))
    labels, known = {e.label for e in entities}, {d for e in entities for d in described(e)}
    missing = [fact for fact in case.get("claims", []) if not any(matches(c, fact) for c in claims)]
    missing += [entity for entity in case.get("entities", []) if entity not in known]
    wrong = [fact for fact in case.get("never", []) if any(matches(c, fact) for c in claims)]
    wrong += [label for label in case.get("nobody", []) if label in labels]
    found = [(c.subject.label, c.relation.id, getattr(c.object, "label", c.object)) for c in claims]
    assert (missing, wrong) == ([], []), (found, sorted(known))
