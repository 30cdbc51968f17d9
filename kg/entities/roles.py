"""Who holds which post, and whom a bare post (`Der US-Präsident`) means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.entities.clusters import Cluster
from kg.entities.naming import core_range, token_range
from kg.lang.de.bodies import body_noun, read_body
from kg.lang.de.gazetteer import country_of_adjective, country_of_name, institution_of_name
from kg.lang.de.lexicon import Title, read_title, stem, titles
from kg.lang.de.phrase_nouns import class_kind, is_whole
from kg.lang.de.phrases_facts import OPENING
from kg.mentions.spans import feature, has_case, is_genitive, make_mention, phrase_end, phrase_start
from kg.model import Mention


@dataclass(frozen=True, slots=True)
class Post:
    """A post or class of things: its noun, whose it is (`US`, "" where unsaid), whether it counts now."""

    noun: str
    scope: str
    current: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody of whom the article says what post they hold."""

    cluster: Cluster
    post: Post
    mention: Mention


def read_post(doc: Doc, token: Token, found: dict[int, Cluster]) -> Post:
    """The post that a noun names, with its country or organisation."""
    title = read_title(token.text)
    if title is None:
        return Post(token.lemma_, "", True)
    attributes = [child for child in token.children if child.dep_ == "amod"]
    current = not any(_other_time(word) for word in attributes) and not _other_prefix(title)
    scopes = {scope for scope in _scopes(doc, token, title, attributes, found) if scope}
    return Post(title.base, min(scopes, default=""), current and len(scopes) < 2)


def _other_time(token: Token) -> bool:
    listed = titles().other_times
    return bool({token.lemma_.lower(), stem(token.text.lower()), token.text.lower()} & listed)


def _other_prefix(title: Title) -> bool:
    return title.prefix.split("-")[0] in titles().other_prefixes


def _scopes(
    doc: Doc, token: Token, title: Title, attributes: list[Token], found: dict[int, Cluster]
) -> list[str]:
    scopes = [_scope_of_text(title.prefix)] if title.prefix else []
    scopes += [f"country:{c.code}" for word in attributes if (c := country_of_adjective(word.text))]
    for child in token.rights:
        if is_genitive(child):
            cluster = found.get(child.i)
            scopes.append(_scope_of_cluster(cluster) if cluster else f"noun:{child.lemma_}")
    return scopes


def _scope_of_text(prefix: str) -> str:
    country, institution = country_of_name(prefix), institution_of_name(prefix)
    if country is not None:
        return f"country:{country.code}"
    return f"name:{institution.label}" if institution is not None else f"name:{prefix}"


def _scope_of_cluster(cluster: Cluster) -> str:
    by_country = cluster.type == "Location" and cluster.country
    return f"country:{cluster.country}" if by_country else f"name:{cluster.label}"


def find_holders(doc: Doc, names: list[Mention], found: dict[int, Cluster]) -> list[Holder]:
    """Titles and class nouns beside names, and posts in apposition to one."""
    holders = []
    for mention in names:
        cluster = found.get(mention.head)
        body = read_body(mention.lemma) if mention.type == "Organization" else None
        if cluster is not None and body is not None:
            holders.append(Holder(cluster, Post(body.noun, body.scope, True), mention))
        if cluster is not None:
            nouns = [*_inside(doc, mention), *_apposed(doc, mention)]
            holders += [Holder(cluster, read_post(doc, n, found), _role(doc, n, mention)) for n in nouns]
    return holders


def _inside(doc: Doc, mention: Mention) -> list[Token]:
    """`US-Außenminister` in `US-Außenminister John Kerry`."""
    core, _ = core_range(doc, mention)
    first = core
    while first > 0 and doc[first - 1].idx >= mention.span.start:
        first -= 1
    before = list(doc[first:core])
    if first > 1 and doc[first - 1].text in OPENING:  # `Dokumentarfilm „Seefeuer“`
        before.append(doc[first - 2])
    return [t for t in before if t.pos_ in ("NOUN", "PROPN", "X") and _counts(t, mention)]


def _counts(token: Token, mention: Mention) -> bool:
    title = read_title(token.text)
    if mention.type == "Person" and title is not None:
        return title.role and not title.relational
    return token.pos_ == "NOUN" and title is None


def _apposed(doc: Doc, mention: Mention) -> list[Token]:
    """`der Sprecher des Weißen Hauses, Josh Earnest` and the other way round."""
    if mention.type != "Person":
        return []
    root, inside = doc[mention.head], range(mention.span.start, mention.span.end)
    near = [child for child in root.children if child.dep_ in ("appos", "parataxis")]
    start, _ = token_range(doc, mention)
    parted = start > 0 and doc[start - 1].text == ","
    if root.dep_ in ("appos", "flat", "nmod", "conj") and parted and not has_case(root):
        near.append(root.head)
    roles = [t for t in near if t.idx not in inside and t.pos_ == "NOUN"]
    return [token for token in roles if _counts(token, mention) and read_title(token.text) is not None]


def _role(doc: Doc, token: Token, mention: Mention) -> Mention:
    start, end = phrase_start(token), phrase_end(token)
    if mention.span.start <= token.idx < mention.span.end:
        end = token.i + 1
    return make_mention(doc, token, start, end, "role")


@dataclass(frozen=True, slots=True)
class Holders:
    """The holders of an article, so that each question costs the same however long it is.

    Attributes:
        own: the holder whose post has this head word.
        first: of each holder and post the first mention, in text order.
        bearing: holders' clusters by the noun of their post.
    """

    own: dict[int, Holder]
    first: tuple[Holder, ...]
    bearing: dict[str, dict[int, Cluster]]


