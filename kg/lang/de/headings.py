"""Statements behind a colon that somebody else makes, though no verb of saying stands before it.

`Der Verdacht: Siemens hat Alstom betrogen`, `Trump ist sich sicher: …`, `Auf dem Plakat steht: …`,
and lists (`Das sind die Vorwürfe:` with a line for each). `Fazit: …` and `Der Grund: …` are the article's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.lang.de.bodies import body_noun
from kg.lang.de.colons import speaker_before
from kg.lang.de.complements import is_cue, verb_lemma
from kg.lang.de.documents import alleges, document_of, is_compound_of
from kg.lang.de.lexicon import read_title
from kg.lang.de.sources import is_bare, is_report
from kg.lang.de.spans import finite_of, is_colon, is_finite, is_nominal, pieces, span_of_token, subject_of
from kg.lang.de.speakers import speaker_of
from kg.lang.de.speech_data import load_speech_words
from kg.model import Span, Speech

_LONGEST = 20  # words before the colon
_ENDS = frozenset(".!?")
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·"})
_MARKS = frozenset('„“"»«')
_THINKERS = frozenset({"er", "sie", "ich", "wir"})
_INSIDE = frozenset({"acl", "acl:relcl", "advcl"})
_TO_READ = frozenset({"lesen", "hören"})  # `Auf dem Schild war zu lesen: …`
_OWNER = frozenset({"nmod", "nmod:poss", "det:poss"})


def find_headings(doc: Doc, taken: Collection[Span]) -> Iterator[Speech]:
    """Speech behind a colon that no other rule has found (``taken``), in text order."""
    for colon in doc:
        if not is_colon(colon):
            continue
        listed = _listed(colon)
        quotes = listed or _sentence(colon)
        before = _before(colon)
        if not quotes or not before or all(_overlaps(quote, taken) for quote in quotes):
            continue
        alone = speaker_before(colon) if listed else None
        cue, speaker = (None, alone) if alone is not None else _source(before)
        if cue is not None or speaker is not None:
            number = speaker.i if speaker is not None else None
            said = span_of_token(cue) if cue is not None else None
            yield Speech("indirect", number, said, quotes, "de.speech.heading")


def _overlaps(quote: Span, taken: Collection[Span]) -> bool:
    return any(t.start < quote.end and quote.start < t.end for t in taken)


def _before(colon: Token) -> list[Token]:
    """The words from the line's or the sentence's start, [] where they are too many."""
    words: list[Token] = []
    for i in range(colon.i - 1, -1, -1):
        token = colon.doc[i]
        if "\n" in token.text or token.text in _ENDS or is_colon(token):
            break
        words.insert(0, token)
    return words if len(words) <= _LONGEST else []


def _sentence(colon: Token) -> tuple[Span, ...]:
    """The sentence behind the colon on its line; none that begins with a mark, as direct speech does."""
    words: list[Token] = []
    for token in colon.doc[colon.i + 1 :]:
        if "\n" in token.text or token.text in _ENDS or (not words and token.text in _MARKS):
            break
        words.append(token)
    return pieces(colon.doc, words) if any(map(is_finite, words)) else ()


def _listed(colon: Token) -> tuple[Span, ...]:
    """The lines of a list behind a colon that ends its line."""
    doc, i = colon.doc, colon.i + 1
    found: list[Span] = []
    while i + 1 < len(doc) and "\n" in doc[i].text and doc[i + 1].text in _BULLETS:
        line = [i + 2]
        while line[-1] + 1 < len(doc) and "\n" not in doc[line[-1] + 1].text:
            line.append(line[-1] + 1)
        words = [doc[n] for n in line if n < len(doc)]
        found += pieces(doc, words) if any(map(is_finite, words)) else ()
        i = line[-1] + 1
    return tuple(found)


def _source(before: Sequence[Token]) -> tuple[Token | None, Token | None]:
    """What says that somebody else states it, and who that is where the words name him."""
    verb = next((t for t in reversed(before) if _says(t, before)), None)
    if verb is not None:
        return verb, speaker_of(verb)
    if len(before) > 2 and before[0].text in _MARKS and before[-1].text in _MARKS:
        # `„Spiegel“: …`: a paper in marks
        return None, next((t for t in before if t.ent_type_ == "ORG"), None)
    for find in (_conviction, _view_of, _document, _allegation):
        cue, speaker = find(before)
        if cue is not None:
            return cue, speaker
    return None, None


def _says(verb: Token, before: Sequence[Token]) -> bool:
    """`Bild titelte: …`, `So schildert es die Anklage: …`; not in a clause beside (`…, die sagt: …`)."""
    if not is_cue(verb) or verb.dep_ in _INSIDE or finite_of(verb) not in before:
        return False
    marked = any(c.dep_ == "mark" or c.pos_ == "SCONJ" for c in verb.children)
    words = load_speech_words()
    return not marked and verb_lemma(verb) not in words.impersonal | words.mute


def _conviction(before: Sequence[Token]) -> tuple[Token | None, Token | None]:
    """`Trump ist sich sicher: …`, `Der Minister ist überzeugt: …`; but `Eines ist sicher: …`."""
    words = load_speech_words().clausal_adjectives
    for word in before:
        if word.lemma_ in words and any(c.dep_ == "cop" for c in word.children):
            subject = subject_of(word)
            plain = not any(t.text == "," or t.text.lower() == "nicht" for t in before)
            if plain and subject in before and subject is not None and _thinks(subject):
                return word, subject
    return None, None


def _thinks(word: Token) -> bool:
    return word.pos_ in {"NOUN", "PROPN"} or word.text.lower() in _THINKERS


def _view_of(before: Sequence[Token]) -> tuple[Token | None, Token | None]:
    """`Für den Minister steht fest: …`; `Fest steht: …` alone is the article's."""
    certain = next((t for t in before if t.text.lower() in load_speech_words().certainties), None)
    if certain is None:
        return None, None
    for word in before:
        cases = {c.text.lower() for c in word.children if c.dep_ == "case"}
        if "für" in cases and is_nominal(word):
            return certain, word
    return None, None


