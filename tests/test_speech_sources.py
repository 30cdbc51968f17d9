"""Speakers before a colon, in interviews and in insertions, one table of cases, read by the shipped model.

The format is that of `speech.toml`.
"""

import pytest

from kg.lang.de.clauses import find_clauses
from kg.lang.de.speech import find_speech
from tests.test_constructions import cases_of, innermost, is_said

pytestmark = pytest.mark.model

CASES = cases_of("speech_sources")


@pytest.fixture(scope="module")
def nlp():
    from kg.annotate import load

    return load("de")


@pytest.mark.parametrize(("group", "case"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_who_says_it(nlp, request, group, case):
    doc = nlp(case["text"])
    speech = find_speech(doc, find_clauses(doc))
    if "gap" in case:
        request.applymarker(pytest.mark.xfail(strict=True, reason=case["gap"]))
    missing = [wanted for wanted in case.get("says", []) if not is_said(doc, speech, wanted)]
    places = [(w, doc.text.index(w)) for w in case.get("unsaid", [])]
    wrong = [w for w, start in places if innermost(speech, start, start + len(w)) is not None]
    found = [(s.rule, s.speaker and doc[s.speaker].text, [q.text for q in s.quotes]) for s in speech]
    assert (missing, wrong) == ([], []), found
