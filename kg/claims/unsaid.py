"""Speech that is itself negated: `hat nie behauptet, dass …`, `schließt nicht aus, dass …`."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from kg.claims.reading import Reading
from kg.lang.de.complements import is_cue, verb_lemma
from kg.lang.de.governed import is_announced, is_spoken
from kg.lang.de.modality import has_no
from kg.lang.de.speech_data import load_speech_words
from kg.model import Clause, Speech

Denial = Literal["none", "turned", "open", "unsaid"]
"""What the negation of the saying makes of what is said.

`turned`: `glaubt nicht, dass …` says that it is not so. `open`: `bestreitet nicht, dass …` leaves it
possible. `unsaid`: `hat nie behauptet, dass …` says nothing.
"""


def denial_of(speech: Speech | None, reading: Reading) -> Denial:
    """What the words around the cue make of what is said; `none` without a negation."""
    if speech is None or speech.cue is None or speech.type == "direct":
        return "none"
    cue = reading.doc.char_span(speech.cue.start, speech.cue.end, alignment_mode="expand")
    if cue is None or not _is_negated(cue.root, reading):
        return "none"
    if speech.denied:
        return "open"
    words, lemma = load_speech_words(), verb_lemma(cue.root)
    # `zweifelt nicht daran, dass …`; in `plant nicht, … zu bauen` the infinitive is negative by itself
    if lemma in words.doubt | words.promise:
        return "none"
    return "turned" if lemma in words.think else "unsaid"


def _is_negated(cue: Token, reading: Reading) -> bool:
    clause = reading.at.get(cue.i)
    if clause is not None:
        return clause.polarity == "negative"
    return cue.pos_ == "NOUN" and has_no(cue)  # `hat keine Hinweise, dass …`


def is_unclaimed(clause: Clause, reading: Reading) -> bool:
    """What somebody says or thinks, but nobody was found who does: the article does not vouch for it."""
    head = reading.doc[clause.token]
    content = clause.link == "complement" and not clause.nominal and head.dep_ != "ROOT"
    content = content and not is_announced(head)
    return content and clause.token not in reading.said and (is_cue(head.head) or is_spoken(head.head))
