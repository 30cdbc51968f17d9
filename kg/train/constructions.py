"""Construct training sentences for what treebanks of this size hardly show.

Object-first clauses, conditionals that begin with the verb, datives, agents of passives, relative
clauses, reported speech in front of its verb: a small grammar puts words together that fit each other
(``kg.train.lexicon``) and knows their tree, so that case, agreement and meaning decide who does what
to whom, not the order. Where nothing in the sentence decides, the subject comes first.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.eval.corpora import Sentence, Tree
from kg.train.arrangement import Arrangement
from kg.train.clause import Layout
from kg.train.dependents import Dependents
from kg.train.drawing import Drawing
from kg.train.phrases import Word

SOURCE = "constructed"


class Grammar:
    """What the constructions draw on."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.draw = Drawing(rng)
        self.put = Arrangement(self.draw)
        self.depend = Dependents(self.put)


def construct_sentences(count: int, seed: int) -> list[Sentence]:
    """``count`` sentences with trees, drawn from all constructions; the same for the same seed."""
    grammar = Grammar(random.Random(seed))
    return [_as_sentence(_drawn(grammar)) for _ in range(count)]


def _drawn(grammar: Grammar) -> list[Word]:
    """One sentence; `verlieh der Anwalt Usain Bolt` is drawn again: it reads as one person."""
    while True:
        words = grammar.rng.choice(CONSTRUCTIONS)(grammar)
        if not any(_run_together(before, after) for before, after in pairwise(words)):
            return [w for w, after in pairwise(words) if (w.text, after.upos) != (",", "PUNCT")] + words[-1:]


def _run_together(before: Word, after: Word) -> bool:
    return before.upos in ("NOUN", "PROPN") and after.upos == "PROPN" and after.label != "flat"


def _as_sentence(words: Sequence[Word]) -> Sentence:
    number = {id(word): n for n, word in enumerate(words, 1)}
    first = words[0]
    texts = (first.text[0].upper() + first.text[1:], *(w.text for w in words[1:]))
    tree = Tree(
        upos=tuple(w.upos for w in words),
        heads=tuple(number[id(w.head)] if w.head else 0 for w in words),
        labels=tuple(w.label for w in words),
        morphs=tuple(w.feats for w in words),
    )
    return Sentence(SOURCE, texts, tree)


def _ended(words: Sequence[Word], root: Word, mark: str = ".") -> list[Word]:
    return [*words, Word(mark, "PUNCT", "punct", root)]


def _main(grammar: Grammar) -> list[Word]:
    """`Mehrere Häuser zerstörte das Feuer in der Nacht.`"""
    clause = grammar.draw.clause()
    words, root = grammar.put.arranged(clause, Layout("second", grammar.put.prefield(clause)))
    return _ended(words, root)


def _question(grammar: Grammar) -> list[Word]:
    """`Rettete der Bund die Bank?`"""
    words, root = grammar.put.arranged(grammar.draw.clause(), Layout("first"))
    return _ended(words, root, "?")


def _conditional(grammar: Grammar) -> list[Word]:
    """`Hält der Torwart den Ball, gewinnt die Elf das Turnier.`"""
    condition, condition_root = grammar.put.arranged(
        grammar.draw.clause(simple=True), Layout("first"), "advcl"
    )
    return _behind(grammar, condition, condition_root, link=grammar.rng.random() < 0.3)


def _behind(grammar: Grammar, before: Sequence[Word], root_before: Word, link: bool = False) -> list[Word]:
    """The main clause after a subordinate one: verb, subject, objects."""
    main, root = grammar.put.arranged(grammar.draw.clause(), Layout("first"))
    root_before.head = root
    comma = Word(",", "PUNCT", "punct", root_before)
    linked = [Word(grammar.rng.choice(["so", "dann"]), "ADV", "advmod", root)] if link else []
    return _ended([*before, comma, *linked, *main], root)


def _subordinate_first(grammar: Grammar) -> list[Word]:
    """`Weil das Land die Grenze schließt, verliert der Hersteller Geld.`"""
    before, root_before = _subordinate(grammar)
    return _behind(grammar, before, root_before)


def _subordinate_last(grammar: Grammar) -> list[Word]:
    """`Der Minister lehnt den Plan ab, obwohl ihn …`: the clause behind the main one."""
    clause = grammar.draw.clause()
    main, root = grammar.put.arranged(clause, Layout("second", grammar.put.prefield(clause)))
    behind, root_behind = _subordinate(grammar)
    root_behind.head = root
    return _ended([*main, Word(",", "PUNCT", "punct", root_behind), *behind], root)


