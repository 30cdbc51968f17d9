"""Matches clauses against the verb frames and gives the relations that they state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from kg.lang.de.frame_data import Frame, Slot, load_frames
from kg.lang.de.glosses import infinitive, mint_relation
from kg.lang.de.nominal import event_verb
from kg.lang.de.verb_lemmas import takes_sein
from kg.model import Argument, Clause, EntityType, Modality, Polarity
from kg.vocab import load_catalogue

__all__ = ["FrameMatch", "match_frames", "mint_relation"]

TypeOf = Callable[[Argument], EntityType | None]
LemmaOf = Callable[[int], str]
Attached = Callable[[Argument], tuple[Argument, ...]]
_SHORTEST = 5  # letters of a word that may end a compound: `Angriff`, but not `Tor` in `Autor`
Fill = Callable[[Clause, Slot], list[Argument]]
_ACTORS = ("Person", "Organization", "Location")
_LEADING = frozenset({"in", "nach", "zu", "auf", "aus", "von", "über"})
_JOINING = frozenset({"und", "oder", "sowie", ",", "/", "bis"})
_Pair = tuple[Frame, Argument, Argument]


@dataclass(frozen=True, slots=True)
class FrameMatch:
    """A relation that a clause states.

    Attributes:
        relation: id in the catalogue.
        subject, object: the clause's arguments on either side.
        rule: id of the frame (`de.frame.kommen.in`).
        polarity, modality: what the verb itself adds, None where it adds nothing.
        qualifiers: pairs of qualifier role and argument.
    """

    relation: str
    subject: Argument
    object: Argument
    rule: str
    polarity: Polarity | None = None
    modality: Modality | None = None
    qualifiers: tuple[tuple[str, Argument], ...] = ()


def _nothing(argument: Argument) -> tuple[Argument, ...]:
    return ()


def match_frames(
    clause: Clause, type_of: TypeOf, lemma_of: LemmaOf, attached: Attached = _nothing
) -> tuple[FrameMatch, ...]:
    """The relations that ``clause`` states, each pair of coordinated arguments on its own.

    Args:
        clause: its passive is already undone.
        type_of: entity type of an argument, None where it is not known.
        lemma_of: lemma of a token number; asked only for arguments and what stands before them.
        attached: the prepositional phrases that hang from an argument's noun (see
            ``attached_arguments``); a verb that asks for their preposition binds them too.

    Returns:
        Of several frames for the same two arguments the most specific one; light verbs
        (`Angriffe fliegen`) silence the plain frames of their verb. Where no frame fits
        exactly, names whose case cannot be seen are tried. Empty without a frame.
    """
    frames = tuple(frame for frame in _frames_of(clause) if not _is_moved(frame, clause))
    clause = _with_recipient(_with_attached(clause, frames, attached), frames, type_of, lemma_of)
    fills: tuple[Fill, ...] = (_exact, partial(_loose, frames=frames, type_of=type_of))
    for fill in fills:
        pairs = [
            (frame, subject, target)
            for frame in frames
            for subject, target in _pairs(frame, clause, fill, type_of, lemma_of)
        ]
        if pairs:
            return _best(clause, pairs)
    return ()


def _with_attached(clause: Clause, frames: tuple[Frame, ...], attached: Attached) -> Clause:
    """`verhängt Sanktionen gegen Russland`, `siegt im Finale gegen Rune`: the verb asks for `gegen`."""
    slots = (slot for frame in frames for slot in (frame.subject, frame.object, *frame.slots))
    wanted = {slot.preposition for slot in slots} - {a.preposition for a in clause.arguments}
    more = [
        phrase
        for argument in clause.arguments
        if argument.role in ("patient", "oblique") and not clause.nominal
        for phrase in attached(argument)
        if phrase.preposition in wanted
    ]
    return replace(clause, arguments=(*clause.arguments, *more)) if more else clause


def _with_recipient(clause: Clause, frames: tuple[Frame, ...], type_of: TypeOf, lemma_of: LemmaOf) -> Clause:
    """`Kiew wirft Moskau Angriffe vor`: of two objects in a row the first, a name, is the dative.

    Names show no case, so the parser often takes both for accusatives; a verb with a recipient
    in its frames settles it, unless the two are coordinated (`besuchte Rom und Paris`).
    """
    patients = [argument for argument in clause.arguments if argument.role == "patient"]
    gives = any("recipient" in (frame.subject.role, frame.object.role) for frame in frames)
    if not gives or len(patients) != 2 or any(a.role == "recipient" for a in clause.arguments):
        return clause
    first, second = sorted(patients, key=lambda argument: argument.head)
    between = {lemma_of(number) for number in range(first.head + 1, second.head)}
    if between & _JOINING or type_of(first) not in _ACTORS or type_of(second) in _ACTORS:
        return clause
    given = replace(first, role="recipient", case="Dat")
    return replace(clause, arguments=tuple(given if a is first else a for a in clause.arguments))


def _is_moved(frame: Frame, clause: Clause) -> bool:
    """`flog ihn nach Hannover`: with an object a verb of motion says where that goes, not its subject."""
    moves = frame.subject.role == "agent" and frame.object.preposition in _LEADING and frame.required is None
    return moves and takes_sein(frame.lemma) and _has_patient(clause)


def _best(clause: Clause, pairs: list[_Pair]) -> tuple[FrameMatch, ...]:
    if any(frame.is_light for frame, _, _ in pairs):
        pairs = [pair for pair in pairs if pair[0].required or pair[0].marker]
    best: dict[frozenset[int], _Pair] = {}
    for pair in pairs:
        # frames come most specific first, so the first one for two arguments stays
        best.setdefault(frozenset((pair[1].head, pair[2].head)), pair)
    return tuple(_match(clause, *pair) for pair in best.values())


def _frames_of(clause: Clause) -> tuple[Frame, ...]:
    lemma = clause.lemma if clause.nominal else infinitive(clause.lemma, load_frames())
    found = tuple(frame for frame in load_frames().get(lemma, ()) if frame.nominal == clause.nominal)
    if not clause.nominal:
        own = tuple(frame for frame in found if frame.reflexive == clause.reflexive)
        # `holte sich den Titel`: a dative `sich` beside an object adds no meaning
        return own or (tuple(f for f in found if not f.reflexive) if _has_patient(clause) else ())
    if found:
        return found
    # `die Hinrichtung der Geiseln` has no frame of its own: it states what `hinrichten` states
    verb = event_verb(clause.lemma)
    return tuple(frame for frame in load_frames().get(verb, ()) if not frame.reflexive)


def _has_patient(clause: Clause) -> bool:
    return any(argument.role == "patient" for argument in clause.arguments)


def _match(clause: Clause, frame: Frame, subject: Argument, target: Argument) -> FrameMatch:
    used = {subject.head, target.head}
    qualifiers = tuple(
        (role, argument)
        for role, slot in frame.qualifiers
        for argument in _exact(clause, slot)
        if argument.head not in used
    )
    return FrameMatch(
        frame.relation, subject, target, frame.id, frame.polarity, frame.modality, qualifiers
    )  # fmt: skip


def _pairs(
    frame: Frame, clause: Clause, fill: Fill, type_of: TypeOf, lemma_of: LemmaOf
) -> Iterator[tuple[Argument, Argument]]:
    required = _required(frame, clause, lemma_of)
    if required is None:
        return
    entry = load_catalogue()[frame.relation]
    subjects = [
        argument
        for argument in _side(frame, frame.subject, fill(clause, frame.subject), required, lemma_of)
        if _fits(type_of(argument), frame.subject_types, entry.accepts_subject)
    ]
    targets = [
        argument
        for argument in _side(frame, frame.object, fill(clause, frame.object), required, lemma_of)
        if _fits(type_of(argument), frame.object_types, entry.accepts_object)
    ]
    for subject in subjects:
        for target in targets:
            if subject.head != target.head and _ordered(frame, subject, target):
                yield subject, target


def _required(frame: Frame, clause: Clause, lemma_of: LemmaOf) -> frozenset[int] | None:
    """Heads of the arguments that make the light verb, None where the frame's are missing."""
    if frame.required is None:
        return frozenset()
    filled = (argument.head for argument in _exact(clause, frame.required))
    return frozenset(head for head in filled if _is_one_of(lemma_of(head), frame.required_lemmas)) or None


