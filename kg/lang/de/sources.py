"""Sources beside the clause: `laut X`, `X zufolge`, `nach Angaben von X`, `aus Sicht von X`, `so X`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.lang.de.documents import alleges
from kg.lang.de.morphology import feature
from kg.lang.de.spans import is_finite, is_nominal, konjunktiv, pieces, span_of_token, subject_of
from kg.lang.de.speech_data import load_speech_words
from kg.model import Span, Speech

_THEREBY = frozenset({"demnach", "demzufolge"})
# Only before a noun of saying or seeing: `nach Angaben`, `aus Sicht`, `in den Augen`.
_WITH_NOUN = frozenset({"nach", "aus", "in"})
_OPENS = frozenset({"DET", "PROPN", "NOUN", "ADJ", "PRON"})
_WIDEST = 25  # words between a preposition and the far end of its phrase
_INDEFINITE = frozenset({"ein", "kein"})
_OWNER = ("nmod", "nmod:poss", "det:poss", "appos")


def find_sources(doc: Doc) -> Iterator[Speech]:
    """Speech whose source is a phrase of the clause itself, in text order."""
    for token in doc:
        lower = token.text.lower()
        if lower in load_speech_words().prepositions or lower in _WITH_NOUN:
            yield from _preposition(token)
        elif lower == "für":
            yield from _judged(token)
        elif lower == "so":
            yield from _so(token)
        elif lower in _THEREBY:
            yield from _thereby(token)
        elif lower == "wonach":
            yield from _whereby(token)


def _governor(token: Token) -> Token:
    """The head of the clause that a phrase belongs to."""
    while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"}:
        if token.dep_ in {"nsubj", "ccomp", "advcl", "acl", "parataxis", "conj"} and token.pos_ == "ADJ":
            return token
        token = token.head
    return token


def _rest(case: Token, phrase: set[int], governor: Token) -> tuple[Span, ...]:
    """The clause without the source; a main clause runs to the sentence's end."""
    main = governor.i == case.sent.root.i
    kept = [t for t in (_main_clause(case) if main else governor.subtree) if t.i not in phrase]
    return pieces(case.doc, [t for t in kept if not t.text.isspace()])


def _main_clause(case: Token) -> list[Token]:
    """The sentence from the last semicolon before, without a wie-clause before it (`Wie X sagte, …`).

    What a semicolon joins to it is still the source's (`Laut Merz hat A gelogen; B hat die Bahn betrogen`).
    """
    doc, start, end = case.doc, case.sent.start, case.sent.end
    for token in case.sent:
        if token.text == ";" and token.i < case.i:
            start = token.i + 1
    if doc[start].text.lower() == "wie":
        comma = next((t.i for t in doc[start:end] if t.text == ","), None)
        if comma is not None and comma < case.i:
            start = comma + 1
    return list(doc[start:end])


def _preposition(case: Token) -> Iterator[Speech]:
    """`laut Kreml`, `dem Kreml zufolge`, `nach (den) Worten von X`, `nach eigenen Angaben`."""
    noun = _noun_of(case)
    if noun is None:
        return
    report = is_report(noun)
    lower = case.text.lower()
    if lower in {"aus", "in"} and not _is_view(case, noun):
        return
    if lower == "nach" and not report:
        return
    phrase = _phrase(case, noun)
    governor = _governor(noun.head) if noun.head.i not in phrase else _governor(case.head)
    if governor.i in phrase:
        governor = case.sent.root
    if governor.i in phrase:
        return
    quotes = _rest(case, phrase, governor)
    if quotes:
        own = report or lower in _WITH_NOUN
        speaker = _owner(noun, governor) or _speaks(case, noun) if own else noun
        rule = "de.speech.nach" if lower in _WITH_NOUN else "de.speech.laut"
        cue = _cue(case, noun) if own else span_of_token(case)
        yield Speech("indirect", speaker.i if speaker is not None else None, cue, quotes, rule)


def _speaks(case: Token, noun: Token) -> Token | None:
    """Who speaks where nobody owns the words: the noun itself (`Polizeiangaben`), or whose view it is."""
    if case.text.lower() in {"aus", "in"} and noun.lemma_ not in load_speech_words().documents:
        return _holder(noun)
    return None if is_bare(noun) else noun


def _is_view(case: Token, noun: Token) -> bool:
    """`aus Sicht der Opposition`, `in den Augen des Trainers`; where somebody is named."""
    view = f"{case.text.lower()} {noun.text}" in load_speech_words().views
    return view and _holder(noun) is not None


def _holder(noun: Token) -> Token | None:
    """Whose view it is, also where an adjective says so (`aus Moskauer Sicht`, `in russischen Medien`)."""
    derived = (c for c in noun.children if c.ent_type_ == "LOCderiv")
    return _owner(noun, noun) or next(derived, None)


def _judged(case: Token) -> Iterator[Speech]:
    """`Für Merz ist Scholz ein Versager`: the judgement is theirs; not `ist ein Problem für Merz`."""
    holder, what = case.head, case.head.head
    copula = next((c for c in what.children if c.dep_ == "cop" and is_finite(c)), None)
    article = next((c for c in what.children if c.dep_ == "det" and c.lemma_ in _INDEFINITE), None)
    if copula is None or article is None or what.pos_ != "NOUN" or not article.i > holder.i > case.i:
        return
    if holder.ent_type_ not in {"PER", "ORG"} or subject_of(what) is None:
        return
    quotes = _rest(case, _phrase(case, holder), what)
    if quotes:
        yield Speech("indirect", holder.i, span_of_token(case), quotes, "de.speech.nach")


