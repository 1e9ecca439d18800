"""The training loop: mixes the sources, keeps to a wall-clock budget, and can resume."""

from __future__ import annotations

import json
import math
import random
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import torch
import torch.nn.functional as F

from .model import Starter
from .optimizer import make_optimizers
from .rows import Batch, Row, collate

# glibc gives every large tensor fresh pages and takes them back at once; keeping them made
# training half as fast again. Each of the two workers computes with one thread. All of it is
# read when a program starts, so the scripts set it and start themselves anew.
ENVIRONMENT = {
    "MALLOC_MMAP_THRESHOLD_": "4000000000", "MALLOC_TRIM_THRESHOLD_": "8000000000",
    "MALLOC_TOP_PAD_": "268435456", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
}


LAST_THIRD = 0.65


def has_fast_bfloat16(rounds: int = 20) -> bool:
    """Whether this processor multiplies matrices of the model's sizes faster in bfloat16.

    It depends on the processor and on the libraries: some are nearly twice as fast in float32,
    others almost three times as fast in bfloat16, so it is tried.
    """
    times = []
    for kind in (torch.float32, torch.bfloat16):
        x, weight = torch.randn(512, 256).to(kind), torch.randn(1408, 256).to(kind)
        F.linear(x, weight)
        began = time.process_time()
        for _ in range(rounds):
            F.linear(x, weight)
        times.append(time.process_time() - began)
    return times[1] < times[0]


class Source(Protocol):
    """Anything that yields training rows for ever."""

    def rows(self, rng: random.Random) -> Iterator[Row]:
        """Yield rows for ever."""


@dataclass
class Part:
    """A source and its shares of the tokens: at the start, in the middle and at the end."""

    name: str
    source: Source
    shares: tuple[float, float, float]

    def share(self, progress: float) -> float:
        """Go from the first share to the second over a quarter of the run; end with the third."""
        first, second, third = self.shares
        if progress > LAST_THIRD:
            return third
        return first + (second - first) * min(1.0, progress / 0.25)


@dataclass
class Settings:
    """What the training run is told."""

    minutes: float = 80.0
    # Of the full learning rate; and whether the weights have learned to copy already.
    rate: float = 1.0
    warm: bool = False
    steps: int = 100_000
    batch_tokens: int = 3072
    seed: int = 1
    threads: int = 2
    dropout: float = 0.08
    save_minutes: float = 4.0
    average_from: float = 0.6
    average_decay: float = 0.995


class Mixer:
    """Draws batches so that each part keeps its share of the tokens."""

    def __init__(self, parts: list[Part], seed: int, batch_tokens: int, pad: int) -> None:
        self.parts, self.batch_tokens, self.pad = parts, batch_tokens, pad
        self.rng = random.Random(seed)
        self.streams = [part.source.rows(self.rng) for part in parts]
        self.used = [0.0] * len(parts)

    def batch(self, progress: float) -> list[Batch]:
        """Fill one batch, always from the part that is furthest behind its share."""
        shares = [part.share(progress) for part in self.parts]
        rows: list[Row] = []
        total = 0
        while total < self.batch_tokens:
            behind = [u / max(s, 1e-9) for u, s in zip(self.used, shares, strict=True)]
            index = behind.index(min(behind))
            row = next(self.streams[index])
            rows.append(row)
            total += len(row.ids)
            self.used[index] += len(row.ids)
        # Old debts are forgotten slowly: a share that changes must not be made up for.
        self.used = [u * 0.9 for u in self.used]
        return collate(rows, self.pad)


def rate_at(progress: float) -> float:
    """Scale of the learning rate: full for 40 % of the run, then down to zero."""
    return min(1.0, max(0.0, (1.0 - progress) / 0.6))


