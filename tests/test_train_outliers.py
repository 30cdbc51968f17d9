"""What is done about outlying channels changes int8's error only, and ``unpack`` undoes it."""

import copy
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import torch

from kg.annotate.labels import Labels
from kg.train.encoder import Encoder, without_last
from kg.train.export import export_network, quantise
from kg.train.network import Network, Sources
from kg.train.outliers import LIMIT, Smoothing, split_outliers
from kg.train.q4 import EncoderSizes
from kg.train.ranges import measure_ranges
from kg.train.unpack import unpack

SIZES = EncoderSizes(width=32, layers=2, heads=2, inner=64, vocabulary=50, positions=40, epsilon=1e-5)
PARTS = Path(__file__).parents[1] / "kg/annotate/model/de/kg_annotator"
LABELS = Labels.load(PARTS / "labels.json")
CHANNEL = 7


class Row:
    """A batch as far as the search for outliers looks at it."""

    ids = torch.tensor([[0, 10, 11, 12, 13, 2]])
    bias = torch.zeros(1, 6)


@pytest.fixture
def network():
    torch.manual_seed(3)
    made = Network(Encoder(SIZES), LABELS, Sources()).eval()
    with torch.no_grad():
        for weights in made.parameters():  # as after training: nothing is 0 or 1, which would be folded away
            weights += torch.randn_like(weights) * 0.02
        made.encoder.layers[1].fi.bias[CHANNEL] = 5 * LIMIT
        made.encoder.layers[1].fo.weight[:, CHANNEL] *= 0.1
    return made


def test_only_the_outlying_channel_is_split_off(network):
    first, second = (layer for layer in network.encoder.layers)
    ranges = measure_ranges(network, [Row()])
    was = second.fi.bias[CHANNEL].item()
    assert split_outliers(first, ranges[0]) is None
    apart = split_outliers(second, ranges[1])
    assert apart.fi.bias.tolist() == [was]
    assert second.fi.bias[CHANNEL] == 0
    assert second.fi.bias.count_nonzero() == SIZES.inner - 1


def test_smoothing_evens_the_input_and_keeps_the_product(network):
    layer, ranges = network.encoder.layers[0], measure_ranges(network, [Row()])[0]
    x = torch.randn(1, 6, SIZES.width)
    was = layer.fi(x)
    smoothing = Smoothing(layer, ranges)
    assert torch.allclose(layer.fi(smoothing(x)), was, atol=1e-4)
    evened = ranges.first * smoothing.factor
    assert evened.max() / evened.median() < ranges.first.max() / ranges.first.median()


def test_the_last_layer_hands_its_weight_in_the_mix_to_the_one_before(network):
    before = torch.softmax(network.encoder.mix.detach(), 0)
    trimmed = without_last(copy.deepcopy(network.encoder))
    assert len(trimmed.layers) == SIZES.layers - 1
    after = torch.softmax(trimmed.mix.detach(), 0)
    assert torch.allclose(after, torch.cat([before[:-2], before[-2:].sum(0, keepdim=True)]))
    assert trimmed(Row.ids, Row.bias[:, None, None, :]).shape == (1, 6, SIZES.width)


def _scores(path, ids):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    places = [[1, 2, 4]], [[1, 3, 4]]
    given = zip(("ids", "first", "last"), (ids, *places), strict=True)
    return session.run(None, {name: np.array(value, dtype=np.int64) for name, value in given})


def test_reading_them_apart_changes_nothing_but_the_error_of_int8(network, tmp_path):
    ids = Row.ids.tolist()
    for name, ranges in (("whole", None), ("apart", measure_ranges(network, [Row()]))):
        export_network(copy.deepcopy(network), tmp_path / f"{name}.onnx", ranges=ranges)
        quantise(tmp_path / f"{name}.onnx", tmp_path / f"{name}.int8.onnx")
    whole, same = (_scores(tmp_path / f"{name}.onnx", ids) for name in ("whole", "apart"))
    for one, other in zip(whole, same, strict=True):
        assert abs(one - other).max() < 1e-4
    coarse, fine = (_scores(tmp_path / f"{name}.int8.onnx", ids)[0] for name in ("whole", "apart"))
    assert abs(fine - whole[0]).max() < abs(coarse - whole[0]).max()


def test_unpacking_puts_them_back(network, tmp_path):
    exported = copy.deepcopy(network)
    export_network(exported, tmp_path / "apart.onnx", ranges=measure_ranges(network, [Row()]))
    quantise(tmp_path / "apart.onnx", tmp_path / "apart.int8.onnx")
    back, sizes = unpack(tmp_path / "apart.int8.onnx", LABELS)
    assert replace(sizes, epsilon=SIZES.epsilon) == SIZES
    for part in ("fi", "fo"):
        was, found = (getattr(one.encoder.layers[1], part).weight for one in (network, back))
        assert torch.allclose(was, found, atol=float(was.abs().max()) / 60)
    assert back.encoder.layers[1].fi.bias[CHANNEL] == network.encoder.layers[1].fi.bias[CHANNEL]