def is_bare(noun: Token) -> bool:
    """`den Angaben zufolge`: nobody is named; `Polizeiangaben` names the police."""
    words = load_speech_words()
    return noun.lemma_ in words.nouns or noun.text in words.nouns


def _noun_of(case: Token) -> Token | None:
    """The noun of the phrase: the one the preposition hangs on, else its neighbour."""
    noun = case.head
    if noun.i != case.i and is_nominal(noun) and abs(noun.i - case.i) <= _WIDEST:
        return noun
    if case.text.lower() == "nach" and case.i and is_report(case.nbor(-1)):
        return case.nbor(-1)  # `ihrer Meinung nach`
    return None


def is_report(noun: Token) -> bool:
    """`Angaben`, and compounds with it (`Polizeiangaben`, `NASA-Angaben`, `Medienberichten`)."""
    words = load_speech_words()
    if noun.lemma_ in words.nouns or noun.text in words.nouns:
        return True
    return noun.pos_ in {"NOUN", "PROPN"} and any(
        form.lower().endswith(_inflected_tails()) for form in (noun.lemma_, noun.text)
    )


@lru_cache(maxsize=1)
def _inflected_tails() -> tuple[str, ...]:
    return tuple(
        tail + end for tail in sorted(load_speech_words().tails) for end in ("", "n", "en", "e", "s")
    )


def _phrase(case: Token, noun: Token) -> set[int]:
    """The run of words from the preposition to the end of the noun's phrase, its commas included."""
    inside = {t.i for t in noun.subtree if abs(t.i - noun.i) <= _WIDEST} | {case.i, noun.i}
    if any(is_finite(t) and t.i in inside for t in noun.subtree):
        inside = {i for i in inside if i <= noun.i} | set(_nominal_run(noun))
    return inside


def _nominal_run(noun: Token) -> Iterator[int]:
    for token in noun.doc[noun.i : noun.sent.end]:
        if token.i > noun.i and token.pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "ADP", "CCONJ"}:
            return
        yield token.i


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
    """`Das sei ein Fehler, so der Minister.` — `so`, a name or noun phrase, and no verb."""
    doc, before = so.doc, so.nbor(-1) if so.i else None
    if before is None or before.text not in {",", "–", "“", '"', "”", "«", "»"} or so.text != "so":
        return
    after = []
    for token in doc[so.i + 1 : so.sent.end]:
        if token.text in {",", ".", ";", ":", "!", "?", "–", "-"} or token.text.isspace():
            break
        after.append(token)
    nominal = [t for t in after if t.pos_ in {"NOUN", "PROPN"} or t.text.lower() in {"er", "sie"}]
    if not nominal or any(is_finite(t) for t in after) or after[0].pos_ not in _OPENS:
        return
    kept = [t for t in so.sent if t.i < so.i]
    stop = after[-1].i + 1
    rest = (
        list(doc[stop + 1 : so.sent.end]) if stop < so.sent.end and doc[stop].text in {",", "–", "-"} else []
    )
    if rest and feature(rest[0], "PronType") == "Rel":
        rest = []
    if so.sent.root in rest and feature(so.sent.root, "VerbForm") != "Fin":
        kept += rest  # `Die Bank hat, so die Zeitung, das Haus gekauft`
    elif any(is_finite(t) and konjunktiv(t) for t in rest) or (rest and rest[0].text.lower() == "dass"):
        kept += rest
    quotes = pieces(doc, kept)
    if quotes and any(is_finite(t) for t in kept):
        number = None if alleges(nominal[0]) else nominal[0].i  # `…, so der Vorwurf`
        yield Speech("indirect", number, span_of_token(so), quotes, "de.speech.so")


def _thereby(word: Token) -> Iterator[Speech]:
    """`Demnach hat er es getan`: what was told before goes on; the caller knows who told it."""
    kept = [t for t in word.sent if t.i != word.i and not t.text.isspace()]
    quotes = pieces(word.doc, kept)
    if quotes and any(is_finite(t) for t in kept):
        yield Speech("indirect", None, span_of_token(word), quotes, "de.speech.demnach")


def _whereby(word: Token) -> Iterator[Speech]:
    """`der Verdacht der Kritiker, wonach …`: the noun before it is the source."""
    doc, words = word.doc, load_speech_words()
    end = next((t.i for t in doc[word.i : word.sent.end] if t.text in {":", ";"}), word.sent.end)
    quotes = pieces(doc, list(doc[word.i + 1 : end]))
    nouns = [t for t in doc[word.sent.start : word.i] if t.pos_ == "NOUN"]
    source = next((t for t in reversed(nouns) if t.lemma_ in words.clausal or is_report(t)), None)
    if quotes and source is not None:
        speaker = _owner(source, source) or source
        yield Speech("indirect", speaker.i, span_of_token(word), quotes, "de.speech.wonach")
