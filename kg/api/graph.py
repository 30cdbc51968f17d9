"""The knowledge graph as people use it in Python: look, ask, filter, join, save."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.api.inputs import Source, articles_of
from kg.api.saving import SUFFIXES, render
from kg.api.selection import around, find_entities, select
from kg.api.wording import claim_sentence
from kg.config import Config
from kg.errors import InputError
from kg.model import Article, Claim, Entity
from kg.model import KnowledgeGraph as Data

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from rdflib import Dataset, Graph
    from spacy.language import Language

    from kg.claims.explain import Explanation


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """Claims, entities and articles, with the ways to look at them.

    Attributes:
        data: the plain values that the stages pass on.
        config: the settings it was built with.

    >>> KnowledgeGraph()
    KnowledgeGraph(0 claims, 0 entities, 0 articles)
    """

    data: Data = field(default_factory=Data)
    config: Config = field(default_factory=Config)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims in text order."""
        return self.data.claims

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities that a claim needs, sorted by id."""
        return self.data.entities

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles in the order they were read."""
        return self.data.articles

    def __repr__(self) -> str:
        counts = (
            (len(self.claims), "claim"),
            (len(self.entities), "entity"),
            (len(self.articles), "article"),
        )
        return f"KnowledgeGraph({', '.join(_counted(n, word) for n, word in counts)})"

    def __str__(self) -> str:
        return "\n".join([repr(self), *(f"  {claim_sentence(claim)}" for claim in self.claims)])

    def __len__(self) -> int:
        return len(self.claims)

    def __or__(self, other: KnowledgeGraph) -> KnowledgeGraph:
        return join(self, other)

    def _repr_html_(self) -> str:
        from kg.views import notebook_html

        return notebook_html(self.data)

    def claims_frame(self) -> pd.DataFrame:
        """The claims as a table, one row each; needs the extra ``pandas``."""
        from kg.api.frames import claims_frame

        return claims_frame(self.claims)

    def entities_frame(self) -> pd.DataFrame:
        """The entities as a table, one row each; needs the extra ``pandas``."""
        from kg.api.frames import entities_frame

        return entities_frame(self.data)

    def articles_frame(self) -> pd.DataFrame:
        """The articles as a table, one row each; needs the extra ``pandas``."""
        from kg.api.frames import articles_frame

        return articles_frame(self.data)

    def query(self, sparql: str) -> list[dict[str, object]] | bool | Graph:
        """Ask in SPARQL; the prefixes of ``kg query`` are known.

        Returns:
            Of SELECT a list of dicts, one for each row, variable → value; of ASK a bool; of
            CONSTRUCT and DESCRIBE an ``rdflib.Graph``.

        Raises:
            QueryError: the query cannot be read; the message names line, column and likely cause.
        """
        from kg.api.asking import ask

        return ask(self.data, self.config, sparql)

    def stated_by(self, triples: Graph) -> KnowledgeGraph:
        """The graph of the claims between entities that stand among ``triples``.

        Args:
            triples: what a CONSTRUCT query gave, of direct triples such as
                `entity:John_Kerry rel:meets entity:Wladimir_Putin`. Polarity, modality and speaker
                are not looked at.
        """
        from kg.api.asking import stated_by

        return self._with(stated_by(self.data, self.config, triples))

    def query_frame(self, sparql: str, *, short: bool = True) -> pd.DataFrame:
        """The rows of a SELECT as a table; needs the extra ``pandas``.

        Args:
            sparql: the query.
            short: spell IRIs with their prefix, `rel:meets`; False for whole IRIs.

        Raises:
            QueryError: the query cannot be read.
            ConfigError: it is no SELECT, or pandas is missing.
        """
        from kg.api.asking import ask
        from kg.api.frames import rows_frame

        return rows_frame(ask(self.data, self.config, sparql, short=short))

    def network(self) -> nx.MultiDiGraph[str]:
        """A ``networkx.MultiDiGraph``; its attributes are listed at ``kg.views.to_network``."""
        from kg.views import to_network

        return to_network(self.data)

    def rdf(self) -> Dataset:
        """The ``rdflib.Dataset`` that the files hold: one graph for each article."""
        from kg.api.saving import dataset

        return dataset(self.data, self.config)

    def html(self, title: str | None = None, lang: Literal["de", "en"] = "de") -> str:
        """The interactive page as one offline HTML text; ``lang`` is the one it opens in."""
        from kg.views import render_html

        return render_html(self.data, title or self._title(), lang)

    def svg(self, lang: Literal["de", "en"] = "en") -> str:
        """A still picture of the graph, for print and where no script runs; nothing else is needed.

        Solid edges are what the articles assert; dashed and dotted ones are quoted, planned or
        possible, red ones denied. Entities without a claim are left out, and of a large graph
        all but the best connected ones.

        Args:
            lang: language of the relations' labels.
        """
        from kg.views import render_svg

        return render_svg(self.data, lang)

    def save(self, folder: str | Path, name: str = "graph") -> list[Path]:
        """Write HTML, Turtle, N-Quads, GraphML and claims into ``folder``.

        Raises:
            OutputError: the folder cannot be written to; nothing is left half-written.
        """
        from kg.output import write_files

        made = {
            Path(folder) / f"{name}{suffix}": content
            for suffix, content in render(self.data, self.config, self._title(name)).items()
        }
        write_files(made)
        return list(made)

    def find(self, words: str) -> tuple[Entity, ...]:
        """Entities whose label, English name or alias holds all the words, the most mentioned first."""
        return find_entities(self.data, words)

    def filter(
        self,
        *,
        subject: str | Entity | None = None,
        object: str | Entity | None = None,
        about: str | Entity | None = None,
        relation: str | Collection[str] | None = None,
        speaker: str | Entity | None = None,
        article: str | None = None,
        asserted: bool | None = None,
        attributed: bool | None = None,
        polarity: str | None = None,
        modality: str | None = None,
        min_confidence: float = 0.0,
    ) -> KnowledgeGraph:
        """The graph of the claims that fit everything given.

        Args:
            subject, object, about, speaker: an entity, its id or words of its name; ``about``
                is either side.
            relation: one id or several.
            article: name of an article that is evidence.
            asserted: True for what the articles themselves state affirmatively, False for the rest.
            attributed: True for what somebody is quoted with.
            polarity: `affirmative` or `negative`.
            modality: `asserted`, `planned`, `possible`, `necessary`, `conditional`, `desired`.
            min_confidence: 0 to 1.
        """
        sides: Mapping[str, str | Entity | None] = {
            "subject": subject,
            "object": object,
            "about": about,
            "speaker": speaker,
        }
        relations = {relation} if isinstance(relation, str) else set(relation) if relation else None
        plain = {
            "asserted": asserted,
            "attributed": attributed,
            "polarity": polarity,
            "modality": modality,
        }
        return self._with(select(self.data, sides, relations, article, plain, min_confidence))

    def subgraph(self, centre: str | Entity, steps: int = 1) -> KnowledgeGraph:
        """The claims within ``steps`` edges of an entity.

        Raises:
            InputError: no entity fits ``centre``.
        """
        return self._with(around(self.data, centre, steps))

    def explain(self, claim: Claim | str) -> tuple[Explanation, ...]:
        """How a claim (or the claim with this id) came to be: one explanation for each evidence.

        The article is read again, so the model is loaded when that has not been done.

        Raises:
            InputError: the graph has no such claim.
        """
        from kg.pipeline import explain

        wanted = claim if isinstance(claim, str) else claim.id
        found = [one for one in self.claims if one.id == wanted]
        if not found:
            raise InputError(f"no claim with id {wanted!r} in this graph of {len(self)} claims")
        return explain(self.data, found[0], self.config)

    def _with(self, data: Data) -> KnowledgeGraph:
        return KnowledgeGraph(data, self.config)

    def _title(self, fallback: str = "Knowledge graph") -> str:
        if len(self.articles) == 1:
            return self.articles[0].title or self.articles[0].name
        return fallback


