"""Muon for the matrices of the layers; AdamW (from PyTorch) for everything else."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import Executor
from itertools import repeat

import torch
from torch import Tensor, nn


def orthogonalise(update: Tensor, steps: int = 5) -> Tensor:
    """Bring the singular values of a stack of matrices near one (Newton-Schulz)."""
    a, b, c = 3.4445, -4.7750, 2.0315
    tall = update.shape[-2] > update.shape[-1]
    x = update.mT if tall else update
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(steps):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.mT if tall else x


class Muon(torch.optim.Optimizer):
    """Momentum whose update is orthogonalised.

    A fused matrix is cut into square or near-square parts first: queries, keys and values
    are separate maps and must not share a norm.
    """

    def __init__(self, params: list[nn.Parameter], lr: float, pool: Executor,
                 momentum: float = 0.95, weight_decay: float = 0.0) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})
        self.pool = pool

    @staticmethod
    def _parts(matrix: Tensor) -> list[Tensor]:
        rows, columns = matrix.shape
        if rows == 3 * columns:
            return list(matrix.chunk(3))
        return list(matrix.chunk(2)) if rows > 3 * columns else [matrix]

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        """Update every matrix, those of one shape together."""
        for group in self.param_groups:
            stacks: dict[torch.Size, list[tuple[Tensor, Tensor]]] = defaultdict(list)
            for p in group["params"]:
                state = self.state[p]
                if "momentum" not in state:
                    state["momentum"] = torch.zeros_like(p)
                moving = state["momentum"]
                moving.lerp_(p.grad, 1 - group["momentum"])
                update = p.grad.lerp(moving, group["momentum"])
                p.mul_(1 - group["lr"] * group["weight_decay"])
                for part, target in zip(self._parts(update), self._parts(p), strict=True):
                    stacks[part.shape].append((part, target))
            chunks = [c[i : i + 6] for c in stacks.values() for i in range(0, len(c), 6)]
            list(self.pool.map(self._apply, chunks, repeat(group["lr"])))

    @staticmethod
    @torch.no_grad()
    def _apply(pairs: list[tuple[Tensor, Tensor]], lr: float) -> None:
        rows, columns = pairs[0][0].shape
        turned = orthogonalise(torch.stack([part for part, _ in pairs]))
        scale = max(1.0, rows / columns) ** 0.5
        for (_, target), update in zip(pairs, turned, strict=True):
            target.add_(update, alpha=-lr * scale)


def make_optimizers(model: nn.Module, pool: Executor, muon_lr: float = 0.02,
                    adam_lr: float = 0.003, weight_decay: float = 0.01) -> list[torch.optim.Optimizer]:
    """Give the matrices of the layers to Muon, the embedding and the norms to AdamW."""
    matrices = [p for n, p in model.named_parameters() if "blocks" in n and p.ndim == 2]
    others = [p for n, p in model.named_parameters() if not ("blocks" in n and p.ndim == 2)]
    return [
        Muon(matrices, muon_lr, pool, weight_decay=weight_decay),
        torch.optim.AdamW(others, lr=adam_lr, betas=(0.9, 0.95), weight_decay=0.0),
    ]
