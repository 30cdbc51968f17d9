"""Tables for pandas, which is an extra."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.api.wording import object_label
from kg.errors import ConfigError
from kg.model import Claim, Entity, KnowledgeGraph

if TYPE_CHECKING:
    import pandas as pd

_CLAIM = (
    "id",
    "subject",
    "relation",
    "object",
    "polarity",
    "modality",
    "speaker",
    "cue",
    "speech",
    "time",
    "start",
    "end",
    "place",
    "confidence",
    "asserted",
    "articles",
    "evidence",
    "subject_id",
    "object_id",
    "speaker_id",
)


def claims_frame(claims: Iterable[Claim]) -> pd.DataFrame:
    """One row for each claim.

    Columns: id, subject, relation, object, polarity, modality, speaker, cue, speech (direct,
    indirect, reported or None), time, start, end (days), place, confidence, asserted, articles,
    evidence (the first slice), subject_id, object_id (None for a value), speaker_id.
    """
    return _frame([_claim_row(claim) for claim in claims], _CLAIM)


def _claim_row(claim: Claim) -> dict[str, object]:
    said, time, target = claim.attribution, claim.time, claim.object
    speaker = said.speaker if said else None
    values = (
        claim.id,
        claim.subject.label,
        claim.relation.id,
        object_label(target),
        claim.polarity,
        claim.modality,
        speaker.label if speaker else None,
        said.cue if said else None,
        said.type if said else None,
        time.text if time else None,
        time.start if time else None,
        time.end if time else None,
        claim.place.label if claim.place else None,
        claim.confidence,
        claim.asserted,
        ", ".join(dict.fromkeys(e.article for e in claim.evidence)),
        claim.evidence[0].text if claim.evidence else "",
        claim.subject.id,
        target.id if isinstance(target, Entity) else None,
        speaker.id if speaker else None,
    )
    return dict(zip(_CLAIM, values, strict=True))


def entities_frame(graph: KnowledgeGraph) -> pd.DataFrame:
    """One row for each entity: id, label, english, type, aliases, same_as, mentions, claims (numbers)."""
    sides: Counter[str] = Counter(claim.subject.id for claim in graph.claims)
    sides.update(claim.object.id for claim in graph.claims if isinstance(claim.object, Entity))
    rows = [
        {
            "id": entity.id,
            "label": entity.label,
            "english": entity.english,
            "type": entity.type,
            "aliases": ", ".join(entity.aliases),
            "same_as": ", ".join(entity.same_as),
            "mentions": len(entity.mentions),
            "claims": sides[entity.id],
        }
        for entity in graph.entities
    ]
    return _frame(rows, ("id", "label", "english", "type", "aliases", "same_as", "mentions", "claims"))


def articles_frame(graph: KnowledgeGraph) -> pd.DataFrame:
    """One row for each article: name, title, published, publisher, url, words, claims (numbers)."""
    counts: Counter[str] = Counter()
    for claim in graph.claims:
        counts.update({evidence.article for evidence in claim.evidence})
    rows = [
        {
            "name": article.name,
            "title": article.title,
            "published": article.published,
            "publisher": article.publisher,
            "url": article.url,
            "words": len(article.text.split()),
            "claims": counts[article.name],
        }
        for article in graph.articles
    ]
    return _frame(rows, ("name", "title", "published", "publisher", "url", "words", "claims"))


def rows_frame(rows: Sequence[Mapping[str, object]] | object) -> pd.DataFrame:
    """The rows of a SELECT.

    Raises:
        ConfigError: the query was no SELECT.
    """
    if not isinstance(rows, list):
        raise ConfigError("only the rows of a SELECT make a table; use query() for ASK and CONSTRUCT")
    return _frame(rows, tuple(rows[0]) if rows else ())


def _frame(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> pd.DataFrame:
    try:
        import pandas
    except ImportError as error:
        raise ConfigError("tables need pandas: pip install 'newskg[pandas]'") from error
    made: Any = pandas.DataFrame(rows, columns=list(columns))
    return made
