"""Entities of one article, and which token means which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.entities.clusters import Cluster, cluster_names
from kg.entities.descriptions import (
    by_form,
    find_ages,
    settle_bracketed,
    settle_description,
    settle_named_class,
    settle_quoted,
)
from kg.entities.groups import settle_group
from kg.entities.labels import concept_label
from kg.entities.naming import entity_id, token_range
from kg.entities.origins import by_origin, find_origins, settle_inhabitants
from kg.entities.pronouns import settle_pronoun
from kg.entities.roles import Holder, Holders, find_holders, index_holders, settle_class, settle_role
from kg.lang.de.gazetteer import country_of_name, country_of_people, institution_of_name, name_key
from kg.model import Clause, Entity, Mention


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the mentions of an article mean.

    Attributes:
        entities: sorted by first mention.
        posts: who holds which post, with the words that name the post (`US-Außenminister`).
    """

    entities: tuple[Entity, ...]
    posts: tuple[tuple[Entity, Mention], ...]
    _tokens: dict[int, Entity] = field(default_factory=dict)
    _mentions: dict[int, Mention] = field(default_factory=dict)
    _parts: dict[int, Entity] = field(default_factory=dict)
    _nations: dict[str, Entity] = field(default_factory=dict)
    _groups: dict[int, tuple[Entity, ...]] = field(default_factory=dict)

    def entity_at(self, token: int) -> Entity | None:
        """What the mention with this head word, or the name around this word, means."""
        return self._tokens.get(token)

    def group_at(self, token: int) -> tuple[Entity, ...]:
        """The several things that a word means (`beide Unternehmen`), empty for all other words."""
        return self._groups.get(token, ())

    def mention_at(self, token: int) -> Mention | None:
        """The mention with this head word, else the name around it."""
        return self._mentions.get(token)

    def nation_of(self, entity: Entity) -> Entity | None:
        """The country whose post somebody holds (`US-Präsident`), None where no or several are named."""
        return self._nations.get(entity.id)

    def part_of(self, token: int) -> Entity | None:
        """The entity whose name opens a hyphen compound: `IS-Führung` → Islamischer Staat."""
        return self._parts.get(token)


def resolve(doc: Doc, mentions: Sequence[Mention], clauses: Sequence[Clause] = ()) -> Resolution:
    """Find out which mentions mean the same thing; where the article does not settle it, nothing is said.

    Args:
        doc: the annotated article.
        mentions: what ``find_mentions`` found in it.
        clauses: not used so far.
    """
    names = [m for m in mentions if m.kind == "name"]
    found = cluster_names(doc, names)
    holders = find_holders(doc, names, found)
    groups = _settle(doc, mentions, index_holders(holders), found)
    clusters = list({id(c): c for _, c in sorted(found.items())}.values())
    entities = dict(zip(map(id, clusters), _entities(clusters), strict=True))
    ordered = sorted(entities.values(), key=lambda e: (e.mentions[0].span.start, e.id))
    tokens = {token: entities[id(cluster)] for token, cluster in found.items()}
    by_token = _cover(doc, names, tokens, mentions)
    parts = _compound_parts(doc, clusters, entities)
    for token, entity in parts.items():
        if doc[token].pos_ == "ADJ":  # `US-geführte Koalition` speaks of the USA
            tokens.setdefault(token, entity)
    posts = tuple((entities[id(h.cluster)], h.mention) for h in holders if h.cluster.type == "Person")
    nations = _nations(holders, clusters, entities)
    several = {token: tuple(entities[id(c)] for c in group) for token, group in groups.items()}
    return Resolution(tuple(ordered), posts, tokens, by_token, parts, nations, several)


def _nations(
    holders: Sequence[Holder], clusters: Sequence[Cluster], entities: dict[int, Entity]
) -> dict[str, Entity]:
    countries = {f"country:{c.country}": c for c in clusters if c.country and c.type == "Location"}
    found: dict[str, set[str]] = {}
    for holder in holders:
        if holder.post.scope in countries and holder.post.current and holder.cluster.type == "Person":
            found.setdefault(entities[id(holder.cluster)].id, set()).add(holder.post.scope)
    return {
        ident: entities[id(countries[next(iter(scopes))])]
        for ident, scopes in found.items()
        if len(scopes) == 1
    }


