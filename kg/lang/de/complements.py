"""What a verb of saying takes: dass-clauses, Konjunktiv complements, clauses before it, event nouns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.lang.de.clause_data import predicate_words
from kg.lang.de.spans import finite_of, is_finite, konjunktiv, pieces, span_of_token
from kg.lang.de.speakers import speaker_of
from kg.lang.de.speech_data import load_speech_words
from kg.lang.de.word_order import can_stand_alone, clause_behind, content_behind
from kg.model import Clause, Span, Speech

_ASKING = frozenset({"wer", "was", "wie", "wo", "wann", "warum", "wen", "wem", "woher", "wohin"})
_SETTLING = frozenset({"beschließen", "entscheiden", "festlegen", "begründen", "einigen", "vereinbaren"})
_DASHES = frozenset({"–", "-", "—", ";"})
_ANAPHORS = frozenset({"das", "dies"})
_CONTENT = ("ccomp", "csubj", "xcomp", "parataxis", "advcl", "obj", "dep", "conj")


def verb_lemma(verb: Token) -> str:
    """Lemma with the separable particle, also where the lemmatiser or the parser left it off."""
    particles = [c.text.lower() for c in verb.children if c.dep_ == "compound:prt"]
    particle = particles[0] if particles else _loose_particle(verb) or _word_before(verb)
    lemma = _contracted(verb.lemma_)
    return lemma if not particle or lemma.startswith(particle) else particle + lemma


def _contracted(lemma: str) -> str:
    """`titelte` is of `titeln`, whose lemmatiser makes up `titelen`."""
    short = lemma[:-2] + "n" if lemma.endswith(("elen", "eren")) else lemma
    return short if short in _all_verbs() else lemma


def _word_before(verb: Token) -> str:
    """`bekannt gab`: the word before a verb at the clause's end that is a part of it."""
    before = verb.nbor(-1).text.lower() if verb.i else ""
    return before if before.isalpha() and before in {"bekannt", "kund", "fest"} else ""


def _loose_particle(verb: Token) -> str:
    """`gab jedoch an, …`: the word before the comma that makes the verb one of saying."""
    if not is_finite(verb):
        return ""
    for token in verb.doc[verb.i + 1 :]:
        if token.is_sent_start:
            break
        if token.pos_ == "PUNCT":
            last = token.nbor(-1)
            known = last.i > verb.i and last.pos_ in {"ADP", "ADV", "ADJ", "PART"}
            return last.text.lower() if known and last.text.lower() + verb.lemma_ in _all_verbs() else ""
        if is_finite(token):
            return ""
    return ""


def _all_verbs() -> frozenset[str]:
    return load_speech_words().verbs


def is_cue(verb: Token) -> bool:
    """True for a verb of saying, thinking, demanding …; never for an auxiliary."""
    return verb.pos_ == "VERB" and verb_lemma(verb) in load_speech_words().verbs


def find_complements(doc: Doc, clauses: Collection[Clause], taken: Collection[Span]) -> Iterator[Speech]:
    """Indirect speech of every verb of saying outside the direct quotes ``taken``."""
    found = _find(doc, clauses, taken)
    nearest: dict[tuple[int, int], Speech] = {}
    for speech in found:
        # `ließ mitteilen, …`: of two verbs before one clause the nearer is its cue.
        place = (speech.quotes[-1].start, speech.quotes[-1].end)
        known = nearest.get(place)
        if known is None or _distance(speech) < _distance(known):
            nearest[place] = speech
    yield from nearest.values()


def _distance(speech: Speech) -> int:
    cue, quote = speech.cue, speech.quotes[-1]
    return abs(quote.start - cue.end) if cue is not None else quote.start


def _find(doc: Doc, clauses: Collection[Clause], taken: Collection[Span]) -> Iterator[Speech]:
    events = {c.token for c in clauses if c.nominal}
    for verb in doc:
        if not is_cue(verb):
            continue
        quotes = [q for q in _contents(verb) if not _overlaps(q, taken)]
        if quotes:
            yield _speech(verb, "indirect", tuple(quotes), _rule(verb, quotes))
        elif (before := _told_before(verb)) is not None:
            yield _speech(verb, "indirect", (before,), "de.speech.das")
        elif not any(c.dep_ in {"ccomp", "parataxis"} for c in verb.children):
            yield from _object(verb, events)


