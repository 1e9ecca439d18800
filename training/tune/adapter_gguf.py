"""Writes a LoRA of PEFT as a GGUF adapter, which llama.cpp and Ollama apply to their base."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
from safetensors.torch import load_file
from transformers import PretrainedConfig

# Where transformers keeps each matrix of a layer, and what llama.cpp calls it.
MATRICES = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
# The families whose runner in Ollama applies adapters and whose layers are named as above.
ARCHITECTURES = {"llama": "llama", "mistral": "llama", "qwen2": "qwen2"}
NAME = re.compile(r"base_model\.model\.model\.layers\.(\d+)\.(.+)\.lora_([AB])\.weight")


@dataclass(frozen=True)
class Heads:
    """How a matrix of queries or keys is cut into heads."""

    queries: int
    keys: int


def architecture_of(config: PretrainedConfig) -> str:
    """Name the base's architecture as llama.cpp does; refuses one that takes no adapter."""
    if config.model_type not in ARCHITECTURES:
        known = ", ".join(ARCHITECTURES)
        raise SystemExit(f"A base of type {config.model_type} takes no GGUF adapter in Ollama (those of type "
                         f"{known} do): use --merge instead.")
    return ARCHITECTURES[config.model_type]


def interleaved(rows: np.ndarray, heads: int) -> np.ndarray:
    """Reorder the rows of queries or keys for llama.cpp's Llama.

    Rotary positions turn pairs of numbers. transformers pairs a head's first half with its second;
    llama.cpp pairs neighbours.
    """
    half = rows.shape[0] // heads // 2
    return rows.reshape(heads, 2, half, -1).swapaxes(1, 2).reshape(rows.shape)


def converted(name: str, values: np.ndarray, architecture: str, heads: Heads) -> tuple[str, np.ndarray]:
    """Give llama.cpp's name and values for one tensor of a PEFT adapter."""
    found = NAME.fullmatch(name)
    if not found or found[2] not in MATRICES:
        raise SystemExit(f"The adapter holds {name}, which has no place in a GGUF adapter.")
    layer, matrix, side = found[1], MATRICES[found[2]], found[3]
    # Only B makes rows of queries and keys; A reads the residual stream, whose order is the same.
    if architecture == "llama" and side == "B" and matrix in ("attn_q", "attn_k"):
        values = interleaved(values, heads.queries if matrix == "attn_q" else heads.keys)
    return f"blk.{layer}.{matrix}.weight.lora_{side.lower()}", np.ascontiguousarray(values)


@dataclass(frozen=True)
class Adapter:
    """A LoRA of PEFT with llama.cpp's names: to each matrix, `alpha / rank` times B times A is added."""

    architecture: str
    alpha: float
    tensors: dict[str, np.ndarray]

    @classmethod
    def read(cls, folder: Path, config: PretrainedConfig) -> Adapter:
        """Read what PEFT wrote into `folder`, for the base that `config` describes."""
        settings = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
        architecture = architecture_of(config)
        queries = config.num_attention_heads
        heads = Heads(queries, getattr(config, "num_key_value_heads", None) or queries)
        # llama.cpp scales by alpha / rank, whatever the adapter was tuned with.
        alpha = float(settings["lora_alpha"]) * (math.sqrt(settings["r"]) if settings.get("use_rslora") else 1)
        tensors = load_file(folder / "adapter_model.safetensors")
        return cls(architecture, alpha, dict(
            converted(name, tensors[name].float().numpy(), architecture, heads) for name in sorted(tensors)))

    def changes(self) -> dict[str, np.ndarray]:
        """Give what is added to each matrix, by the matrix's name."""
        changes = {}
        for name, down in self.tensors.items():
            if name.endswith(".lora_a"):
                matrix = name.removesuffix(".lora_a")
                up = self.tensors[f"{matrix}.lora_b"]
                changes[matrix] = self.alpha / down.shape[0] * (up @ down)
        return changes


def write_adapter(folder: Path, config: PretrainedConfig, path: Path) -> int:
    """Write the PEFT adapter in `folder` to `path`; give how many matrices it changes."""
    adapter = Adapter.read(folder, config)
    writer = gguf.GGUFWriter(path, adapter.architecture)
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
    writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, adapter.alpha)
    for name, values in adapter.tensors.items():
        # llama.cpp adds in float32, and an adapter is small.
        writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return len(adapter.tensors) // 2
