"""Speech that goes on without a cue: `… sagte Obama. Darunter seien auch Anführer.`"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.lang.de.bodies import body_noun
from kg.lang.de.hearsay import HEARSAY
from kg.lang.de.lexicon import read_title
from kg.lang.de.morphology import feature
from kg.lang.de.names import text_of
from kg.lang.de.nearby import NearbySpeech
from kg.lang.de.spans import finite_of, is_finite, konjunktiv, pieces, subject_of
from kg.lang.de.speakers import says_one, speaker_of
from kg.lang.de.speech_acts import act_of
from kg.model import Speech

_CONDITION = frozenset({"wenn", "falls", "sonst", "sofern", "ansonsten"})
# An announced event says nothing of who speaks on.
_NOT_CARRIED = HEARSAY | {"de.speech.object"}
_LOOK_BACK = 3  # sentences
_SPEAKING = frozenset({"PER", "ORG"})


def find_carried(doc: Doc, found: Iterable[Speech]) -> tuple[Speech, ...]:
    """All speech found so far and the sentences that carry it on.

    A sentence in the Konjunktiv that no other rule attributes is the last speaker's around: the
    one of the last speech or speech act in the same paragraph or the one before, else the one that
    the paragraph's next sentence names, else None. So is a sentence with `soll` behind such speech.
    """
    text = text_of(doc)  # joined anew at each look
    given = list(found)
    near = NearbySpeech(given)
    known = [_with_speaker(doc, text, speech, near) for speech in given]
    near = NearbySpeech(known)
    for sentence in doc.sents:
        if _covered(sentence, near):
            continue
        follows = _follows(sentence, near)
        if _is_free(sentence, follows) or (follows and _is_task(sentence)):
            quotes = pieces(doc, [t for t in sentence if not t.text.isspace()])
            speaker = _speaker(sentence, near, text)
            known.append(Speech("indirect", speaker, None, quotes, "de.speech.carried"))
            near.add(known[-1])
    return tuple(known)


def _with_speaker(doc: Doc, text: str, speech: Speech, near: NearbySpeech) -> Speech:
    """Hearsay and `demnach` behind speech are its speaker's (`Laut Polizei … . Er soll … haben.`).

    So is what `man` says (`Die Regierung weiß davon. Man betont aber, …`).
    """
    if speech.speaker is not None:
        return speech
    start = speech.cue.start if speech.cue is not None else speech.quotes[0].start
    word = doc.char_span(start, start + 1, alignment_mode="expand")
    if word is None:
        return speech
    sentence, impersonal = word[0].sent, speech.cue is not None and says_one(word[0])
    if not impersonal and speech.rule not in HEARSAY | {"de.speech.demnach"}:
        return speech
    reach = _LOOK_BACK if speech.rule in HEARSAY else 1
    # `Die Zeitung legte eine Studie vor. Demnach …`
    taken_up = impersonal or speech.rule == "de.speech.demnach"
    if not _follows(sentence, near, reach) and not (taken_up and _tells(_sentence_before(sentence))):
        return speech
    return replace(speech, speaker=_speaker(sentence, near, text, but=speech))


def _is_free(sentence: DocSpan, follows: bool) -> bool:
    """Konjunktiv I in the main clause, or the Konjunktiv II that stands in for it.

    `hätten die USA geflogen` stands for `haben`, which would not show the mood; `hätte` does not
    need to, so that it counts only right behind speech; with a condition it is none.
    """
    finite = _main_finite(sentence)
    degree = konjunktiv(finite)
    first = next((t for t in sentence if t.text.isalnum()), None)
    if finite is None or degree == 0 or finite == first or finite.lemma_ == "mögen":
        # Verb-first is a wish or an exhortation (`Seien wir ehrlich`, `Gott sei Dank`).
        return False
    if degree == 1:
        return not (
            finite.text.lower() in {"sei", "seien"} and any(t.text.lower() in {"dank"} for t in sentence)
        )
    if any(t.text.lower() in _CONDITION for t in sentence):
        return False
    plural = feature(finite, "Number") in ("Plur", "") and finite.lemma_ != "werden"
    modal = finite.text.lower().startswith(("könnt", "möcht", "dürft", "müsst"))
    return follows or (plural and not modal)


def _is_task(sentence: DocSpan) -> bool:
    """`Die Kürzungen sollen die Verwaltung treffen`: behind speech it is what the speaker plans."""
    finite = _main_finite(sentence)
    if finite is None or finite.lemma_ != "sollen":
        return False
    return feature(finite, "Tense") == "Pres" or finite.text.lower() in {"soll", "sollen"}


def _main_finite(sentence: DocSpan) -> Token | None:
    finite = finite_of(sentence.root)
    if finite is not None:
        return finite
    return next((t for t in sentence if is_finite(t) and t.head.dep_ == "ROOT"), None)


def _covered(sentence: DocSpan, near: NearbySpeech) -> bool:
    at = (_main_finite(sentence) or sentence.root).idx
    return any(q.start <= at < q.end for s in near.between(at, at) for q in s.quotes)


def _follows(sentence: DocSpan, near: NearbySpeech, reach: int = 1) -> bool:
    """True where one of the ``reach`` sentences before, in the paragraph, holds speech or tells of it."""
    before = _sentence_before(sentence)
    for _ in range(reach):
        if before is None or "\n\n" in before.text_with_ws:
            return False
        if _has_speech(before, near) or act_of(before) is not None:
            return True
        before = _sentence_before(before)
    return False


def _tells(sentence: DocSpan | None) -> bool:
    return sentence is not None and "\n\n" not in sentence.text_with_ws and _told_by(sentence) is not None


def _sentence_before(sentence: DocSpan) -> DocSpan | None:
    i = sentence.start - 1
    while i >= 0 and sentence.doc[i].text.isspace():
        if "\n\n" in sentence.doc[i].text:
            return None
        i -= 1
    return sentence.doc[i].sent if i >= 0 else None


def _has_speech(sentence: DocSpan, near: NearbySpeech, but: Speech | None = None) -> bool:
    start, end = sentence.start_char, sentence.end_char
    named = [s for s in near.between(start, end) if s.rule not in _NOT_CARRIED and s is not but]
    return any(q.start < end and start < q.end for s in named for q in s.quotes)


def _speaker(sentence: DocSpan, near: NearbySpeech, text: str, but: Speech | None = None) -> int | None:
    """Number of the speaker's token: looking back one paragraph, then ahead one sentence."""
    start, end = sentence.start_char, sentence.start_char + len(sentence.text.rstrip())
    paragraph = max(0, text.rfind("\n\n", 0, start))
    earliest = max(0, text.rfind("\n\n", 0, paragraph))
    last = sentence.end >= len(sentence.doc)
    stop = sentence.end_char if last else sentence.doc[sentence.end].sent.end_char
    named = [s for s in near.between(earliest, stop) if s.rule not in _NOT_CARRIED and s is not but]
    back = [s for s in named if s.quotes[0].start < start and s.quotes[-1].end > earliest]
    before = _sentence_before(sentence)
    for _ in range(_LOOK_BACK):
        if before is None or _has_speech(before, near, but):
            break
        told = _told_by(before, only_acts=but is not None and but.rule in HEARSAY)
        if told is not None:
            return told
        before = _sentence_before(before) if "\n\n" not in before.text_with_ws else None
    if back:
        # Of speeches that end together the outer one goes on.
        return max(back, key=_outermost).speaker
    if last:
        return None
    ahead = [s for s in named if end <= s.quotes[0].start < stop]
    same = ahead and "\n\n" not in text[end : ahead[0].quotes[0].start]
    return min(ahead, key=lambda s: s.quotes[0].start).speaker if same else None