def _document(before: Sequence[Token]) -> tuple[Token | None, Token | None]:
    """`Auf dem Plakat steht: …`, `Es heißt: …`; what reads so with a noun is left to the noun."""
    for verb in before:
        if verb.pos_ != "VERB" or verb.dep_ in _INSIDE:
            continue
        lemma = verb_lemma(verb)
        if lemma in _TO_READ and any(t.text == "zu" for t in verb.children):
            return verb, document_of(verb) or document_of(verb.head)  # `war` may head `zu lesen`
        if finite_of(verb) not in before:
            continue
        if lemma == "stehen" and (document := document_of(verb)) is not None:
            return verb, document
        if lemma == "heißen" and any(t.text.lower() == "es" for t in verb.children):
            return verb, document_of(verb)
    return None, None


def _allegation(before: Sequence[Token]) -> tuple[Token | None, Token | None]:
    """`Der schwerste Vorwurf: …`, `Der Vorwurf lautet: …`, `Das sind die Vorwürfe: …`, `Bericht: …`."""
    nouns = [word for word in before if word.pos_ in {"NOUN", "PROPN"}]
    finite = next(filter(is_finite, before), None)
    plain = finite is None or finite.lemma_ in {"sein", "lauten", "bleiben"}
    # `Kritik kam von der SPD: …`, `Dann kam das Gerücht auf: …`
    near = nouns[:1] if plain else [noun for noun in (*nouns[:1], *nouns[-1:]) if alleges(noun)]
    for noun in near:
        governed = any(c.dep_ == "case" for c in noun.children)
        apart = not plain and any(word.text == "," for word in before[before.index(noun) :])
        if not governed and not apart and (alleges(noun) or _tells(noun)):
            own = noun if not alleges(noun) and not is_bare(noun) else None
            return noun, _owner(noun) or _giver(noun) or own
    return None, None


def _giver(noun: Token) -> Token | None:
    """`Kritik kam von der SPD: …`"""
    for child in noun.head.children if noun.dep_.startswith("nsubj") else ():
        if is_nominal(child) and any(c.text.lower() in {"von", "vom"} for c in child.children):
            return child
    return None


def _owner(noun: Token) -> Token | None:
    """`Der Vorwurf der Opposition: …`, `Ihr Vorwurf: …`; not `Der Vorwurf gegen Kühl: …`."""
    for child in noun.children:
        cases = {c.text.lower() for c in child.children if c.dep_ == "case"}
        if child.dep_ in _OWNER and child.pos_ != "ADJ" and cases <= {"von", "vom"} and _is_somebody(child):
            return child
    return None


def _is_somebody(word: Token) -> bool:
    """By name, pronoun, post or kind; not the experiences of `ein Bericht meiner Erfahrungen: …`."""
    if word.ent_type_ or word.dep_ == "det:poss" or word.pos_ == "PRON":
        return True
    return bool(read_title(word.text) or body_noun(word.text) or word.lemma_ in load_speech_words().tellers)


def _tells(noun: Token) -> bool:
    """`Medien: …`, `Kritiker: …`, `NASA-Studie: …`, `Staatsmedien: …`: the noun is who says it."""
    words = load_speech_words()
    return is_report(noun) or is_compound_of(noun, words.documents | words.tellers)
