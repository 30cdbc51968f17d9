"""Subject and objects of a clause; the forms of the words decide, then agreement, then the parser."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.lang.de.case_forms import allowed_cases, known_gender, possible_cases
from kg.lang.de.clause_data import cases_by_word, function_words, verb_words
from kg.lang.de.ruled_out import is_ruled_out
from kg.lang.de.spans import is_colon
from kg.lang.de.verbs import VerbGroup, children, feature, is_finite
from kg.model import ArgumentRole

_SUBJECTS = ("nsubj", "nsubj:pass")
_OBJECT = frozenset(("Acc", "Dat"))
_NO_PREPOSITION = frozenset(("entweder", "weder", "sowohl"))  # though the parser may label them `case`
_BARE = ("obl:arg", "iobj", "obl")  # labels that a bare nominative or accusative can have by mistake


@dataclass(frozen=True, slots=True)
class Bound:
    """The heads of the subjects and of the objects without a preposition."""

    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]


def is_empty_word(token: Token) -> bool:
    """True for the reflexive `sich`, a meaningless `es`, and what is ruled out (`statt Habeck`)."""
    return token.dep_ in ("expl", "expl:pv") or is_reflexive(token) or is_ruled_out(token)


def is_reflexive(token: Token) -> bool:
    """True for `sich`, and for `mich`, `uns` where the tagger says so; `ihn` never is."""
    if token.pos_ != "PRON":
        return False
    word = token.text.lower()
    return word == "sich" or (word in function_words()["own_forms"] and feature(token, "Reflex") == "Yes")


def subject_tokens(group: VerbGroup) -> list[Token]:
    """The grammatical subject that stands in the clause itself."""
    return list(bound_phrases(group).subjects)


def bound_phrases(group: VerbGroup) -> Bound:
    """Subject and objects: `Den Minister kritisierte die Opposition` has the opposition as subject.

    A phrase whose form is no nominative is no subject, whatever its place and label. Where the
    subject is thereby missing, the one phrase that can be it is.
    """
    labelled = [t for t in _labelled(group) if not is_empty_word(t) and not _is_measured(t)]
    labelled = [t for t in labelled if not (_is_heading(t, group) or _is_adverbial(t))]
    objects = [t for t in children(group.head, "obj") if not is_empty_word(t) and not children(t, "case")]
    objects = [t for t in objects if not (_is_heading(t, group) or _is_beyond(t, group) or _is_adverbial(t))]
    objects = [t for t in objects if not _is_measured(t)]
    able = () if group.infinitive and group.zu else labelled  # `ohne die Beute mitzunehmen`
    subjects = [t for t in able if "Nom" in cases_of(t) and not _disagrees(t, group.finite)]
    objects = [t for t in labelled if t not in subjects] + objects
    objects = [t for t in objects if not _named_by_next(t, objects)]
    if len(subjects) > 1:
        subjects, objects = _sorted_out(subjects, objects, group)
    subjects, objects = _sure_first(subjects, objects, group)
    if len(subjects) == len(objects) == 1 and _crossed(subjects[0], objects[0], group.finite):
        subjects, objects = objects, subjects
    if not subjects and not group.copula and group.finite is not None:
        subjects, objects = _promoted(objects, group)
    if not subjects and len(objects) == 1 and _stands_alone(objects[0], group):
        subjects, objects = objects, subjects
    kept = tuple(t for t in subjects if not _expletive(t, group))
    return Bound(kept, tuple(sorted(objects, key=lambda t: t.i)))


def _is_heading(token: Token, group: VerbGroup) -> bool:
    """`Trump: China hat angegriffen`: what stands before a colon is no part of the clause behind it."""
    verb = group.finite or group.head
    between = token.doc[token.i + 1 : verb.i]
    return any(is_colon(t) and not t.nbor(-1).like_num for t in between)


def _is_beyond(token: Token, group: VerbGroup) -> bool:
    """`X verlässt die Firma, Nachfolgerin wird Y`: Y stands behind another verb and is its."""
    verb = group.finite or group.head
    own = {verb.i, *(word.i for word in group.words)}
    between = token.doc[verb.i + 1 : token.i]
    other = [t.i for t in between if t.i not in own and t.pos_ in ("VERB", "AUX") and is_finite(t)]
    if not other:
        return False
    marks = [t.i for t in between if t.text == ","]
    return any(i < other[-1] for i in marks) and not any(i > other[-1] for i in marks)


def _is_adverbial(token: Token) -> bool:
    """`Vor 34.700 Zuschauern traf er`: a preposition stands before it, whatever it hangs on."""
    first = token.left_edge
    word = first if first.pos_ == "ADP" or first.is_sent_start else first.nbor(-1)
    listed = word.text.lower() in cases_by_word("governed")
    return listed and word.i < token.i and word.pos_ == "ADP" and word.dep_ not in ("compound:prt", "mark")


def _named_by_next(token: Token, objects: list[Token]) -> bool:
    """`den Italiener Andrea Piccolo`: not two objects but one, whose name the second is."""
    behind = next((t for t in objects if t.i == token.i + 1), None)
    named = behind is not None and behind.pos_ == "PROPN" and behind.ent_type_ == "PER"
    return named and token.pos_ in ("NOUN", "ADJ") and bool(children(token, "det"))


def _is_measured(token: Token) -> bool:
    """`zu vier Jahren Haft`: what is measured stands bare behind its measure and is no object."""
    before = token.doc[token.i - 1] if token.i else token
    counted = before.pos_ == "NOUN" and bool(children(before, "nummod")) and before.head.i == token.head.i
    return counted and token.pos_ == "NOUN" and before.lemma_ in verb_words()["measures"]


def _stands_alone(token: Token, group: VerbGroup) -> bool:
    """`…, der Pilot starb`: a verb with its perfect in `sein` has no object, so this is its subject."""
    able = "Nom" in cases_of(token) and _agrees(token, group.finite) and group.finite is not None
    if not able or group.voice == "passive" or group.lemma not in verb_words()["unaccusative"]:
        return False
    return token.pos_ in ("NOUN", "PROPN") and group.head.dep_ in ("ROOT", "parataxis", "conj", "ccomp")


def _labelled(group: VerbGroup) -> list[Token]:
    """The parser's subjects, also where they hang on the predicative or on the copula."""
    found = children(group.head, *_SUBJECTS)
    if not found and (group.copula or group.head.pos_ == "AUX"):
        inner = [t for t in children(group.head, "xcomp") if t.pos_ in ("ADJ", "NOUN", "PROPN")]
        for word in (*inner, *children(group.head, "cop", "aux", "aux:pass")):
            found += children(word, *_SUBJECTS)
    return found


