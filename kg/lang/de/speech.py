"""Who says what: direct, indirect and reported speech, with speaker, cue and quoted spans.

Rules, in the order in which they claim a stretch of text: `de.speech.direct` (quotation marks),
`de.speech.dass`, `.konjunktiv`, `.inverted`, `.question` (complements of verbs of saying),
`de.speech.object` (`kündigte eine Reise an`), `de.speech.laut`, `.nach`, `.so`, `.wie`
(sources beside the clause), `.speaker` (`Merkel: Europa muss …`), `.transcript` (interviews),
`.heading` (`Der Verdacht: …`), `.inserted` (`Merkel, sagte Söder, hat …`), `.soll`, `.will`,
`.alleged` (hearsay), `de.speech.inscription` (`Auf Plakaten stand „…“`), `de.speech.carried`
(Konjunktiv with no cue of its own).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.lang.de.carried import find_carried, teller_before
from kg.lang.de.colons import find_colons
from kg.lang.de.comparisons import find_comparisons
from kg.lang.de.complements import find_complements
from kg.lang.de.continued import find_continued
from kg.lang.de.direct import find_direct
from kg.lang.de.headings import find_headings
from kg.lang.de.hearsay import HEARSAY, find_hearsay
from kg.lang.de.inscriptions import find_inscriptions
from kg.lang.de.insertions import find_insertions
from kg.lang.de.names import text_of
from kg.lang.de.opinions import find_opinions
from kg.lang.de.quotation import find_quotations
from kg.lang.de.sources import find_sources
from kg.lang.de.transcripts import find_transcripts
from kg.model import Clause, Speech

_NOT_CARRYING = HEARSAY | {"de.speech.object"}


def find_speech(doc: Doc, clauses: Sequence[Clause]) -> tuple[Speech, ...]:
    """All speech of an article, sorted by where the first quote starts.

    Quotes may lie inside each other (`X sagte, Y habe erklärt, dass …`); the innermost counts.

    Args:
        doc: the annotated article.
        clauses: its clauses; only the nominal ones are looked at (`kündigte eine Reise an`).
    """
    quotations = find_quotations(doc)
    direct = find_direct(doc, quotations)
    sources = (*find_sources(doc), *find_hearsay(doc), *find_colons(doc), *find_insertions(doc))
    # `"…", so der Minister`: the source names the speaker whom bare marks lack.
    direct = tuple(_with_source(speech, sources) for speech in direct)
    # Inside marks of their own the words are direct speech, whoever is named beside them.
    sources = tuple(s for s in sources if not _is_quoted(s, direct))
    transcripts = tuple(find_transcripts(doc))
    sources = tuple(s for s in sources if s.rule != "de.speech.speaker" or not _is_quoted(s, transcripts))
    said = tuple(find_complements(doc, clauses, quotations))
    opinions = find_opinions(doc, [q for s in (*said, *direct) for q in s.quotes])
    found = [*said, *opinions, *sources, *find_comparisons(doc), *transcripts]
    found += find_headings(doc, [q for s in (*found, *direct) for q in s.quotes])
    found += find_continued(doc, found)
    found += find_inscriptions(doc, [q for s in (*found, *direct) for q in s.quotes])
    text = text_of(doc)
    for speech in direct:
        found.append(_with_neighbour(doc, text, speech, found))
    found = [s for s in found if s.rule not in HEARSAY or not _is_inside(s, found)]
    found = [*find_carried(doc, found)]
    return tuple(sorted(found, key=_place))


def _is_inside(hearsay: Speech, found: Sequence[Speech]) -> bool:
    """`Nach Angaben der Polizei soll er …`: who tells it is named."""
    return any(
        other is not hearsay
        and other.rule not in HEARSAY
        and hearsay.cue is not None
        and any(q.start <= hearsay.cue.start < q.end for q in other.quotes)
        for other in found
    )


def _is_quoted(speech: Speech, direct: Sequence[Speech]) -> bool:
    """True where direct speech covers most of it (`"…", so der Minister`)."""
    length = sum(q.end - q.start for q in speech.quotes)
    covered = sum(
        max(0, min(q.end, d.end) - max(q.start, d.start))
        for q in speech.quotes
        for each in direct
        for d in each.quotes
    )
    return 2 * covered > length


def _with_source(speech: Speech, sources: Sequence[Speech]) -> Speech:
    if speech.cue is not None:
        return speech
    for source in sources:
        if source.rule == "de.speech.so" and source.cue is not None:
            gap = source.cue.start - speech.quotes[-1].end
            if 0 <= gap <= 2:
                return Speech("direct", source.speaker, source.cue, speech.quotes, "de.speech.so")
    return speech


def _with_neighbour(doc: Doc, text: str, speech: Speech, others: Sequence[Speech]) -> Speech:
    """Bare marks behind somebody's speech in the paragraph are his or hers too."""
    if speech.cue is not None or speech.speaker is not None or not speech.quotes:
        return speech
    start = speech.quotes[0].start
    before = [
        s
        for s in others
        if s.rule not in _NOT_CARRYING and s.speaker is not None and s.quotes[-1].end <= start
    ]
    last = max(before, key=lambda s: (s.quotes[-1].end, -s.quotes[0].start), default=None)
    if last is None or "\n\n" in text[last.quotes[-1].end : start]:
        word = doc.char_span(start, start + 1, alignment_mode="expand")
        teller = teller_before(word[0].sent) if word is not None else None
        return Speech("direct", teller, None, speech.quotes, speech.rule)
    return Speech("direct", last.speaker, None, speech.quotes, speech.rule)


def _place(speech: Speech) -> tuple[int, int, str]:
    return (speech.quotes[0].start, -speech.quotes[-1].end, speech.rule)
