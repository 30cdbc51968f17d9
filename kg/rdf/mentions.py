"""Where entities are mentioned, and in which article: a mention does not say it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from kg.model import Article, Entity, Mention, Span
from kg.rdf.namespaces import Names
from kg.rdf.resources import describe_mention
from kg.rdf.terms import Iri, Spo, integer

# What a word begins with: a mention can end within a word (`Obama` in `Obamas`), but hardly ever
# begins in one.
_WORD = re.compile(r"\b\w{1,3}")

_Placed = tuple[Iri, str | None, Mention]


class Holders:
    """Which articles have the words of a span at its offsets.

    Args:
        articles: all there are.
        entities: whose mentions will be asked for.
    """

    def __init__(self, articles: Iterable[Article], entities: Iterable[Entity]) -> None:
        self._articles = sorted(articles, key=lambda article: article.name)
        wanted = {place for entity in entities for each in entity.mentions if (place := _word(each.span))}
        self._likely: dict[tuple[int, str], list[Article]] = defaultdict(list)
        for article in self._articles:
            for word in _WORD.finditer(article.text):
                place = word.start(), word.group()
                if place in wanted:
                    self._likely[place].append(article)

    def of(self, span: Span) -> list[str]:
        """Names of the articles that have these words at these offsets, sorted."""
        place = _word(span)
        likely = self._likely.get(place, ()) if place else ()
        return _holding(span, likely) or _holding(span, self._articles)


def _word(span: Span) -> tuple[int, str] | None:
    found = _WORD.search(span.text)
    return (span.start + found.start(), found.group()) if found else None


def _holding(span: Span, articles: Sequence[Article]) -> list[str]:
    return [each.name for each in articles if span.text and each.text.startswith(span.text, span.start)]


def mention_triples(
    entity: Entity, home: str | None, told: Collection[str | None], holders: Holders, names: Names
) -> Iterator[tuple[str | None, Iterable[Spo]]]:
    """Yield each mention's triples with the article that they belong to, ``home`` where none has its words.

    ``told`` are the articles whose claims speak of the entity. The order of the mentions is told only
    where it is not that of the articles' IRIs and of the offsets.
    """
    placed = list(_placed(entity, told, holders, names))
    keys = [mention_order(node, article, mention.span, names) for node, article, mention in placed]
    ordered = all(first <= second for first, second in pairwise(keys))
    for number, (node, article, mention) in enumerate(placed, start=1):
        yield article or home, describe_mention(node, entity, mention, article, names)
        if not ordered:
            yield article or home, [(node, names.term("position"), integer(number))]


def mention_order(node: Iri, article: str | None, span: Span, names: Names) -> tuple[str, int, int, str]:
    """By what mentions are sorted when they are read back."""
    return ("" if article is None else names.article(article)), span.start, span.end, node


def _placed(
    entity: Entity, told: Collection[str | None], holders: Holders, names: Names
) -> Iterator[_Placed]:
    seen: Counter[Span] = Counter()
    again: Counter[tuple[Span, str | None]] = Counter()
    for mention in entity.mentions:
        # `Obama` can be the first half of another name in an article that no claim vouches for.
        found = sorted(holders.of(mention.span), key=lambda name: name not in told)
        # The same words at the same place in two articles: one mention for each of them.
        article = found[min(seen[mention.span], len(found) - 1)] if found else None
        seen[mention.span] += 1
        again[mention.span, article] += 1
        number = again[mention.span, article]
        yield names.mention(entity.id, article or "", mention.span, number), article, mention