def cases_of(token: Token) -> frozenset[str]:
    """The cases that the form of a phrase allows; a relative pronoun has its noun's gender."""
    above = token.head.dep_ in ("acl", "acl:relcl")
    relative = above and token.pos_ == "PRON" and feature(token, "PronType") != "Prs"
    return possible_cases(token, token.head.head if relative else None)


def _disagrees(token: Token, finite: Token | None) -> bool:
    """`das Abkommen, das die Länder schlossen`: the pronoun is singular, the verb plural."""
    singular = token.pos_ == "PRON" and token.text.lower() == "das" and token.head.dep_.startswith("acl")
    return singular and finite is not None and _is_plural(finite)


def _is_plural(finite: Token) -> bool:
    """Finite verbs in -en are plural, also where the tagger gives no number."""
    number = feature(finite, "Number")
    return number == "Plur" if number else finite.text.lower().endswith("en")


def _sure_first(
    subjects: list[Token], objects: list[Token], group: VerbGroup
) -> tuple[list[Token], list[Token]]:
    """`Die Medaille überreichte der König dem Sieger`: the one phrase that can only be the subject is it."""
    if group.copula or any(_is_sure(t) for t in subjects) or len(subjects) > 1:
        return subjects, objects
    bare = [t for t in children(group.head, *_BARE) if not _has_preposition(t) and not is_empty_word(t)]
    sure = [t for t in (*objects, *bare) if _is_sure(t) and t.pos_ in ("NOUN", "PRON", "PROPN")]
    if len(sure) != 1 or not all(cases_of(t) & _OBJECT for t in subjects):
        return subjects, objects
    return sure, [*subjects, *(t for t in objects if t is not sure[0])]


def _is_sure(token: Token) -> bool:
    """Only a nominative, by the form and by a gender that is known (`der König`, `er`)."""
    known = token.pos_ == "PRON" or known_gender(token) != ""
    return known and cases_of(token) - {"Gen"} == {"Nom"}


def _has_preposition(token: Token) -> bool:
    return any(child.text.lower() not in _NO_PREPOSITION for child in children(token, "case"))


def _promoted(objects: list[Token], group: VerbGroup) -> tuple[list[Token], list[Token]]:
    """`Den Pokal gewann der FC Bayern`: what stands behind a fronted object and can be the subject."""
    bare = [t for t in children(group.head, *_BARE) if not children(t, "case") and not is_empty_word(t)]
    fronted = [t for t in (*objects, *bare) if "Nom" not in cases_of(t) or _disagrees(t, group.finite)]
    found = [
        t
        for t in (*objects, *(t for t in bare if t.dep_ != "obl" or cases_of(t) == {"Nom"}))
        if t not in fronted and _agrees(t, group.finite) and t.text.lower() != "es"
    ]
    if len(found) > 1:  # `Den Anlegern macht Verwalterin Ohlhoff wenig Hoffnung`: a person acts
        found = [t for t in found if _is_person(t)]
    behind = len(found) == 1 and any(t.i < found[0].i for t in fronted)
    verb = group.finite.i if group.finite is not None else 0
    if behind and any(t.i < verb for t in fronted):
        return found, [t for t in objects if t is not found[0]]
    return [], objects


