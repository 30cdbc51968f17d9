"""Which article each triple of a document belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import InputError

_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_ARTICLE = NamedNode("https://schema.org/NewsArticle")


def by_article(quads: Iterable[Quad], source: str) -> dict[str, list[Quad]]:
    """Sort quads into one list per article, by the article's IRI.

    What stands in no named graph goes to the only article there is; with several, to each
    article whose graph mentions it (the run that made all of them).

    Raises:
        InputError: no article in it.
    """
    graphs: dict[object, list[Quad]] = defaultdict(list)
    articles: set[str] = set()
    for quad in quads:
        graphs[quad.graph_name].append(quad)
        # Each part of a quad is made when it is asked for, so that only what is needed is.
        if quad.predicate == _TYPE and quad.object == _ARTICLE and isinstance(quad.subject, NamedNode):
            articles.add(quad.subject.value)
    loose = graphs.pop(DefaultGraph(), [])
    found: dict[str, list[Quad]] = defaultdict(list)
    for name, own in graphs.items():
        found[str(getattr(name, "value", name))].extend(own)
    if not articles:
        raise InputError(f"{source}: no schema:NewsArticle in it; a store takes what `kg build` writes")
    if not found and len(articles) > 1:
        kinds = "N-Quads or TriG"
        raise InputError(
            f"{source}: {len(articles)} articles in one graph; take {kinds}, which keep them apart"
        )
    for iri in articles if len(articles) == 1 else ():
        home = NamedNode(iri)
        found[iri].extend(Quad(q.subject, q.predicate, q.object, home) for q in loose)
        loose = []
    _share(found, loose)
    return {iri: found[iri] for iri in sorted(found)}


def _share(found: dict[str, list[Quad]], loose: list[Quad]) -> None:
    told: dict[object, list[Quad]] = defaultdict(list)
    for quad in loose:
        told[quad.subject].append(quad)
    for iri, quads in found.items():
        home = NamedNode(iri)
        waiting = [term for quad in quads for term in (quad.subject, quad.object)]
        seen: set[object] = set()
        while waiting:
            term = waiting.pop()
            if term in told and term not in seen:
                seen.add(term)
                own = [Quad(q.subject, q.predicate, q.object, home) for q in told[term]]
                quads.extend(own)
                waiting.extend(quad.object for quad in own)
