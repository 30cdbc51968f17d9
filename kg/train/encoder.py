"""The transformer encoder in PyTorch, and its start from the bundled weights."""

from __future__ import annotations

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from kg.train.q4 import EncoderSizes, EncoderWeights

DROPOUT = 0.1


class Layer(nn.Module):
    """One post-norm BERT layer (Devlin et al. 2019)."""

    def __init__(self, sizes: EncoderSizes) -> None:
        super().__init__()
        width = sizes.width
        self.heads = sizes.heads
        self.q = nn.Linear(width, width)
        self.k = nn.Linear(width, width)
        self.v = nn.Linear(width, width)
        self.ao = nn.Linear(width, width)
        self.aln = nn.LayerNorm(width, sizes.epsilon)
        self.fi = nn.Linear(width, sizes.inner)
        self.fo = nn.Linear(sizes.inner, width)
        self.oln = nn.LayerNorm(width, sizes.epsilon)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x``: batch x pieces x width; ``bias``: batch x 1 x 1 x pieces, added to scores."""
        batch, pieces, width = x.shape
        split = (batch, pieces, self.heads, width // self.heads)
        q = self.q(x).view(split).transpose(1, 2)
        k = self.k(x).view(split).transpose(1, 2)
        v = self.v(x).view(split).transpose(1, 2)
        if self.training:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        else:
            # Plain products trace to the few ONNX nodes that the run time fuses.
            scores = q @ k.transpose(2, 3) * (width // self.heads) ** -0.5 + bias
            mixed = torch.softmax(scores, -1) @ v
        joined = mixed.transpose(1, 2).reshape(batch, pieces, width)
        x = self.aln(x + self.drop(self.ao(joined)))
        y: Tensor = self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))
        return y


class Encoder(nn.Module):
    """Embeddings, layers and a learned mix of all layers (ELMo's scalar mix)."""

    def __init__(self, sizes: EncoderSizes) -> None:
        super().__init__()
        self.word = nn.Embedding(sizes.vocabulary, sizes.width)
        self.pos = nn.Embedding(sizes.positions, sizes.width)
        self.typ = nn.Parameter(torch.zeros(sizes.width))
        self.ln = nn.LayerNorm(sizes.width, sizes.epsilon)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        self.mix = nn.Parameter(torch.zeros(sizes.layers))
        self.gamma = nn.Parameter(torch.ones(1))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, ids: Tensor, bias: Tensor) -> Tensor:
        """``ids``: batch x pieces. Returns batch x pieces x width."""
        places = torch.arange(ids.shape[1], device=ids.device)[None]
        x = self.drop(self.ln(self.word(ids) + self.pos(places) + self.typ))
        weights = torch.softmax(self.mix, 0)
        total = torch.zeros_like(x)
        for number, layer in enumerate(self.layers):
            x = layer(x, bias)
            total = total + weights[number] * x
        return self.gamma * total


def without_last(encoder: Encoder) -> Encoder:
    """The encoder without its last layer, whose weight in the mix goes to the one before.

    The mix of all layers changes little, since a layer adds to what the one before gave.
    """
    weights = torch.softmax(encoder.mix.detach(), 0)
    kept = torch.cat([weights[:-2], weights[-2:].sum(0, keepdim=True)])
    encoder.layers = encoder.layers[:-1]
    encoder.mix = nn.Parameter(torch.log(kept))
    return encoder


def start_encoder(weights: EncoderWeights, kept: list[int]) -> Encoder:
    """Make an encoder whose word rows are the ``kept`` rows of the full vocabulary."""
    full = weights.sizes
    sizes = EncoderSizes(
        full.width, full.layers, full.heads, full.inner, len(kept), full.positions, full.epsilon
    )
    encoder = Encoder(sizes)
    tensors = {name: torch.from_numpy(values) for name, values in weights.tensors.items()}
    with torch.no_grad():
        encoder.word.weight.copy_(tensors["emb.word"].view(-1, full.width)[kept])
        encoder.pos.weight.copy_(tensors["emb.pos"].view(-1, full.width))
        encoder.typ.copy_(tensors["emb.type"].view(-1, full.width)[0])
        encoder.ln.weight.copy_(tensors["emb.ln.w"])
        encoder.ln.bias.copy_(tensors["emb.ln.b"])
        for number, layer in enumerate(encoder.layers):
            for part in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                module = getattr(layer, part)
                module.weight.copy_(tensors[f"l{number}.{part}.w"].view_as(module.weight))
                module.bias.copy_(tensors[f"l{number}.{part}.b"])
    return encoder
