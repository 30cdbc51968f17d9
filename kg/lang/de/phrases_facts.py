"""What all rules for noun phrases share: how a fact is made, what stands before a noun."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.lang.de.gazetteer import country_of_adjective
from kg.lang.de.lexicon import QUOTES, read_title, stem, titles
from kg.lang.de.morphology import feature
from kg.lang.de.phrase_nouns import ClassKind, class_kind, may_be_person
from kg.model import PhraseFact, Span

OPENING = frozenset({"„", "»", '"', "“", "‚", "›", "«", "'"})
CLOSING = frozenset({"“", "”", "«", "»", '"', "‘", "’", "‹", "›", "'"})
_PARTICIPLE = re.compile(r"^[A-ZÄÖÜ]\w+end(e|er|en|em)$")
# Only what names a time before or after now; `neu` and `alt` say nothing about who is in office.
_NOT_YET_OR_GONE = frozenset({"alt", "neu", "letzt", "nächst"})


def make_fact(
    subject: Token, relation: str, object_: Token, label: str, words: DocSpan, rule: str
) -> PhraseFact:
    """A fact with its evidence; ``label`` is "" where the object's own token tells what it is."""
    span = Span(words.start_char, words.end_char, words.text)
    sentence = subject.sent
    return PhraseFact(
        subject.i, relation, object_.i, label, span, (sentence.start_char, sentence.end_char), rule
    )


def adjectives_before(noun: Token) -> list[Token]:
    """The adjectives right before a noun, nearest first: `frühere`, `Berliner`."""
    found: list[Token] = []
    i = compound_start(noun) - 1
    while i >= 0 and _is_adjective(noun.doc[i], noun) and i >= noun.sent.start:
        found.append(noun.doc[i])
        i -= 1
    return found


def compound_start(noun: Token) -> int:
    """First token of a compound with a name of several words: `IG Metall-Vorsitzender`."""
    first = noun.i
    if "-" not in noun.text:
        return first
    while first > 0 and not noun.doc[first].is_sent_start and _is_part_of_name(noun.doc[first - 1]):
        first -= 1
    return first


def _is_part_of_name(token: Token) -> bool:
    return token.pos_ in ("PROPN", "X") and token.ent_type_ in ("ORG", "ORGpart") and token.text[0].isalnum()


def _is_adjective(token: Token, noun: Token) -> bool:
    derived = token.ent_type_.endswith("deriv") and token.text.endswith("er") and token.text[:1].isupper()
    return token.pos_ == "ADJ" or derived or (token.dep_ == "amod" and token.head == noun)


def is_past_or_future(noun: Token) -> bool:
    """`der ehemalige Präsident`, `Ex-Kanzler`, `designierter Chef`: nobody holds the post now."""
    title = read_title(noun.text)
    if title is not None and title.prefix.split("-")[0] in titles().other_prefixes - {"Vize"}:
        return True
    return time_adjective(noun) is not None


def time_adjective(noun: Token) -> Token | None:
    """The adjective that moves a post into the past or the future."""
    listed = titles().other_times - _NOT_YET_OR_GONE
    for word in adjectives_before(noun):
        if {word.lemma_.lower(), stem(word.text.lower()), word.text.lower()} & listed:
            return word
    return None


def is_genitive_of(name: DocSpan, noun: Token) -> bool:
    """`die Hauptstadt Syriens`: the name is a genitive, the noun before it is none."""
    if feature(noun, "Case") == "Gen" or not name[-1].text.endswith(("s", "'", "’")):
        return False
    return any(feature(t, "Case") == "Gen" for t in name)


def is_genitive_name(person: DocSpan, noun: Token) -> bool:
    """`der Sprecher Merkels` is not called Merkel: the name is genitive, the noun is not.

    The -s counts only where the tagger sees a genitive or the parse an nmod, since names end in s.
    """
    genitive = any(feature(t, "Case") == "Gen" for t in person)
    agrees = feature(noun, "Case") == "Gen"
    if person[-1].text.endswith(("s", "'", "’")) and genitive and not agrees:
        return True
    return bool(feature(noun, "Number") == "Plur")


def same_sentence(noun: Token, person: DocSpan) -> bool:
    """The noun stands in the person's sentence and is no part of another person's name."""
    return noun.sent.start == person.root.sent.start and not noun.ent_type_.startswith("PER")


def noun_before(name: DocSpan) -> Token | None:
    """The noun right before a name, quotation marks left out, in the same sentence."""
    i = name.start - 1
    if i >= 0 and name.doc[i].text in OPENING:
        i -= 1
    noun = name.doc[i] if i >= 0 else None
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.ent_type_ in ("PER", "LOC", "ORG"):
        return None
    cut_off = name[-1].text.endswith("-")  # the first part of a compound
    parted = any(name.doc[j].is_sent_start for j in range(i + 1, name.root.i + 1))
    return None if cut_off or parted else noun


