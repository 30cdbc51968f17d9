"""A spaCy component: ``nlp.add_pipe("kg_claims")`` puts claims on ``doc._.claims``."""

from __future__ import annotations

import datetime

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Article

FACTORY = "kg_claims"


def load(name: str = "de") -> Language:
    """Load the shipped model of a language, or another spaCy pipeline; ``kg_claims`` can be added to it.

    Args:
        name: a language code of a shipped model, or what ``spacy.load`` takes: a package or a
            folder of a pipeline with Universal Dependencies labels.

    Returns:
        The pipeline; the same one for the same name.

    Raises:
        ConfigError: no such model.
    """
    from kg.annotate import load as load_pipeline

    return load_pipeline(name)


class ClaimFinder:
    """Finds the claims of each Doc of any German pipeline with Universal Dependencies.

    Args:
        published: day that relative times (`am Montag`) are reckoned from, None for none.
    """

    def __init__(self, published: datetime.date | None = None) -> None:
        self._published = published

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.claims`` and ``doc._.kg_entities`` (tuples of ``Claim`` and ``Entity``)."""
        from kg.pipeline import find_article_claims

        article = Article("doc", doc.text, published=self._published)
        doc._.claims, doc._.kg_entities = find_article_claims(article, doc)
        return doc


@Language.factory(FACTORY, requires=["token.dep", "token.pos", "token.lemma"])
def make_claim_finder(nlp: Language, name: str, published: str | None = None) -> ClaimFinder:
    """Make the component; ``published`` is an ISO day in the pipeline's configuration."""
    for extension in ("claims", "kg_entities"):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=())
    return ClaimFinder(datetime.date.fromisoformat(published) if published else None)