class Trainer:
    """Owns the model, its average, the optimizers and the clock of one run."""

    def __init__(self, model: Starter, mixer: Mixer, settings: Settings, out: Path) -> None:
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model = model.to(self.device)
        self.average = {n: p.detach().clone() for n, p in model.named_parameters()}
        # Each thread takes whole small batches: it never waits for the other within an
        # operation, so a neighbour on one core costs little. A GPU needs no second thread.
        workers = 1 if self.device == "cuda" else settings.threads
        self.half = self.device == "cuda" or has_fast_bfloat16()
        self.pool = ThreadPoolExecutor(workers, initializer=torch.set_num_threads, initargs=(1,))
        self.optimizers = make_optimizers(model, self.pool)
        self.mixer, self.settings, self.out = mixer, settings, out
        self.step, self.elapsed, self.tokens = 0, 0.0, 0
        self.stopping = False

    @property
    def progress(self) -> float:
        """How much of the run is done, by steps or by time, whichever is further."""
        by_time = self.elapsed / 60 / self.settings.minutes
        return min(1.0, max(self.step / self.settings.steps, by_time))

    def save(self) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "model": self.model.state_dict(),
            "average": self.average,
            "optimizers": [o.state_dict() for o in self.optimizers],
            "step": self.step, "elapsed": self.elapsed, "tokens": self.tokens,
        }
        partial = self.out / "checkpoint.partial"
        torch.save(state, partial)
        partial.rename(self.out / "checkpoint.pt")

    def resume(self) -> None:
        """Go on from a checkpoint where there is one; its elapsed time counts."""
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average = state["average"]
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self.step, self.elapsed, self.tokens = state["step"], state["elapsed"], state["tokens"]
        # The rows come in another order than before: what was seen last is not seen again first.
        self.mixer.rng.seed(self.settings.seed + self.step)

    def gradients(self, batch: Batch, whole: float) -> tuple[float, tuple[torch.Tensor, ...]]:
        """Compute the loss of one small batch, as its part of the whole, and its gradients."""
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.half):
            logits = self.model(batch.ids.to(self.device), batch.picked.to(self.device))
        targets, weights = batch.targets.to(self.device), batch.weights.to(self.device)
        losses = F.cross_entropy(logits.float(), targets, reduction="none")
        loss = (losses * weights).sum() / whole
        return loss.item(), torch.autograd.grad(loss, list(self.model.parameters()))

    def update(self) -> float:
        """Train on one batch and return its loss."""
        self.model.train()
        batches = self.mixer.batch(1.0 if self.settings.warm else self.progress)
        whole = sum(float(batch.weights.sum()) for batch in batches)
        params = list(self.model.parameters())
        for p in params:
            p.grad = None
        loss = 0.0
        for part, grads in self.pool.map(lambda batch: self.gradients(batch, whole), batches):
            loss += part
            for p, grad in zip(params, grads, strict=True):
                p.grad = grad if p.grad is None else p.grad.add_(grad)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        warm = min(1.0, (self.step + 1) / 50)
        for optimizer, base in zip(self.optimizers, (0.02, 0.003), strict=True):
            for group in optimizer.param_groups:
                group["lr"] = self.settings.rate * base * rate_at(self.progress) * warm
            optimizer.step()
        decay = self.settings.average_decay if self.progress > self.settings.average_from else 0.0
        for name, p in self.model.named_parameters():
            self.average[name].lerp_(p.detach(), 1 - decay)
        self.tokens += sum(batch.ids.numel() for batch in batches)
        self.step += 1
        return loss

    def run(self, monitor: Callable[[Trainer], dict[str, float]], every: float = 1200.0) -> None:
        """Train until the budget is spent; `monitor` measures every `every` seconds."""
        torch.manual_seed(self.settings.seed + self.step)
        log = (self.out / "train-log.jsonl").open("a", encoding="utf-8")
        print(json.dumps(asdict(self.settings)), flush=True)
        saved = measured = self.elapsed
        mean = math.nan
        # A run that is told to stop keeps what it has learned.
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: setattr(self, "stopping", True))
        while self.progress < 1.0 and not self.stopping:
            began = time.monotonic()
            loss = self.update()
            self.elapsed += time.monotonic() - began
            mean = loss if math.isnan(mean) else 0.98 * mean + 0.02 * loss
            record: dict[str, float] = {}
            if self.elapsed - measured > every:
                # Measuring is part of the budget: the clock on the wall is what is promised.
                began = time.monotonic()
                record |= monitor(self)
                self.elapsed += time.monotonic() - began
                measured = self.elapsed
            if self.step % 25 == 0 or record:
                record |= {
                    "step": self.step, "minutes": round(self.elapsed / 60, 2),
                    "loss": round(mean, 4), "tokens_per_second": round(self.tokens / self.elapsed),
                }
                print(json.dumps(record), flush=True)
                log.write(json.dumps(record) + "\n")
                log.flush()
            if self.elapsed - saved > self.settings.save_minutes * 60:
                self.save()
                saved = self.elapsed
        self.save()
        log.close()

    def averaged(self) -> Starter:
        """Return a model with the averaged weights, on the CPU."""
        model = Starter(self.model.shape)
        model.load_state_dict({n: p.detach().cpu() for n, p in self.average.items()})
        return model.eval()
