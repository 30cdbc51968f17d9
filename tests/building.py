"""Docs built by hand, so that the fast tests need no model."""

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

_VOCAB = Vocab()


def make_doc(table: str) -> Doc:
    """Build a Doc from lines ``form lemma UPOS head deprel morph ent``.

    ``head`` counts the words of its sentence from 1, 0 is the root; ``morph`` and ``ent``
    (BIO, as `B-PER`) may be `_`; an empty line ends a sentence. Words are parted by one space
    unless the form starts with `~` (glued to the word before).
    """
    words, spaces, lemmas, pos, heads, deps, morphs, ents, starts = [], [], [], [], [], [], [], [], []
    for block in table.strip().split("\n\n"):
        offset = len(words)
        for line in block.strip().splitlines():
            form, lemma, upos, head, dep, *rest = line.split()
            morph, ent = [*rest, "_", "_"][:2]
            if form.startswith("~"):
                form = form[1:]
                spaces[-1] = False
            starts.append(len(words) == offset)
            words.append(form)
            spaces.append(True)
            lemmas.append(lemma)
            pos.append(upos)
            heads.append(len(words) - 1 if head == "0" else offset + int(head) - 1)
            deps.append("ROOT" if head == "0" else dep)
            morphs.append("" if morph == "_" else morph)
            ents.append("O" if ent == "_" else ent)
    return Doc(
        _VOCAB, words, spaces, lemmas=lemmas, pos=pos, heads=heads, deps=deps, morphs=morphs,
        ents=ents, sent_starts=starts,
    )  # fmt: skip


def span_of(doc: Doc, text: str) -> Span:
    """The first span of ``doc`` with this text."""
    start = doc.text.index(text)
    span = doc.char_span(start, start + len(text))
    assert span is not None, text
    return span