def named_by_class(token: Token) -> ClassKind | None:
    """`das Pflanzengift Glyphosat`: what sort of thing an unmarked name in apposition to a class noun is."""
    if token.pos_ != "PROPN" or token.ent_type_ or token.i == 0 or token.dep_ not in ("appos", "flat"):
        return None
    noun = token.doc[token.i - 1]
    whole = token.head == noun and noun.pos_ == "NOUN" and feature(noun, "Number") != "Plur"
    longer = any(child.dep_ in ("flat", "compound", "det", "case") for child in token.children)
    if not whole or longer or not token.text[:1].isupper() or token.text.endswith("-"):
        return None
    kind = class_kind(noun.lemma_)
    return kind if kind != "persons" and not may_be_person(noun.lemma_) else None


def name_at(doc: Doc, start: int) -> DocSpan | None:
    """The name that begins with this token; `doc.ents` would be built anew at each look."""
    if not 0 <= start < len(doc) or doc[start].ent_iob_ != "B":
        return None
    end = start + 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return DocSpan(doc, start, end, label=doc[start].ent_type_)


def listed_after(doc: Doc, first: DocSpan) -> list[DocSpan]:
    """A name and those that follow it in a list: `Donezk, Luhansk und Mariupol`."""
    found = [first]
    while True:
        i = found[-1].end
        while i < len(doc) and doc[i].text in {",", "und", "sowie", "der", "die", "das"}:
            i += 1
        ent = name_at(doc, i)
        if ent is None or i == found[-1].end or ent.label_ != first.label_ or i >= first.root.sent.end:
            return found
        found.append(ent)


def post_label(noun: Token, gender: str = "") -> str:
    """A post in the nominative with the adjective of its country or time (`russischer Präsident`).

    Args:
        noun: the post as it stands.
        gender: of who holds it, where known: `Vereinsvorsitzende Anke Dettmer` shows it nowhere else.
    """
    feminine = gender == "Fem" if gender else is_feminine(noun)
    first = noun.doc[compound_start(noun) : noun.i]
    base = f"{first.text} {base_form(noun, feminine)}".strip()
    kept = time_adjective(noun) or _deputy(noun) or _capital(noun)
    nearest = next(iter(adjectives_before(noun)), None)
    if kept is None and nearest is not None and nearest.ent_type_.startswith("LOC"):
        kept = nearest
    if kept is None:
        return base
    if kept.text[:1].isupper() and kept.text.endswith("er") and country_of_adjective(kept.text) is None:
        return f"{kept.text} {base}"  # `Berliner` never changes
    root = stem(kept.text if kept == _capital(noun) else kept.text.lower())
    if kept.text.lower() in ("frühere", "früheren", "früherer", "früherem"):
        root = "früher"
    return f"{root}{'e' if feminine else 'er'} {base}"


def _capital(noun: Token) -> Token | None:
    """`die Vorsitzende Richterin`, `der Regierende Bürgermeister`: a capital makes it a part of the post."""
    start = compound_start(noun)
    before = noun.doc[start - 1] if start > noun.sent.start else noun
    participle = before.pos_ == "NOUN" and _PARTICIPLE.search(before.text) is not None  # `Vorsitzende`
    for word in [before] if participle else adjectives_before(noun):
        origin = word.ent_type_.startswith("LOC") or word.text.endswith("er")
        if word.text[:1].isupper() and word.i != noun.sent.start and not origin:
            return word
    return None


def _deputy(noun: Token) -> Token | None:
    """`stellvertretender Vorstandschef`: whoever stands in for the chief is not the chief."""
    return next((w for w in adjectives_before(noun) if w.text.lower().startswith("stellvertretend")), None)


def is_feminine(noun: Token) -> bool:
    """A woman's post, by its form, else by its features."""
    title = read_title(noun.text)
    if title is not None and title.gender == "Fem" and not _is_adjectival(title.base):
        return True
    article = next((child.text.lower() for child in noun.lefts if child.pos_ == "DET"), "")
    if article == "der" and noun.text.endswith("e"):
        return False  # `der Vorsitzende`: a woman would be `der Vorsitzenden`
    return noun.lemma_.endswith("in") or feature(noun, "Gender") == "Fem"


def base_form(noun: Token, feminine: bool) -> str:
    """The nominative; nouns like `Vorsitzende` have the ending of an adjective."""
    title = read_title(noun.text)
    if title is None or not _is_adjectival(title.base):
        return noun.lemma_.translate(QUOTES)
    word = noun.text.translate(QUOTES)
    root = stem(word)
    return root + ("e" if feminine else "er")


def _is_adjectival(base: str) -> bool:
    """`Vorsitzender` also has the form `Vorsitzende`; `Minister` has no `Ministe`."""
    other = read_title(base[:-1]) if base.endswith("er") else None
    return other is not None and other.base == base
