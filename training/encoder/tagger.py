"""The tagger: the encoder with a linear layer over the first piece of each word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from .base import load_encoder
from .heads import HEADS, IGNORED, offsets, word_labels
from .records import Sentence
from .words import Pieces, split_words

LONGEST = 192


class Tagger(nn.Module):
    """Maps pieces to the logits of all heads, side by side."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = load_encoder(base, "entities")
        self.dropout = nn.Dropout(0.1)
        self.classifier = nn.Linear(self.encoder.config.hidden_size, offsets()[-1])

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Give logits of shape [batch, length, labels]."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return self.classifier(self.dropout(hidden))


@dataclass(frozen=True)
class TagRow:
    """The pieces of a sentence and the labels of each head; pieces that begin no word are ignored."""

    ids: list[int]
    labels: list[list[int]]


def tag_row(sentence: Sentence, pieces: Pieces) -> TagRow:
    """Make the row of a sentence, cut at `LONGEST` pieces."""
    words = split_words(sentence.text)
    rows = word_labels(sentence, words)
    ids = [pieces.start]
    labels: list[list[int]] = [[IGNORED] for _ in HEADS]
    for i, word in enumerate(words):
        own = pieces.of(word.text)
        if len(ids) + len(own) >= LONGEST:
            break
        ids.extend(own)
        for head, row in zip(labels, rows, strict=True):
            head.extend([row[i]] + [IGNORED] * (len(own) - 1))
    ids.append(pieces.end)
    for head in labels:
        head.append(IGNORED)
    return TagRow(ids, labels)


def tag_loss(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Add the heads' cross entropies, each a mean over the words that have a label.

    `labels` has the shape [heads, batch, length].
    """
    places = offsets()
    logits = logits.float()
    total = logits.new_zeros(())
    words = (labels != IGNORED).any(dim=0).sum().clamp(min=1)
    for i in range(len(HEADS)):
        if (labels[i] != IGNORED).any():
            own = logits[..., places[i] : places[i + 1]].flatten(0, 1)
            total = total + nn.functional.cross_entropy(
                own, labels[i].flatten(), ignore_index=IGNORED, reduction="sum"
            )
    return total / words


def tag_batch(rows: list[TagRow]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pad rows to ids, mask and labels."""
    length = max(len(row.ids) for row in rows)
    ids = torch.zeros(len(rows), length, dtype=torch.long)
    mask = torch.zeros(len(rows), length, dtype=torch.long)
    labels = torch.full((len(HEADS), len(rows), length), IGNORED)
    for i, row in enumerate(rows):
        count = len(row.ids)
        ids[i, :count] = torch.tensor(row.ids)
        mask[i, :count] = 1
        labels[:, i, :count] = torch.tensor(row.labels)
    return ids, mask, labels
