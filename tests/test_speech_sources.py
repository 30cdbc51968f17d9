"""Speakers before a colon, in interviews and in insertions, one table of cases, read by the shipped model.

The format is that of `speech.toml`.
"""

import pytest

from tests.test_constructions import cases_of, check_speech

pytestmark = pytest.mark.model

CASES = cases_of("speech_sources")


@pytest.fixture(scope="module")
def nlp():
    from kg.annotate import load

    return load("de")


@pytest.mark.parametrize(("group", "case"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_who_says_it(nlp, request, group, case):
    check_speech(nlp, request, case)
