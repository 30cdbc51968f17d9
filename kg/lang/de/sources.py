"""Sources beside the clause: `laut X`, `X zufolge`, `nach Angaben von X`, `so X`, `wie X sagte`, `soll`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.lang.de.spans import is_finite, is_nominal, pieces, span_of_token, subject_of
from kg.lang.de.speech_data import load_speech_words
from kg.model import Span, Speech

_OWNER = ("nmod", "nmod:poss", "det:poss", "appos")


def find_sources(doc: Doc) -> Iterator[Speech]:
    """Speech whose source is a phrase of the clause itself, in text order."""
    for token in doc:
        lower = token.text.lower()
        if lower in load_speech_words().prepositions or lower == "nach":
            yield from _preposition(token)
        elif lower == "so":
            yield from _so(token)
        elif lower == "wie":
            yield from _wie(token)
        elif token.lemma_ == "sollen":
            yield from _hearsay(token)


def _governor(token: Token) -> Token:
    """The head of the clause that a phrase belongs to."""
    while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"}:
        if token.dep_ in {"nsubj", "ccomp", "advcl", "acl", "parataxis", "conj"} and token.pos_ == "ADJ":
            return token
        token = token.head
    return token


def _rest(doc: Doc, phrase: set[int], governor: Token) -> tuple[Span, ...]:
    kept = [t for t in governor.subtree if t.i not in phrase and not t.text.isspace()]
    return pieces(doc, kept)


def _preposition(case: Token) -> Iterator[Speech]:
    """`laut Kreml`, `dem Kreml zufolge`, `nach (den) Worten von X`, `nach eigenen Angaben`."""
    noun, words = case.head, load_speech_words()
    if noun.i == case.i or not is_nominal(noun):
        return
    report = noun.lemma_ in words.nouns or noun.text in words.nouns
    if case.text.lower() == "nach" and not report:
        return
    phrase = {t.i for t in noun.subtree}
    governor = _governor(noun.head)
    if governor.i in phrase:
        return
    speaker: Token | None = noun
    if report:
        speaker = _owner(noun, governor)
    quotes = _rest(case.doc, phrase, governor)
    if quotes:
        rule = "de.speech.nach" if case.text.lower() == "nach" else "de.speech.laut"
        cue = _cue(case, noun) if report else span_of_token(case)
        yield Speech("reported", speaker.i if speaker is not None else None, cue, quotes, rule)


def _cue(case: Token, noun: Token) -> Span:
    first, last = sorted((case, noun), key=lambda t: t.i)
    words = case.doc[first.i : last.i + 1]
    return Span(words.start_char, words.end_char, words.text)


def _owner(noun: Token, governor: Token) -> Token | None:
    """Whose words they are: genitive or `von`, a possessive, or with `eigen` the clause's subject."""
    if any(c.text.lower().startswith("eigen") for c in noun.children):
        return subject_of(governor)
    owners = [c for c in noun.children if c.dep_ in _OWNER]
    owners += [c for c in noun.children if c.ent_type_ in {"PER", "ORG"} and c not in owners]
    return owners[0] if owners else None


def _so(so: Token) -> Iterator[Speech]:
    """`Das sei ein Fehler, so der Minister.` — `so`, a name or definite noun phrase, and no verb."""
    doc, before = so.doc, so.nbor(-1) if so.i else None
    if before is None or before.text not in {",", "“", '"', "”", "«", "»"}:
        return
    after = []
    for token in doc[so.i + 1 : so.sent.end]:
        if token.text in {",", ".", ";", ":", "!", "?"} or token.text.isspace():
            break
        after.append(token)
    nominal = [t for t in after if t.pos_ in {"NOUN", "PROPN"}]
    # `So wie die USA …` compares, and what opens a quotation is no source.
    opens = before.text != "," and (before.is_sent_start or before.nbor(-1).text in {".", ":", "\n\n"})
    if not nominal or opens or after[0].text.lower() == "wie" or any(is_finite(t) for t in after):
        return
    known = nominal[0].ent_type_ or "Def" in after[0].morph.get("Definite") or after[0].dep_ == "det:poss"
    phrase = {so.i, *(t.i for t in after)}
    kept = [t for t in so.sent if t.i not in phrase]
    quotes = pieces(doc, kept)
    if known and quotes and any(is_finite(t) for t in kept):
        yield Speech("indirect", nominal[0].i, span_of_token(so), quotes, "de.speech.so")


def _wie(wie: Token) -> Iterator[Speech]:
    """`Wie das Amt mitteilte, …`: all of the sentence but the wie-clause."""
    words, verb = load_speech_words(), wie.head
    if verb.lemma_ not in words.verbs or verb.dep_ == "ccomp":
        return
    subtree = {t.i for t in verb.subtree}
    if verb.dep_ == "ROOT" or min(subtree) != wie.i:
        return
    subject = subject_of(verb)
    governor = _governor(verb.head)
    quotes = _rest(wie.doc, subtree, governor)
    if quotes:
        cue = span_of_token(verb)
        yield Speech("reported", subject.i if subject is not None else None, cue, quotes, "de.speech.wie")


def _hearsay(soll: Token) -> Iterator[Speech]:
    """`Er soll getötet worden sein`: with a perfect infinitive `soll` tells what others say."""
    verb = soll.head
    if verb.i == soll.i or soll.morph.get("Mood") != ["Ind"] or soll.morph.get("Tense") != ["Pres"]:
        return
    infinitive = any(
        c.dep_ in {"aux", "aux:pass", "cop"} and c.lemma_ in {"haben", "sein"} and not c.morph.get("Mood")
        for c in verb.children
    )
    if infinitive and verb.morph.get("VerbForm") == ["Part"]:
        quotes = pieces(soll.doc, [t for t in verb.subtree if not t.text.isspace()])
        yield Speech("reported", None, span_of_token(soll), quotes, "de.speech.soll")
