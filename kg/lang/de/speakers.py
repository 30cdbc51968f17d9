"""Whose words they are: the speaker of a verb of saying, and the words that name a speaker."""

from __future__ import annotations

from spacy.tokens import Token

from kg.lang.de.bound import subject_tokens
from kg.lang.de.documents import document_of
from kg.lang.de.lexicon import nouns
from kg.lang.de.morphology import feature
from kg.lang.de.relative import antecedent, is_relative
from kg.lang.de.spans import finite_of, is_finite, is_nominal, subject_of
from kg.lang.de.speech_data import load_speech_words
from kg.lang.de.verbs import heads_clause, verb_group
from kg.lang.de.word_order import can_stand_alone
from kg.model import Span

_INSIDE = frozenset({"det", "det:poss", "amod", "nummod", "compound", "flat", "flat:name", "nmod", "appos"})
_NOBODY = frozenset({"es", "man", "das", "dies", "dieses", "sich"})
_NOMINATIVE = frozenset({"er", "ich", "wir"})


def speaker_of(verb: Token) -> Token | None:
    """Who speaks; `es heißt` and `wurde mitgeteilt` name nobody.

    Where the parse has no subject, the noun right behind an inverted verb (`, sagte Obama`) is one;
    an infinitive (`beeilte sich zu erklären`) has the subject of the verb that governs it.
    """
    if verb.lemma_ in load_speech_words().quoting:
        quoted = _quoted(verb)
        if quoted is not None:
            return quoted
    subject = _certain_subject(verb) or _shared_subject(verb) or _inverted_subject(verb)
    subject = subject or _subject_by_case(verb) or subject_of(verb) or _agent(verb)
    if subject is not None and _is_dative(subject):
        subject = _behind(verb) or subject
    if subject is None and not any(c.dep_.startswith(("nsubj", "aux:pass")) for c in verb.children):
        subject = _behind(verb) or _governing_subject(verb)
    if subject is not None and subject.text.lower() in {"das", "dies", "es"} and is_finite(verb):
        subject = _behind(verb)  # `Das berichtete die Zeitung`
    if subject is None or subject.text.lower() in _NOBODY or subject.dep_.startswith("csubj"):
        return document_of(verb) or _name_before(verb)
    if is_relative(subject):
        return antecedent(verb) or subject  # `Kempf, der sagte, …`
    return subject


def says_one(verb: Token) -> bool:
    """True for `man betont`: somebody who was named before."""
    return any(c.text.lower() == "man" and c.dep_ == "nsubj" for c in verb.children)


def _certain_subject(verb: Token) -> Token | None:
    """`Den Fonds forderte er auf`: right behind the finite verb `er` can be nothing but its subject."""
    finite = finite_of(verb)
    if finite is None or finite.i + 1 >= verb.sent.end:
        return None
    behind = finite.nbor(1)
    return behind if behind.text in _NOMINATIVE else None


def _subject_by_case(verb: Token) -> Token | None:
    """`Der Zeitung sagte Karma`: what is said to the paper, whatever the parser takes for the subject."""
    if any(c.dep_ == "aux:pass" for c in verb.children) or not heads_clause(verb):
        return None
    found = subject_tokens(verb_group(verb))
    return found[0] if found else None


def _shared_subject(verb: Token) -> Token | None:
    """`… und nannte sie Unsinn`: right behind `und` the verb has the first clause's subject."""
    if verb.dep_ != "conj" or not is_finite(verb) or verb.i == 0 or verb.nbor(-1).pos_ != "CCONJ":
        return None
    return subject_of(verb.head) if verb.head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} else None


def _agent(verb: Token) -> Token | None:
    """`Ihr wird von den Behörden … vorgeworfen`, whatever the parser calls the phrase."""
    if not any(c.dep_ == "aux:pass" for c in verb.children):
        return None
    for child in verb.children:
        cases = {c.text.lower() for c in child.children if c.dep_ == "case"}
        if is_nominal(child) and cases & {"von", "vom"} and child.ent_type_ != "LOC":
            return child
    return None


