"""The one place that knows the order of the stages.

The stages are imported when they are first needed, so that `kg --version` and bad input
are answered without loading spaCy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kg.config import Config, DataFiles
from kg.errors import ConfigError
from kg.model import Article, Claim, Entity, KnowledgeGraph, Triple
from kg.parallel import map_in_order, portable, usable_cores

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.claims import Dropped, Explanation, Found
    from kg.entities import Resolution
    from kg.userdata import UserData


Step = Callable[[Article, Exception | None], None]

_WORTH_A_PROCESS = 40
"""Articles for which a process is started: loading the model takes as long as reading some ten."""
_MOST_WORKERS = 8
"""Each needs some 700 MB; whoever has room for more says so."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What one article gave, before it is joined with others; with an ``error`` the rest is empty."""

    article: Article
    claims: tuple[Claim, ...] = ()
    entities: tuple[Entity, ...] = ()
    error: Exception | None = None


def build(
    articles: Iterable[Article],
    config: Config | None = None,
    nlp: Language | None = None,
    *,
    step: Step | None = None,
    workers: int | None = 1,
) -> KnowledgeGraph:
    """Take the claims out of articles and join them into one graph.

    Args:
        articles: what to read; each name must be its own.
        config: settings; those of ``Config()`` where None.
        nlp: the annotating pipeline, the shipped model where None.
        step: called with each article when it is done, or with what went wrong in it: it is
            then left out. Without ``step`` such an error is raised.
        workers: processes that read articles side by side, None for what suits their number.
            The graph does not depend on it.

    Returns:
        The graph with every entity that a claim needs, sorted by id, and the claims in text order.
        The same thing in two articles is one entity; the same claim is one with more evidence.

    Raises:
        ConfigError: the language is not known, or ``nlp`` together with more than one process.
    """
    config = config or Config()
    return assemble(extract(tuple(articles), config, nlp, workers=workers), config, step=step)


def extract(
    articles: Sequence[Article],
    config: Config | None = None,
    nlp: Language | None = None,
    *,
    workers: int | None = 1,
) -> Iterator[Extract]:
    """Read articles one by one, in their order; ``assemble`` joins what they give.

    Args:
        articles: what to read.
        config: settings; those of ``Config()`` where None.
        nlp: the annotating pipeline, the shipped model where None.
        workers: processes, None for what suits the number of articles.

    Raises:
        ConfigError: the language is not known, or ``nlp`` together with more than one process.
    """
    config = config or Config()
    workers = workers_for(len(articles), workers)
    if workers > 1 and nlp is not None:
        raise ConfigError(f"{workers} workers load the shipped model themselves; leave out nlp or workers")
    dated = (replace(each, published=config.published or each.published) for each in articles)
    if workers > 1:
        return map_in_order(_extract_in_worker, dated, workers, partial(_start_worker, config))
    return _extract_here(dated, config, nlp)


