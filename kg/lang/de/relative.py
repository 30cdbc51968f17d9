"""Relative pronouns stand for the noun that the clause hangs on."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.lang.de.bound import Bound, bound_phrases
from kg.lang.de.case_forms import agreeing_keys
from kg.lang.de.clause_data import function_words
from kg.lang.de.extents import phrase_tokens, span_of
from kg.lang.de.frame_data import load_frames
from kg.lang.de.phrase_nouns import class_kind, may_be_person
from kg.lang.de.verbs import VerbGroup, children, feature
from kg.model import Argument

_NOUNS = ("NOUN", "PROPN", "PRON", "NUM")
_EITHER = frozenset({"die", "das", "welche", "welches"})  # nominative or accusative
_FARTHEST = 4  # nouns above the one that the parser chose


def with_antecedents(arguments: list[Argument], group: VerbGroup) -> list[Argument]:
    """`acht Mitglieder, die …`: the argument `die` becomes `acht Mitglieder`; its case stays."""
    return [_resolved(argument, group) for argument in arguments]


def bound_in_relative(group: VerbGroup) -> Bound:
    """Subject and objects, where a relative pronoun and a bare name could each be either.

    Agreement decides first (`die Länder, die Merkel besuchte`). `Merkel, die Deutschland verraten
    hat`: of a person it is told what she did; `die Firma, die Müller gegründet hat`: a thing does
    nothing where a person is named.
    """
    bound = bound_phrases(group)
    pair = _open_pair((*bound.subjects, *bound.objects), group)
    noun = antecedent(group.head) if pair is not None else None
    if pair is None or noun is None:
        return bound
    pronoun, name = pair
    subject = _by_number(pronoun, noun, name, group) or _by_kind(pronoun, noun, name, group)
    if subject is None:
        return bound
    return Bound((subject,), (name if subject is pronoun else pronoun,))


def _open_pair(phrases: tuple[Token, ...], group: VerbGroup) -> tuple[Token, Token] | None:
    """The relative pronoun and the bare name whose forms do not tell which is the subject."""
    if len(phrases) != 2 or group.copula or group.voice == "passive" or group.finite is None:
        return None
    pronoun, name = sorted(phrases, key=lambda token: token.i)
    either = pronoun.text.lower() in _EITHER or pronoun.dep_ == "nsubj"  # `der`, if no dative
    bare = name.pos_ == "PROPN" and not children(name, "det", "det:poss", "case")
    return (pronoun, name) if is_relative(pronoun) and either and bare else None


def _by_number(pronoun: Token, noun: Token, name: Token, group: VerbGroup) -> Token | None:
    """The one of the two that agrees with the verb; None where both or neither do."""
    number = feature(group.finite, "Number") if group.finite is not None else ""
    own, other = ("Plur" if children(t, "conj") else feature(t, "Number") for t in (noun, name))
    if not number or not own or not other or own == other:
        return None
    return pronoun if own == number else name


def _by_kind(pronoun: Token, noun: Token, name: Token, group: VerbGroup) -> Token | None:
    either = pronoun.text.lower() in _EITHER
    if _is_dative(group.lemma):  # `die Bank, die Sachsen gehört`: the dative would be `der`
        return pronoun if either else None
    if any(t.ent_type_ == "PER" for t in (noun, *children(noun, "appos", "flat"))):
        return pronoun
    thing = noun.pos_ == "NOUN" and class_kind(noun.lemma_) is not None and not may_be_person(noun.lemma_)
    return name if either and thing and name.ent_type_ == "PER" else None


def _is_dative(lemma: str) -> bool:
    """True for a verb whose only object is a dative (`helfen`)."""
    frames = [frame for frame in load_frames().get(lemma, ()) if not frame.nominal]
    roles = {slot.role for f in frames for slot in (f.subject, f.object, *f.slots)}
    return "recipient" in roles and "patient" not in roles


def is_relative(token: Token) -> bool:
    """True for a word that can be a relative pronoun; only a clause on a noun makes it one."""
    if token.pos_ not in ("PRON", "DET"):
        return False
    if feature(token, "PronType") == "Rel":
        return True
    return token.pos_ == "PRON" and token.text.lower() in function_words()["relative_pronouns"]


def antecedent(head: Token) -> Token | None:
    """The noun that a relative clause with this head describes, None where there is none."""
    for _ in range(8):  # a relative clause's second verb: `die kam und siegte`
        if head.dep_ in ("acl", "acl:relcl"):
            return head.head if head.head.pos_ in _NOUNS else None
        if head.dep_ != "conj":
            return None
        head = head.head
    return None


def cleft_above(head: Token) -> Token | None:
    """`Es war nicht Merz, der Macron kritisierte`: the predicate `Merz`; None where it is no cleft."""
    noun = antecedent(head)
    if noun is None or head.dep_ not in ("acl", "acl:relcl") or not children(noun, "cop"):
        return None
    cop = children(noun, "cop")[0]
    beside = [*children(noun, "nsubj", "expl"), *children(cop, "nsubj", "expl")]
    return noun if cop.lemma_ == "sein" and any(t.text.lower() == "es" for t in beside) else None


def _agreeing(noun: Token, pronoun: Token, group: VerbGroup) -> Token:
    """`ein Teil der Prostata, der …`: the nearest noun above that agrees with the pronoun.

    Where none does, a tag is wrong and the parser's noun stays.
    """
    subject = pronoun.dep_ in ("nsubj", "nsubj:pass")
    keys = agreeing_keys(pronoun.text, subject)
    number = feature(group.finite, "Number") if subject and group.finite is not None else ""
    keys = keys & {"Plur"} if number == "Plur" else keys - {"Plur"} if number == "Sing" else keys
    candidate = noun
    for _ in range(_FARTHEST):
        if not keys or _fits(candidate, keys):
            return candidate
        if candidate.dep_ not in ("nmod", "appos", "flat", "conj") or candidate.head.pos_ not in _NOUNS:
            return noun
        candidate = candidate.head
    return noun


def _fits(noun: Token, keys: frozenset[str]) -> bool:
    gender, number = feature(noun, "Gender"), feature(noun, "Number")
    if number == "Plur" or children(noun, "conj"):
        return "Plur" in keys
    return not gender or gender in keys


def _before_comma(pronoun: Token, group: VerbGroup) -> Token | None:
    """`acht Mitglieder der IS-Führung, die … gekommen seien`, hung on the verb by the parser.

    Only behind a comma, in a verb-final clause, and for the one noun that agrees in number.
    """
    doc, finite = pronoun.doc, group.finite
    if pronoun.i < 2 or doc[pronoun.i - 1].text != "," or finite is None:
        return None
    verb_final = finite.i > group.head.i or (finite.i == group.head.i and finite.i > pronoun.i + 1)
    subject = pronoun.dep_ in ("nsubj", "nsubj:pass")
    if not verb_final or not subject or group.head.dep_ not in ("ccomp", "advcl", "dep", "acl"):
        return None
    number, noun = feature(finite, "Number"), doc[pronoun.i - 2]
    chain = [noun]
    while noun.head.i != noun.i and noun.head.pos_ in ("NOUN", "PROPN") and len(chain) < 4:
        noun = noun.head
        chain.append(noun)
    agreeing = [t for t in chain if t.pos_ in ("NOUN", "PROPN") and number == feature(t, "Number") != ""]
    return agreeing[0] if len(agreeing) == 1 else None


def _resolved(argument: Argument, group: VerbGroup) -> Argument:
    head = group.head
    token = head.doc[argument.head]
    if not is_relative(token):
        return argument
    noun = antecedent(head)
    noun = _agreeing(noun, token, group) if noun is not None else _before_comma(token, group)
    between = noun is not None and noun.i < token.i < head.i
    if noun is None or not between:
        return argument
    return replace(argument, span=span_of(phrase_tokens(noun)), head=noun.i)
