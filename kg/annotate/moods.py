"""Moods that form and tree decide together: `er gehe` can be nothing but Konjunktiv I."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.lemmas import lemma_of

_VERBAL = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl"})


def is_konjunktiv_1(form: str) -> bool:
    """Whether a finite form is Konjunktiv I unless its subject is `ich`: the infinitive without its -n.

    >>> [is_konjunktiv_1(form) for form in ("gehe", "handle", "habe", "machte", "wurde", "geht")]
    [True, True, True, False, False, False]
    """
    form = form.lower()
    if not form.endswith("e") or len(form) < 3:
        return False
    infinitive = lemma_of(form, "VERB", finite=True)
    return infinitive in (form + "n", form[:-1] + "n", form[:-2] + "eln")


def find_konjunktiv(
    words: Sequence[str], heads: Sequence[int], relations: Sequence[str], upos: Sequence[str]
) -> list[int]:
    """Numbers of the finite verbs that their form makes a Konjunktiv I.

    A subject must stand with the verb or, for an auxiliary, with the verb it helps, and be in the
    third person: `ich gehe` and `gehe!` are none.
    """
    subjects: dict[int, list[str]] = {}
    for number, (head, relation) in enumerate(zip(heads, relations, strict=True)):
        if relation in _SUBJECTS and head != number:
            subjects.setdefault(head, []).append(words[number].lower())
    found = []
    for number, form in enumerate(words):
        if upos[number] in _VERBAL and form[-1:] == "e":
            helped = heads[number] if relations[number] in ("aux", "aux:pass", "cop") else number
            with_it = subjects.get(helped, [])
            if with_it and "ich" not in with_it and is_konjunktiv_1(form):
                found.append(number)
    return found
