"""Sentences that tell of a speech act without giving its words (`Die Polizei sprach von drei Toten.`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.lang.de.complements import verb_lemma
from kg.lang.de.morphology import feature
from kg.lang.de.names import text_of
from kg.lang.de.spans import finite_of, span_of_token, subject_of
from kg.lang.de.speakers import speaker_of
from kg.lang.de.speech_data import load_speech_words
from kg.model import Span, Speech


def find_speech_acts(doc: Doc, speech: Sequence[Speech]) -> tuple[Speech, ...]:
    """Sentences whose verb tells of a speech act and in which no speech was found.

    The sentence itself is the article's own statement, so that these are no attribution of what
    stands in it: a list of who said something, of use where one asks for all that somebody said.

    Args:
        doc: the annotated article.
        speech: what ``find_speech`` found.
    """
    return tuple(_find(doc, speech))


def _find(doc: Doc, speech: Sequence[Speech]) -> Iterator[Speech]:
    text, ends = text_of(doc), sorted((s.quotes[-1].end, s.speaker) for s in speech if s.speaker is not None)
    for sentence in doc.sents:
        verb = act_of(sentence)
        if verb is None or _has_speech(sentence, speech):
            continue
        speaker = speaker_of(verb)
        passive = any(c.dep_ == "aux:pass" for c in verb.children)
        if speaker is None and not passive:
            continue
        words = sentence.text.strip()
        start = sentence.start_char + len(sentence.text) - len(sentence.text.lstrip())
        number = speaker.i if speaker is not None else _speaker_before(text, start, ends)
        quote = Span(start, start + len(words), words)
        yield Speech("reported", number, span_of_token(verb), (quote,), "de.speech.act")


def _speaker_before(text: str, start: int, ends: Sequence[tuple[int, int | None]]) -> int | None:
    """`…, sagten Beobachter. Kritisiert wurde auch …`: whose speech ends right before."""
    place = bisect_right(ends, start, key=lambda each: each[0]) - 1
    if place < 0 or any(c.isalnum() for c in text[ends[place][0] : start]):
        return None
    return ends[place][1]


def act_of(sentence: DocSpan) -> Token | None:
    """The sentence's main verb, or one coordinated with it, if it is one of a speech act."""
    root = sentence.root
    verbs = [root, *(c for c in root.children if c.dep_ in {"conj", "parataxis"} and c.pos_ == "VERB")]
    return next((v for v in verbs if _is_act(v)), None)


def _is_act(verb: Token) -> bool:
    acts, lemma = load_speech_words().acts, verb_lemma(verb)
    if verb.pos_ != "VERB" or finite_of(verb) is None:
        return False
    if lemma in acts or _announces(verb):
        return True
    prepositions = {
        c.text.lower() for child in verb.children for c in child.children if c.dep_ in {"case", "mark"}
    }
    # `vom`, `zur` hold the article too.
    known = {"vom": "von", "am": "an", "im": "in", "zum": "zu", "zur": "zu"}
    return any(f"{lemma}+{known.get(p, p)}" in acts for p in prepositions)


def _announces(verb: Token) -> bool:
    """`Die Partei will die Steuern senken`: an intention that somebody made known."""
    finite, subject = finite_of(verb), subject_of(verb)
    if finite is None or finite.lemma_ != "wollen" or feature(finite, "Tense") != "Pres":
        return False
    return subject is not None and subject.ent_type_ in {"PER", "ORG", "LOC"}


def _has_speech(sentence: DocSpan, speech: Sequence[Speech]) -> bool:
    start, end = sentence.start_char, sentence.end_char
    return any(
        s.rule != "de.speech.object" and q.start < end and start < q.end for s in speech for q in s.quotes
    )
