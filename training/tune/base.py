"""Loads the base: a folder or name that transformers knows, or a GGUF file of llama.cpp.

A GGUF file is what Ollama keeps of a model (`ollama show --modelfile NAME` names it): its weights
are dequantised, so the adapter is tuned on the very weights that it will be served with.
"""

from __future__ import annotations

from typing import Any

import gguf
import torch
from tokenizers import decoders
from transformers import (
    AddedToken,
    AutoModelForCausalLM,
    AutoTokenizer,
    BitsAndBytesConfig,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)

from .base_source import is_gguf, source

TYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16}


def load_tokenizer(base: str) -> PreTrainedTokenizerBase:
    """Load the tokenizer; what transformers leaves out of a GGUF file is put right."""
    tokenizer = AutoTokenizer.from_pretrained(**source(base))
    if is_gguf(base):
        complete(tokenizer, gguf.GGUFReader(base))
    if tokenizer.eos_token_id is None:
        raise SystemExit("The tokenizer of this base has no end-of-sequence token.")
    return tokenizer


def complete(tokenizer: PreTrainedTokenizerBase, reader: gguf.GGUFReader) -> None:
    """Set the special tokens of a GGUF file, let its own tokens match as wholes, and spell bytes."""
    tokens, kinds = (reader.fields[f"tokenizer.ggml.{name}"].contents() for name in ("tokens", "token_type"))
    for name in ("bos", "eos"):
        if field := reader.fields.get(f"tokenizer.ggml.{name}_token_id"):
            setattr(tokenizer, f"{name}_token", tokens[field.contents()])
    own = [AddedToken(token, normalized=False) for token, kind in zip(tokens, kinds, strict=True)
           if kind == gguf.TokenType.USER_DEFINED]
    tokenizer.add_tokens(own)
    if reader.fields["tokenizer.ggml.model"].contents() == "gpt2":
        tokenizer.backend_tokenizer.decoder = decoders.ByteLevel()
    if len(tokenizer) != len(tokens):
        raise SystemExit(f"The tokenizer has {len(tokenizer)} tokens, its file {len(tokens)}.")


def load_model(base: str, number: str, four_bits: bool = False,
               device: str | int | None = None) -> PreTrainedModel:
    """Load the weights as `number` (float32 or bfloat16), or in 4 bits (NF4) on a GPU.

    QLoRA: Dettmers et al. 2023, arXiv 2305.14314.
    """
    options: dict[str, Any] = {"dtype": TYPES[number]}
    if four_bits:
        if is_gguf(base):
            raise SystemExit("--fit 24gb needs a base in transformers' own format, not a GGUF file.")
        options["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True,
            bnb_4bit_compute_dtype=TYPES[number])
    if device is not None:
        options["device_map"] = {"": device}
    return AutoModelForCausalLM.from_pretrained(**source(base), **options)