def _subordinate(grammar: Grammar) -> tuple[list[Word], Word]:
    words, root = grammar.put.arranged(grammar.draw.clause(), Layout("last"), "advcl")
    mark = grammar.rng.choice(["weil", "obwohl", "nachdem", "während", "wenn", "sobald", "da", "falls"])
    return [Word(mark, "SCONJ", "mark", root), *words], root


def _content(grammar: Grammar) -> list[Word]:
    """`Die Behörde teilte mit, dass …`, or with a Konjunktiv and no `dass`."""
    say = grammar.draw.saying()
    main, root = grammar.put.arranged(say, Layout("second", "subject"))
    if grammar.rng.random() < 0.5:
        said, said_root = grammar.put.arranged(grammar.draw.clause(), Layout("last"), "ccomp", root)
        said = [Word("dass", "SCONJ", "mark", said_root), *said]
    else:
        said, said_root = _reported(grammar, root)
    return _ended([*main, Word(",", "PUNCT", "punct", said_root), *said], root)


def _reported(grammar: Grammar, root: Word) -> tuple[list[Word], Word]:
    clause = replace(grammar.draw.clause(), tense=grammar.rng.choice(["habe", "werde", "wolle"]))
    return grammar.put.arranged(clause, Layout("second", grammar.put.prefield(clause)), "ccomp", root)


def _reported_first(grammar: Grammar) -> list[Word]:
    """`Der Minister werde bald nach Polen reisen, kündigte der Präsident an.`"""
    say = grammar.draw.saying()
    main, root = grammar.put.arranged(say, Layout("first"))
    said, said_root = _reported(grammar, root)
    return _ended([*said, Word(",", "PUNCT", "punct", said_root), *main], root)


def _relative(grammar: Grammar) -> list[Word]:
    """`Der Minister besuchte das Dorf, das das Feuer zerstört hatte.`"""
    clause, noun = grammar.depend.clause_with_noun()
    main, root = grammar.put.arranged(clause, Layout("second", "subject"))
    relative, relative_root = grammar.depend.relative(noun)
    relative_root.head = noun.head
    comma = Word(",", "PUNCT", "punct", relative_root)
    return _ended([*main, comma, *relative], root)


def _verbs_joined(grammar: Grammar) -> list[Word]:
    """`Der Minister lobte die Polizei und dankte dem Verein.`"""
    first = grammar.draw.clause(simple=True)
    words, root = grammar.put.arranged(first, Layout("second", "subject"))
    second = grammar.draw.predicate(first)
    behind, behind_root = grammar.put.arranged(second, Layout("first", subjectless=True), "conj", root)
    return _ended([*words, Word("und", "CCONJ", "cc", behind_root), *behind], root)


def _purpose(grammar: Grammar) -> list[Word]:
    """`Merkel reiste nach Paris, um Macron zu treffen.`"""
    first = grammar.draw.clause(simple=True)
    words, root = grammar.put.arranged(first, Layout("second", "subject"))
    purpose, purpose_root = grammar.depend.infinitive(first)
    purpose_root.head = root
    comma = Word(",", "PUNCT", "punct", purpose_root)
    mark = Word("um", "ADP", "mark", purpose_root)
    return _ended([*words, comma, mark, *purpose], root)


def _passive(grammar: Grammar) -> list[Word]:
    """`Die Brücke wird vom Bund und vom Land bezahlt.`, `Dem Opfer wurde geholfen.`"""
    words, root = grammar.depend.passive()
    return _ended(words, root)


def _apposition(grammar: Grammar) -> list[Word]:
    """`Elon Musk, Chef des Konzerns, besuchte …`, `Mit Usain Bolt, dem Sieger, …`"""
    clause = grammar.draw.clause_with_apposition()
    words, root = grammar.put.arranged(clause, Layout("second", grammar.put.prefield(clause)))
    return _ended(words, root)


CONSTRUCTIONS: tuple[Callable[[Grammar], list[Word]], ...] = (
    *(_main,) * 6,
    _question,
    *(_conditional,) * 2,
    _subordinate_first,
    _subordinate_last,
    _content,
    *(_reported_first,) * 2,
    *(_relative,) * 2,
    _verbs_joined,
    _purpose,
    *(_passive,) * 2,
    *(_apposition,) * 2,
)