def _contents(verb: Token) -> tuple[Span, ...]:
    """What the parse hangs on the verb, before it or behind it; else what word order shows."""
    before = _before(verb)
    naming = verb_lemma(verb) in load_speech_words().naming
    asking = verb_lemma(verb) in load_speech_words().asking
    behind = None if naming else content_behind(last_word(verb), questions=asking)
    if behind is None and not naming and verb_lemma(verb) in load_speech_words().say:
        behind = clause_behind(last_word(verb))
    if behind is None:
        return (*before, *_clauses(verb))
    # `Trotz aller Kritik, … plant die Regierung, … zu kürzen`: what stands before is no content.
    reported = [q for q in before if _has_konjunktiv(verb.doc, q)]
    return (*reported, behind)


def _has_konjunktiv(doc: Doc, span: Span) -> bool:
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    return words is not None and any(is_finite(t) and konjunktiv(t) for t in words)


def _told_before(verb: Token) -> Span | None:
    """`Das teilte die Polizei mit.`: what is said is the sentence before, or all before a dash."""
    sentence, finite = verb.sent, finite_of(verb)
    if finite is None or finite.i < 2 or finite.nbor(-1).text.lower() not in _ANAPHORS:
        return None
    if any(t.text == ":" for t in sentence) or konjunktiv(finite) or _is_weak(verb):
        return None
    i = finite.i - 2
    while i > 0 and sentence.doc[i].text.isspace():
        i -= 1
    before = list(sentence.doc[i].sent if i < sentence.start else sentence.doc[sentence.start : i])
    if i >= sentence.start and sentence.doc[i].text not in _DASHES:
        return None
    found = pieces(verb.doc, before)
    return found[0] if found else None


def _is_weak(verb: Token) -> bool:
    """`Das hieß Krieg`; but `Das geht aus einem Brief hervor` has a source."""
    return verb_lemma(verb) in _weak() and not (
        verb_lemma(verb) in load_speech_words().impersonal and speaker_of(verb) is not None
    )


def _weak() -> frozenset[str]:
    """Verbs whose `das` need not be what is said (`Das lehnte er ab`, `Das hieß Krieg`)."""
    words = load_speech_words()
    return (
        words.impersonal | words.judge | words.deny | words.naming | words.demand | words.promise
    ) | _SETTLING


def last_word(verb: Token) -> Token:
    """The last word of the verb's own complex (`teilte … mit`, `gesagt hatte`)."""
    parts = [c for c in verb.children if c.dep_ in {"compound:prt", "aux", "aux:pass"} and c.i > verb.i]
    return max([verb, *parts], key=lambda t: t.i)


def _speech(verb: Token, kind: str, quotes: tuple[Span, ...], rule: str) -> Speech:
    speaker = speaker_of(verb)
    return Speech(
        type="reported" if kind == "reported" else "indirect",
        speaker=speaker.i if speaker is not None else None,
        cue=span_of_token(verb),
        quotes=quotes,
        rule=rule,
        denied=_denies(verb, rule, quotes) or _calls_false(verb),
    )


def _denies(verb: Token, rule: str, quotes: Sequence[Span]) -> bool:
    """`bestritt, dass …`; but in `X habe nicht gelogen, widersprach Y` Y's own words come first."""
    own = rule == "de.speech.inverted" and not quotes[-1].text.lower().startswith(("dass", "daß"))
    return verb_lemma(verb) in load_speech_words().deny and not own


def _calls_false(verb: Token) -> bool:
    """`nannte die Behauptung, …, eine Lüge`; the parser may hang the last word on the clause before it."""
    if verb_lemma(verb) not in load_speech_words().naming:
        return False
    last = next((t for t in reversed(list(verb.sent)) if t.pos_ not in ("PUNCT", "SPACE")), verb)
    return any(t.text.lower() in predicate_words()["negative"] for t in (*verb.children, last))


def _overlaps(span: Span, others: Collection[Span]) -> bool:
    """True where direct quotes already cover most of the span."""
    covered = sum(max(0, min(span.end, o.end) - max(span.start, o.start)) for o in others)
    return 2 * covered > span.end - span.start


def _marks(clause: Token) -> set[str]:
    return {c.text.lower() for c in clause.children if c.dep_ == "mark" or c.pos_ == "SCONJ"}


