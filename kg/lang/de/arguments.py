"""The phrases that a predicate binds, cut to what belongs to them."""

from __future__ import annotations

from spacy.tokens import Token

from kg.lang.de.clause_data import cases_by_word, contractions, function_words, postpositions, verb_words
from kg.lang.de.verbs import VerbGroup, children, feature, heads_clause
from kg.model import Argument, ArgumentRole, Span

_SUBJECTS = ("nsubj", "nsubj:pass")
_OBJECTS = ("obj", "iobj", "obl:arg", "obl", "obl:agent")
_OUTSIDE = frozenset(
    (
        "case", "cc", "conj", "parataxis", "acl", "acl:relcl", "ccomp", "advcl", "csubj", "xcomp", "aux",
        "aux:pass", "cop", "mark", "expl",
    )
)  # fmt: skip
_LINKERS = ("ADP", "SCONJ", "CCONJ")
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET", "SYM"))
_OPENING, _CLOSING = "„»\"“‚'(«", "“«\"”‘')»"


def phrase_tokens(head: Token) -> list[Token]:
    """The words of a noun phrase, in text order, without preposition, conjuncts and clauses.

    Relative clauses stay outside, appositions behind a comma too; `Präsident Wladimir Putin`
    is one phrase however the parser ties it together.
    """
    found: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack += [child for child in token.children if _belongs(child, token, head)]
    found.sort(key=lambda token: token.i)
    return _trim(_contiguous(found, head), head)


def _belongs(child: Token, parent: Token, head: Token) -> bool:
    if child.pos_ == "SPACE":
        return False
    if parent.i == head.i and (child.dep_ in _OUTSIDE or child.dep_ in (*_SUBJECTS, *_OBJECTS)):
        # the second holds of a predicative noun, whose children are the clause's arguments
        return child.dep_ == "acl" and child.i < head.i and not children(child, "nsubj", "aux")
    if (
        parent.i == head.i
        and child.dep_ == "advmod"
        and head.pos_ in ("NOUN", "PROPN")
        and _is_predicate(head)
    ):
        return False  # `war bis jetzt immer Minister`: the adverbs are the clause's
    if child.dep_ in ("acl", "acl:relcl") and child.i > parent.i:
        return False
    if child.dep_ in ("parataxis", "advcl"):
        return False
    if child.dep_ in ("appos", "nmod", "conj", "dep") and child.i > parent.i:
        comma = any(c.text in (",", "–", "-", ":") for c in (*child.lefts, child.nbor(-1)))
        return not comma or (child.dep_ == "conj" and parent.i != head.i)
    return True


def _is_predicate(head: Token) -> bool:
    return bool(children(head, "cop"))


def _contiguous(tokens: list[Token], head: Token) -> list[Token]:
    """The run of words around the head; a gap may hold white space and quotation marks only."""
    numbers = {token.i for token in tokens}
    doc = head.doc

    def reach(step: int) -> int:
        last, i = head.i, head.i + step
        while 0 <= i < len(doc) and (
            i in numbers or doc[i].text in _OPENING + _CLOSING or doc[i].text.isspace()
        ):
            last = i if i in numbers else last
            i += step
        return last

    return [doc[i] for i in range(reach(-1), reach(1) + 1)]


def _trim(tokens: list[Token], head: Token) -> list[Token]:
    """Drop punctuation and focus words (`auch Putin`) at the edges, unless quotes pair up."""
    focus = function_words()["focus"]
    while tokens[0].i < head.i and (tokens[0].pos_ in ("SPACE", *_LINKERS) or _adverb(tokens[0], focus)):
        tokens = tokens[1:]
    while tokens and _loose(tokens[0], tokens[1:], _CLOSING):
        tokens = tokens[1:]
    while tokens and (_loose(tokens[-1], tokens[:-1], _OPENING) or _adverb(tokens[-1], focus)):
        if tokens[-1].i == head.i:
            break
        tokens = tokens[:-1]
    return tokens or [head]


def _adverb(token: Token, focus: frozenset[str]) -> bool:
    return token.pos_ in ("ADV", "PART", "CCONJ") and token.text.lower() in focus