def _settle(
    doc: Doc, mentions: Sequence[Mention], holders: Holders, found: dict[int, Cluster]
) -> dict[int, tuple[Cluster, ...]]:
    """Roles, concepts and pronouns in text order, so that each sees what stands before it.

    Returns:
        Head token → the several clusters that the word means; each takes the mention in.
    """
    groups: dict[int, tuple[Cluster, ...]] = {}
    concepts: dict[str, Cluster] = {}
    ages = find_ages(doc, found)
    clusters = list({id(c): c for _, c in sorted(found.items())}.values())
    names = by_form(clusters)
    origins = find_origins(doc, [m for m in mentions if m.kind == "name"], found)
    people = by_origin(clusters, origins)
    for mention in sorted(mentions, key=lambda m: m.head):
        cluster = None
        several = settle_group(doc, mention, found) if mention.kind != "name" else ()
        if several:
            groups[mention.head] = several
            for each in several:
                each.add(mention)
        elif mention.kind == "name":
            cluster = _company_of_people(doc, mention, found, origins)
        elif mention.kind == "role":
            cluster = settle_role(doc, mention, holders, found)
            cluster = cluster or settle_description(doc, mention, found, ages, people)
        elif mention.kind == "nominal":
            cluster = settle_inhabitants(doc[mention.head], found, origins)
            cluster = (
                cluster or settle_class(doc, mention, holders) or settle_named_class(doc[mention.head], names)
            )
            cluster = cluster or settle_quoted(doc, mention, found) or settle_bracketed(doc, mention, found)
            cluster = cluster or _concept(doc, mention, concepts)
        elif mention.kind == "pronoun":
            cluster = settle_pronoun(doc, mention, found)
        if cluster is not None:
            cluster.add(mention)
            found[mention.head] = cluster
    return groups


def _company_of_people(
    doc: Doc, mention: Mention, found: dict[int, Cluster], origins: dict[int, set[str]]
) -> Cluster | None:
    """`die Deutschen` taken for their country where a company is meant; None for all other names."""
    token = doc[mention.head]
    noun = token.pos_ == "NOUN" or (token.pos_ == "ADJ" and token.dep_ != "amod")
    if mention.type != "Location" or not noun or country_of_people(token.text) is None:
        return None
    cluster = settle_inhabitants(token, found, origins)
    if cluster is not None and mention.head in found:
        found[mention.head].drop(mention)
    return cluster


def _concept(doc: Doc, mention: Mention, concepts: dict[str, Cluster]) -> Cluster:
    label = concept_label(doc, mention)
    fresh = Cluster(label, "Concept", mention.gender, mention.number)
    return concepts.setdefault(label, fresh)


def _entities(clusters: list[Cluster]) -> list[Entity]:
    """Two things with one label (Washington) get their type into the id."""
    taken: set[str] = set()
    found = []
    for cluster in clusters:
        ident = entity_id(cluster.label)
        if ident in taken:
            ident = entity_id(f"{cluster.label} ({cluster.type})")
        while ident in taken:
            ident += "_"
        taken.add(ident)
        mentions = tuple(sorted(cluster.mentions, key=lambda m: (m.span.start, m.head)))
        aliases, same = tuple(sorted(cluster.aliases)), tuple(sorted(cluster.same_as))
        found.append(Entity(ident, cluster.label, cluster.type, mentions, aliases, same, cluster.english))
    return found


def _cover(
    doc: Doc, names: list[Mention], tokens: dict[int, Entity], mentions: Sequence[Mention]
) -> dict[int, Mention]:
    """Every word of a name means the name, unless it heads a mention of its own (`russischer`)."""
    by_token = {mention.head: mention for mention in mentions}
    for name in sorted(names, key=lambda m: m.span.end - m.span.start):
        for token in range(*token_range(doc, name)):
            if token not in by_token:
                by_token[token] = name
                if name.head in tokens:
                    tokens[token] = tokens[name.head]
    return by_token


def _compound_parts(doc: Doc, clusters: list[Cluster], entities: dict[int, Entity]) -> dict[int, Entity]:
    """`IS-Führung`, `US-geführte`: the first part is a name that the article or the lists know."""
    known: dict[str, Entity] = {}
    for cluster in clusters:
        if cluster.type != "Concept":
            for form in (cluster.label, *sorted(cluster.aliases)):
                known.setdefault(name_key(form), entities[id(cluster)])
    found = {}
    for token in doc:
        first = token.text.rpartition("-")[0]
        if first and token.pos_ in ("NOUN", "ADJ", "PROPN"):
            country, institution = country_of_name(first), institution_of_name(first)
            label = country.label if country else institution.label if institution else first
            entity = known.get(name_key(first)) or known.get(name_key(label))
            if entity is not None:
                found[token.i] = entity
    return found
