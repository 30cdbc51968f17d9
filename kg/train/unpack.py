"""Read a shipped ONNX file back into the training network, so that training can go on from it.

The int8 weights are widened with their scales; what was baked in at export (one treebank's and one
name corpus's embedding) is given to all of them, since the others are not in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor

from kg.annotate.labels import Labels
from kg.train.encoder import Encoder
from kg.train.network import LABEL_WIDTH, Network, Sources
from kg.train.q4 import EncoderSizes

_LAYER_PARTS = ("ao", "fi", "fo")
_HEADS = ("arc_dependent.0", "arc_governor.0", "label_dependent.0", "label_governor.0", "upos", "morph",
          "names.0.0", "names.1", "start")  # fmt: skip


class ShippedWeights:
    """The tensors of one exported file, by the name of the node that uses them."""

    def __init__(self, path: Path) -> None:
        import onnx
        from onnx import numpy_helper

        graph = onnx.load(str(path)).graph
        self._stored = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
        self._attributes = {a.name: a for node in graph.node for a in node.attribute}
        self._inputs = {node.name.removesuffix("_quant"): list(node.input) for node in graph.node}

    def plain(self, name: str) -> Tensor:
        """A tensor as float32, whether it was stored so or as int8."""
        stem = name.removesuffix("_quantized")
        if f"{stem}_quantized" not in self._stored:
            return self._stored[name]
        numbers = self._stored[f"{stem}_quantized"].float()
        return (numbers - self._stored[f"{stem}_zero_point"].float()) * self._stored[f"{stem}_scale"]

    def operand(self, node: str, place: int = 1) -> Tensor:
        """The constant operand of a node, as float32."""
        return self.plain(self._inputs[node][place])

    def has(self, node: str) -> bool:
        """Whether there is a node of that name."""
        return node in self._inputs

    def product(self, node: str) -> Tensor:
        """The weight of a linear layer, output x input as PyTorch keeps it."""
        return self.operand(f"{node}/MatMul").T.contiguous()

    def scalar(self, node: str) -> Tensor:
        """The one constant among a node's operands."""
        found = [self._stored[name] for name in self._inputs[node] if name in self._stored]
        return found[0]

    def sizes(self) -> EncoderSizes:
        """The encoder's sizes, as the tensors and two attributes tell."""
        words, places = self.plain("network.encoder.word.weight"), self.plain("network.encoder.pos.weight")
        layers = sum(name.endswith(".oln.bias") for name in self._stored)
        inner = len(self.plain("network.encoder.layers.0.layer.fi.bias"))
        heads, epsilon = self._attributes["num_heads"].i, self._attributes["epsilon"].f
        return EncoderSizes(words.shape[1], layers, heads, inner, len(words), len(places), epsilon)


def unpack(path: Path, labels: Labels) -> tuple[Network, EncoderSizes]:
    """The network in ``path`` (its weights as exact as int8 kept them), and its encoder's sizes.

    Args:
        path: ``network.onnx`` of a model folder.
        labels: the model's label lists.
    """
    shipped = ShippedWeights(path)
    sizes = shipped.sizes()
    network = Network(Encoder(sizes), labels, Sources())
    found = {name: value.reshape(network.state_dict()[name].shape) for name, value in _all(shipped, sizes)}
    network.load_state_dict(found)
    return network, sizes


def _all(shipped: ShippedWeights, sizes: EncoderSizes) -> Iterator[tuple[str, Tensor]]:
    for name in ("word.weight", "pos.weight", "typ", "gamma", "ln.weight", "ln.bias"):
        yield f"encoder.{name}", shipped.plain(f"network.encoder.{name}")
    for number in range(sizes.layers):
        yield from _layer(shipped, number, sizes.width)
    mix = torch.stack([shipped.scalar(_mix_node(n)).float() for n in range(sizes.layers)])
    yield "encoder.mix", torch.log(mix.clamp(min=1e-9))
    yield from _heads(shipped, sizes.width)


def _mix_node(number: int) -> str:
    return f"/network/encoder/Mul{f'_{number}' if number else ''}"


def _layer(shipped: ShippedWeights, number: int, width: int) -> Iterator[tuple[str, Tensor]]:
    node, stored = f"/network/encoder/layers.{number}", f"network.encoder.layers.{number}.layer"
    target = f"encoder.layers.{number}"
    weights = shipped.product(node).split(width)
    biases = shipped.scalar(f"{node}/Add").split(width)
    for part, weight, bias in zip("qkv", weights, biases, strict=True):
        yield f"{target}.{part}.weight", weight
        yield f"{target}.{part}.bias", bias
    parts = {
        part: (shipped.product(f"{node}/{part}"), shipped.plain(f"{stored}.{part}.bias"))
        for part in _LAYER_PARTS
    }
    if shipped.has(f"{node}/smoothing/Mul"):
        parts["fi"][0].mul_(shipped.scalar(f"{node}/smoothing/Mul"))
    if shipped.has(f"{node}/outliers/fi/MatMul"):
        _put_back_outliers(shipped, f"{node}/outliers", parts["fi"], parts["fo"])
    for part, (weight, bias) in parts.items():
        yield f"{target}.{part}.weight", weight
        yield f"{target}.{part}.bias", bias
    for part in ("aln", "oln"):
        for kind in ("weight", "bias"):
            yield f"{target}.{part}.{kind}", shipped.plain(f"{stored}.{part}.{kind}")


def _put_back_outliers(
    shipped: ShippedWeights, node: str, inner: tuple[Tensor, Tensor], outer: tuple[Tensor, Tensor]
) -> None:
    """Write the channels that the file has apart into the layer's weights, where these are 0."""
    apart = torch.nonzero((inner[0] == 0).all(1)).flatten()
    inner[0][apart] = shipped.product(f"{node}/fi")
    inner[1][apart] = shipped.scalar(f"{node}/fi/Add").reshape(-1)
    outer[0][:, apart] = shipped.product(f"{node}/fo")


def _heads(shipped: ShippedWeights, width: int) -> Iterator[tuple[str, Tensor]]:
    for head in _HEADS:
        yield f"{head}.weight", shipped.product(_head_node(head))
        yield f"{head}.bias", shipped.plain(f"network.{head}.bias")
    yield "arc", shipped.plain("network.arc")
    sources = Sources()
    tree = shipped.scalar("/network/Add_1").reshape(width)
    yield "tree_source.weight", tree.expand(len(sources.trees), -1)
    yield "name_source.weight", shipped.scalar("/network/Add_2").reshape(1, -1).expand(len(sources.names), -1)
    yield "root", shipped.scalar("/network/Concat_2").reshape(width) - tree
    yield "label", _labeller(shipped)


def _head_node(head: str) -> str:
    """`names.0.0` is traced as `/network/names/names.0/names.0.0`."""
    parts = head.split(".")
    return "/network/" + "/".join(".".join(parts[: n + 1]) for n in range(len(parts)))


def _labeller(shipped: ShippedWeights) -> Tensor:
    """Undo what ``Shipped`` does to the label scores' weights."""
    weight, bias = shipped.operand("/MatMul"), shipped.scalar("/Add")
    joined = torch.cat([weight, bias.reshape(1, -1)])
    return joined.reshape(LABEL_WIDTH + 1, -1, LABEL_WIDTH + 1).permute(1, 0, 2)
