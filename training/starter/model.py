"""A small Llama: RMSNorm, rotary positions on adjacent pairs, SwiGLU, tied embeddings.

A batch holds rows of nearly one length, padded on the right. The causal mask alone hides
the padding, so attention needs no mask of its own.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    """The sizes of the model."""

    vocabulary: int = 6272
    layers: int = 6
    width: int = 256
    heads: int = 4
    feed_forward: int = 704
    context: int = 1024
    rope_base: float = 10000.0
    epsilon: float = 1e-5


Cache = list[tuple[Tensor, Tensor]]


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotate the adjacent pairs of each head, as llama.cpp does."""
    even, odd = x.unflatten(-1, (-1, 2)).unbind(-1)
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2)


def attend(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Causal attention, written out: for short rows on a processor in bfloat16 this takes half
    the time of PyTorch's fused kernel, forward and back."""
    length = q.shape[2]
    scores = (q @ k.transpose(-1, -2)).float() * q.shape[-1] ** -0.5
    later = torch.ones(length, length, dtype=torch.bool, device=q.device).triu(1)
    return scores.masked_fill(later, -math.inf).softmax(-1).to(v.dtype) @ v


class CheapDropout(nn.Module):
    """Dropout from a bank of masks that is drawn once.

    Drawing new random numbers for every activation took 7 % of the training time on a CPU;
    a slice of the bank at a random place serves as well.
    """

    def __init__(self, chance: float, size: int = 1 << 23) -> None:
        super().__init__()
        self.chance = chance
        if chance > 0:
            bank = (torch.rand(size) >= chance).float() / (1 - chance)
            self.register_buffer("bank", bank, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """Drop by chance in training; do nothing otherwise."""
        if not self.training or self.chance == 0:
            return x
        at = random.randrange(self.bank.numel() - x.numel())
        return x * self.bank[at : at + x.numel()].view_as(x)


class Block(nn.Module):
    """One layer: attention, then the gated feed-forward."""

    def __init__(self, shape: Shape, dropout: CheapDropout) -> None:
        super().__init__()
        self.shape = shape
        self.dropout = dropout
        width, hidden = shape.width, shape.feed_forward
        self.attention_norm = nn.RMSNorm(width, eps=shape.epsilon)
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.feed_norm = nn.RMSNorm(width, eps=shape.epsilon)
        self.gate_up = nn.Linear(width, 2 * hidden, bias=False)
        self.down = nn.Linear(hidden, width, bias=False)

    def project(self, x: Tensor, cos: Tensor, sin: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Make the rotated queries and keys, and the values, of flat tokens."""
        heads = self.shape.heads
        qkv = self.qkv(self.attention_norm(x)).view(x.shape[0], 3 * heads, -1)
        qk, v = qkv.split([2 * heads, heads], 1)
        q, k = rotate(qk, cos.to(qkv.dtype), sin.to(qkv.dtype)).chunk(2, 1)
        return q, k, v

    def finish(self, x: Tensor, attended: Tensor) -> Tensor:
        """Add the attention's output and the feed-forward to the residual stream."""
        x = x + self.dropout(self.out(attended))
        gate, up = self.gate_up(self.feed_norm(x)).chunk(2, -1)
        return x + self.dropout(self.down(F.silu(gate) * up))

    def forward(self, x: Tensor, rows: int, cos: Tensor, sin: Tensor) -> tuple[Tensor, ...]:
        """Run `rows` rows, laid out flat, through the layer; also return keys and values."""
        length, heads = x.shape[0] // rows, self.shape.heads
        q, k, v = (
            t.reshape(rows, length, heads, -1).transpose(1, 2) for t in self.project(x, cos, sin)
        )
        if q.is_cuda:
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        else:
            y = attend(q, k, v)
        return self.finish(x, y.transpose(1, 2).reshape(rows * length, -1)), k, v


class Starter(nn.Module):
    """The whole model."""

    def __init__(self, shape: Shape = Shape(), dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        drop = CheapDropout(dropout)
        self.blocks = nn.ModuleList(Block(shape, drop) for _ in range(shape.layers))
        self.norm = nn.RMSNorm(shape.width, eps=shape.epsilon)
        half = shape.width // shape.heads // 2
        rates = shape.rope_base ** (-torch.arange(half, dtype=torch.float64) / half)
        angles = torch.arange(shape.context, dtype=torch.float64)[:, None] * rates
        self.register_buffer("cos", angles.cos().float(), persistent=False)
        self.register_buffer("sin", angles.sin().float(), persistent=False)
        nn.init.normal_(self.embedding.weight, std=0.02)
        for block in self.blocks:
            for linear in (block.qkv, block.gate_up):
                nn.init.normal_(linear.weight, std=shape.width**-0.5)
            # Layers begin as the identity: the residual stream is not disturbed at first.
            nn.init.zeros_(block.out.weight)
            nn.init.zeros_(block.down.weight)

    def body(self, ids: Tensor) -> tuple[Tensor, Cache]:
        """Run padded rows through the layers; return flat states, and keys and values."""
        rows, length = ids.shape
        places = torch.arange(length, device=ids.device).repeat(rows)
        cos, sin = self.cos[places][:, None], self.sin[places][:, None]
        x = self.embedding(ids.flatten())
        cache: Cache = []
        for block in self.blocks:
            x, k, v = block(x, rows, cos, sin)
            cache.append((k, v))
        return x, cache

    def head(self, x: Tensor) -> Tensor:
        """Turn states into logits."""
        return F.linear(self.norm(x), self.embedding.weight)

    def forward(self, ids: Tensor, picked: Tensor) -> Tensor:
        """Return logits at the `picked` places of the flattened rows."""
        return self.head(self.body(ids)[0][picked])

    def prefill(self, ids: Tensor, lengths: Tensor, room: int) -> tuple[Tensor, Cache]:
        """Read padded prompts; return the logits after each and a cache to decode with."""
        x, cache = self.body(ids)
        last = x.view(*ids.shape, -1)[torch.arange(len(ids)), lengths - 1]
        grown = [(F.pad(k, (0, 0, 0, room)), F.pad(v, (0, 0, 0, room))) for k, v in cache]
        return self.head(last), grown

    def step(self, ids: Tensor, places: Tensor, cache: Cache) -> Tensor:
        """Feed one token a row, at `places`, and return the logits after it."""
        rows, heads = len(ids), self.shape.heads
        index = torch.arange(rows)
        cos, sin = self.cos[places][:, None], self.sin[places][:, None]
        mask = (torch.arange(cache[0][0].shape[2]) <= places[:, None])[:, None, None]
        x = self.embedding(ids)
        for block, (keys, values) in zip(self.blocks, cache, strict=True):
            q, k, v = block.project(x, cos, sin)
            keys[index, :, places] = k
            values[index, :, places] = v
            y = F.scaled_dot_product_attention(
                q.view(rows, heads, 1, -1), keys, values, attn_mask=mask
            )
            x = block.finish(x, y.reshape(rows, -1))
        return self.head(x)
