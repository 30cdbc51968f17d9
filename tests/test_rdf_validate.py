"""What breaks the contract of a graph is found, and told with the claim and its sentence."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.common import app
from kg.cli.findings import report_violations
from kg.model import Attribution, Entity, KnowledgeGraph, Mention, Relation, Span, Time, Value
from kg.rdf import Finding, sort_graph, validate_graph, write_rdf
from kg.rdf.validate import validate_file
from tests.test_rdf import GRAPH, OBAMA, PENTAGON, REPORT, VISIT

RUNNER = CliRunner()
US = Mention(Span(4, 6, "US"), 1, "US", "name", "Location")
WRONG = dataclasses.replace(US, span=Span(5, 7, "US"))
NOBODY = Entity("entity/Niemand", "Niemand", "Person")
ALONE = KnowledgeGraph((REPORT,), (OBAMA, PENTAGON), (VISIT,))


def with_claim(**changes: object) -> KnowledgeGraph:
    return dataclasses.replace(ALONE, claims=(dataclasses.replace(VISIT, **changes),))  # type: ignore[arg-type]


def with_evidence(**changes: object) -> KnowledgeGraph:
    return with_claim(evidence=(dataclasses.replace(VISIT.evidence[0], **changes),))  # type: ignore[arg-type]


def with_entity(**changes: object) -> KnowledgeGraph:
    return dataclasses.replace(ALONE, entities=(dataclasses.replace(OBAMA, **changes), PENTAGON))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "graph",
    [
        GRAPH,
        ALONE,
        KnowledgeGraph(),
        with_claim(time=Time("im Dezember", "2015-12", "2015-12-31")),
        with_claim(object=Value(9000, "Angriff"), relation=Relation("flies", "flies", "fliegt")),
        with_entity(mentions=(US,), same_as=("urn:x",)),
    ],
)
def test_what_is_right_passes(graph: KnowledgeGraph) -> None:
    assert [each for each in validate_graph(graph) if each.severity == "violation"] == []


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        (with_claim(evidence=()), "at least one piece of evidence"),
        (with_claim(polarity="yes"), "polarity 'yes' is none of affirmative, negative"),
        (with_claim(modality="sure"), "modality 'sure' is none of asserted, planned"),
        (with_claim(confidence=1.2), "confidence 1.2 is no number from 0 to 1"),
        (with_claim(confidence=float("nan")), "confidence nan"),
        (with_claim(subject=NOBODY), "the subject, 'Niemand', is one of the graph's entities"),
        (with_claim(object=NOBODY), "the object, 'Niemand'"),
        (with_claim(place=NOBODY), "the place, 'Niemand'"),
        (with_claim(attribution=Attribution(NOBODY, "sagte", "direct")), "the speaker, 'Niemand'"),
        (with_claim(attribution=Attribution(None, "", "heard")), "kind of speech 'heard'"),
        (with_claim(time=Time("x", "2015-13-01")), "time '2015-13-01' is no day"),
        (with_claim(time=Time("x", "2015-12-02", "2015-12-01")), "begins at 2015-12-02, after its end"),
        (with_claim(relation=Relation("", "", "")), "a relation has an id and a label"),
        (with_evidence(text="Der X"), "says 'Der X', but at 0 the article has 'Der U'"),
        (with_evidence(start=-1), "the evidence's offsets -1 to 5 are not inside"),
        (with_evidence(end=99), "the evidence's offsets 0 to 99 are not inside the text of 43 characters"),
        (with_evidence(sentence=(0, 44)), "the sentence's offsets 0 to 44"),
        (with_evidence(sentence=(9, 3)), "the sentence's offsets 9 to 3"),
        (with_evidence(article="other"), "the article 'other' of the evidence"),
        (with_evidence(rule=""), "names the rule"),
        (with_entity(label=""), "an entity has a label"),
        (with_entity(type="Ghost"), "the type 'Ghost' is none of Person"),
        (with_entity(same_as=("Q76",)), "same_as 'Q76' is no absolute IRI"),
        (with_entity(mentions=(WRONG,)), "no article has the mention 'US' at 5"),
        (dataclasses.replace(ALONE, entities=(OBAMA, OBAMA, PENTAGON)), "one entity for each id, not 2"),
        (dataclasses.replace(ALONE, claims=(VISIT, VISIT)), "one claim for each id, not 2"),
        (dataclasses.replace(ALONE, articles=(REPORT, REPORT)), "one article for each id, not 2"),
        (KnowledgeGraph((dataclasses.replace(REPORT, text=""),)), "an article has its text"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(graph: KnowledgeGraph, message: str) -> None:
    found = validate_graph(graph)
    assert [each for each in found if message in each.message and each.severity == "violation"]


def test_a_side_of_another_type_is_a_warning() -> None:
    graph = with_claim(relation=Relation("marriedTo", "is married to", "ist verheiratet mit"))
    messages = {each.message for each in validate_graph(graph) if each.severity == "warning"}
    assert messages == {"marriedTo does not usually have a Organization as its object"}


def test_a_finding_tells_the_claim_and_its_sentence() -> None:
    (found,) = validate_graph(with_claim(confidence=2.0))
    assert found == Finding(
        "violation",
        "confidence 2.0 is no number from 0 to 1",
        f"claim/{VISIT.id}",
        "Barack Obama – visits – Pentagon",
        REPORT.text,
    )
    assert found.lines()[1:3] == [
        "  claim     Barack Obama – visits – Pentagon",
        f"  sentence  {REPORT.text}",
    ]


def test_the_command(tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    file.write_bytes(write_rdf(GRAPH, "nquads"))
    for options in ([], ["--quick"]):
        right = RUNNER.invoke(app, ["validate", str(tmp_path), *options])
        assert right.exit_code == 0 and "0 violation(s)" in right.output
    file.write_bytes(file.read_bytes().replace(b'"Der U"', b'"Der X"'))
    for options, message in (([], "the text is not what"), (["--quick"], "says 'Der X'")):
        wrong = RUNNER.invoke(app, ["validate", str(file), *options])
        assert wrong.exit_code == 1 and message in wrong.stdout
        assert "  claim     " in wrong.stdout  # several stand at the same place
        assert f"  sentence  {REPORT.text}\n" in wrong.stdout


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    told = RUNNER.invoke(app, ["validate", str(tmp_path / "none")])
    assert "none: no such file or folder" in str(told.exception)


def test_many_findings_of_one_kind_are_summed_up(tmp_path: Path) -> None:
    claims = tuple(dataclasses.replace(VISIT, time=Time(f"am {day}."), confidence=3.0) for day in range(1, 9))
    file = tmp_path / "graph.ttl"
    file.write_bytes(write_rdf(sort_graph(dataclasses.replace(ALONE, claims=claims)), "turtle"))
    short, full = (RUNNER.invoke(app, ["validate", str(file), "--quick", *more]) for more in ([], ["--all"]))
    assert short.stdout.count("violation: confidence") == 5 and "and 3 more of this kind" in short.stdout
    assert full.stdout.count("violation: confidence") == 8 and "more of this kind" not in full.stdout


def test_a_build_reports_what_breaks_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tuple(dataclasses.replace(VISIT, time=Time(f"am {day}."), confidence=3.0) for day in range(1, 9))
    assert report_violations("obama", dataclasses.replace(ALONE, claims=wrong)) == 8
    told = capsys.readouterr()
    assert told.out == "" and told.err.startswith("kg: obama: 8 violation(s) of the graph's contract")
    assert told.err.count("violation: confidence 3.0 is no number") == 5 and "and 3 more" in told.err
    assert "  claim     Barack Obama – visits – Pentagon\n" in told.err and REPORT.text in told.err
    odd = with_claim(relation=Relation("marriedTo", "is married to", "ist verheiratet mit"))
    assert (report_violations("obama", odd), capsys.readouterr().err) == (0, "")


@pytest.mark.model
def test_kg_build_checks_what_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The seed's graph keeps to its contract in both checks; where it would not, the command says so."""
    seed = Path(__file__).parents[1] / "seeds" / "obama-pentagon-2015.txt"
    checked: list[str] = []

    def noted(name: str, graph: KnowledgeGraph) -> int:
        checked.append(name)
        return report_violations(name, graph)

    monkeypatch.setattr("kg.cli.build.report_violations", noted)
    built = RUNNER.invoke(app, ["build", str(seed), "-o", str(tmp_path), "--quiet"])
    assert built.exit_code == 0 and checked == [seed.stem] and "violation" not in built.output
    file = tmp_path / f"{seed.stem}.nq"
    assert [each for each in validate_file(file) if each.severity == "violation"] == []