def _loose(token: Token, rest: list[Token], partners: str) -> bool:
    if token.pos_ == "SPACE":
        return True
    if token.pos_ != "PUNCT":
        return False
    is_mark = token.text in _OPENING + _CLOSING
    return not (is_mark and any(other.text in partners for other in rest))


def span_of(tokens: list[Token]) -> Span:
    """The slice of the text from the first to the last of these words."""
    first, last = tokens[0], tokens[-1]
    text = first.doc[first.i : last.i + 1].text  # `doc.text` would be built anew for each phrase
    return Span(first.idx, last.idx + len(last.text), text)


def conjuncts(head: Token) -> list[Token]:
    """The head and everything coordinated with it: `die USA und Verbündete`."""
    found, stack = [head], [head]
    while stack:
        for child in children(stack.pop(), "conj"):
            if child.pos_ in _NOMINAL and not heads_clause(child):
                found.append(child)
                stack.append(child)
    found.sort(key=lambda token: token.i)
    return [token for token in found if not _replaced(token)]


def _replaced(token: Token) -> bool:
    """`nicht Putin, sondern Lawrow`: Putin takes no part."""
    instead = any(cc.lemma_ == "sondern" for c in children(token, "conj") for cc in children(c, "cc"))
    return instead and not _not_only(token)


def _not_only(token: Token) -> bool:
    only = function_words()["not_only"]
    for i in range(token.i, -1, -1):
        if token.doc[i].text.lower() in only:
            return True
        if token.doc[i].is_sent_start:
            break
    return False


def make_arguments(role: ArgumentRole, head: Token, preposition: str = "") -> list[Argument]:
    """One argument for the head and one for each conjunct."""
    made = []
    for token in conjuncts(head):
        own = preposition_of(token)
        where = (own or preposition) if role == "oblique" else ""
        case = case_after(head) if where else feature(token, "Case")
        made.append(Argument(role, span_of(phrase_tokens(token)), token.i, where, case))
    return made


def case_after(head: Token) -> str:
    """Case of a phrase behind a preposition: what the words allow, then what the tagger says.

    `ins Pentagon` and `in die Türkei` are accusative whatever the tagger makes of the name.
    """
    tagged = feature(head, "Case")
    governed = [cases_by_word("governed").get(c.text.lower()) for c in children(head, "case")]
    allowed = next((cases for cases in governed if cases), frozenset((tagged,)))
    for child in children(head, "det", "det:poss"):
        allowed = (allowed & cases_by_word("determiners").get(child.text.lower(), allowed)) or allowed
    return tagged if tagged in allowed else min(allowed) if len(allowed) == 1 else ""


def preposition_of(head: Token) -> str:
    """Lemma of the preposition in front of a phrase, contractions undone by the lemma; else ""."""
    for child in children(head, "case"):
        if child.i < head.i or child.text.lower() in postpositions():
            return contractions().get(child.text.lower(), child.lemma_.lower() or child.text.lower())
    comparing = (child.text.lower() for child in head.children if child.i < head.i and child.pos_ in _LINKERS)
    return next((word for word in comparing if word in function_words()["comparing"]), "")


def is_empty_word(token: Token) -> bool:
    """True for the reflexive `sich` and a meaningless `es`."""
    return token.dep_ in ("expl", "expl:pv") or is_reflexive(token)


def is_reflexive(token: Token) -> bool:
    """True for `sich`, and for `mich`, `uns` where the tagger says so."""
    return token.pos_ == "PRON" and (token.text.lower() == "sich" or feature(token, "Reflex") == "Yes")


def subject_tokens(group: VerbGroup) -> list[Token]:
    """The grammatical subject that stands in the clause itself, after the check of case."""
    subject, _ = _subject_and_objects(group)
    return subject


def _subject_and_objects(group: VerbGroup) -> tuple[list[Token], list[Token]]:
    subjects = [t for t in children(group.head, *_SUBJECTS) if not is_empty_word(t)]
    objects = [t for t in children(group.head, "obj") if not is_empty_word(t)]
    if len(subjects) > 1:
        subjects, objects = _sorted_out(subjects, objects, group)
    if len(subjects) == len(objects) == 1 and _crossed(subjects[0], objects[0], group.finite):
        subjects, objects = objects, subjects
    return [t for t in subjects if not _expletive(t, group)], objects


