"""Queries and loading at scale: ``python -m tests.bench.store [TRIPLES] [--rdflib]``.

Makes the seeded graph of ``tests.bench.rdf``, in the RDF that ``kg build`` writes, loads it into a
store, also with nothing but the engine's own loader, and times four-pattern joins, an aggregate and
a property path on the store, on the same data in memory and (with ``--rdflib``) in rdflib. Seconds
are wall-clock; seconds of processor time, all threads together, follow in brackets.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import DefaultGraph, RdfFormat, Store

from kg.query import QueryGraph, load_cookbook, open_graph, run_query, with_parameters
from kg.rdf import write_nquads
from kg.store import ArticleStore, open_for_reading
from tests.bench.rdf import made_graph

PER_CLAIM = 45  # triples, about
NAMES = {"X": "Größe 0", "Y": "Größe 3"}  # the most frequent entity, and one that is less so
QUERIES = {
    # Who leads something, and of whom is something denied? (Statement nodes.)
    "join of claims": """SELECT ?who ?one ?other {
        ?one rdf:subject ?who ; rdf:predicate rel:leads .
        ?other rdf:subject ?who ; kg:polarity "negative" }""",
    # Whose members lead what holds which position, by name? (Direct triples.)
    "join of triples": """SELECT ?a ?name {
        ?a rel:memberOf ?b . ?b rel:leads ?c . ?c rel:holdsPosition ?d . ?d rdfs:label ?name }""",
    "aggregate": """SELECT ?relation (COUNT(*) AS ?n) { ?claim rdf:predicate ?relation }
        GROUP BY ?relation ORDER BY DESC(?n)""",
    "path": """SELECT ?x {
        ?a rdfs:label "Größe 0" ; (rel:holdsPosition|rel:leads|rel:ledBy|rel:memberOf|rel:hasMember)+ ?x }""",
}


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
        file.write_bytes(write_nquads(made_graph(wanted.triples // PER_CLAIM)))
        for name, load in (("engine, graphs only", by_engine), ("kg.store", by_store)):
            _loading(name, lambda load=load, name=name: load(Path(folder) / name, file), file)  # type: ignore[misc]
        print(f"kg.store\t{_stored(Path(folder) / 'kg.store')}", flush=True)
        graphs = {"store": open_graph([Path(folder) / "kg.store"]), "memory": open_graph([file])}
        for name, graph in graphs.items():
            for query, text in QUERIES.items():
                wall, cpu = timed(graph, text)
                rows = len(run_query(graph, text).rows)
                print(f"{name}\t{query}\t{rows} rows\t{wall:.3f} s ({cpu:.3f})", flush=True)
        for name, recipe in load_cookbook().items():
            given = {one.name: NAMES[one.name] for one in recipe.parameters if one.required}
            wall, cpu = timed(graphs["store"], with_parameters(recipe.text, given, recipe.parameters), 1)
            print(f"store\tcookbook: {name}\t{wall:.2f} s ({cpu:.2f})", flush=True)
        if wanted.rdflib:
            _rdflib(file, graph.prefixes)


def _loading(name: str, load: Callable[[], None], file: Path) -> None:
    with file.open("rb") as lines:
        count = sum(1 for _ in lines)
    wall, cpu = time.perf_counter(), time.process_time()
    load()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    rate = f"{count / wall:.0f} a second ({count / cpu:.0f})"
    print(f"load {count} triples\t{name}\t{wall:.1f} s ({cpu:.1f})\t{rate}", flush=True)


def _stored(folder: Path) -> str:
    """Each triple stands in the graph of every article that tells it, and once in the union."""
    database, lock = open_for_reading(folder)
    with lock:
        united = sum(1 for _ in database.quads_for_pattern(None, None, None, DefaultGraph()))
        return f"{len(database)} quads stored, {united} of them in the union"


def _rdflib(file: Path, prefixes: dict[str, str]) -> None:
    from rdflib import Dataset

    data = Dataset(default_union=True)
    data.parse(str(file), format="nquads")
    for name, text in QUERIES.items():
        wall, cpu = time.perf_counter(), time.process_time()
        rows = len(list(data.query(text, initNs=prefixes)))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print(f"rdflib\t{name}\t{rows} rows\t{wall:.2f} s ({cpu:.2f})", flush=True)


if __name__ == "__main__":
    main()
