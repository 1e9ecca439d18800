"""Reads the weights of an exported model back, so that training can go on from what ships."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

_LINEAR = ("MatMul", "MatMulInteger", "Gemm")


def load_exported(model: nn.Module, path: Path) -> None:
    """Give `model` the weights of `path`, an ONNX file that `export.py` wrote of the same architecture.

    Weights in 8-bit integers come back as what they stand for, so they differ from those that were trained by half a
    step of their scale. Raises `ValueError` where a weight of the model is not in the file.
    """
    graph = onnx.load(path).graph
    held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    state = model.state_dict()
    found = {name: torch.from_numpy(held[name].copy()) for name in state if name in held}
    for name in state:
        if f"{name}_quantized" in held:
            found[name] = torch.from_numpy(_whole(held, name))
    # The exporter transposes the weights of linear layers and names them by a number; the node keeps the layer's name.
    for node in graph.node:
        if node.op_type not in _LINEAR:
            continue
        layer = node.name.strip("/").removesuffix("_quant").rsplit("/", 1)[0].replace("/", ".")
        ending = f".{_path(layer)}"
        weight = next((name for name in state if name.endswith(".weight") and f".{_path(name)}".endswith(ending)), None)
        own = next((name for name in node.input if name in held), None)
        if weight is None or own is None or weight in found:
            continue
        values = _whole(held, own.removesuffix("_quantized")) if own.endswith("_quantized") else held[own]
        given = torch.from_numpy(values.copy())
        found[weight] = given if node.op_type == "Gemm" else given.T
    missing = sorted(set(state) - set(found))
    if missing:
        raise ValueError(f"{path} does not hold {', '.join(missing[:3])} ({len(missing)} in all)")
    model.load_state_dict(found)


def _whole(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    """Undo the quantization of a tensor: a scale and a zero for all of it, or for each of its columns."""
    quantized, scale, zero = (held[f"{name}_{part}"] for part in ("quantized", "scale", "zero_point"))
    return ((quantized.astype(np.float32) - zero.astype(np.float32)) * scale).astype(np.float32)


def _path(name: str) -> str:
    """Give a layer's path without what the exporter repeats of it."""
    parts = name.removesuffix(".weight").split(".")
    return ".".join(part for i, part in enumerate(parts) if i == 0 or part != parts[i - 1])