def index_holders(holders: Iterable[Holder]) -> Holders:
    """Index what ``find_holders`` found."""
    own: dict[int, Holder] = {}
    first: dict[tuple[int, Post], Holder] = {}
    bearing: dict[str, dict[int, Cluster]] = {}
    for holder in holders:
        own.setdefault(holder.mention.head, holder)
        first.setdefault((id(holder.cluster), holder.post), holder)
        bearing.setdefault(holder.post.noun, {})[id(holder.cluster)] = holder.cluster
    return Holders(own, tuple(first.values()), bearing)


def settle_role(doc: Doc, mention: Mention, holders: Holders, found: dict[int, Cluster]) -> Cluster | None:
    """Whom a bare post means, None where the article does not settle it; `der Vorstand` is the body."""
    token = doc[mention.head]
    if token.i in holders.own:
        return holders.own[token.i].cluster
    if body_noun(token.text) is not None:
        return None
    post = read_post(doc, token, found)
    if not post.current or not _refers(token, post):
        return None
    fits = [
        h for h in holders.first if h.post.current and _is_post(h.post.noun, post.noun) and _agrees(token, h)
    ]
    if post.scope:
        return _exact([h for h in fits if h.post.scope == post.scope], token.i, doc)
    return _nearest([h for h in fits if h.mention.head < token.i], token.i, doc)


def settle_class(doc: Doc, mention: Mention, holders: Holders) -> Cluster | None:
    """`die Terrormiliz` where the article names just one (`Terrormiliz Islamischer Staat`)."""
    token = doc[mention.head]
    alone = mention.span.start == token.idx and mention.span.end == token.idx + len(token)
    if not alone or mention.number == "Plur" or not _is_definite(token) or _is_located(token):
        return None
    fits = holders.bearing.get(token.lemma_, {}) or _of_compounds(token.lemma_, holders)
    return next(iter(fits.values())) if len(fits) == 1 else None


def _is_located(token: Token) -> bool:
    """`das Werk in Grünheide` is one of several; `die Firma aus Detroit` may be the one named before."""
    behind = (child for child in token.rights if child.dep_ == "nmod" and child.i <= token.i + 3)
    return any(case.text.lower() in _WHERE for child in behind for case in child.lefts if case.dep_ == "case")


def _of_compounds(noun: str, holders: Holders) -> dict[int, Cluster]:
    """`Der Film` after `Dokumentarfilm „Seefeuer“`: whose class noun ends so."""
    ends = noun.lower()
    found = {}
    for held, clusters in holders.bearing.items():
        if (
            len(noun) >= _SHORTEST
            and held.endswith(ends)
            and class_kind(held) is not None
            and not is_whole(held)
        ):
            found.update(clusters)
    return {key: cluster for key, cluster in found.items() if cluster.type != "Person"}


_WHERE = frozenset({"in", "im", "bei", "an", "am", "auf"})
_SHORTEST = 4  # letters of a noun that may end another


def _refers(token: Token, post: Post) -> bool:
    """`Der US-Präsident sagte`; not `ist Präsident`, `als Präsident`, `ein Sprecher`, `sein Sprecher`."""
    if any(child.dep_ == "cop" for child in token.children) or feature(token, "Number") == "Plur":
        return False
    if any(child.text.lower() in ("als", "wie") for child in token.lefts):
        return False
    bare = not any(child.pos_ == "DET" for child in token.lefts)
    return _is_definite(token) or (bare and bool(post.scope))


def _is_definite(token: Token) -> bool:
    """A definite article, alone or in a preposition (`beim`)."""
    for child in token.lefts:
        if feature(child, "Poss") == "Yes":
            return False
        demonstrative = feature(child, "PronType") == "Dem"
        if child.pos_ == "DET" and (feature(child, "Definite") == "Def" or demonstrative):
            return True
        if child.dep_ == "case" and child.text.lower() in _CONTRACTED:
            return True
    return False


_CONTRACTED = frozenset({"am", "beim", "im", "vom", "zum", "zur", "ins", "ans"})


def _is_post(held: str, named: str) -> bool:
    """`der Minister` may be the `Außenminister`; not the other way round."""
    if held == named:
        return True
    return held.endswith((named[0].lower() + named[1:], "-" + named))


def _agrees(token: Token, holder: Holder) -> bool:
    """`die Kanzlerin` is no man."""
    title = read_title(token.text)
    listed = title is not None and title.gender == "Fem"
    return not (listed and holder.cluster.gender == "Masc") and (
        listed or holder.cluster.gender != "Fem" or title is None
    )


def _exact(fits: list[Holder], at: int, doc: Doc) -> Cluster | None:
    clusters = {id(h.cluster): h.cluster for h in fits}
    return next(iter(clusters.values())) if len(clusters) == 1 else _nearest(fits, at, doc)


def _nearest(fits: list[Holder], at: int, doc: Doc) -> Cluster | None:
    """The holder named last before; two in the same sentence compete and nobody is meant."""
    last: dict[int, tuple[int, Cluster]] = {}
    for cluster in {id(h.cluster): h.cluster for h in fits}.values():
        before = cluster.last_before(at)
        if before is not None:
            last[id(cluster)] = (doc[before].sent.start, cluster)
    if not last:
        return None
    sentence = max(start for start, _ in last.values())
    nearest = [cluster for start, cluster in last.values() if start == sentence]
    return nearest[0] if len(nearest) == 1 else None