def build(
    source: Source, config: Config | None = None, nlp: Language | None = None, *, workers: int = 1
) -> KnowledgeGraph:
    """Take the claims out of articles.

    An article that cannot be read beside others, and one whose text was there before, is left
    out with a ``UserWarning``.

    Args:
        source: a file or folder (``"seeds/"``), a text or the HTML of a page, an ``Article``, or
            an iterable of these.
        config: settings; those of ``Config()`` where None.
        nlp: a spaCy pipeline with Universal Dependencies, the shipped model where None.
        workers: processes that read articles side by side; the graph does not depend on it. A
            script that asks for several needs the guard ``if __name__ == "__main__":``.

    Raises:
        InputError: the source cannot be read.
        ConfigError: several workers and ``nlp``, which only one process can use.
    """
    from kg.pipeline import build as build_data

    config = config or Config()
    return KnowledgeGraph(build_data(articles_of(source, config), config, nlp, workers=workers), config)


def join(*graphs: KnowledgeGraph) -> KnowledgeGraph:
    """One graph of several; ``g1 | g2`` is the same for two."""
    from kg.pipeline import join as join_data

    config = graphs[0].config if graphs else Config()
    return KnowledgeGraph(join_data(*(graph.data for graph in graphs)), config)


def open_folder(path: str | Path) -> KnowledgeGraph:
    """Open what ``save`` or ``kg build`` wrote: a folder, or one N-Quads or TriG file.

    Raises:
        InputError: there is no such file, or no graph in it.
    """
    from kg.rdf import read_graph

    path = Path(path)
    files: Iterable[Path] = sorted(path.glob(f"*{SUFFIXES[2]}")) if path.is_dir() else [path]
    found = [KnowledgeGraph(read_graph(each)) for each in files]
    if not found:
        raise InputError(f"{path}: no graph here; expected a folder with {SUFFIXES[2]} files or such a file")
    return join(*found) if len(found) > 1 else found[0]


def _counted(number: int, word: str) -> str:
    several = word[:-1] + "ies" if word.endswith("y") else word + "s"
    return f"{number} {word if number == 1 else several}"
