"""The infinitives of verb forms, and what the infinitive tells."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from kg.annotate.lemma_table import lemmatize
from kg.lang.de.clause_data import verb_words
from kg.lang.de.frame_data import load_frames
from kg.lang.de.glosses import glossed_verbs, infinitive
from kg.lang.de.verb_forms import children, feature, is_finite, verb_form

_INSEPARABLE = ("be", "emp", "ent", "er", "miss", "ver", "zer")


def verb_lemma(token: Token) -> str:
    """The infinitive with its separable particle (`ankündigen`)."""
    lemma: str = token.lemma_ or token.text
    if token.pos_ == "ADJ" or not lemma.endswith("n"):
        lemma = participle_verb(token) or _weak_infinitive(token) or _unlisted(token) or lemma
    for particle in children(token, "compound:prt"):
        if not lemma.startswith(particle.text.lower()):
            lemma = particle.text.lower() + lemma
        lemma = _without_stray(lemma, particle.text.lower())
    return _with_loose_part(token, infinitive(lemma, _KNOWN))


class _Verbs:
    """The verbs with a gloss or a frame, a user's own among them."""

    def __contains__(self, verb: object) -> bool:
        return verb in glossed_verbs() or verb in load_frames()


_KNOWN = _Verbs()


def _with_loose_part(token: Token, lemma: str) -> str:
    """`stellte das Geld sicher`, `riss das Haus nieder`: the clause's last word is a part of the verb."""
    for part in children(token, "advmod", "xcomp", "obj", "dep"):
        whole = part.text.lower() + lemma
        bare = part.pos_ in ("ADV", "ADJ", "ADP") and not any(True for _ in part.children)
        if bare and part.i > token.i and is_finite(token) and whole in _KNOWN and _ends_clause(part):
            return whole
    return lemma


def _ends_clause(word: Token) -> bool:
    behind = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else None
    return behind is None or behind.is_sent_start or behind.pos_ in ("PUNCT", "CCONJ", "SPACE")


def _without_stray(lemma: str, particle: str) -> str:
    """`verhandelt von Montag an`: there is no verb `anverhandeln`, so the particle is not the verb's."""
    rest = lemma.removeprefix(particle)
    known = _KNOWN
    stray = lemma not in known and rest in known and rest.startswith(_INSEPARABLE)
    return rest if stray else lemma


def _unlisted(token: Token) -> str:
    """Of a verb that the word list lacks: `schicken` itself, `verschütten` of `verschüttet`."""
    form = token.text.lower()
    if token.pos_ != "VERB":
        return ""
    if verb_form(token) == "Inf" and form.endswith("n"):
        return form
    known = infinitive(form, _KNOWN)
    if known != form or not form.endswith("t") or not form.startswith(_INSEPARABLE):
        return known if known != form else ""
    stem = form.removesuffix("t").removesuffix("e")
    return stem + ("n" if stem.endswith(("er", "el")) else "en")


def _weak_infinitive(token: Token) -> str:
    """`verüben` of `verübte`, where the lemmatizer left no infinitive; "" for other forms."""
    form = token.text.lower()
    past = next((ending for ending in ("ten", "te") if form.endswith(ending)), "")
    if token.pos_ != "VERB" or not past or not is_finite(token):
        return ""
    return form.removesuffix(past).removesuffix("e") + "en"


def participle_verb(token: Token) -> str:
    """The infinitive of a participle tagged as an adjective, "" where it is none."""
    lemma, form = token.lemma_.lower() or token.text.lower(), token.text.lower()
    tagged = feature(token, "VerbForm") == "Part"
    if token.pos_ == "ADJ" and lemma.endswith("n") and (tagged or not form.startswith(lemma)):
        return lemma  # `gekommen`, `besetzt`; but `offenen` of `offen`
    return _infinitive(lemma, form)


@lru_cache(maxsize=4096)
def _infinitive(lemma: str, form: str) -> str:
    if lemma.endswith("end"):  # Partizip I: `folgend`
        return lemma[:-1]
    for candidate in (lemma, form):
        if candidate.endswith("iert"):  # `kontrolliert`
            return candidate[:-1] + "en"
        verb = lemmatize(candidate)
        if verb != candidate and verb.endswith("n") and verb.islower() and not candidate.endswith(verb):
            return verb
    return ""


def takes_sein(lemma: str) -> bool:
    """Whether the verb builds its perfect with `sein`.

    >>> takes_sein("ankommen"), takes_sein("verhaften")
    (True, False)
    """
    words = verb_words()
    if lemma in words["sein_verbs"]:
        return True
    if lemma in words["haben_verbs"]:
        return False
    if lemma in words["sein_bases"]:
        return True
    cuts = ((lemma[:i], lemma[i:]) for i in range(2, len(lemma) - 3))
    return any(front in words["particles"] and base in words["sein_bases"] for front, base in cuts)
