"""The heads over the encoder: biaffine trees, parts of speech, features, names, sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import torch
import torch.nn as nn
from torch import Tensor

from kg.annotate.labels import Labels
from kg.train.encoder import Encoder

ARC_WIDTH = 384
LABEL_WIDTH = 128
NAME_WIDTH = 256
HEAD_DROPOUT = 0.33


@dataclass(frozen=True, slots=True)
class Sources:
    """The guidelines behind the corpora; each has an embedding that the heads see."""

    trees: tuple[str, ...] = ("gsd", "gsd-old", "pud", "hdt")
    names: tuple[str, ...] = ("germeval", "bundestag", "own")

    def tree_number(self, source: str) -> int:
        """Number of a corpus's guidelines; constructed sentences follow those of GSD.

        >>> Sources().tree_number("constructed")
        0
        """
        return self.trees.index("gsd" if source == "constructed" else source)


class Scores(NamedTuple):
    """What the network says of a batch of windows; W words, one more column for the root.

    ``arcs`` is batch x W x (W + 1), ``dependents`` batch x W x L and ``governors``
    batch x (W + 1) x L feed the label scores once the tree is known.
    """

    upos: Tensor
    morph: Tensor
    tags: Tensor
    starts: Tensor
    arcs: Tensor
    dependents: Tensor
    governors: Tensor


def _projection(width: int, target: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, target), nn.LeakyReLU(0.1), nn.Dropout(HEAD_DROPOUT))


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Network(nn.Module):
    """One encoder, all tasks (the deep biaffine parser of Dozat and Manning 2017)."""

    def __init__(self, encoder: Encoder, labels: Labels, sources: Sources) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.word.embedding_dim
        features = sum(len(values) for _, values in labels.morph)
        self.tree_source = nn.Embedding(len(sources.trees), width)
        self.name_source = nn.Embedding(len(sources.names), width)
        nn.init.zeros_(self.tree_source.weight)
        nn.init.zeros_(self.name_source.weight)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_dependent = _projection(width, ARC_WIDTH)
        self.arc_governor = _projection(width, ARC_WIDTH)
        self.arc = nn.Parameter(torch.zeros(ARC_WIDTH + 1, ARC_WIDTH))
        self.label_dependent = _projection(width, LABEL_WIDTH)
        self.label_governor = _projection(width, LABEL_WIDTH)
        self.label = nn.Parameter(torch.zeros(len(labels.deprel), LABEL_WIDTH + 1, LABEL_WIDTH + 1))
        self.drop = nn.Dropout(HEAD_DROPOUT / 2)
        self.upos = nn.Linear(width, len(labels.upos))
        self.morph = nn.Linear(width, features)
        self.names = nn.Sequential(_projection(width, NAME_WIDTH), nn.Linear(NAME_WIDTH, len(labels.tags)))
        self.start = nn.Linear(width, 1)

    def forward(
        self, ids: Tensor, bias: Tensor, first: Tensor, last: Tensor, tree: Tensor, name: Tensor
    ) -> Scores:
        """Args: piece numbers and attention bias (batch x pieces), the places of each word's
        first and last piece (batch x W), and the two source numbers (batch)."""
        pieces = self.encoder(ids, bias[:, None, None, :])
        plain = (_pick(pieces, first) + _pick(pieces, last)) * 0.5
        words = plain + self.tree_source(tree)[:, None]
        root = self.root + self.tree_source(tree)
        governors = torch.cat([root[:, None].to(words.dtype), words], 1)
        arcs = _with_one(self.arc_dependent(words)) @ self.arc @ self.arc_governor(governors).transpose(1, 2)
        dropped = self.drop(words)
        return Scores(
            upos=self.upos(dropped),
            morph=self.morph(dropped),
            tags=self.names(plain + self.name_source(name)[:, None]),
            starts=self.start(self.drop(plain))[..., 0],
            arcs=arcs,
            dependents=self.label_dependent(words),
            governors=self.label_governor(governors),
        )

    def label_scores(self, scores: Scores, heads: Tensor) -> Tensor:
        """Scores of every label between each word and its head: batch x W x labels."""
        chosen = _with_one(_pick(scores.governors, heads))
        half = torch.einsum("bwi,oij->bwoj", _with_one(scores.dependents), self.label)
        return torch.einsum("bwoj,bwj->bwo", half, chosen)


def _pick(vectors: Tensor, places: Tensor) -> Tensor:
    return torch.gather(vectors, 1, places[..., None].expand(-1, -1, vectors.shape[-1]))
