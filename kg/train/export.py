"""Export to ONNX with the sources baked in, quantise, and lay out the model's folder."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import torch

from kg.train.network import Network, Sources
from kg.train.ranges import LayerRanges
from kg.train.shipped import Shipped

FORMS = Path(__file__).parent / "data" / "de" / "forms.tsv"
OUTPUTS = ("upos", "morph", "tags", "starts", "arcs", "halves", "governors")


def export_network(
    network: Network,
    target: Path,
    tree: str = "gsd",
    name: str = "germeval",
    ranges: Sequence[LayerRanges] | None = None,
) -> None:
    """Trace the network into ``target`` (float32 ONNX); its layers are packed in place.

    Args:
        network: the trained network.
        target: where to write.
        tree: the treebank whose guidelines it follows.
        name: the name corpus whose guidelines it follows.
        ranges: of each layer, where ``target`` is to be quantised.
    """
    sources = Sources()
    shipped = Shipped(network, sources.trees.index(tree), sources.names.index(name), ranges).eval()
    ids = torch.tensor([[0, 10, 11, 12, 13, 2]])
    places = torch.tensor([[1, 2, 4]]), torch.tensor([[1, 3, 4]])
    axes = {"ids": {1: "pieces"}, "first": {1: "words"}, "last": {1: "words"}}
    with torch.no_grad():
        torch.onnx.export(
            shipped,
            (ids, *places),
            str(target),
            input_names=["ids", "first", "last"],
            output_names=list(OUTPUTS),
            dynamic_axes={**axes, **{output: {1: "words"} for output in OUTPUTS}},
            opset_version=17,
            custom_opsets={"com.microsoft": 1},
            dynamo=False,
        )


def quantise(source: Path, target: Path) -> None:
    """Turn weights into 7 of 8 bits, each output channel with a scale of its own; outliers stay float32.

    With the eighth bit, sums of products overflow 16 bits on processors without VNNI (before 2019) and
    are cut off there: the same text would be read otherwise than on a newer machine.

    Args:
        source: float32 ONNX.
        target: where to write.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = target.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    names = [node.name for node in onnx.load(str(prepared)).graph.node]
    quantize_dynamic(
        str(prepared),
        str(target),
        per_channel=True,
        weight_type=QuantType.QInt8,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=[name for name in names if "/outliers/" in name],
    )
    prepared.unlink()


def assemble_model(onnx_file: Path, work: Path, target: Path, version: str) -> None:
    """Write the spaCy folder: tokenizer, one component, its files."""
    import spacy

    from kg.annotate.component import FACTORY, Annotator

    parts = work / "parts"
    parts.mkdir(exist_ok=True)
    shutil.copyfile(onnx_file, parts / "network.onnx")
    shutil.copyfile(work / "labels.json", parts / "labels.json")
    shutil.copyfile(work / "tokenizer.json", parts / "tokenizer.json")
    shutil.copyfile(work / "case_prior.json", parts / "case_prior.json")
    shutil.copyfile(FORMS, parts / "forms.tsv")
    nlp = spacy.blank("de")
    nlp.meta.update(
        name="newskg", version=version, license="CC BY-SA 4.0", author="newskg",
        description="German parser, tagger, features, names and sentences; int8 ONNX.",
    )  # fmt: skip
    component = nlp.add_pipe(FACTORY)
    assert isinstance(component, Annotator)
    component.from_disk(parts)
    if target.exists():
        shutil.rmtree(target)
    nlp.to_disk(target)
