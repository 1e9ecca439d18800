"""Begins a run with the weights and the tokenizer of a GGUF file instead of from nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import gguf
import torch
from tokenizers import Tokenizer

from .export_gguf import load_quantised
from .formats import BOS, EOS
from .model import Shape, Starter


def write_tokenizer(weights: Path, path: Path) -> None:
    """Write the tokenizer of a GGUF file of ours as `tokenizers` reads it."""
    fields = gguf.GGUFReader(weights).fields
    tokens: list[str] = fields["tokenizer.ggml.tokens"].contents()
    kinds: list[int] = fields["tokenizer.ggml.token_type"].contents()
    merges: list[str] = fields["tokenizer.ggml.merges"].contents()
    own = {gguf.TokenType.CONTROL, gguf.TokenType.USER_DEFINED}
    level: dict[str, Any] = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    written = {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [
            {"id": i, "content": token, **plain, "special": token in (BOS, EOS)}
            for i, (token, kind) in enumerate(zip(tokens, kinds, strict=True)) if kind in own
        ],
        "normalizer": None, "pre_tokenizer": level, "post_processor": None, "decoder": level,
        "model": {
            "type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
            "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
            "vocab": {
                token: i for i, (token, kind) in enumerate(zip(tokens, kinds, strict=True))
                if kind not in own or token in (BOS, EOS)
            },
            "merges": merges,
        },
    }
    path.write_text(json.dumps(written), encoding="utf-8")


def grown(weights: Path, tokenizer: Tokenizer, dropout: float) -> Starter:
    """Load the weights; tokens that are new begin near the mean of the model's own older ones.

    A new tag or heading is then read, at first, as one that the model knows.
    """
    tokens: list[str] = gguf.GGUFReader(weights).fields["tokenizer.ggml.tokens"].contents()
    old = load_quantised(weights, Starter(Shape(vocabulary=len(tokens))))
    model = Starter(Shape(vocabulary=tokenizer.get_vocab_size()), dropout)
    state = old.state_dict()
    embedding = model.embedding.weight.detach().clone()
    embedding[: len(tokens)] = state["embedding.weight"]
    for i in range(len(tokens), len(embedding)):
        like = tokenizer.id_to_token(i)[:3]
        kin = [j for j, token in enumerate(tokens) if len(token) > 3 and token[:3] == like]
        rows = state["embedding.weight"][kin] if kin else state["embedding.weight"]
        embedding[i] = rows.mean(0) + 0.02 * torch.randn(embedding.shape[1])
    model.load_state_dict(state | {"embedding.weight": embedding})
    return model
