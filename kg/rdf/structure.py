"""A knowledge graph against its contract, without RDF: fast enough to run after every build."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import get_args

from kg.model import (
    ENTITY_TYPES,
    Article,
    Claim,
    Entity,
    Evidence,
    KnowledgeGraph,
    Modality,
    Polarity,
    SpeechType,
    Value,
)
from kg.rdf.findings import Finding
from kg.rdf.mentions import Holders
from kg.vocab import load_catalogue

_Texts = Mapping[str, str]
_POLARITIES, _MODALITIES, _SPEECH = get_args(Polarity), get_args(Modality), get_args(SpeechType)


def validate_graph(graph: KnowledgeGraph) -> tuple[Finding, ...]:
    """Check types, cardinalities and offsets of a graph; what SHACL finds in its RDF, in milliseconds.

    Args:
        graph: what the pipeline built or ``read_graph`` read.

    Returns:
        What is not as it should be, violations first, sorted; empty when all is well. ``node`` is
        the claim's id, the entity's id or the article's name.

    >>> validate_graph(KnowledgeGraph())
    ()
    """
    texts = {article.name: article.text for article in graph.articles}
    known = {entity.id for entity in graph.entities}
    holders = Holders(graph.articles, graph.entities)
    found = {
        *_repeated(graph),
        *(each for article in graph.articles for each in _article(article)),
        *(each for entity in graph.entities for each in _entity(entity, holders)),
        *(each for claim in graph.claims for each in _claim(claim, known, texts)),
    }
    return tuple(sorted(found))


def _repeated(graph: KnowledgeGraph) -> Iterator[Finding]:
    for kind, keys in (
        ("article", [article.name for article in graph.articles]),
        ("entity", [entity.id for entity in graph.entities]),
        ("claim", [claim.id for claim in graph.claims]),
    ):
        for key, times in Counter(keys).items():
            if times > 1:
                yield Finding("violation", f"one {kind} for each id, not {times}", key)


def _article(article: Article) -> Iterator[Finding]:
    if not article.name:
        yield Finding("violation", "an article has a name", "", article.title or "")
    if not article.text:
        yield Finding("violation", "an article has its text", article.name)


def _entity(entity: Entity, holders: Holders) -> Iterator[Finding]:
    for message in _entity_faults(entity):
        yield Finding("violation", message, entity.id, entity.label)
    for mention in entity.mentions:
        span = mention.span
        if not 0 <= span.start < span.end or not holders.of(span):
            message = f"no article has the mention {span.text!r} at {span.start} to {span.end}"
            yield Finding("violation", message, entity.id, entity.label)


def _entity_faults(entity: Entity) -> Iterator[str]:
    if not entity.id.strip("/"):
        yield "an entity has an id"
    if not entity.label:
        yield "an entity has a label"
    if entity.type not in ENTITY_TYPES:
        yield f"the type {entity.type!r} is none of {', '.join(ENTITY_TYPES)}"
    for iri in entity.same_as:
        if ":" not in iri:
            yield f"same_as {iri!r} is no absolute IRI"


def _claim(claim: Claim, known: set[str], texts: _Texts) -> Iterator[Finding]:
    faults = [("violation", message) for message in _claim_faults(claim, known)]
    for evidence in claim.evidence:
        faults += [("violation", message) for message in _evidence_faults(evidence, texts)]
    faults += [("warning", message) for message in _odd_sides(claim)]
    for severity, message in faults:
        words = " – ".join((claim.subject.label, claim.relation.label_en, _object(claim)))
        yield Finding(
            "violation" if severity == "violation" else "warning",
            message,
            f"claim/{claim.id}",
            words,
            _sentence(claim, texts),
        )


def _claim_faults(claim: Claim, known: set[str]) -> Iterator[str]:
    if not claim.evidence:
        yield "a claim has at least one piece of evidence"
    if not (claim.relation.id and claim.relation.label_en and claim.relation.label_de):
        yield "a relation has an id and a label in each language"
    if claim.polarity not in _POLARITIES:
        yield f"polarity {claim.polarity!r} is none of {', '.join(_POLARITIES)}"
    if claim.modality not in _MODALITIES:
        yield f"modality {claim.modality!r} is none of {', '.join(_MODALITIES)}"
    if not 0 <= claim.confidence <= 1:
        yield f"confidence {claim.confidence!r} is no number from 0 to 1"
    if claim.attribution and claim.attribution.type not in _SPEECH:
        yield f"the kind of speech {claim.attribution.type!r} is none of {', '.join(_SPEECH)}"
    for part, entity in _parts(claim):
        if entity.id not in known:
            yield f"the {part}, {entity.label!r}, is one of the graph's entities"
    yield from _time_faults(claim)


def _parts(claim: Claim) -> Iterator[tuple[str, Entity]]:
    yield "subject", claim.subject
    if isinstance(claim.object, Entity):
        yield "object", claim.object
    if claim.attribution and claim.attribution.speaker:
        yield "speaker", claim.attribution.speaker
    if claim.place:
        yield "place", claim.place


def _time_faults(claim: Claim) -> Iterator[str]:
    """Days that are none; a time can also be a month or a year (`2015-12`), which sort as words do."""
    if claim.time is None:
        return
    start, end = claim.time.start, claim.time.end
    for day in (start, end):
        if day is not None and len(day) == len("2015-12-14") and not _is_day(day):
            yield f"time {day!r} is no day"
    if start and end and start > end and len(start) == len(end):
        yield f"the time begins at {start}, after its end at {end}"


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _evidence_faults(evidence: Evidence, texts: _Texts) -> Iterator[str]:
    text = texts.get(evidence.article)
    if text is None:
        yield f"the article {evidence.article!r} of the evidence is one of the graph's"
        return
    if not evidence.rule:
        yield "evidence names the rule that read it"
    for what, (start, end) in (
        ("evidence", (evidence.start, evidence.end)),
        ("sentence", evidence.sentence),
    ):
        if not 0 <= start < end <= len(text):
            yield f"the {what}'s offsets {start} to {end} are not inside the text of {len(text)} characters"
    if text[evidence.start : evidence.end] != evidence.text:
        there = text[evidence.start : evidence.end]
        yield f"the evidence says {evidence.text!r}, but at {evidence.start} the article has {there!r}"


def _odd_sides(claim: Claim) -> Iterator[str]:
    entry = load_catalogue().get(claim.relation.id)
    if entry is None:
        return
    if not entry.accepts_subject(claim.subject.type):
        yield f"{claim.relation.id} does not usually have a {claim.subject.type} as its subject"
    if not entry.accepts_object(claim.object.type):
        yield f"{claim.relation.id} does not usually have a {claim.object.type} as its object"


def _object(claim: Claim) -> str:
    if isinstance(claim.object, Value):
        return f"{claim.object.value} {claim.object.unit}".strip()
    return claim.object.label


def _sentence(claim: Claim, texts: _Texts) -> str:
    for evidence in claim.evidence:
        start, end = evidence.sentence
        if evidence.article in texts and 0 <= start < end:
            return " ".join(texts[evidence.article][start:end].split())
    return ""
