"""One table of cases per grammatical construction, read by the shipped model."""

import tomllib
from pathlib import Path

import pytest

from kg.lang.de.clause_data import contractions
from kg.lang.de.clauses import find_clauses
from kg.lang.de.speech import find_speech
from kg.model import Argument, Clause

pytestmark = pytest.mark.model

FOLDER = Path(__file__).parent / "data" / "constructions"


def cases_of(*names: str) -> list[tuple[str, dict]]:
    tables = [tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")) for name in names]
    return [(group, case) for table in tables for group, cases in table.items() for case in cases]


CASES = cases_of("clauses", "more")
SPEECH = cases_of("speech")
MODALITIES = {"planned", "possible", "necessary", "conditional", "desired"}


@pytest.fixture(scope="module")
def nlp():
    from kg.annotate import load

    return load("de")


@pytest.fixture(scope="module")
def read(nlp):
    """The clauses of every text of the table, read in one go."""
    texts = [case["text"] for _, case in CASES]
    return {doc.text: (doc, find_clauses(doc)) for doc in nlp.pipe(texts)}


def is_phrase(doc, argument: Argument, wanted: str) -> bool:
    """Of a name every part counts as its head (`Musk` in `Elon Musk`)."""
    head = doc[argument.head]
    name = [child.text for child in head.children if child.dep_ == "flat"]
    return wanted in ("*", argument.span.text, head.text, *name)


def object_fits(doc, argument: Argument, wanted: str) -> bool:
    first, _, rest = wanted.partition(" ")
    preposition = contractions().get(first.lower(), first)
    if argument.preposition and rest:
        return argument.preposition == preposition and is_phrase(doc, argument, rest)
    return not argument.preposition and is_phrase(doc, argument, wanted)


def has_agent(doc, clause: Clause, wanted: str) -> bool:
    agents = [a for a in clause.arguments if a.role == "agent"]
    return not agents if wanted == "-" else wanted == "*" or any(is_phrase(doc, a, wanted) for a in agents)


def has_object(doc, clause: Clause, wanted: str) -> bool:
    others = [a for a in clause.arguments if a.role != "agent"]
    if wanted in ("-", "*"):
        return True
    return any(object_fits(doc, a, wanted) for a in others)


def means(clause: Clause, marks: set[str]) -> bool:
    if clause.question != ("question" in marks) or ("reflexive" in marks and not clause.reflexive):
        return False
    if "any" not in marks and clause.modality not in ((MODALITIES & marks) or {"asserted"}):
        return False
    return clause.polarity == ("negative" if "not" in marks else "affirmative")


def states(doc, clauses, fact: str, *, mind: bool = True) -> bool:
    words, _, marks = fact.partition(";")
    agent, verb, target = (part.strip() for part in words.split("|"))
    return any(
        clause.lemma == verb
        and has_agent(doc, clause, agent)
        and has_object(doc, clause, target)
        and (not mind or means(clause, set(marks.split())))
        for clause in clauses
    )


@pytest.mark.parametrize(("group", "case"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_construction(read, request, group, case):
    doc, clauses = read[case["text"]]
    if "gap" in case:
        request.applymarker(pytest.mark.xfail(strict=True, reason=case["gap"]))
    missing = [fact for fact in case.get("facts", []) if not states(doc, clauses, fact)]
    wrong = [fact for fact in case.get("never", []) if states(doc, clauses, fact, mind=False)]
    found = [(c.lemma, c.polarity, c.modality, [(a.role, a.span.text) for a in c.arguments]) for c in clauses]
    assert (missing, wrong) == ([], []), found


def innermost(speech, start: int, end: int):
    """The speech with the shortest quotation around these characters."""
    around = [
        (q.end - q.start, n)
        for n, s in enumerate(speech)
        for q in s.quotes
        if q.start <= start and end <= q.end
    ]
    return speech[min(around)[1]] if around else None


def is_said(doc, speech, wanted: str) -> bool:
    speaker, kind, words = (part.strip() for part in wanted.split("|"))
    start = doc.text.index(words)
    found = innermost(speech, start, start + len(words))
    if found is None or kind not in ("*", found.type):
        return False
    if found.speaker is None:
        return speaker in ("*", "-")
    head = doc[found.speaker]
    beside = [child for child in head.children if child.dep_ in ("appos", "flat")]
    names = {word.text for name in beside for word in (name, *name.children)}  # `Generalsekretär Jens S.`
    return speaker in ("*", head.text, *names)


@pytest.mark.parametrize(("group", "case"), SPEECH, ids=lambda value: value if isinstance(value, str) else "")
def test_speech(nlp, request, group, case):
    check_speech(nlp, request, case)


def check_speech(nlp, request, case):
    """What a case says is said, by whom, and what nobody says."""
    doc = nlp(case["text"])
    speech = find_speech(doc, find_clauses(doc))
    if "gap" in case:
        request.applymarker(pytest.mark.xfail(strict=True, reason=case["gap"]))
    missing = [wanted for wanted in case.get("says", []) if not is_said(doc, speech, wanted)]
    places = [(w, doc.text.index(w)) for w in case.get("unsaid", [])]
    wrong = [w for w, start in places if innermost(speech, start, start + len(w)) is not None]
    found = [(s.rule, s.speaker and doc[s.speaker].text, s.type, [q.text for q in s.quotes]) for s in speech]
    assert (missing, wrong) == ([], []), found


def test_the_table_is_broad_enough():
    every = [case for _, case in (*CASES, *SPEECH)]
    assert len(every) >= 250
    assert sum("never" in case or "unsaid" in case for case in every) >= 100
    assert all(case.keys() & {"facts", "never", "says", "unsaid"} for case in every)
    assert len({case["text"] for case in every}) == len(every)
