"""The judge: an encoder with outputs for assertion, relations, inference, and an embedding of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from torch.nn.functional import cosine_similarity, cross_entropy, normalize

from .base import load_encoder
from .marked import HEAD, TAIL, Encoded

ASSERTIONS = ("present", "absent", "possible", "conditional", "hypothetical", "family", "history")
RELATIONS = (
    "none", "TrIP", "TrWP", "TrCP", "TrAP", "TrNAP", "TeRP", "TeCP", "PIP",
    "CID", "CPR:3", "CPR:4", "CPR:5", "CPR:6", "CPR:9",
)  # fmt: skip
INFERENCES = ("entailment", "neutral", "contradiction")

LABELS = {"assertion": ASSERTIONS, "relation": RELATIONS, "inference": INFERENCES}


@dataclass(frozen=True)
class JudgeRow:
    """One question: the output that answers it, the label, and the labels to choose from.

    An `embedding` row has no label: its vector is to stay that of the base.
    """

    output: str
    encoded: Encoded
    label: int = -1
    choices: tuple[int, ...] = ()


class Judge(nn.Module):
    """Reads the first piece, the mean of all and the openings of marked mentions; gives every output and the embedding.

    The vector at the marker that opens a mention stands for the mention (Baldini Soares et al. 2019).
    """

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = load_encoder(base, "judge")
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.outputs = nn.ModuleDict(
            {
                name: nn.Sequential(nn.Linear(4 * width, width), nn.Tanh(), nn.Linear(width, len(labels)))
                for name, labels in LABELS.items()
            }
        )

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor) -> tuple:
        """Give the embedding, of length 1, and the logits of assertion, relation and inference."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state.float()
        mean = mean_of(hidden, attention_mask)
        # A text without markers has zeros in their place.
        opened = [(hidden * (input_ids == mark[0]).unsqueeze(-1).to(hidden.dtype)).sum(1) for mark in (HEAD, TAIL)]
        read = self.dropout(torch.cat([hidden[:, 0], mean, *opened], dim=-1))
        return (normalize(mean, dim=-1), *(self.outputs[name](read) for name in LABELS))


def mean_of(hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Give the mean over the pieces of each text, shape [batch, width]."""
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    return (hidden * weights).sum(1) / weights.sum(1)


def judge_batch(rows: list[JudgeRow]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pad rows to ids, mask and token types."""
    length = max(len(row.encoded.ids) for row in rows)
    ids, mask, types = (torch.zeros(len(rows), length, dtype=torch.long) for _ in range(3))
    for i, row in enumerate(rows):
        count = len(row.encoded.ids)
        ids[i, :count] = torch.tensor(row.encoded.ids)
        types[i, :count] = torch.tensor(row.encoded.types)
        mask[i, :count] = 1
    return ids, mask, types


class Anchor:
    """The vectors of the base as it was, to which the judge's embeddings are held.

    What all texts share is taken off (Mu and Viswanath 2018): else some bases find any two sentences alike.
    """

    def __init__(self, base: nn.Module, rows: list[JudgeRow]) -> None:
        self._base = base
        self._centre = 0.0
        if rows:
            parts = [self.vectors(*judge_batch(rows[i : i + 32])[:2]) for i in range(0, len(rows), 32)]
            self._centre = torch.cat(parts).mean(0)

    def vectors(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Give the vector of each text, shape [batch, width]."""
        with torch.no_grad():
            hidden = self._base(input_ids=ids, attention_mask=mask).last_hidden_state.float()
            return mean_of(hidden, mask) - self._centre


def judge_loss(judge: Judge, rows: list[JudgeRow], anchor: Anchor) -> tuple[torch.Tensor, int]:
    """Give the mean loss of the rows and the pieces that they hold."""
    ids, mask, types = judge_batch(rows)
    embedding, *logits = judge(ids, mask, types)
    total = embedding.new_zeros(())
    for name, own in zip(LABELS, logits, strict=True):
        places = [i for i, row in enumerate(rows) if row.output == name]
        if not places:
            continue
        closed = torch.full((len(places), own.shape[1]), float("-inf"))
        for i, place in enumerate(places):
            closed[i, list(rows[place].choices)] = 0
        gold = torch.tensor([rows[place].label for place in places])
        total = total + cross_entropy(own[places].float() + closed, gold, reduction="sum")
    still = [i for i, row in enumerate(rows) if row.output == "embedding"]
    if still:
        total = total + 4 * (1 - cosine_similarity(embedding[still], anchor.vectors(ids[still], mask[still]))).sum()
    return total / len(rows), int(mask.sum())
