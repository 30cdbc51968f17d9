"""Triples by subject and property, with errors that name what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar, cast

from kg.errors import InputError
from kg.rdf.namespaces import ITSRDF, RDF
from kg.rdf.terms import DECIMAL, DOUBLE, INTEGER, AnyNode, AnyQuad, Iri, Literal, words_of

Option = TypeVar("Option", bound=str)


def _order(term: AnyNode) -> tuple[str, str]:
    return words_of(term), repr(term)


class Facts:
    """What is said of each node, whatever graph it stands in."""

    def __init__(self, quads: Iterable[AnyQuad], leading: Iterable[Iri] = (ITSRDF.taIdentRef,)) -> None:
        """``leading`` are the properties that ``about`` can follow backwards, besides the type."""
        self._told: dict[AnyNode, dict[Iri, list[AnyNode]]] = {}
        self._leading: dict[Iri, dict[AnyNode, set[AnyNode]]] = {name: {} for name in (RDF.type, *leading)}
        for subject, predicate, target, _ in quads:
            self._told.setdefault(subject, {}).setdefault(predicate, []).append(target)
            if predicate in self._leading:
                self._leading[predicate].setdefault(target, set()).add(subject)

    def of_type(self, kind: Iri) -> list[Iri]:
        """Every node of that class, sorted."""
        return self.about(kind, RDF.type)

    def about(self, target: Iri, name: Iri) -> list[Iri]:
        """Every node that one of the ``leading`` properties leads from to ``target``, sorted."""
        return sorted(node for node in self._leading[name].get(target, ()) if isinstance(node, Iri))

    def with_property(self, name: Iri) -> list[AnyNode]:
        """Every node that has the property, sorted."""
        return sorted((node for node, told in self._told.items() if name in told), key=_order)

    def properties(self, node: AnyNode) -> list[Iri]:
        """Every property that the node has, sorted."""
        return sorted(self._told.get(node, ()))

    def all(self, node: AnyNode, name: Iri) -> list[AnyNode]:
        """Every value of a property, each once, sorted."""
        found = self._told.get(node, {}).get(name, [])
        return found if len(found) == 1 else sorted(set(found), key=_order)

    def nodes(self, node: AnyNode, name: Iri) -> list[Iri]:
        """Every node that a property leads to, sorted."""
        return [value for value in self.all(node, name) if isinstance(value, Iri)]

    def texts(self, node: AnyNode, name: Iri) -> list[str]:
        """Every literal of a property as words, sorted."""
        return [value.text for value in self.all(node, name) if isinstance(value, Literal)]

    def maybe(self, node: AnyNode, name: Iri) -> str | None:
        """A literal's words, None where there is none; of several the first."""
        return next(iter(self.texts(node, name)), None)

    def text(self, node: AnyNode, name: Iri) -> str:
        """A literal's words.

        Raises:
            InputError: there is none.
        """
        found = self.maybe(node, name)
        if found is None:
            raise InputError(f"<{words_of(node)}> has no <{name}>; expected a literal")
        return found

    def node(self, node: AnyNode, name: Iri) -> Iri:
        """The node that a property leads to.

        Raises:
            InputError: there is none.
        """
        found = self.nodes(node, name)
        if not found:
            raise InputError(f"<{words_of(node)}> has no <{name}>; expected an IRI")
        return found[0]

    def integer(self, node: Iri, name: Iri) -> int:
        """A literal as an integer.

        Raises:
            InputError: there is none, or it is none.
        """
        text = self.text(node, name)
        try:
            return int(text)
        except ValueError as error:
            raise InputError(f"<{node}>: <{name}> is {text!r}; expected an integer") from error

    def choice(self, node: Iri, name: Iri, options: Collection[Option]) -> Option:
        """A literal that is one of a few words.

        Raises:
            InputError: it is none of them.
        """
        text = self.text(node, name)
        if text not in options:
            raise InputError(f"<{node}>: <{name}> is {text!r}; valid are {', '.join(options)}")
        return cast(Option, text)


def value_of(term: Literal) -> float | int | str:
    """A literal's value as a claim holds it: a number, or the words of anything else.

    Raises:
        InputError: the literal is no number though its type says so.
    """
    try:
        if term.datatype == INTEGER:
            return int(term.text)
        if term.datatype in (DECIMAL, DOUBLE):
            return float(term.text)
    except ValueError as error:
        raise InputError(f"{term.text!r} is not of type <{term.datatype}>") from error
    return term.text