def _is_one_of(lemma: str, wanted: frozenset[str]) -> bool:
    """Whether a noun is a wanted one or a compound of it (`Luftangriff` for `Angriff`).

    The old spelling counts too: `Einfluß`.
    """
    lemma = lemma.replace("ß", "ss")
    wanted = frozenset(word.replace("ß", "ss") for word in wanted)
    if lemma in wanted:
        return True
    return any(len(word) >= _SHORTEST and lemma.endswith(word.lower()) for word in wanted)


def _side(
    frame: Frame, slot: Slot, found: list[Argument], required: frozenset[int], lemma_of: LemmaOf
) -> list[Argument]:
    if slot == frame.required:
        # `eine Entscheidung treffen`: the required argument is itself the object
        found = [argument for argument in found if argument.head in required]
    else:
        found = [argument for argument in found if argument.head not in required]
    if frame.marker and slot.preposition:
        found = [argument for argument in found if _marked(argument, frame.marker, lemma_of)]
    return found


def _exact(clause: Clause, slot: Slot) -> list[Argument]:
    return [argument for argument in clause.arguments if _in_slot(argument, slot)]


def _loose(clause: Clause, slot: Slot, *, frames: tuple[Frame, ...], type_of: TypeOf) -> list[Argument]:
    """What may fill a slot when no frame of the verb fits exactly.

    A bare name shows no case (`Kerry dankt Putin`), so a dative may be read as an accusative.
    """
    exact = _exact(clause, slot)
    if exact:
        return exact
    if slot.role in ("patient", "recipient"):
        bare = [argument for argument in clause.arguments if _is_bare_name(argument, type_of)]
        return bare or _other_object(clause, slot, frames)
    if not slot.case or _has_other_case(slot, frames):
        return []
    caseless = Slot(slot.role, slot.preposition)
    return [argument for argument in _exact(clause, caseless) if not argument.case]