def _sorted_out(
    subjects: list[Token], objects: list[Token], group: VerbGroup
) -> tuple[list[Token], list[Token]]:
    """`Kerry trifft Putin` with two subjects in the parse: case tells, then the order of words."""
    nominative = [t for t in subjects if feature(t, "Case") in ("Nom", "") and not preposition_of(t)]
    accusative = [t for t in subjects if feature(t, "Case") == "Acc" and not preposition_of(t)]
    if len(nominative) == 1:
        return nominative, objects + accusative
    if len(nominative) == 2 and not objects and not accusative and group.voice == "active":
        return ([], objects) if group.copula else (nominative[:1], nominative[1:])
    return [], objects


def _crossed(subject: Token, obj: Token, finite: Token | None) -> bool:
    """`Den Minister kritisierte Putin`: case and agreement beat a wrong label."""
    cases = feature(subject, "Case"), feature(obj, "Case")
    if cases == ("Acc", "Nom"):
        return True
    number = feature(finite, "Number") if finite is not None else ""
    if not number or "conj" in [c.dep_ for c in (*subject.children, *obj.children)]:
        return False
    agrees = feature(obj, "Number") == number != feature(subject, "Number") != ""
    return agrees and (cases[0] == "Acc" or cases[1] == "Nom") and cases[0] != cases[1]


def _expletive(token: Token, group: VerbGroup) -> bool:
    if token.text.lower() != "es" or token.pos_ != "PRON":
        return False
    clausal = children(group.head, "csubj", "csubj:pass", "ccomp", "xcomp")
    return bool(clausal) or group.lemma in verb_words()["impersonal"] or group.copula


def core_arguments(group: VerbGroup) -> list[Argument]:
    """Objects, obliques and the predicative; the subject is found elsewhere."""
    found: list[Argument] = []
    _, objects = _subject_and_objects(group)
    for token in objects:
        found += make_arguments(_object_role(token), token)
    for token in children(group.head, "iobj", "obl:arg", "obl", "obl:agent"):
        if not is_empty_word(token) and token.pos_ not in ("PUNCT", "SPACE") and not heads_clause(token):
            found += _oblique(token, group)
    return found + _predicative(group)


def _object_role(token: Token) -> ArgumentRole:
    case = feature(token, "Case")
    if case == "Gen":
        return "genitive"
    return "recipient" if case == "Dat" else "patient"


def _oblique(token: Token, group: VerbGroup) -> list[Argument]:
    preposition = preposition_of(token)
    if group.voice == "passive" and preposition in ("von", "durch") and _is_agent(token):
        return make_arguments("agent", token)
    if preposition:
        return make_arguments("oblique", token, preposition) + _destination(token, preposition)
    if token.dep_ in ("obl:arg", "iobj"):
        return make_arguments(_object_role(token) if feature(token, "Case") else "recipient", token)
    dative = feature(token, "Case") == "Dat" and token.pos_ in ("PROPN", "PRON")
    return make_arguments("recipient" if dative else "oblique", token)


def _destination(purpose: Token, preposition: str) -> list[Argument]:
    """`reist zu Gesprächen nach Moskau`: the place behind a purpose is where the verb leads."""
    found: list[Argument] = []
    for place in children(purpose, "nmod") if preposition == "zu" else []:
        where = preposition_of(place)
        leads = where == "nach" or (where == "in" and case_after(place) == "Acc")
        if leads and place.ent_type_ in ("LOC", "ORG"):
            found += make_arguments("oblique", place, where)
    return found


def _is_agent(token: Token) -> bool:
    """`von der Polizei`, but not `vom Dienst`: a name, a person or what the parser calls agent."""
    return token.dep_ == "obl:agent" or token.ent_type_ in ("PER", "ORG") or token.pos_ == "PRON"


def _predicative(group: VerbGroup) -> list[Argument]:
    if group.copula:
        preposition = preposition_of(group.head)  # `ist in Moskau`
        if preposition:
            return make_arguments("oblique", group.head, preposition)
        return make_arguments("predicative", group.head)
    found = []
    for token in children(group.head, "xcomp"):  # `wurde Präsident`
        if token.pos_ in ("NOUN", "PROPN", "ADJ") and not heads_clause(token):
            preposition = preposition_of(token)
            found += make_arguments("oblique" if preposition else "predicative", token, preposition)
    return found
