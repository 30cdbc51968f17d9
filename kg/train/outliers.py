"""Channels whose values dwarf all others, and two ways to keep them from spoiling int8.

Dynamic quantisation has 256 steps for all values of a matrix. Where one channel reaches 70 and thousands of
others stay below 6, the others get some twenty of them.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from kg.train.encoder import Layer
from kg.train.ranges import LayerRanges

# In most layers the largest value between the two products is from 5 to 8.
LIMIT = 12.0


class Outliers(nn.Module):
    """The inner channels of a layer that pass ``LIMIT``, by themselves in float32.

    The mixed-precision decomposition of Dettmers et al. 2022, *LLM.int8()*.

    Args:
        layer: the layer; its weights of these channels become 0.
        channels: their numbers.
    """

    def __init__(self, layer: Layer, channels: list[int]) -> None:
        super().__init__()
        inner, outer = layer.fi, layer.fo
        self.fi = nn.Linear(inner.in_features, len(channels))
        self.fo = nn.Linear(len(channels), outer.out_features, bias=False)
        with torch.no_grad():
            self.fi.weight.copy_(inner.weight[channels])
            self.fi.bias.copy_(inner.bias[channels])
            self.fo.weight.copy_(outer.weight[:, channels])
            for weights in (inner.weight, inner.bias, outer.weight.T):
                weights[channels] = 0

    def forward(self, x: Tensor) -> Tensor:
        """``x``: batch x pieces x width; what these channels add to the layer's output."""
        added: Tensor = self.fo(F.gelu(self.fi(x)))
        return added


def split_outliers(layer: Layer, ranges: LayerRanges) -> Outliers | None:
    """Take a layer's outlying inner channels out of it, if it has any."""
    channels = torch.nonzero(ranges.second > LIMIT).flatten().tolist()
    return Outliers(layer, channels) if channels else None


class Smoothing(nn.Module):
    """Makes a layer's input even and its first weights uneven; their product stays the same.

    Each channel is divided by the root of its largest value over its largest weight (Xiao et al. 2023,
    *SmoothQuant*, with an alpha of 0.5).

    Args:
        layer: the layer; its first weights are multiplied by what the input is divided by.
        ranges: of that layer.
    """

    def __init__(self, layer: Layer, ranges: LayerRanges) -> None:
        super().__init__()
        weights = layer.fi.weight.detach()
        root = (ranges.first.clamp(min=1e-5) / weights.abs().amax(0).clamp(min=1e-5)).sqrt()
        divisor = root / root.median()
        self.factor = 1 / divisor
        with torch.no_grad():
            layer.fi.weight.mul_(divisor)

    def forward(self, x: Tensor) -> Tensor:
        """``x``: batch x pieces x width."""
        return x * self.factor