def _rule(verb: Token, quotes: Sequence[Span]) -> str:
    """Id after the kind of the last quote: where it stands and how it begins."""
    quote = quotes[-1]
    if quote.start < verb.idx:
        return "de.speech.inverted"
    first = quote.text.lstrip('„“"»«(').split(" ", 1)[0].strip(",").lower()
    if first in {"dass", "daß"}:
        return "de.speech.dass"
    if first == "ob" or (first.startswith(("welch", "w")) and first in _ASKING):
        return "de.speech.question"
    words = verb.doc.char_span(quote.start, quote.end, alignment_mode="expand")
    finite = next((t for t in words if is_finite(t)), None) if words is not None else None
    return "de.speech.konjunktiv" if konjunktiv(finite) else "de.speech.infinitive"


def _clauses(verb: Token) -> Iterator[Span]:
    """Complements behind the verb, and Konjunktiv I relative clauses of what it names."""
    for child in verb.children:
        if child.i > verb.i and _is_content(child):
            # One stretch of text, though a bad parse may hang words inside it elsewhere.
            inside = [t.i for t in child.subtree if t.i > verb.i]
            yield from pieces(verb.doc, list(verb.doc[min(inside) : max(inside) + 1]))
        elif child.dep_ in {"obj", "obl:arg"}:
            for grandchild in child.children:
                # `Obama nannte Mitglieder, die ums Leben gekommen seien`
                if grandchild.dep_ in {"acl", "acl:relcl"} and konjunktiv(finite_of(grandchild)) == 1:
                    yield from pieces(verb.doc, list(grandchild.subtree))
        elif child.pos_ == "ADV" and child.text.lower().startswith("da"):
            # `Er wies darauf hin, dass …`: the clause hangs on the adverb.
            for grandchild in child.children:
                if _is_content(grandchild):
                    yield from pieces(verb.doc, list(grandchild.subtree))


def _is_content(child: Token) -> bool:
    if child.dep_ not in _CONTENT or child.pos_ not in {"VERB", "AUX", "ADJ", "NOUN", "PROPN", "ADV"}:
        return False
    marks, finite = _marks(child), finite_of(child)
    if marks & {"dass", "daß"} or (child.dep_ == "ccomp" and "ob" in marks):
        return True
    if marks & load_speech_words().adverbial:
        return False
    if child.dep_ == "ccomp":
        return finite is not None and (konjunktiv(finite) > 0 or not _has_object(child.head))
    if child.dep_ in {"xcomp", "obj"} and child.pos_ == "VERB":
        return any(c.text.lower() == "zu" for c in child.children) or "zu" in child.text[2:-3]
    # Elsewhere only the mood tells (`Er sagte, man sei bereit` parsed as parataxis or conj).
    return child.dep_ != "advcl" and konjunktiv(finite) > 0


def _has_object(verb: Token) -> bool:
    """`erklärte den Plan für tot, der Auftrag ging …`: what is said is named, no clause is it."""
    return any(c.dep_ in {"obj", "obl:arg"} and c.pos_ in {"NOUN", "PROPN"} for c in verb.children)


def _before(verb: Token) -> tuple[Span, ...]:
    """`Carter werde reisen, kündigte der Präsident an`: all that stands before the comma."""
    finite, doc, sentence = finite_of(verb), verb.doc, verb.sent
    if finite is None or finite.i <= sentence.start + 1 or doc[finite.i - 1].text not in {",", "-", "–"}:
        return ()
    speaker = speaker_of(verb)
    inverted = speaker is not None and speaker.i > finite.i
    impersonal = any(t.text.lower() in {"es", "man"} for t in doc[finite.i + 1 : finite.i + 2])
    prefix = [t for t in doc[sentence.start : finite.i - 1] if not t.text.isspace()]
    if not (inverted or impersonal) or not can_stand_alone(prefix):
        return ()
    return pieces(doc, prefix)


def _object(verb: Token, events: set[int]) -> Iterator[Speech]:
    """`Das Pentagon kündigte eine Reise Carters an`: the event noun's phrase is what is said."""
    if verb_lemma(verb) not in load_speech_words().object:
        return
    for child in verb.children:
        if child.dep_ in {"obj", "nsubj:pass"} and child.i in events:
            # A bad parse scatters the phrase; the run of words around its head is what counts.
            parts = pieces(verb.doc, list(child.subtree))
            quote = next((p for p in parts if p.start <= child.idx < p.end), parts[0])
            yield _speech(verb, "reported", (quote,), "de.speech.object")
