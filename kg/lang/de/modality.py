"""How a clause is meant: mood, modality, negation, question."""

from __future__ import annotations

from spacy.tokens import Token

from kg.lang.de.clause_data import Governor, function_words, governors, modal_adverbs, modal_verbs
from kg.lang.de.hearsay import is_heard
from kg.lang.de.verbs import VerbGroup, children, feature, is_finite, konjunktiv
from kg.model import Link, Modality, Polarity

_UNMARKED = ("ccomp", "xcomp", "csubj", "parataxis", "dep")
_FINITE = ("aux", "aux:pass", "cop")
_CORE = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:arg")
_BESIDE = ("obl", "advmod", "obl:agent", "nmod", "dep")


def mood_of(group: VerbGroup) -> tuple[str, int]:
    """Mood of the finite verb and the number of the Konjunktiv (`sei` 1, `wäre` 2, else 0)."""
    if group.finite is None:
        return "", 0
    number = konjunktiv(group.finite)
    return ("Sub" if number else feature(group.finite, "Mood") or "Ind"), number


def modality_of(group: VerbGroup) -> Modality:
    """What the words of the clause itself say; `asserted` where they say nothing."""
    _, conjunctive = mood_of(group)
    if _is_condition(group.head) or (conjunctive == 2 and _has_condition(group.head)):
        return "conditional"
    found = [_auxiliary_modality(word, group) for word in group.auxiliaries]
    for modality in ("conditional", "desired", "necessary", "planned", "possible"):
        if modality in found:
            return modality
    if group.voice == "passive" and _infinitive_with_zu(group):  # `ist zu hören`
        return "possible"
    return _adverb_modality(group.head)


def _auxiliary_modality(word: Token, group: VerbGroup) -> Modality:
    conjunctive = konjunktiv(word)
    if word.lemma_ == "werden":
        if feature(group.head, "VerbForm") != "Inf" and group.voice == "passive" and not _future(group):
            return "asserted"  # `wird verhaftet`, and in a report `werde verhaftet`
        return "conditional" if conjunctive == 2 else _future_modality(word)
    if word.lemma_ in ("mögen", "möchten") and conjunctive == 2:
        return "desired"
    if word.lemma_ == "haben" and is_finite(word) and _infinitive_with_zu(group):
        return "necessary"
    if is_heard(word):  # `soll getötet worden sein`: it is said that it happened
        return "asserted"
    return modal_verbs().get(word.lemma_, "asserted")


def _future(group: VerbGroup) -> bool:
    """`wird verhaftet werden`: two forms of `werden`."""
    return sum(word.lemma_ == "werden" and word.text.lower() != "worden" for word in group.auxiliaries) > 1


def _future_modality(word: Token) -> Modality:
    return "planned" if is_finite(word) and feature(word, "Tense") != "Past" else "asserted"


def _infinitive_with_zu(group: VerbGroup) -> bool:
    return feature(group.head, "VerbForm") == "Inf" and any(
        child.pos_ == "PART" and child.lemma_ == "zu" for child in group.head.children
    )


def _adverb_modality(head: Token) -> Modality:
    adverbs = modal_adverbs()
    found = [adverbs[c.text.lower()] for c in children(head, "advmod") if c.text.lower() in adverbs]
    return found[0] if found else "asserted"


def _is_condition(head: Token) -> bool:
    words = function_words()["conditional"]
    marked = any(child.text.lower() in words for child in children(head, "mark", "advmod", "cc"))
    return marked or _opens_with_its_verb(head) or _is_supposed(head)


def _is_supposed(head: Token) -> bool:
    """`Angenommen, China greift Taiwan an.`, `Gesetzt den Fall, …`"""
    first = head.sent[0]
    opens = first.text.lower() in function_words()["supposing"]
    return opens and any(word.text == "," for word in head.doc[first.i + 1 : min(first.i + 4, head.i + 1)])


def _opens_with_its_verb(head: Token) -> bool:
    """`Gewinnt die Partei die Wahl, stellt sie …`: verb first, the next verb behind the comma."""
    if head.dep_ not in ("advcl", *_UNMARKED) or children(head, "mark") or head.i > head.head.i:
        return False
    finite = head if is_finite(head) else next((t for t in children(head, *_FINITE) if is_finite(t)), None)
    if finite is None or not finite.is_sent_start or feature(finite, "Mood") == "Imp":
        return False
    comma = next((t for t in head.doc[head.i + 1 : head.head.i + 1] if t.text == ","), None)
    behind = comma.nbor() if comma is not None and comma.i + 1 < len(head.doc) else None
    if behind is not None and behind.text.lower() in ("so", "dann"):
        behind = behind.nbor()
    return behind is not None and is_finite(behind) and behind.i in _verbs_of(head.head)


