"""Times and sizes of the RDF of a made graph: ``python -m tests.bench.rdf [CLAIMS [FORMAT...]]``.

The graph is made with a seeded generator: articles of 20 claims each, names and relations that come
back as in news (few often, many once), a third of the claims attributed, a tenth denied.
"""

from __future__ import annotations

import dataclasses
import random
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from kg.model import (
    Article,
    Attribution,
    Claim,
    Entity,
    Evidence,
    KnowledgeGraph,
    Mention,
    Qualifier,
    Span,
    Time,
    Value,
)
from kg.rdf import FORMATS, sort_graph, to_dataset, validate_graph, write_rdf
from kg.rdf.parse import parse_quads
from kg.rdf.read import graph_of
from kg.rdf.validate import validate
from kg.vocab import load_catalogue

PER_ARTICLE = 20
TYPES = ("Person", "Person", "Organization", "Location", "Concept")
Result = TypeVar("Result")


def made_graph(claims: int, seed: int = 7) -> KnowledgeGraph:
    """A graph of about that many claims, always the same for the same numbers."""
    chance = random.Random(seed)
    things = [
        Entity(f"entity/Größe_{n}", f"Größe {n}", chance.choice(TYPES), aliases=(f"G. {n}",))
        for n in range(max(10, claims // 5))
    ]
    relations = [entry.relation("hat gesagt") for entry in load_catalogue().values()]
    often = [1 / place for place in range(1, len(relations) + 1)]  # as words are: a few make up half
    articles, made = [], {}
    mentions: dict[str, list[Mention]] = {}
    for number in range(max(1, claims // PER_ARTICLE)):
        name, text = f"a{number:06}", ""  # in the order in which a folder's files are read
        for _ in range(PER_ARTICLE):
            first, second = (things[int(len(things) * chance.random() ** 2)] for _ in range(2))
            start, sentence = (
                len(text),
                f"{first.label} hat {second.label} gesagt, was {chance.random():.9f} ist. ",
            )
            text += sentence
            for entity, begin in ((first, start), (second, start + len(first.label) + 5)):
                span = Span(begin, begin + len(entity.label), entity.label)
                mentions.setdefault(entity.id, []).append(
                    Mention(span, begin // 6, entity.label, "name", entity.type)
                )
            found = Evidence(
                name, start, start + len(sentence) - 1, sentence[:-1], (start, len(text)), "de.x"
            )
            claim = _claim(chance, first, second, chance.choices(relations, often)[0], found)
            made[claim.id] = claim
        articles.append(Article(name, text, title=f"Artikel {number}"))
    known = {e.id: Entity(e.id, e.label, e.type, tuple(mentions.get(e.id, ())), e.aliases) for e in things}
    return KnowledgeGraph(
        tuple(articles),
        tuple(known[key] for key in sorted(known)),
        tuple(_known(c, known) for c in made.values()),
    )


def _claim(chance: random.Random, first: Entity, second: Entity, relation: object, found: Evidence) -> Claim:
    return Claim(
        first,
        relation,  # type: ignore[arg-type]
        second if chance.random() < 0.95 else Value(chance.randrange(9000), "Angriff"),
        (found,),
        polarity="negative" if chance.random() < 0.1 else "affirmative",
        modality="planned" if chance.random() < 0.1 else "asserted",
        attribution=Attribution(second, "sagte", "indirect") if chance.random() < 0.33 else None,
        time=Time("am Montag", "2015-12-14", "2015-12-14") if chance.random() < 0.3 else None,
        qualifiers=(Qualifier("purpose", "um zu hören"),) if chance.random() < 0.1 else (),
    )


def _known(claim: Claim, known: dict[str, Entity]) -> Claim:
    said = claim.attribution
    return dataclasses.replace(
        claim,
        subject=known[claim.subject.id],
        object=known[claim.object.id] if isinstance(claim.object, Entity) else claim.object,
        attribution=Attribution(known[said.speaker.id], said.cue, said.type)
        if said and said.speaker
        else None,
    )


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What a call returns, and its seconds of processor time: the machine may be busy."""
    start = time.process_time()
    return work(), time.process_time() - start


def main() -> None:
    """Print one line for each check and each format: seconds to write and to read back, and megabytes."""
    graph = made_graph(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    dataset, seconds = timed(lambda: to_dataset(graph))
    print(f"{len(graph.claims)} claims, {len(graph.articles)} articles, {len(dataset)} triples")
    print(f"to_dataset\t{seconds:.1f} s")
    print(f"validate_graph\t{timed(lambda: validate_graph(graph))[1]:.2f} s")
    triples = parse_quads(write_rdf(graph, "nquads"), "nquads")
    print(f"validate (SHACL)\t{timed(lambda: validate(triples))[1]:.1f} s")
    ordered = sort_graph(graph)
    for format in sys.argv[2:] or FORMATS:
        data, writing = timed(lambda format=format: write_rdf(graph, format))  # type: ignore[misc]
        quads, parsing = timed(lambda data=data, format=format: parse_quads(data, format))  # type: ignore[misc]
        back, reading = timed(lambda quads=quads: graph_of(quads))  # type: ignore[misc]
        same = "same" if back == ordered else "DIFFERENT"
        size = f"{len(data) / 1e6:.1f} MB"
        print(
            f"{format}\twrite {writing:.1f} s\tparse {parsing:.1f} s\tgraph {reading:.1f} s\t{size}\t{same}"
        )


if __name__ == "__main__":
    main()