def _other_object(clause: Clause, slot: Slot, frames: tuple[Frame, ...]) -> list[Argument]:
    """The verb decides where the parser errs: `zustimmen` has no accusative, `kritisieren` no dative."""
    other = "recipient" if slot.role == "patient" else "patient"
    if any(other in (frame.subject.role, frame.object.role) for frame in frames):
        return []
    return [argument for argument in clause.arguments if argument.role == other]


def _is_bare_name(argument: Argument, type_of: TypeOf) -> bool:
    bare = argument.role in ("patient", "recipient") or (
        argument.role == "oblique" and not argument.preposition
    )
    return bare and type_of(argument) not in (None, "Concept")


def _has_other_case(slot: Slot, frames: tuple[Frame, ...]) -> bool:
    """Whether the verb takes the preposition with two cases; then a missing case decides nothing."""
    rivals = (frame.object for frame in frames if frame.required is None)
    return any(
        rival.preposition == slot.preposition and rival.case not in ("", slot.case) for rival in rivals
    )


def _in_slot(argument: Argument, slot: Slot) -> bool:
    bare = argument.role == "oblique" and not argument.preposition and argument.case == "Dat"
    if slot.role == "recipient" and bare:  # `schloss sich dem Konsens an`: no preposition, so no adverbial
        return True
    if argument.role != slot.role or argument.preposition != slot.preposition:
        return False
    # without a case `in Moskau` and `in die Türkei` cannot be told apart: abstain
    return not slot.case or argument.case == slot.case


def _fits(kind: EntityType | None, wanted: frozenset[str], accepts: Callable[[str], bool]) -> bool:
    if kind is None:
        return not wanted
    return kind in wanted if wanted else accepts(kind)


def _ordered(frame: Frame, subject: Argument, target: Argument) -> bool:
    """With both sides in one slot (`Kerry und Putin treffen sich`) each pair counts once."""
    return frame.subject != frame.object or subject.head < target.head


def _marked(argument: Argument, marker: frozenset[str], lemma_of: LemmaOf) -> bool:
    """Whether a marker stands right before the preposition: `zusammen mit dem Rat`."""
    for position in range(argument.head - 1, max(argument.head - 12, 0), -1):
        if lemma_of(position) == argument.preposition:
            return lemma_of(position - 1) in marker
    return False


def is_intransitive(lemma: str) -> bool:
    """True for a verb that takes no object: all its frames do without, or its perfect is with `sein`."""
    frames = [frame for frame in load_frames().get(lemma, ()) if not frame.nominal]
    roles = {slot.role for frame in frames for slot in (frame.subject, frame.object, *frame.slots)}
    return takes_sein(lemma) or (bool(frames) and not roles & {"patient", "recipient"})


def takes_as_object(lemma: str, noun: str) -> bool:
    """Whether a frame of the verb asks for this noun as its object (`ein Tor erzielen`).

    >>> takes_as_object("erzielen", "Siegtor"), takes_as_object("erzielen", "Klose")
    (True, False)
    """
    frames = [frame for frame in load_frames().get(lemma, ()) if frame.required and not frame.nominal]
    return any(
        _is_one_of(noun, f.required_lemmas) for f in frames if f.required and f.required.role == "patient"
    )
