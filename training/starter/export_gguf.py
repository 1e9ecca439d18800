"""Writes the model as a GGUF file for llama.cpp, and the Modelfile for Ollama."""

from __future__ import annotations

import json
from pathlib import Path

import gguf
import numpy as np
from torch import Tensor

from .dialects import CHAT_END
from .formats import BOS, EOS
from .model import Starter

NAME = "bionote-starter"
MODELFILE = f'''FROM ./{NAME}.gguf
TEMPLATE """{{{{ if .System }}}}{{{{ .System }}}}
{{{{ end }}}}{{{{ .Prompt }}}}
Answer:
"""
PARAMETER temperature 0
PARAMETER num_ctx 1024
PARAMETER num_predict 1024
LICENSE "Apache-2.0; see README.md for the data the weights were trained on"
'''


# A chat with system text and user text, in the words of `dialects.py`; raw prompts go without it.
CHAT_TEMPLATE = (
    "{% for message in messages %}{{ message['content'] }}"
    "{% if not loop.last %}{{ '\\n' }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '\\nAnswer:\\n' }}{% endif %}"
)


def tensors(model: Starter) -> dict[str, Tensor]:
    """Name the weights as llama.cpp does, with fused matrices cut apart.

    The output matrix is left out: llama.cpp then uses the embedding, as the model does.
    """
    found = {"token_embd.weight": model.embedding.weight, "output_norm.weight": model.norm.weight}
    for i, block in enumerate(model.blocks):
        q, k, v = block.qkv.weight.chunk(3)
        gate, up = block.gate_up.weight.chunk(2)
        named = {
            "attn_norm": block.attention_norm.weight, "attn_q": q, "attn_k": k, "attn_v": v,
            "attn_output": block.out.weight, "ffn_norm": block.feed_norm.weight,
            "ffn_gate": gate, "ffn_up": up, "ffn_down": block.down.weight,
        }
        found |= {f"blk.{i}.{name}.weight": weight for name, weight in named.items()}
    return found


def add_tokenizer(writer: gguf.GGUFWriter, tokenizer_path: Path) -> None:
    """Write the vocabulary and the merges; the model's own tokens are user-defined.

    A chat template is written for a model that has learned to be asked by chat: without one an
    engine says plainly that the model cannot be asked so.
    """
    data = json.loads(tokenizer_path.read_text(encoding="utf-8"))
    vocabulary = dict(data["model"]["vocab"])
    added = {token["content"]: token["id"] for token in data["added_tokens"]}
    vocabulary |= added
    tokens = sorted(vocabulary, key=vocabulary.__getitem__)
    kinds = [
        gguf.TokenType.CONTROL if token in (BOS, EOS)
        else gguf.TokenType.USER_DEFINED if token in added
        else gguf.TokenType.NORMAL
        for token in tokens
    ]
    merges = [m if isinstance(m, str) else " ".join(m) for m in data["model"]["merges"]]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges)
    writer.add_bos_token_id(vocabulary[BOS])
    writer.add_eos_token_id(vocabulary[EOS])
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_add_space_prefix(False)
    if CHAT_END in added:
        writer.add_chat_template(CHAT_TEMPLATE)


def export(model: Starter, tokenizer_path: Path, path: Path) -> None:
    """Write `path` with 8-bit matrices (q8_0) and exact norms."""
    shape = model.shape
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("BioNote Starter")
    writer.add_license("apache-2.0")
    writer.add_description("Entities, relations and comparison of clinical sentences")
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_layer_norm_rms_eps(shape.epsilon)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    add_tokenizer(writer, tokenizer_path)
    q8 = gguf.GGMLQuantizationType.Q8_0
    for name, weight in tensors(model).items():
        values = weight.detach().cpu().float().numpy()
        if values.ndim == 1:
            writer.add_tensor(name, values)
        else:
            writer.add_tensor(name, gguf.quants.quantize(values, q8), raw_dtype=q8)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    (path.parent / "Modelfile").write_text(MODELFILE, encoding="utf-8")


def load_quantised(path: Path, model: Starter) -> Starter:
    """Put the dequantised weights of a GGUF file into a model, to measure what is shipped."""
    reader = gguf.GGUFReader(path)
    stored = {
        t.name: gguf.quants.dequantize(t.data, t.tensor_type).reshape(tuple(reversed(t.shape.tolist())))
        for t in reader.tensors
    }
    for name, weight in tensors(model).items():
        # Chunks are views, so writing to them fills the fused matrices.
        weight.detach().numpy()[...] = np.asarray(stored[name], dtype=np.float32)
    return model.eval()
