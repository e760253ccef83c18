"""The trained network as ONNX graphs: the encoder with its tags in int8, the heads over spans in single precision."""

from __future__ import annotations

import math
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.reader.network import HIDDEN, SPAN, ReaderNetwork

OPSET = 17
_LARGE = 4_000  # numbers in a weight from which int8 saves anything
PAIR_HEADS = ("belongs", "same", "stands_on", "corefers")


class _Encoder(nn.Module):
    """Without a mask: the reader gives one window at a time, and masking nothing took a third of the encoder's time."""

    def __init__(self, net: ReaderNetwork) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.net.encode(ids, shapes, None)
        return hidden, self.net.tag(hidden)


class _Spans(nn.Module):
    def __init__(self, net: ReaderNetwork) -> None:
        super().__init__()
        self.net = net

    def forward(self, pooled: Tensor, field: Tensor, position: Tensor, depth: Tensor) -> tuple[Tensor, Tensor]:
        alone, rows = self.net.mixer(pooled, field, position, depth)
        return rows, self.net.kinds(torch.cat([alone, rows], dim=1))


def _shrink(path: Path) -> None:
    """Keep the large weights of a graph in int8 by row on disk; they are widened when it is loaded."""
    model = onnx.load(str(path))
    graph = model.graph
    widened = []
    for weight in list(graph.initializer):
        if weight.data_type != onnx.TensorProto.FLOAT or len(weight.dims) != 2 or math.prod(weight.dims) < _LARGE:
            continue
        name, values = weight.name, numpy_helper.to_array(weight)
        scale = np.maximum(np.abs(values).max(axis=1), 1e-12).astype(np.float32) / np.float32(127)
        small = np.clip(np.rint(values / scale[:, None]), -127, 127).astype(np.int8)
        weight.CopyFrom(numpy_helper.from_array(small, f"{name}.int8"))
        graph.initializer.append(numpy_helper.from_array(scale, f"{name}.scale"))
        widened.append(helper.make_node("DequantizeLinear", [f"{name}.int8", f"{name}.scale"], [name], axis=0))
    nodes = [*widened, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.save(model, str(path))


def export_reader(net: ReaderNetwork, folder: Path) -> None:
    """Write encoder.onnx (int8 per channel), spans.onnx, belongs.onnx, and one file for each pair head."""
    net.eval()
    folder.mkdir(parents=True, exist_ok=True)
    ones = torch.ones((1, 8), dtype=torch.long)
    with TemporaryDirectory() as held:
        raw = Path(held) / "encoder.onnx"
        torch.onnx.export(
            _Encoder(net),
            (ones, ones),
            str(raw),
            input_names=["ids", "shapes"],
            output_names=["hidden", "tags"],
            dynamic_axes={name: {0: "windows", 1: "pieces"} for name in ("ids", "shapes", "hidden", "tags")},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(str(raw), str(folder / "encoder.onnx"), per_channel=True, weight_type=QuantType.QInt8)
    two = torch.zeros(2, dtype=torch.long)
    torch.onnx.export(
        _Spans(net),
        (torch.ones((2, 2 * HIDDEN)), two, two, two),
        str(folder / "spans.onnx"),
        input_names=["pooled", "field", "position", "depth"],
        output_names=["rows", "kinds"],
        dynamic_axes={name: {0: "spans"} for name in ("pooled", "field", "position", "depth", "rows", "kinds")},
        opset_version=OPSET,
        dynamo=False,
    )
    features = ("field", "distance", "sentences", "between")
    for name in PAIR_HEADS:
        torch.onnx.export(
            getattr(net, name),
            (torch.ones((2, SPAN)), torch.ones((2, SPAN)), two, two, two, two),
            str(folder / f"{name}.onnx"),
            input_names=["left", "right", *features],
            output_names=["score"],
            dynamic_axes={key: {0: "pairs"} for key in ("left", "right", *features, "score")},
            opset_version=OPSET,
            dynamo=False,
        )
    for name in ("spans", *PAIR_HEADS):
        _shrink(folder / f"{name}.onnx")
