"""The network as it runs: one window without padding, its sources baked in, shaped for speed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from kg.train.encoder import Layer
from kg.train.network import Network
from kg.train.outliers import Smoothing, split_outliers
from kg.train.ranges import LayerRanges


class FusedAttention(torch.autograd.Function):
    """Attention that traces to onnxruntime's own operator, one pass over the scores."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        """``q``, ``k``, ``v``: 1 x pieces x width."""
        batch, pieces, width = q.shape
        split = (batch, pieces, heads, width // heads)
        mixed = F.scaled_dot_product_attention(*(t.view(split).transpose(1, 2) for t in (q, k, v)))
        return mixed.transpose(1, 2).reshape(batch, pieces, width)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:  # noqa: ANN401  torch's graph, untyped
        """The node in the ONNX graph."""
        node = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)
        node.setType(q.type())
        return node


class ShippedLayer(nn.Module):
    """A layer whose three projections are one product: one pass of int8 over its input.

    Args:
        layer: the layer; with ``ranges``, its weights change.
        ranges: how large its values get; None to leave them as they are.
    """

    def __init__(self, layer: Layer, ranges: LayerRanges | None = None) -> None:
        super().__init__()
        self.outliers = split_outliers(layer, ranges) if ranges else None
        self.smoothing = Smoothing(layer, ranges) if ranges else nn.Identity()
        self.layer = layer
        self.weight = torch.cat([layer.q.weight, layer.k.weight, layer.v.weight]).detach()
        self.bias = torch.cat([layer.q.bias, layer.k.bias, layer.v.bias]).detach()

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x``: 1 x pieces x width; ``bias`` is for padding, of which a window has none."""
        layer = self.layer
        q, k, v = F.linear(x, self.weight, self.bias).split(x.shape[-1], -1)
        mixed: Tensor = FusedAttention.apply(q, k, v, layer.heads)
        x = layer.aln(x + layer.ao(mixed))
        inner = layer.fo(F.gelu(layer.fi(self.smoothing(x))))
        if self.outliers is not None:
            inner = inner + self.outliers(x)
        y: Tensor = layer.oln(x + inner)
        return y


class Shipped(nn.Module):
    """One window, always with the same two sources; label scores done but for the governors.

    Args:
        network: the trained network; its layers are packed in place.
        tree: number of the treebank whose guidelines it follows.
        name: number of the name corpus whose guidelines it follows.
        ranges: of each layer, where it is to be quantised.
    """

    def __init__(
        self, network: Network, tree: int, name: int, ranges: Sequence[LayerRanges] | None = None
    ) -> None:
        super().__init__()
        self.network = network
        self.tree = tree
        self.name = name
        layers = [layer for layer in network.encoder.layers if isinstance(layer, Layer)]
        known = ranges or repeat(None, len(layers))
        network.encoder.layers = nn.ModuleList(map(ShippedLayer, layers, known))
        labels, width, _ = network.label.shape
        self.label = network.label.detach().permute(1, 0, 2).reshape(width, labels * width)

    def forward(self, ids: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """``ids``: 1 x pieces; ``first`` and ``last``: 1 x words."""
        tree = torch.full_like(ids[:, 0], self.tree)
        name = torch.full_like(ids[:, 0], self.name)
        bias = torch.zeros_like(ids, dtype=torch.float32)
        scores = self.network(ids, bias, first, last, tree, name)
        halves = F.linear(scores.dependents, self.label[:-1].T, self.label[-1])
        return (*scores[:-2], halves, scores.governors)
