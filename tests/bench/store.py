"""Queries and loading at scale: ``python -m tests.bench.store [TRIPLES] [--rdflib]``.

Makes a seeded graph of claims in the shape that ``kg build`` writes, loads it into a store, also
with nothing but the engine's own loader, and times a four-pattern join, an aggregate and a property
path on the store, on the same data in memory and (with ``--rdflib``) in rdflib. Seconds are
wall-clock; CPU seconds follow in brackets.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.query import QueryGraph, open_graph, run_query
from kg.store import ArticleStore

BASE = "https://newskg.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
RELATIONS = (
    *("meets", "visits", "travelsTo", "criticizes", "supports"),
    *("holdsPosition", "memberOf", "attacks", "leads", "announces"),
)
PEOPLE, PER_ARTICLE = 20_000, 20
# rdflib compares every meeting with every visit: five minutes for 250,000 triples, hours for a million.
SLOW, PATIENT = "join of claims", 300_000
QUERIES = {
    "join": """SELECT (COUNT(*) AS ?n) {
        ?a rel:meets ?b . ?b rel:visits ?c . ?c rel:supports ?d . ?d rdfs:label ?name }""",
    "join of claims": """SELECT (COUNT(*) AS ?n) {
        ?c rdf:subject ?s ; rdf:predicate rel:meets . ?d rdf:subject ?s ; rdf:predicate rel:visits }""",
    "aggregate": """SELECT ?relation (COUNT(*) AS ?n) { ?c rdf:predicate ?relation }
        GROUP BY ?relation ORDER BY DESC(?n)""",
    "path": "SELECT (COUNT(*) AS ?n) { entity:E0 (rel:leads|rel:meets|rel:supports)+ ?x }",
}


def articles(triples: int) -> Iterator[bytes]:
    """N-Quads of one article after the other, until there are that many triples."""
    chance, made, number = random.Random(1), 0, 0
    while made < triples:
        lines = set(_article(chance, number))
        made, number = made + len(lines), number + 1
        yield "".join(sorted(lines)).encode()


def _article(chance: random.Random, number: int) -> Iterator[str]:
    graph = f"<{BASE}article/a{number}>"
    yield f"{graph} <{RDF}type> <https://schema.org/NewsArticle> {graph} .\n"
    for index in range(PER_ARTICLE):
        # A few are in the news again and again.
        subject, target = (int(PEOPLE * chance.random() ** 2) for _ in range(2))
        relation, claim = chance.choice(RELATIONS), f"<{BASE}claim/c{number}-{index}>"
        words = f'"Wer {subject} und was {target} in Satz {index}"'
        told = [
            (f"<{BASE}entity/E{subject}>", RDFS_LABEL, f'"Name {subject}"'),
            (f"<{BASE}entity/E{target}>", RDFS_LABEL, f'"Name {target}"'),
            (claim, f"<{RDF}type>", f"<{BASE}ontology#Claim>"),
            (claim, f"<{RDF}subject>", f"<{BASE}entity/E{subject}>"),
            (claim, f"<{RDF}predicate>", f"<{BASE}relation/{relation}>"),
            (claim, f"<{RDF}object>", f"<{BASE}entity/E{target}>"),
            (claim, f"<{BASE}ontology#polarity>", '"affirmative"'),
            (claim, f"<{BASE}ontology#modality>", '"asserted"'),
            (claim, f"<{BASE}ontology#confidence>", f"{chance.randrange(50, 99) / 100}".join(_DECIMAL)),
            (claim, f"<{BASE}ontology#surface>", words),
        ]
        if chance.random() < 0.6:
            told.append((told[0][0], f"<{BASE}relation/{relation}>", told[1][0]))
        yield from (f"{s} {p} {o} {graph} .\n" for s, p, o in told)


_DECIMAL = ('"', '"^^<http://www.w3.org/2001/XMLSchema#decimal>')


def timed(graph: QueryGraph, text: str, runs: int = 5) -> tuple[float, float]:
    """Median wall-clock and CPU seconds of a query, after one to warm up."""
    found = []
    for _ in range(runs + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        run_query(graph, text)
        found.append((time.perf_counter() - wall, time.process_time() - cpu))
    return statistics.median(w for w, _ in found[1:]), statistics.median(c for _, c in found[1:])


def by_store(folder: Path, file: Path) -> None:
    """As ``kg store add`` does: one graph for each article, and their union."""
    with ArticleStore(folder, create=True) as store:
        store.add_file(file)


def by_engine(folder: Path, file: Path) -> None:
    """The least that any program on this engine must do for named graphs, without a union of them."""
    Store(str(folder)).bulk_load(path=str(file), format=RdfFormat.N_QUADS, lenient=True)


def main() -> None:
    """Run it all and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--rdflib", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "all.nq"
        file.write_bytes(b"".join(articles(wanted.triples)))
        count = sum(1 for _ in file.open("rb"))
        for name, load in (("kg.store", by_store), ("engine, graphs only", by_engine)):
            wall, cpu = time.perf_counter(), time.process_time()
            load(Path(folder) / name, file)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            rate = f"{count / wall:.0f} a second ({count / cpu:.0f})"
            print(f"load {count} triples\t{name}\t{wall:.1f} s ({cpu:.1f})\t{rate}", flush=True)
        for name, graph in (
            ("store", open_graph([Path(folder) / "kg.store"])),
            ("memory", open_graph([file])),
        ):
            for query, text in QUERIES.items():
                wall, cpu = timed(graph, text)
                print(f"{name}\t{query}\t{wall:.3f} s ({cpu:.3f})", flush=True)
        if wanted.rdflib:
            _rdflib(file, graph.prefixes, patient=count <= PATIENT)


def _rdflib(file: Path, prefixes: dict[str, str], *, patient: bool) -> None:
    from rdflib import Dataset

    data = Dataset(default_union=True)
    data.parse(str(file), format="nquads")
    for name, text in QUERIES.items():
        if name == SLOW and not patient:
            continue
        begin = time.perf_counter()
        list(data.query(text, initNs=prefixes))
        print(f"rdflib\t{name}\t{time.perf_counter() - begin:.2f} s", flush=True)


if __name__ == "__main__":
    main()
