"""A spaCy component: ``nlp.add_pipe("kg_claims")`` puts claims on ``doc._.claims``."""

from __future__ import annotations

import datetime

from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ConfigError
from kg.model import Article

FACTORY = "kg_claims"
# The relations of Universal Dependencies 2, without their subtypes (https://universaldependencies.org/u/dep/).
_NAMES = (
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated"
    " expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum"
    " root vocative xcomp"
)
_RELATIONS = frozenset(_NAMES.split())


def load(name: str = "de") -> Language:
    """Load the shipped model of a language, or another spaCy pipeline.

    Each call gives a pipeline of its own, to which components such as ``kg_claims`` can be added; the
    model behind it is read only once.

    Args:
        name: a language code of a shipped model, or what ``spacy.load`` takes: a package or a
            folder of a pipeline with Universal Dependencies labels.

    Returns:
        The pipeline.

    Raises:
        ConfigError: no such model.
    """
    from kg.annotate import load as load_pipeline

    shared = load_pipeline(name)
    nlp = type(shared)(vocab=shared.vocab, meta=shared.meta, max_length=shared.max_length)
    nlp.tokenizer = shared.tokenizer
    for component in shared.pipe_names:
        nlp.add_pipe(component, source=shared)
    return nlp


class ClaimFinder:
    """Finds the claims of each Doc of any German pipeline with Universal Dependencies.

    Args:
        published: day that relative times (`am Montag`) are reckoned from, None for none.
    """

    def __init__(self, published: datetime.date | None = None) -> None:
        self._published = published

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.claims`` and ``doc._.kg_entities`` (tuples of ``Claim`` and ``Entity``).

        Raises:
            ConfigError: the doc has no dependency trees, or trees of another kind.
        """
        from kg.pipeline import find_article_claims

        _check_trees(doc)
        article = Article("doc", doc.text, published=self._published)
        doc._.claims, doc._.kg_entities = find_article_claims(article, doc)
        return doc


def _check_trees(doc: Doc) -> None:
    """Refuse what the rules cannot read: without trees, or with TIGER's (`sb`, `oa`), they find nothing."""
    needed = f"{FACTORY} needs dependency trees after Universal Dependencies"
    if not doc.has_annotation("DEP"):
        raise ConfigError(f"{needed}; no component before it sets them, as those of kg.load('de') do")
    labels = [token.dep_.partition(":")[0].lower() for token in doc if not token.is_space]
    strange = sorted({label for label in labels if label not in _RELATIONS})
    if 2 * sum(label in _RELATIONS for label in labels) < len(labels):
        raise ConfigError(f"{needed}; this pipeline's have other labels: {', '.join(strange[:6])}")


@Language.factory(FACTORY, requires=["token.dep", "token.pos", "token.lemma"])
def make_claim_finder(nlp: Language, name: str, published: str | None = None) -> ClaimFinder:
    """Make the component; ``published`` is an ISO day in the pipeline's configuration."""
    for extension in ("claims", "kg_entities"):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=())
    return ClaimFinder(datetime.date.fromisoformat(published) if published else None)
