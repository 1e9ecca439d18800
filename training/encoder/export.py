"""Writes a trained model as ONNX, its weights as 8-bit integers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers.utils import ModelOutput


def export(model: nn.Module, inputs: Sequence[str], outputs: Sequence[str], out: Path) -> None:
    """Write `full.onnx`, and `model.onnx` with weights as integers, into `out`.

    Every input is int64 [batch, length]; the first dimension of every output is the batch.
    """
    model.eval()
    example = tuple(torch.ones(2, 9, dtype=torch.long) for _ in inputs)
    full = out / "full.onnx"
    axes = {name: {0: "batch", 1: "length"} for name in inputs}
    with torch.inference_mode():
        shapes = [output.dim() for output in _tuple(model(*example))]
    for name, dimensions in zip(outputs, shapes, strict=True):
        axes[name] = {0: "batch", 1: "length"} if dimensions == 3 else {0: "batch"}
    torch.onnx.export(
        model,
        example,
        str(full),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    # The last layers decide near ties and weigh next to nothing: they stay in float32.
    last = [
        node.name
        for node in onnx.load(full).graph.node
        if node.op_type in ("MatMul", "Gemm") and ("classifier" in node.name or "outputs" in node.name)
    ]
    quantize_dynamic(
        full,
        out / "model.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=last,
        extra_options={"MatMulConstBOnly": True},
    )


def difference(model: nn.Module, inputs: Sequence[str], exported: Path | bytes) -> float:
    """Give the largest difference between PyTorch's outputs and ONNX Runtime's, over a batch with padding."""
    generator = torch.Generator().manual_seed(1)
    ids = torch.randint(1000, 20000, (4, 24), generator=generator)
    mask = torch.ones_like(ids)
    mask[1, 17:] = 0
    feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": torch.zeros_like(ids)}
    with torch.inference_mode():
        expected = [each.numpy() for each in _tuple(model.eval()(*(feeds[name] for name in inputs)))]
    session = InferenceSession(exported, providers=["CPUExecutionProvider"])
    given = session.run(None, {name: feeds[name].numpy() for name in inputs})
    worst = 0.0
    for a, b in zip(expected, given, strict=True):
        if a.ndim == 3:
            a, b = a[mask.numpy() == 1], b[mask.numpy() == 1]
        worst = max(worst, float(np.abs(a - b).max()))
    return worst


def _tuple(value: torch.Tensor | tuple | ModelOutput) -> tuple:
    if isinstance(value, ModelOutput):
        return value.to_tuple()
    return value if isinstance(value, tuple) else (value,)
