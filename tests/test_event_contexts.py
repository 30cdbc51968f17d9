"""Whether what a text names is claimed, denied, planned or said: one table per construction."""

import tomllib
from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.lang.de import event_contexts
from kg.model import Article, Entity
from kg.pipeline import build_article

FOLDER = Path(__file__).parent / "data" / "constructions"
MODALITIES = {"planned", "possible", "necessary", "conditional", "desired", "asserted"}


def cases_of(*names: str) -> list[tuple[str, dict]]:
    tables = [tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")) for name in names]
    return [(group, case) for table in tables for group, cases in table.items() for case in cases]


CASES = cases_of("events", "relative", "ruled_out")


@pytest.fixture(scope="module")
def read():
    """The claims of every text of the table, read in one go."""
    from kg.annotate import load

    texts = [case["text"] for _, case in CASES]
    docs = load("de").pipe(texts)
    return {t: build_article(Article("a", t), doc)[0] for t, doc in zip(texts, docs, strict=True)}


def speaker_of(claim) -> str:
    """`said by X`, `said by ?` where nobody is named, "" for the article's own word."""
    if claim.attribution is None:
        return ""
    return f"said by {claim.attribution.speaker.label if claim.attribution.speaker else '?'}"


def is_fact(claim, fact: str) -> bool:
    subject, relation, target = (part.strip() for part in fact.split("|"))
    value = claim.object.label if isinstance(claim.object, Entity) else str(claim.object.value)
    sides = subject in ("*", claim.subject.label) and target in ("*", value)
    return sides and relation in ("*", claim.relation.id)


def states(claim, wanted: str) -> bool:
    fact, _, marks = (part.strip() for part in wanted.partition(";"))
    negative = marks.startswith("not")
    marks = marks.removeprefix("not").strip()
    modality = marks if marks in MODALITIES else "asserted"
    speaker = marks if marks.startswith("said by") else ""
    meant = (claim.polarity == "negative") == negative and claim.modality == modality
    return is_fact(claim, fact) and meant and speaker_of(claim) == speaker


def forbidden(claim, unwanted: str) -> bool:
    return states(claim, unwanted) if ";" in unwanted else is_fact(claim, unwanted)


@pytest.mark.model
@pytest.mark.parametrize(("group", "case"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_claims(read, request, group, case):
    claims = read[case["text"]]
    if "gap" in case:
        request.applymarker(pytest.mark.xfail(strict=True, reason=case["gap"]))
    missing = [fact for fact in case.get("claims", []) if not any(states(c, fact) for c in claims)]
    wrong = [fact for fact in case.get("never", []) if any(forbidden(c, fact) for c in claims)]
    found = [
        (c.subject.label, c.relation.id, getattr(c.object, "label", c.object), c.polarity, c.modality)
        for c in claims
    ]
    assert (missing, wrong) == ([], []), found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("deeds = []", "expected"),
        ('deeds = ["Krieg", 1]', "list of words"),
        ('[object]\nperhaps = ["x"]', "no outcome"),
        ('[object]\nopen = ["x"]\nnot = ["x"]', "two lists"),
    ],
)
def test_a_wrong_list_is_named(tmp_path, monkeypatch, text, message):
    rest = [f"[{n}]" for n in ("object", "subject", "oblique", "nouns", "adjectives", "prepositions")]
    rest = [section for section in rest if section not in text]
    words = [f"{n} = []" for n in ("deeds", "absent") if not text.startswith(n)]
    whole = "\n".join([*words, text, *rest]) if message != "expected" else text
    path = tmp_path / "event_contexts.toml"
    path.write_text(whole, encoding="utf-8")
    monkeypatch.setattr(event_contexts, "_FILE", path)
    event_contexts.event_contexts.cache_clear()
    with pytest.raises(VocabularyError, match=message):
        event_contexts.event_contexts()
    monkeypatch.undo()
    event_contexts.event_contexts.cache_clear()
