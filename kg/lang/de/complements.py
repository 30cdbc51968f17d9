"""What a verb of saying takes: dass-clauses, Konjunktiv complements, clauses before it, event nouns."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

from kg.lang.de.spans import finite_of, is_finite, is_nominal, konjunktiv, pieces, span_of_token, subject_of
from kg.lang.de.speech_data import load_speech_words
from kg.model import Clause, Span, Speech

_CONTENT = ("ccomp", "csubj", "xcomp", "parataxis", "advcl", "obj", "dep", "conj")


def verb_lemma(verb: Token) -> str:
    """Lemma with the separable particle, also where the lemmatiser left it off (`teilte … mit`)."""
    particles = [c.text.lower() for c in verb.children if c.dep_ == "compound:prt"]
    if particles and not verb.lemma_.startswith(particles[0]):
        return particles[0] + verb.lemma_
    return verb.lemma_


def is_cue(verb: Token) -> bool:
    """True for a verb of saying, thinking, demanding …; never for an auxiliary."""
    return verb.pos_ == "VERB" and verb_lemma(verb) in load_speech_words().verbs


def speaker_of(verb: Token) -> Token | None:
    """Who speaks; `es heißt` and `wurde mitgeteilt` name nobody.

    Where the parse has no subject, the noun right behind an inverted verb (`, sagte Obama`) is one.
    """
    subject = _inverted_subject(verb) or subject_of(verb)
    if subject is None and not any(c.dep_.startswith(("nsubj", "aux:pass")) for c in verb.children):
        behind = [t for t in verb.doc[verb.i + 1 : verb.i + 4] if t.sent.start == verb.sent.start]
        stop = next(
            (n for n, t in enumerate(behind) if t.pos_ == "PUNCT" or t.pos_ in {"ADP", "SCONJ"}), len(behind)
        )
        subject = next((t for t in behind[:stop] if is_nominal(t)), None)
    if subject is None or subject.text.lower() in {"es", "man"} or subject.dep_.startswith("csubj"):
        return None
    return subject


def _inverted_subject(verb: Token) -> Token | None:
    """Behind a comma the verb's subject follows it, though the parse may lend it the other clause's too.

    (`Carter werde reisen, kündigte der US-Präsident an`)
    """
    if not is_finite(verb) or verb.i == 0 or verb.doc[verb.i - 1].text != ",":
        return None
    behind = [c for c in verb.children if c.i > verb.i and c.dep_ in {"nsubj", "obj"} and is_nominal(c)]
    return next((c for c in behind if c.dep_ == "nsubj" or _is_nominative_at(c, verb.i + 1)), None)


def _is_nominative_at(noun: Token, start: int) -> bool:
    """True for a phrase that starts there in the nominative, whatever the parser calls it."""
    words = [noun, *(c for c in noun.children if c.dep_ == "det")]
    return noun.left_edge.i == start and any(w.morph.get("Case") == ["Nom"] for w in words)


def find_complements(doc: Doc, clauses: Collection[Clause], taken: Collection[Span]) -> Iterator[Speech]:
    """Indirect speech of every verb of saying outside the direct quotes ``taken``."""
    events = {c.token for c in clauses if c.nominal}
    for verb in doc:
        if not is_cue(verb):
            continue
        quotes = [q for q in (*_before(verb), *_clauses(verb)) if not _overlaps(q, taken)]
        if quotes:
            yield _speech(verb, "indirect", tuple(quotes), _rule(verb))
        elif not any(c.dep_ in {"ccomp", "parataxis"} for c in verb.children):
            yield from _object(verb, events)


def _speech(verb: Token, kind: str, quotes: tuple[Span, ...], rule: str) -> Speech:
    speaker = speaker_of(verb)
    return Speech(
        type="reported" if kind == "reported" else "indirect",
        speaker=speaker.i if speaker is not None else None,
        cue=span_of_token(verb),
        quotes=quotes,
        rule=rule,
        denied=verb_lemma(verb) in load_speech_words().deny,
    )


def _overlaps(span: Span, others: Collection[Span]) -> bool:
    """True where direct quotes already cover most of the span."""
    covered = sum(max(0, min(span.end, o.end) - max(span.start, o.start)) for o in others)
    return 2 * covered > span.end - span.start


def _marks(clause: Token) -> set[str]:
    return {c.text.lower() for c in clause.children if c.dep_ == "mark" or c.pos_ == "SCONJ"}


def _rule(verb: Token) -> str:
    """Id after the kind of the first complement."""
    children = [c for c in verb.children if c.dep_ in _CONTENT]
    if any("dass" in _marks(c) or "daß" in _marks(c) for c in children):
        return "de.speech.dass"
    if any("ob" in _marks(c) for c in children):
        return "de.speech.question"
    right = any(konjunktiv(finite_of(c)) for c in children if c.i > verb.i)
    return "de.speech.konjunktiv" if right else "de.speech.inverted"


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
        return finite is not None
    if child.dep_ in {"xcomp", "obj"} and child.pos_ == "VERB":
        return any(c.text.lower() == "zu" for c in child.children) or "zu" in child.text[2:-3]
    # Elsewhere only the mood tells (`Er sagte, man sei bereit` parsed as parataxis or conj).
    return child.dep_ != "advcl" and konjunktiv(finite) > 0


def _before(verb: Token) -> tuple[Span, ...]:
    """`Carter werde reisen, kündigte der Präsident an`: all that stands before the comma."""
    finite, doc, sentence = finite_of(verb), verb.doc, verb.sent
    if finite is None or finite.i <= sentence.start + 1 or doc[finite.i - 1].text not in {",", "-", "–"}:
        return ()
    speaker = speaker_of(verb)
    inverted = speaker is not None and speaker.i > finite.i
    impersonal = any(t.text.lower() in {"es", "man"} for t in doc[finite.i + 1 : finite.i + 2])
    prefix = [t for t in doc[sentence.start : finite.i - 1] if not t.text.isspace()]
    if not (inverted or impersonal) or not _can_stand_alone(prefix):
        return ()
    return pieces(doc, prefix)


def _can_stand_alone(prefix: list[Token]) -> bool:
    """False for an adverbial clause alone (`Als er ankam, sagte Obama nichts`)."""
    if not prefix:
        return False
    first = prefix[0].text.lower()
    if (
        first in {"dass", "daß", "ob"}
        or first.startswith("welch")
        or first in {"wer", "was", "wo", "warum", "wann"}
    ):
        return True
    opened = sum(
        (t.dep_ == "mark" and t.pos_ == "SCONJ") or t.morph.get("PronType") == ["Rel"] for t in prefix
    )
    if first in load_speech_words().adverbial:
        opened = max(opened, 1)
    return bool(sum(map(is_finite, prefix)) > opened)


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
