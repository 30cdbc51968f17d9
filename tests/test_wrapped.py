"""Text broken at a fixed width reads like text that is not."""

import textwrap

import pytest

from kg import build

pytestmark = pytest.mark.model
LONG = """
Nach langen Verhandlungen in der Hauptstadt traf am Montagabend die deutsche Bundeskanzlerin Angela Merkel
den russischen Präsidenten Wladimir Putin. Danach besuchte der französische Präsident François Hollande
das Kanzleramt und lobte die Gespräche. Am Dienstag kritisierte der amerikanische Außenminister John Kerry
die Regierung in Moskau.
""".strip().replace("\n", " ")


def claims(text):
    return {(c.subject.label, c.relation.id, getattr(c.object, "label", "")) for c in build(text).claims}


@pytest.mark.parametrize("width", range(64, 100, 4))
def test_the_width_changes_nothing(width):
    wrapped = "\n".join(textwrap.wrap(LONG, width))
    assert ("Angela Merkel", "meets", "Wladimir Putin") in claims(LONG)
    assert claims(wrapped) == claims(LONG)


@pytest.mark.parametrize("gap", [" \n", "\n ", "  ", "\t", " \u00a0"])
def test_white_space_inside_a_name_is_no_error(gap):
    found = build(LONG.replace("Angela Merkel", f"Angela{gap}Merkel"))
    assert found.claims
    for claim in found.claims:
        for evidence in claim.evidence:
            assert found.articles[0].text[evidence.start : evidence.end] == evidence.text
