"""The training loop: a budget of tokens, checkpoints, and going on from the last one."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import torch
from torch import nn


# Processors that multiply in bfloat16 train about twice as fast with it.
HALF = torch.cpu._is_avx512_bf16_supported()


class Loop:
    """Trains a model until it has seen `budget` tokens; the learning rate rises over 5 % of it and falls to nothing.

    The folder `out` gets `checkpoint.pt` every four minutes and when the process is told to stop, and `log.jsonl`.
    Begun again with the same folder it goes on where it stopped.
    """

    def __init__(self, model: nn.Module, out: Path, budget: int, rate: float, head_rate: float) -> None:
        self.model, self.out, self.budget = model, out, budget
        out.mkdir(parents=True, exist_ok=True)
        self.optimizer = torch.optim.AdamW(_groups(model, rate, head_rate), betas=(0.9, 0.98), fused=True)
        self.step, self.tokens, self.seconds = 0, 0, 0.0
        self._checkpoint = out / "checkpoint.pt"
        self._stopping = False
        if self._checkpoint.exists():
            self._load()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)

    def run(self, batches: Iterator, loss_of: Callable) -> bool:
        """Train over the batches from the present step on; `loss_of(batch)` gives the loss and the tokens.

        Gives whether the budget was used up.
        """
        self.model.train()
        begun, saved, shown = time.monotonic(), time.monotonic(), 0.0
        average: float | None = None
        for batch in batches:
            if self.tokens >= self.budget or self._stopping:
                break
            factor = self._factor()
            for group in self.optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
                loss, count = loss_of(batch)
            loss.backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.optimizer.zero_grad(set_to_none=True)
            self.step += 1
            self.tokens += count
            average = loss.item() if average is None else 0.98 * average + 0.02 * loss.item()
            now = time.monotonic()
            if now - shown > 30:
                shown = now
                self._log(average, self.seconds + now - begun)
            if now - saved > 240:
                saved = now
                self._save(self.seconds + now - begun)
        self.seconds += time.monotonic() - begun
        if average is not None:
            self._log(average, self.seconds)
            self._save(self.seconds)
        return self.tokens >= self.budget

    def _factor(self) -> float:
        done = self.tokens / self.budget
        return min(1.0, done / 0.05 + 0.01) * min(1.0, (1 - done) / 0.95)

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _log(self, loss: float, seconds: float) -> None:
        line = {"step": self.step, "tokens": self.tokens, "seconds": round(seconds), "loss": round(loss, 4)}
        with (self.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")

    def _save(self, seconds: float) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "tokens": self.tokens,
            "seconds": seconds,
        }
        fresh = self._checkpoint.with_suffix(".new")
        torch.save(state, fresh)
        os.replace(fresh, self._checkpoint)

    def _load(self) -> None:
        state = torch.load(self._checkpoint, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.tokens, self.seconds = state["step"], state["tokens"], state["seconds"]


def _groups(model: nn.Module, rate: float, head_rate: float) -> list[dict]:
    """Biases and norms without decay; everything outside the encoder at its own rate."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        key = (name.startswith("encoder."), parameter.ndim > 1)
        groups.setdefault(key, []).append(parameter)
    return [
        {
            "params": parameters,
            "lr": 0.0,
            "peak": rate if in_encoder else head_rate,
            "weight_decay": 0.01 if decays else 0.0,
        }
        for (in_encoder, decays), parameters in groups.items()
    ]