def _quoted(verb: Token) -> Token | None:
    """`X wird mit den Worten zitiert`, `Die Zeitung zitiert X mit den Worten`: X speaks."""
    passive = any(c.dep_ == "aux:pass" for c in verb.children)
    roles = ("nsubj:pass", "nsubj") if passive else ("obj", "iobj")
    found = [c for c in verb.children if c.dep_ in roles and is_nominal(c)]
    return found[0] if found else None


def _name_before(verb: Token) -> Token | None:
    """A person's name that opens the sentence right before the verb (`Von der Leyen betonte`)."""
    if not is_finite(verb) or verb.i == verb.sent.start:
        return None
    words = [t for t in verb.doc[verb.sent.start : verb.i] if not t.text.isspace()]
    known = all(t.ent_type_ in {"PER", "ORG"} for t in words)
    noble = len(words) > 1 and words[0].text.lower() in nouns()["particles"] and words[-1].pos_ == "PROPN"
    apart = any(t.pos_ in {"NOUN", "VERB", "PUNCT"} for t in words)
    return words[-1] if words and (known or (noble and not apart)) else None


def _is_dative(noun: Token) -> bool:
    words = [noun, *(c for c in noun.children if c.dep_ == "det")]
    return any(feature(w, "Case") == "Dat" for w in words)


def _behind(verb: Token) -> Token | None:
    """The first noun behind the verb, before any preposition or comma (`sagte General Hagee, …`)."""
    behind = [t for t in verb.doc[verb.i + 1 : verb.i + 6] if t.sent.start == verb.sent.start]
    stop = next(
        (n for n, t in enumerate(behind) if t.pos_ in {"PUNCT", "ADP", "SCONJ"} or is_finite(t)), len(behind)
    )
    nouns = (t for t in behind[:stop] if is_nominal(t) and t.text.lower() not in _NOBODY)
    return next((t for t in nouns if not _is_dative(t)), None)


def _governing_subject(verb: Token) -> Token | None:
    if verb.dep_ not in {"xcomp", "ccomp", "aux"} or is_finite(verb) or verb.head.pos_ not in {"VERB", "AUX"}:
        return None
    return subject_of(verb.head)


def _inverted_subject(verb: Token) -> Token | None:
    """Behind a comma the verb's subject follows it, though the parse may lend it the other clause's too.

    (`Carter werde reisen, kündigte der US-Präsident an`)
    """
    if not is_finite(verb) or verb.i == 0 or verb.doc[verb.i - 1].text != ",":
        return None
    front = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    if any(c.dep_.startswith("acl") for noun in front for c in noun.children):
        return None  # `Celebi, die oft vertritt, nennt das Ereignis …`
    if not can_stand_alone([t for t in verb.doc[verb.sent.start : verb.i - 1] if not t.text.isspace()]):
        return None  # `Die Partei, die gewann, beschuldigte die Regierung`
    behind = [c for c in verb.children if c.i > verb.i and c.dep_ in {"nsubj", "obj"} and is_nominal(c)]
    return next((c for c in behind if c.dep_ == "nsubj" or _is_nominative_at(c, verb.i + 1)), None)


def _is_nominative_at(noun: Token, start: int) -> bool:
    """True for a phrase that starts there in the nominative, whatever the parser calls it."""
    words = [noun, *(c for c in noun.children if c.dep_ == "det")]
    return noun.left_edge.i == start and any(feature(w, "Case") == "Nom" for w in words)


def speaker_span(head: Token) -> Span:
    """The noun phrase around the speaker's head word: its article, adjectives, genitives and names.

    Relative clauses and other clauses are left out, as is a preposition.
    """
    words = [head]
    _collect(head, words)
    start, end = min(w.i for w in words), max(w.i for w in words) + 1
    while end - 1 > head.i and head.doc[end - 1].pos_ == "PUNCT":
        end -= 1
    span = head.doc[start:end]
    return Span(span.start_char, span.end_char, span.text)


def _collect(word: Token, words: list[Token]) -> None:
    for child in word.children:
        if child.dep_ in _INSIDE and not any(feature(t, "VerbForm") == "Fin" for t in child.subtree):
            words.append(child)
            _collect(child, words)
