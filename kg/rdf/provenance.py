"""Which program and which language model made the claims (PROV-O); no time of day, no machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module

from kg.model import Article, content_id
from kg.rdf.namespaces import PROV, RDF, SCHEMA, Names
from kg.rdf.terms import Iri, Literal, Spo

_PROGRAM = "newskg"


@dataclass(frozen=True, slots=True)
class Run:
    """What took the claims out of the articles.

    Attributes:
        version: of newskg.
        model: name of the language model (`de_newskg`), "" where it is not known.
        model_version: its version.
    """

    # Not by an import statement: the package names the whole pipeline, which stands above this layer.
    version: str = field(default_factory=lambda: str(import_module("kg").__version__))
    model: str = ""
    model_version: str = ""

    @classmethod
    def of_model(cls, meta: Mapping[str, object]) -> Run:
        """The run of this program with the model whose spaCy ``meta`` is given.

        >>> Run.of_model({"lang": "de", "name": "newskg", "version": "0.1.0"}).model
        'de_newskg'
        """
        name = "_".join(str(meta[key]) for key in ("lang", "name") if meta.get(key))
        return cls(model=name, model_version=str(meta.get("version", "")))

    def iri(self, articles: Iterable[Article], names: Names) -> Iri:
        """The run's IRI; the same program, model and articles give the same one."""
        read = sorted((article.name, article.id) for article in articles)
        return names.run(content_id(self.version, self.model, self.model_version, read))


def describe_run(run: Run, node: Iri, names: Names) -> Iterator[Spo]:
    """Yield the run's triples with those of the program and the model."""
    program = names.software(_PROGRAM, run.version)
    yield node, RDF.type, names.term("Run")
    yield node, RDF.type, PROV.Activity
    yield node, PROV.wasAssociatedWith, program
    yield program, RDF.type, PROV.SoftwareAgent
    yield program, RDF.type, SCHEMA.SoftwareApplication
    yield program, SCHEMA.name, Literal(_PROGRAM)
    yield program, SCHEMA.softwareVersion, Literal(run.version)
    if run.model:
        yield from _model(run, node, names)


def _model(run: Run, node: Iri, names: Names) -> Iterator[Spo]:
    model = names.model(run.model, run.model_version)
    yield node, PROV.used, model
    yield model, RDF.type, names.term("LanguageModel")
    yield model, RDF.type, PROV.Entity
    yield model, SCHEMA.name, Literal(run.model)
    yield model, SCHEMA.softwareVersion, Literal(run.model_version)
