"""Writes a GGUF base and an adapter as one GGUF file, for engines that take no adapter."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFValueType, GGUFWriter, LlamaFileType
from gguf.quants import dequantize, quantize
from transformers import PretrainedConfig

from .adapter_gguf import Adapter

# Numbers share a scale in groups of so many along a row.
GROUP = 32


def write_merged_gguf(base: Path, adapter: Path, config: PretrainedConfig, path: Path) -> None:
    """Write `path`: the base with the PEFT adapter in its matrices.

    Changed matrices are stored in 8 bits (Q8_0), or as float16 where their rows do not divide into
    groups. Everything else, tokenizer and chat template included, is the base's.
    """
    reader = GGUFReader(base)
    changes = Adapter.read(adapter, config).changes()
    writer = GGUFWriter(path, reader.fields["general.architecture"].contents())
    for name, field in reader.fields.items():
        if name.startswith("GGUF.") or name in ("general.architecture", "general.file_type"):
            continue
        kind = field.types[0]
        inner = field.types[-1] if kind == GGUFValueType.ARRAY else None
        writer.add_key_value(name, field.contents(), kind, sub_type=inner)
    writer.add_file_type(LlamaFileType.MOSTLY_Q8_0)
    for tensor in reader.tensors:
        change = changes.pop(tensor.name, None)
        if change is None:
            writer.add_tensor(tensor.name, tensor.data, raw_dtype=tensor.tensor_type)
            continue
        values = dequantize(tensor.data, tensor.tensor_type).astype(np.float32) + change
        kind = GGMLQuantizationType.Q8_0 if values.shape[-1] % GROUP == 0 else GGMLQuantizationType.F16
        writer.add_tensor(tensor.name, quantize(values, kind), raw_dtype=kind)
    if changes:
        raise SystemExit(f"The base has no matrix {next(iter(changes))}, which the adapter changes.")
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
