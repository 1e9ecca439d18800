"""Turns rows into token ids of which only the completion counts for the loss."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor
from transformers import PreTrainedTokenizerBase

from .rows import Row
from .wrappers import completion, messages, wrap

# What the loss ignores, in PyTorch.
IGNORED = -100


@dataclass
class Encoded:
    """Rows as ids: four bytes a token, so that 200,000 rows fit beside the weights.

    It is a sequence that PyTorch's loaders read; `lengths` lets them put rows of nearly one
    length together.
    """

    ids: list[array] = field(default_factory=list)
    prompts: list[int] = field(default_factory=list)
    too_long: int = 0

    @property
    def lengths(self) -> list[int]:
        """How many tokens each row has."""
        return [len(each) for each in self.ids]

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, index: int) -> dict[str, Any]:
        return {"input_ids": self.ids[index], "prompt": self.prompts[index]}


def encode_prompt(row: Row, tokenizer: PreTrainedTokenizerBase, wrapper: str) -> list[int]:
    """Encode what stands before the answer, exactly as the engine that serves the model does."""
    if wrapper == "chat":
        return tokenizer.apply_chat_template(
            messages(row.instruction, row.input), add_generation_prompt=True)
    return tokenizer(wrap(row.instruction, row.input, wrapper)).input_ids


def encode_row(row: Row, tokenizer: PreTrainedTokenizerBase, wrapper: str) -> tuple[list[int], int]:
    """Give the ids of prompt and answer, and how many of them are the prompt's.

    The prompt is encoded alone, as when the model is asked; the answer is what follows when both
    are encoded together, unless a token spans the seam.
    """
    prompt = encode_prompt(row, tokenizer, wrapper)
    if wrapper == "chat":
        asked = messages(row.instruction, row.input)
        whole = tokenizer.apply_chat_template([*asked, {"role": "assistant", "content": row.output}])
        if whole[: len(prompt)] != prompt:
            raise SystemExit("The chat template of this base puts the answer elsewhere than it asks for it.")
        return whole, len(prompt)
    answer = completion(row.output, wrapper)
    whole = tokenizer(wrap(row.instruction, row.input, wrapper) + answer).input_ids
    if whole[-1:] == [tokenizer.eos_token_id]:
        whole.pop()
    if whole[: len(prompt)] != prompt:
        whole = prompt + tokenizer(answer, add_special_tokens=False).input_ids
    return [*whole, tokenizer.eos_token_id], len(prompt)


def encode_rows(rows: Iterable[Row], tokenizer: PreTrainedTokenizerBase, wrapper: str,
                longest: int) -> Encoded:
    """Encode rows; one of more than `longest` tokens is left out and counted, never cut."""
    encoded = Encoded()
    for row in rows:
        ids, prompt = encode_row(row, tokenizer, wrapper)
        if len(ids) > longest:
            encoded.too_long += 1
            continue
        encoded.ids.append(array("i", ids))
        encoded.prompts.append(prompt)
    return encoded


def collate(rows: list[dict[str, Any]]) -> dict[str, Tensor]:
    """Pad rows on the right and mark what the loss counts: the answer and its end.

    Logits are kept only of positions that predict a token of some row's answer (`logits_to_keep`);
    `labels` has a column for each of these. Most of a row is its prompt, and a logit for every word
    of the vocabulary is expensive.
    """
    length = max(len(row["input_ids"]) for row in rows)
    ids = torch.zeros(len(rows), length, dtype=torch.long)
    mask = torch.zeros(len(rows), length, dtype=torch.long)
    following = torch.full((len(rows), length), IGNORED, dtype=torch.long)
    for i, row in enumerate(rows):
        tokens = torch.tensor(row["input_ids"], dtype=torch.long)
        ids[i, : len(tokens)] = tokens
        mask[i, : len(tokens)] = 1
        following[i, row["prompt"] - 1 : len(tokens) - 1] = tokens[row["prompt"] :]
    kept = (following != IGNORED).any(dim=0).nonzero().flatten()
    return {"input_ids": ids, "attention_mask": mask, "labels": following[:, kept], "logits_to_keep": kept}
