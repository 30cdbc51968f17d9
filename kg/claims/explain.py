"""How a claim came to be: sentence, clause, rule, and how both sides were resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.claims.assemble import Found
from kg.claims.confidence import load_weights
from kg.claims.resolved import Resolved
from kg.model import Claim, Entity, Mention, Value

_HOW = {
    "name": "by its name",
    "role": "by a role that one holder fits",
    "pronoun": "by a pronoun that one antecedent fits",
    "nominal": "as a nominal phrase",
    "quantity": "as a quantity",
    "time": "as a time",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """One side of a claim: its words in the text, what they mean, and how that was settled."""

    words: str
    meaning: str
    how: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One piece of evidence of a claim, taken apart.

    Attributes:
        clause: the words of the clause, or of the noun phrase.
        predicate: its verb or event noun, "" for a noun phrase.
        link: how the clause hangs in its sentence (`main`, `relative`, …), "" for a noun phrase.
        rule: id of the rule that made the claim; ``clause_rule`` found the clause.
        arguments: role, preposition and words of what the predicate binds.
        speech: type, cue and rule of the speech around it, None where nobody is quoted.
        steps: what the confidence is made of: the kind's value, then what was subtracted.
    """

    claim: Claim
    article: str
    sentence: str
    clause: str
    predicate: str
    link: str
    clause_rule: str
    rule: str
    subject: Reference
    object: Reference
    arguments: tuple[tuple[str, str], ...]
    speech: tuple[str, str, str] | None
    steps: tuple[tuple[str, float], ...]


def explain_claims(found: Iterable[Found], doc: Doc, resolution: Resolved) -> tuple[Explanation, ...]:
    """Explain each claim of an article."""
    return tuple(_explanation(one, doc, resolution) for one in found)


def _explanation(found: Found, doc: Doc, resolution: Resolved) -> Explanation:
    claim, clause, said = found.claim, found.clause, found.speech
    evidence = claim.evidence[0]
    return Explanation(
        claim=claim,
        article=evidence.article,
        sentence=doc.text[slice(*evidence.sentence)].strip(),
        clause=evidence.text,
        predicate=clause.surface if clause else "",
        link=clause.link if clause else "",
        clause_rule=clause.rule if clause else "",
        rule=evidence.rule,
        subject=_reference(claim.subject, found.sides[0], doc, resolution),
        object=_reference(claim.object, found.sides[1], doc, resolution),
        arguments=_arguments(found),
        speech=(said.type, said.cue.text if said.cue else "", said.rule) if said else None,
        steps=_steps(found),
    )


def _arguments(found: Found) -> tuple[tuple[str, str], ...]:
    arguments = found.clause.arguments if found.clause else ()
    return tuple((f"{a.role} {a.preposition}".strip(), a.span.text) for a in arguments)


def _reference(side: Entity | Value, head: int | None, doc: Doc, resolution: Resolved) -> Reference:
    meaning = side.label if isinstance(side, Entity) else f"{side.value} {side.unit}".strip()
    mention: Mention | None = resolution.mention_at(head) if head is not None else None
    if mention is None:
        return Reference(doc[head].text if head is not None else meaning, meaning, "from the phrase itself")
    return Reference(mention.span.text, meaning, _HOW[mention.kind])


def _steps(found: Found) -> tuple[tuple[str, float], ...]:
    weights = load_weights()
    taken = [(name, -weights.penalties[name]) for name in found.penalties]
    return ((found.kind, weights.kinds[found.kind]), *taken)
