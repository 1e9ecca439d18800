"""A small Llama: RMSNorm, rotary positions on adjacent pairs, SwiGLU, tied embeddings.

Rows of unlike length share a batch: everything but attention runs on one flat list of
tokens, and attention on a few groups of rows of nearly one length, so little is padding.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    """The sizes of the model."""

    vocabulary: int = 6144
    layers: int = 6
    width: int = 256
    heads: int = 4
    feed_forward: int = 704
    context: int = 1024
    rope_base: float = 10000.0
    epsilon: float = 1e-5


Groups = list[tuple[int, int]]  # (rows, length) of each group, in the order of the flat tokens
Cache = list[tuple[Tensor, Tensor]]


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotate the adjacent pairs of each head, as llama.cpp does."""
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2)


class Block(nn.Module):
    """One layer: attention, then the gated feed-forward."""

    def __init__(self, shape: Shape, dropout: float) -> None:
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
        qk = rotate(qkv[:, : 2 * heads], cos.to(qkv.dtype), sin.to(qkv.dtype))
        return qk[:, :heads], qk[:, heads:], qkv[:, 2 * heads :]

    def finish(self, x: Tensor, attended: Tensor) -> Tensor:
        """Add the attention's output and the feed-forward to the residual stream."""
        x = x + F.dropout(self.out(attended), self.dropout, self.training)
        gate, up = self.gate_up(self.feed_norm(x)).chunk(2, -1)
        return x + F.dropout(self.down(F.silu(gate) * up), self.dropout, self.training)

    def forward(self, x: Tensor, groups: Groups, cos: Tensor, sin: Tensor) -> Tensor:
        """Run flat tokens through the layer, attending within each row."""
        q, k, v = self.project(x, cos, sin)
        parts: list[Tensor] = []
        at = 0
        for rows, length in groups:
            q_, k_, v_ = (
                t[at : at + rows * length].view(rows, length, self.shape.heads, -1).transpose(1, 2)
                for t in (q, k, v)
            )
            # Rows are padded on the right, so the causal mask alone hides the padding.
            y = F.scaled_dot_product_attention(q_, k_, v_, is_causal=True)
            parts.append(y.transpose(1, 2).reshape(rows * length, -1))
            at += rows * length
        return self.finish(x, torch.cat(parts))


class Starter(nn.Module):
    """The whole model."""

    def __init__(self, shape: Shape = Shape(), dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.blocks = nn.ModuleList(Block(shape, dropout) for _ in range(shape.layers))
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

    def forward(self, ids: Tensor, groups: Groups, picked: Tensor) -> Tensor:
        """Return logits at the `picked` places of the flat tokens `ids`."""
        places = torch.cat([torch.arange(n, device=ids.device).repeat(r) for r, n in groups])
        cos, sin = self.cos[places][:, None], self.sin[places][:, None]
        x = self.embedding(ids)
        for block in self.blocks:
            x = block(x, groups, cos, sin)
        return F.linear(self.norm(x[picked]), self.embedding.weight)

    def prefill(self, ids: Tensor, lengths: Tensor, room: int) -> tuple[Tensor, Cache]:
        """Read padded prompts `ids`; return the logits after each and a cache to decode with."""
        rows, length = ids.shape
        heads = self.shape.heads
        places = torch.arange(length).repeat(rows)
        cos, sin = self.cos[places][:, None], self.sin[places][:, None]
        x = self.embedding(ids.flatten())
        cache: Cache = []
        for block in self.blocks:
            q, k, v = (t.view(rows, length, heads, -1).transpose(1, 2)
                       for t in block.project(x, cos, sin))
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
            x = block.finish(x, y.transpose(1, 2).reshape(rows * length, -1))
            cache.append((F.pad(k, (0, 0, 0, room)), F.pad(v, (0, 0, 0, room))))
        last = x.view(rows, length, -1)[torch.arange(rows), lengths - 1]
        return F.linear(self.norm(last), self.embedding.weight), cache

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
        return F.linear(self.norm(x), self.embedding.weight)