def _outermost(speech: Speech) -> tuple[int, int, int]:
    length = sum(q.end - q.start for q in speech.quotes)
    return speech.quotes[-1].end, -speech.quotes[0].start, length


def teller_before(sentence: DocSpan) -> int | None:
    """Who the sentence before, in the paragraph, tells of as speaking or acting."""
    before = _sentence_before(sentence)
    return _told_by(before) if before is not None and "\n\n" not in before.text_with_ws else None


def _told_by(sentence: DocSpan, *, only_acts: bool = False) -> int | None:
    """Who speaks on behind a sentence without speech: the speaker of its act, or a person as subject."""
    act = act_of(sentence)
    speaker = speaker_of(act) if act is not None else None
    if speaker is not None:
        return speaker.i
    if only_acts or konjunktiv(_main_finite(sentence)):  # itself somebody's words
        return None
    subject = subject_of(sentence.root)
    return subject.i if subject is not None and _can_speak(subject) else None


def _can_speak(subject: Token) -> bool:
    """A person or body, by name, pronoun, post or kind (`Der Gerichtshof wertete …`)."""
    beside = [subject, *(c for c in subject.children if c.dep_ in {"appos", "flat"})]
    if any(word.ent_type_ in _SPEAKING for word in beside):
        return True
    if subject.text.lower() in {"er", "sie"}:  # not `Sie starben`
        return bool(feature(subject, "Number") != "Plur")
    return subject.pos_ == "NOUN" and bool(body_noun(subject.text) or read_title(subject.text))
