"""The subjects of open extractions."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.claims.open_field import holds_place
from kg.claims.open_phrases import Phrase, apposed, is_compared, noun_phrase, words_of
from kg.lang.de.verbs import children, feature
from kg.model import Clause

_OBLIQUE_ARTICLES = frozenset({"den", "einen"})


def subjects_of(doc: Doc, clause: Clause, clauses: Sequence[Clause]) -> list[str]:
    """The words of each subject, appositions counted as subjects of their own.

    An `es` that means nothing is the subject where there is no other (`Es gab Versuche`) and where it
    holds the subject's place (`Es folgten Versuche`).
    """
    holding = holds_place(doc[clause.token])
    if holding is not None:
        return [holding.text]
    found = [words_of(doc, phrase) for phrase in _phrases(doc, clause, clauses)]
    verb = doc[clause.token]
    if not found and _is_explained(verb):
        return [words_of(doc, noun_phrase(verb))]
    if not found:
        empty = ("nsubj", "nsubj:pass", "expl")
        found = [c.text for c in children(doc[clause.token], *empty) if c.text.lower() == "es"][:1]
    return list(dict.fromkeys(found))


def _is_explained(noun: Token) -> bool:
    """`Tatsache ist, dass …`: the noun before the copula is what the clause tells of."""
    copulas = [cop for cop in children(noun, "cop") if cop.i > noun.i]
    return any(children(word, "ccomp") for cop in copulas for word in (noun, cop))


def _phrases(doc: Doc, clause: Clause, clauses: Sequence[Clause]) -> list[Phrase]:
    role = "patient" if clause.voice == "passive" else "agent"
    verb, found = doc[clause.token], []
    for argument in clause.arguments:
        head = doc[argument.head]
        if argument.role != role or is_compared(head):
            continue
        lent = not verb.is_ancestor(head)
        above = _predicated(head, clauses) if lent else None
        if above is not None:  # `Er war ein Pionier, der begann`: `Er` began
            found += _phrases(doc, above, clauses)
            continue
        for token in [head, *apposed(head)]:
            phrase = _name_alone(token, noun_phrase(token))
            found.append(_without_article(token, phrase) if lent else phrase)
    return found


def _predicated(noun: Token, clauses: Sequence[Clause]) -> Clause | None:
    if not children(noun, "cop"):
        return None
    return next((clause for clause in clauses if clause.token == noun.i and not clause.nominal), None)


def _name_alone(head: Token, phrase: Phrase) -> Phrase:
    """`der Abgeordnete William Jones`: the name, where a common noun stands before it."""
    doc, start = head.doc, phrase.end
    while doc[start].ent_iob_ == "I" and start > phrase.start:
        start -= 1
    ends = phrase.end + 1 == len(doc) or doc[phrase.end + 1].ent_iob_ != "I"
    if doc[start].ent_type_ == "PER" and ends and start > phrase.start and doc[start - 1].pos_ == "NOUN":
        return Phrase(start, phrase.end)
    return phrase


def _without_article(head: Token, phrase: Phrase) -> Phrase:
    """`(Teil) der Prostata, der …`: an article that shows another case than a subject's is left out."""
    first = head.doc[phrase.start]
    oblique = feature(head, "Case") in ("Dat", "Gen") or first.text.lower() in _OBLIQUE_ARTICLES
    if first.pos_ == "DET" and first.i < head.i and oblique:
        return Phrase(phrase.start + 1, phrase.end)
    return phrase