def workers_for(count: int, wanted: int | None = None) -> int:
    """How many processes read ``count`` articles: as many as wanted, but never more than articles.

    >>> workers_for(500, 2), workers_for(1, 2), workers_for(20)
    (2, 1, 1)
    """
    if wanted is not None and wanted < 1:
        raise ConfigError(f"workers {wanted} is not 1 or more")
    if wanted is None:
        wanted = min(usable_cores(), _MOST_WORKERS, count // _WORTH_A_PROCESS)
    return max(1, min(wanted, count))


def _extract_here(articles: Iterable[Article], config: Config, nlp: Language | None) -> Iterator[Extract]:
    with own_data(config):
        nlp = nlp or _load(config)
        for article in articles:
            yield _extract_one(article, nlp)


def _extract_one(article: Article, nlp: Language) -> Extract:
    """Errors are handed on: what is wrong with one article must not cost the others."""
    article = _unwrapped(article)
    try:
        return Extract(article, *build_article(article, nlp(article.text)))
    except Exception as error:
        return Extract(article, error=error)


def _unwrapped(article: Article) -> Article:
    """The article without line ends inside its paragraphs; every character stays in its place."""
    from kg.annotate.windows import unwrap

    return replace(article, text=unwrap(article.text))


_worker_model: Language | None = None
_worker_data = ExitStack()


def _start_worker(config: Config) -> None:
    """Load what a process needs once; the user's own data stay in force until it ends."""
    global _worker_model
    _worker_data.enter_context(own_data(config))
    _worker_model = _load(config)


def _extract_in_worker(article: Article) -> Extract:
    assert _worker_model is not None  # the process began with _start_worker
    found = _extract_one(article, _worker_model)
    return replace(found, error=portable(found.error)) if found.error else found


def assemble(
    extracts: Iterable[Extract], config: Config | None = None, *, step: Step | None = None
) -> KnowledgeGraph:
    """Join what articles gave into one graph; see ``build``."""
    from kg.claims import merge

    claims: list[Claim] = []
    known: list[Entity] = []
    kept: list[Article] = []
    with own_data(config or Config()) as own:
        for found in extracts:
            if found.error is not None and step is None:
                raise found.error
            if step is not None:
                step(found.article, found.error)
            if found.error is None:
                claims.extend(found.claims)
                known.extend(found.entities)
                kept.append(found.article)
        claims = list(merge(_named(claims, known, own)))
    return KnowledgeGraph(articles=tuple(kept), entities=_entities_of(claims), claims=tuple(claims))


def _named(claims: list[Claim], known: list[Entity], own: UserData | None) -> Iterator[Claim]:
    """The claims with each entity united, under the user's name, and without what they leave out."""
    if own is None:
        return _with_entities(claims, _unite(known))
    from kg.userdata import drop_stopped, rename

    return drop_stopped(_with_entities(claims, rename(_unite(known), own.names)), own.stop)


@contextmanager
def own_data(config: Config) -> Iterator[UserData | None]:
    """The user's own data, in force while the context lasts; None where the settings name none.

    Raises:
        VocabularyError: a mistake in the data.
    """
    if config.data == DataFiles():
        yield None
        return
    from kg.userdata import load_user_data, use_data

    with use_data(load_user_data(config.data)) as own:
        yield own


def join(*graphs: KnowledgeGraph) -> KnowledgeGraph:
    """One graph of several; the same claim in two of them is one with the evidence of both.

    An article that stands in several of the graphs is taken from the first.

    >>> join(KnowledgeGraph(), KnowledgeGraph()) == KnowledgeGraph()
    True
    """
    from kg.claims import merge

    articles = {article.name: article for graph in reversed(graphs) for article in graph.articles}
    order = dict.fromkeys(article.name for graph in graphs for article in graph.articles)
    united = _unite(entity for graph in graphs for entity in graph.entities)
    claims = list(merge(_with_entities([c for graph in graphs for c in graph.claims], united)))
    return KnowledgeGraph(tuple(articles[name] for name in order), _entities_of(claims), tuple(claims))


def build_article(article: Article, doc: Doc) -> tuple[tuple[Claim, ...], tuple[Entity, ...]]:
    """The claims and entities of one annotated article."""
    found, _, resolution = _trace(article, doc)
    return tuple(one.claim for one in found), tuple(resolution.entities)


def find_article_claims(article: Article, doc: Doc) -> tuple[tuple[Claim, ...], tuple[Entity, ...]]:
    """As ``build_article``, the same claims joined and only the entities that they need."""
    from kg.claims import merge

    claims, entities = build_article(article, doc)
    merged = tuple(merge(_with_entities(claims, _unite(entities))))
    return merged, _entities_of(merged)


def explain(graph: KnowledgeGraph, claim: Claim, config: Config | None = None) -> tuple[Explanation, ...]:
    """Read the articles of a claim's evidence again and say how each piece came to be.

    Args:
        graph: holds the articles.
        claim: of this graph, merged or not.
        config: settings; those of ``Config()`` where None.
    """
    names = {evidence.article for evidence in claim.evidence}
    articles = [article for article in graph.articles if article.name in names]
    return tuple(
        explanation
        for explanation in explain_articles(articles, config)[0]
        if explanation.claim.evidence[0] in claim.evidence
        and explanation.claim.relation.id == claim.relation.id
        and {explanation.claim.subject.id, _target(explanation.claim)} == {claim.subject.id, _target(claim)}
    )


def explain_articles(
    articles: Sequence[Article], config: Config | None = None, nlp: Language | None = None
) -> tuple[tuple[Explanation, ...], tuple[Dropped, ...]]:
    """How each claim of the articles came to be, and what was read but not kept, with the reason."""
    from kg.claims.explain import explain_claims

    explained: list[Explanation] = []
    left_out: list[Dropped] = []
    config = config or Config()
    with own_data(config):
        for article, doc in annotate(articles, nlp or _load(config)):
            found, dropped, resolution = _trace(article, doc)
            explained.extend(explain_claims(found, doc, resolution))
            left_out.extend(dropped)
    return tuple(explained), tuple(left_out)


def _target(claim: Claim) -> str:
    return claim.object.id if isinstance(claim.object, Entity) else str(claim.object.value)


def _trace(article: Article, doc: Doc) -> tuple[tuple[Found, ...], tuple[Dropped, ...], Resolution]:
    from kg.claims import trace_claims
    from kg.entities import resolve
    from kg.lang.de import find_clauses, find_phrases, find_speech
    from kg.mentions import find_mentions

    clauses = find_clauses(doc)
    resolution = resolve(doc, find_mentions(doc), clauses)
    speech = find_speech(doc, clauses)
    found, dropped = trace_claims(article, doc, clauses, speech, find_phrases(doc), resolution)
    return found, dropped, resolution


def annotate(articles: Sequence[Article], nlp: Language) -> Iterator[tuple[Article, Doc]]:
    """Each article with its spaCy Doc, in the order given."""
    whole = [_unwrapped(article) for article in articles]
    return zip(whole, nlp.pipe(article.text for article in whole), strict=True)


def find_triples(
    article: Article, config: Config | None = None, nlp: Language | None = None, *, lines: bool = False
) -> Iterator[Triple]:
    """Open extractions of one article in the words of its sentences.

    Args:
        article: what to read.
        config: settings; those of ``Config()`` where None.
        nlp: the annotating pipeline, the shipped model where None.
        lines: each line is one sentence; ``Triple.sentence`` is then the line's number.
    """
    nlp = nlp or _load(config or Config())
    if not lines:
        yield from _open_triples(nlp(_unwrapped(article).text))
        return
    numbered = [
        (line, number) for number, line in enumerate(article.text.split("\n"), start=1) if line.strip()
    ]
    for doc, number in nlp.pipe(numbered, as_tuples=True):
        for triple in _open_triples(doc):
            yield replace(triple, sentence=number)


def _open_triples(doc: Doc) -> tuple[Triple, ...]:
    from kg.claims import open_triples
    from kg.lang.de import find_clauses

    return tuple(open_triples(doc, find_clauses(doc)))


def _load(config: Config) -> Language:
    from kg.annotate import load

    return load(config.lang)


def _unite(entities: Iterable[Entity]) -> dict[str, Entity]:
    """One entity for each id; the first article's label and type stand."""
    united: dict[str, Entity] = {}
    for entity in entities:
        known = united.get(entity.id)
        united[entity.id] = _join(known, entity) if known else entity
    return united


def _join(first: Entity, other: Entity) -> Entity:
    names = {*first.aliases, *other.aliases, other.label} - {first.label}
    return replace(
        first,
        mentions=first.mentions + other.mentions,
        aliases=tuple(sorted(names)),
        same_as=tuple(sorted({*first.same_as, *other.same_as})),
        english=first.english or other.english,
    )


def _with_entities(claims: Iterable[Claim], united: dict[str, Entity]) -> Iterator[Claim]:
    """The claims with every entity replaced by the united one of its id."""

    def known(entity: Entity) -> Entity:
        return united.get(entity.id, entity)

    for claim in claims:
        said = claim.attribution
        yield replace(
            claim,
            subject=known(claim.subject),
            object=known(claim.object) if isinstance(claim.object, Entity) else claim.object,
            place=known(claim.place) if claim.place else None,
            attribution=replace(said, speaker=known(said.speaker)) if said and said.speaker else said,
        )


def _entities_of(claims: Iterable[Claim]) -> tuple[Entity, ...]:
    found: dict[str, Entity] = {}
    for claim in claims:
        speaker = claim.attribution.speaker if claim.attribution else None
        for part in (claim.subject, claim.object, claim.place, speaker):
            if isinstance(part, Entity):
                found[part.id] = part
    return tuple(found[key] for key in sorted(found))
