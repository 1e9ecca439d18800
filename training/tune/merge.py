"""Writes base and adapter as one model, for engines and families that take no adapter."""

from __future__ import annotations

from pathlib import Path

from peft import PeftModel
from transformers import PreTrainedTokenizerBase

from .base import load_model


def write_merged(base: str, adapter: Path, number: str, tokenizer: PreTrainedTokenizerBase,
                 folder: Path) -> None:
    """Add the adapter to the base's weights, unquantised, and save them with the tokenizer."""
    merged = PeftModel.from_pretrained(load_model(base, number), adapter).merge_and_unload()
    # A base that was read from a GGUF file is one of transformers' own from here on.
    merged.config.use_cache = True
    merged.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
