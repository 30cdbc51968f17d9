"""How large the values get that the feed-forward layers multiply: what int8 has to span."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import torch
from torch import Tensor, nn

from kg.train.batches import Batch
from kg.train.encoder import Layer
from kg.train.network import Network


class LayerRanges(NamedTuple):
    """The largest absolute value of each channel of a layer's two inputs.

    ``first`` has the encoder's width (what comes into ``fi``), ``second`` the inner width (``fo``).
    """

    first: Tensor
    second: Tensor


def measure_ranges(network: Network, batches: Iterable[Batch]) -> tuple[LayerRanges, ...]:
    """Read the batches and note the ranges of every layer."""
    layers = [layer for layer in network.encoder.layers if isinstance(layer, Layer)]
    found = tuple(
        LayerRanges(torch.zeros(layer.fi.in_features), torch.zeros(layer.fo.in_features)) for layer in layers
    )
    hooks = [
        product.register_forward_pre_hook(_keeping(largest))
        for layer, ranges in zip(layers, found, strict=True)
        for product, largest in zip((layer.fi, layer.fo), ranges, strict=True)
    ]
    with torch.inference_mode():
        for batch in batches:
            network.encoder(batch.ids, batch.bias[:, None, None, :])
    for hook in hooks:
        hook.remove()
    return found


def _keeping(largest: Tensor) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
    """A hook that keeps the largest value of each channel of a module's input."""

    def keep(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        torch.maximum(largest, inputs[0].abs().flatten(0, -2).amax(0), out=largest)

    return keep