def _verbs_of(head: Token) -> set[int]:
    return {head.i, *(child.i for child in children(head, *_FINITE))}


def _has_condition(head: Token) -> bool:
    bare = any(_opens_with_its_verb(child) for child in children(head, *_UNMARKED))
    return bare or any(_is_condition(child) for child in children(head, "advcl"))


def has_condition(head: Token) -> bool:
    """True where a `wenn` clause hangs on this clause: what it says is not asserted."""
    return _has_condition(head)


def polarity_of(group: VerbGroup) -> Polarity:
    """Negative for `nicht`, `nie`, `weder`, `kein` on a core argument, `niemand`, `ohne zu`."""
    head = group.head
    words = function_words()
    if any(child.text.lower() in words["negative_markers"] for child in children(head, "mark", "case")):
        return "negative"
    near = [head, *group.auxiliaries, *children(head, "cop")]
    near += [c for c in children(head, "advmod", "obj") if c.pos_ == "ADV"]  # `nicht mehr`
    near += children(head, "compound:prt")  # `lud ihn nicht ein`, where the parser hangs it on `ein`
    if any(_negates(child) for word in near for child in word.children):
        return "negative"
    if any(_negative_phrase(token) for token in children(head, *_CORE)) or _has_no(head):
        return "negative"
    # `mit keinem Wort`, `zu keinem Zeitpunkt`, `noch kein einziges Mal`
    beside = [phrase for word in near for phrase in children(word, *_BESIDE) if phrase.i != head.i]
    return "negative" if any(_has_no(phrase) for phrase in beside) else "affirmative"


def _negates(token: Token) -> bool:
    if token.dep_ not in ("advmod", "cc", "mark", "det", "dep", "neg", "cc:preconj"):
        return False
    words = function_words()
    if token.text.lower() not in words["negation"]:
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is not None and following.text.lower() in words["not_only"]:
        return False
    return not _contrasts(token.head)


def _contrasts(head: Token) -> bool:
    """`nicht am Montag, sondern am Dienstag`: it did happen."""
    phrases = [head, *children(head, *_CORE, "obl", "advmod")]
    contrasted = (conj for phrase in phrases for conj in children(phrase, "conj"))
    return any(
        cc.lemma_ == "sondern" and conj.pos_ not in ("VERB", "AUX")
        for conj in contrasted
        for cc in children(conj, "cc")
    )


def _negative_phrase(token: Token) -> bool:
    pronouns = function_words()["negative_pronouns"]
    if token.pos_ in ("PRON", "DET") and (token.text.lower() in pronouns or token.lemma_ in pronouns):
        return True
    if any(child.text.lower() == "weder" for child in token.children):
        return True
    return _has_no(token)


def _has_no(token: Token) -> bool:
    if any(child.text.lower().startswith("geringer") for child in children(token, "amod")):
        return False  # `kein Geringerer als`, `in keinem geringeren Blatt als`
    return any(child.lemma_.startswith("kein") for child in children(token, "det", "advmod"))


def has_no(token: Token) -> bool:
    """True for a noun with `kein`."""
    return _has_no(token)


def is_question(group: VerbGroup, link: Link) -> bool:
    """A main clause before `?`, or an embedded clause with `ob` or a question word."""
    head = group.head
    if link in ("main", "conjunct", "complement") and _next_mark(head) == "?":
        return True
    if any(child.text.lower() == "ob" for child in children(head, "mark")):  # also `als ob`
        return True
    if head.dep_ not in ("ccomp", "csubj", "csubj:pass", "obj", "nsubj", "parataxis", "dep"):
        return False
    words = function_words()["question_words"]
    first = next((t for t in _left_words(head) if t.pos_ not in ("PUNCT", "SPACE", "ADP", "CCONJ")), None)
    if first is None or first.text.lower() == "ob":
        return first is not None
    if head.dep_ == "parataxis":  # `…, wie Obama sagte` asks nothing
        return False
    return feature(first, "PronType") == "Int" or first.text.lower() in words or first.lemma_.lower() in words


def _left_words(head: Token) -> list[Token]:
    """The words of the clause before its head, from the left."""
    found, stack = [], [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack += [child for child in token.children if child.i < head.i]
    return sorted(found, key=lambda token: token.i)


def _next_mark(head: Token) -> str:
    """The mark that ends the sentence, "" where there is none."""
    for i in range(head.i + 1, len(head.doc)):
        word = head.doc[i]
        if word.is_sent_start:
            break
        if word.text in (".", "?", "!"):
            return word.text
    return ""


def governor_of(lemma: str) -> Governor | None:
    """What the data file says of a governing verb; None for a verb it does not know."""
    return governors().get(lemma)
