"""The trained network as ONNX graphs: the encoder with its tags in int8, the heads over spans in single precision."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from tallystick.models.labels import DEPTHS, FIELDS
from training.reader.network import HIDDEN, SPAN, ReaderNetwork

OPSET = 17


class _Encoder(nn.Module):
    def __init__(self, net: ReaderNetwork) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.net.encode(ids, shapes, mask)
        return hidden, self.net.tag(hidden)


class _Spans(nn.Module):
    def __init__(self, net: ReaderNetwork) -> None:
        super().__init__()
        self.net = net

    def forward(self, pooled: Tensor, depth: Tensor, fields: Tensor) -> tuple[Tensor, Tensor]:
        rows = self.net.span(pooled)
        return rows, self.net.kinds(torch.cat([rows, depth, fields], dim=1))


def export_reader(net: ReaderNetwork, folder: Path) -> None:
    """Write encoder.onnx (int8 per channel), spans.onnx, belongs.onnx, same.onnx, stands_on.onnx."""
    net.eval()
    folder.mkdir(parents=True, exist_ok=True)
    ones = torch.ones((1, 8), dtype=torch.long)
    with TemporaryDirectory() as held:
        raw = Path(held) / "encoder.onnx"
        torch.onnx.export(
            _Encoder(net),
            (ones, ones, ones),
            str(raw),
            input_names=["ids", "shapes", "mask"],
            output_names=["hidden", "tags"],
            dynamic_axes={name: {0: "windows", 1: "pieces"} for name in ("ids", "shapes", "mask", "hidden", "tags")},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(str(raw), str(folder / "encoder.onnx"), per_channel=True, weight_type=QuantType.QInt8)
    torch.onnx.export(
        _Spans(net),
        (torch.ones((2, 2 * HIDDEN)), torch.ones((2, DEPTHS)), torch.ones((2, len(FIELDS)))),
        str(folder / "spans.onnx"),
        input_names=["pooled", "depth", "fields"],
        output_names=["rows", "kinds"],
        dynamic_axes={name: {0: "spans"} for name in ("pooled", "depth", "fields", "rows", "kinds")},
        opset_version=OPSET,
        dynamo=False,
    )
    for name in ("belongs", "same", "stands_on"):
        two = torch.zeros(2, dtype=torch.long)
        torch.onnx.export(
            getattr(net, name),
            (torch.ones((2, SPAN)), torch.ones((2, SPAN)), two, two, two),
            str(folder / f"{name}.onnx"),
            input_names=["left", "right", "field", "distance", "sentences"],
            output_names=["score"],
            dynamic_axes={key: {0: "pairs"} for key in ("left", "right", "field", "distance", "sentences", "score")},
            opset_version=OPSET,
            dynamo=False,
        )