def _is_person(token: Token) -> bool:
    return any(t.ent_type_ == "PER" for t in (token, *children(token, "appos", "flat")))


def _agrees(token: Token, finite: Token | None) -> bool:
    number = feature(finite, "Number") if finite is not None else ""
    plural = bool(children(token, "conj"))
    return not number or not feature(token, "Number") or feature(token, "Number") == number or plural


def _sorted_out(
    subjects: list[Token], objects: list[Token], group: VerbGroup
) -> tuple[list[Token], list[Token]]:
    """`Kerry trifft Putin` with two subjects in the parse: forms tell, then case, then the order."""
    sure = [t for t in subjects if cases_of(t) == {"Nom"}]
    if len(sure) == 1:
        return sure, objects + [t for t in subjects if t is not sure[0]]
    bare = [t for t in subjects if not children(t, "case")]
    nominative = [t for t in bare if feature(t, "Case") in ("Nom", "")]
    accusative = [t for t in bare if feature(t, "Case") == "Acc"]
    if len(nominative) == 1:
        return nominative, objects + accusative
    dative = [t for t in nominative if t.pos_ == "PRON" and "Dat" in cases_of(t) and t.head.dep_ == "acl"]
    if len(nominative) == 2 and len(dative) == 1:  # `die Frau, der der Bürgermeister den Preis gab`
        return [t for t in nominative if t not in dative], objects + dative
    if len(nominative) == 2 and not accusative and group.voice == "active" and not group.copula:
        return nominative[:1], [*nominative[1:], *objects]
    return [], objects


def _crossed(subject: Token, obj: Token, finite: Token | None) -> bool:
    """`Zwei Soldaten tötete der Angreifer`: form, agreement and case beat a wrong label."""
    can_be = "Nom" in cases_of(obj) and "Acc" in cases_of(subject)
    if cases_of(obj) == {"Nom"} != cases_of(subject):
        return can_be
    cases = feature(subject, "Case"), feature(obj, "Case")
    if cases == ("Acc", "Nom"):
        return can_be
    number = feature(finite, "Number") if finite is not None else ""
    if not number or not can_be:
        return False
    if "conj" in [c.dep_ for c in (*subject.children, *obj.children)]:
        return _sure_number_of_verb(finite) == sure_number(obj) != sure_number(subject) != ""
    agrees = feature(obj, "Number") == number != feature(subject, "Number") != ""
    if agrees and (cases[0] == "Acc" or cases[1] == "Nom") and cases[0] != cases[1]:
        return True
    wanted = _sure_number_of_verb(finite)
    return wanted != "" and sure_number(obj) == wanted and sure_number(subject) not in ("", wanted)


def _sure_number_of_verb(finite: Token | None) -> str:
    """Where tag and ending say the same (`zerstörte`, `unterzeichneten`)."""
    number = feature(finite, "Number") if finite is not None else ""
    plural = finite is not None and finite.text.lower().endswith(("en", "sind"))
    return number if number and (number == "Plur") == plural else ""


def sure_number(token: Token) -> str:
    """Number of a noun whose form shows it; "" for names, and for amounts that take either verb.

    `Eine Reihe von Staaten unterstützen …`, `die USA greift an` settle nothing.
    """
    joined = [cc.text.lower() for conj in children(token, "conj") for cc in children(conj, "cc")]
    if joined:
        return "Plur" if set(joined) <= {"und", "sowie"} else ""
    if token.ent_type_ == "PER" and token.pos_ == "PROPN":
        return "Sing"
    if token.pos_ != "NOUN" or token.ent_type_ or token.lemma_ in verb_words()["amounts"]:
        return ""
    number, inflected = feature(token, "Number"), token.text != token.lemma_
    if number == "Plur":
        return "Plur" if inflected or children(token, "nummod") else ""
    return "Sing" if number == "Sing" and not inflected and not children(token, "nummod") else ""


def _expletive(token: Token, group: VerbGroup) -> bool:
    if token.text.lower() != "es" or token.pos_ != "PRON":
        return False
    clausal = children(group.head, "csubj", "csubj:pass", "ccomp", "xcomp")
    return bool(clausal) or group.lemma in verb_words()["impersonal"] or group.copula


def _other_cases(token: Token) -> frozenset[str]:
    """`steht der EKD vor`: beside another subject `der` is a dative, though tagged masculine."""
    articles = [child.text for child in children(token, "det", "det:poss") if child.i < token.i]
    return frozenset().union(*(allowed_cases(form) for form in articles)) - {"Nom"}


def object_role(token: Token) -> ArgumentRole:
    """What an object without a preposition is; a form that only one case has beats the tagger."""
    allowed, case = (cases_of(token) - {"Nom"}) or _other_cases(token), feature(token, "Case")
    if case not in allowed:
        case = next((each for each in ("Acc", "Dat", "Gen") if each in allowed), "Acc")
    if case == "Gen":
        return "genitive"
    return "recipient" if case == "Dat" else "patient"
