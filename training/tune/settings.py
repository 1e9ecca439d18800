"""The choices of a run: those that decide what is learnt, and those that fit it to a machine."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from .wrappers import WRAPPERS


@dataclass(frozen=True)
class Fit:
    """How a run is laid out in memory; what is learnt stays nearly the same."""

    on_gpu: bool
    number: str
    four_bits: bool
    checkpointing: bool
    device_batch: int
    optimizer: str


FITS = {
    # A 7 or 8B base in 4 bits takes about 6 GB; the rest is for activations.
    "24gb": Fit(True, "bfloat16", True, True, 4, "paged_adamw_8bit"),
    "node": Fit(True, "bfloat16", False, True, 8, "adamw_torch_fused"),
    "cpu": Fit(False, "float32", False, False, 8, "adamw_torch"),
    # Processors with AMX or AVX-512 BF16 multiply matrices in bfloat16 several times as fast.
    "cpu-bf16": Fit(False, "bfloat16", False, False, 8, "adamw_torch"),
}


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Tune a language model with LoRA on instruction rows.")
    data = parser.add_argument_group("what is learnt")
    data.add_argument("--base", required=True, help="folder or name of transformers, or a GGUF file")
    data.add_argument("--rows", type=Path, required=True, nargs="+",
                      help="files of `bionote instructions build`")
    data.add_argument("--tasks", nargs="+", default=[], help="only rows of these tasks")
    data.add_argument("--sources", nargs="+", default=[], help="only rows of these corpora")
    data.add_argument("--wrapper", choices=WRAPPERS, default="evaluation",
                      help="`evaluation` for the medtuned dialect, `chat` for rows of the json dialect")
    data.add_argument("--longest", type=int, default=2048, help="tokens; longer rows are left out")
    data.add_argument("--epochs", type=float, default=3.0)
    data.add_argument("--steps", type=int, default=-1, help="end after so many steps instead")
    data.add_argument("--batch", type=int, default=32, help="rows a step, over all devices")
    data.add_argument("--rate", type=float, default=2e-4, help="highest learning rate")
    data.add_argument("--rank", type=int, default=16)
    data.add_argument("--alpha", type=float, default=32.0)
    data.add_argument("--dropout", type=float, default=0.05)
    data.add_argument("--seed", type=int, default=1)
    machine = parser.add_argument_group("the machine")
    machine.add_argument("--out", type=Path, required=True, help="checkpoints, adapter, Modelfile")
    machine.add_argument("--fit", choices=list(FITS), default="24gb")
    machine.add_argument("--device-batch", type=int, help="rows at a time on a device")
    machine.add_argument("--save-steps", type=int, default=200, help="a checkpoint every so many steps")
    machine.add_argument("--dev-rows", type=int, default=500, help="dev rows whose loss is watched")
    machine.add_argument("--threads", type=int, help="of the processor")
    serving = parser.add_argument_group("serving")
    serving.add_argument("--from", dest="served", help="what Ollama calls the same base, such as llama3.1:8b")
    serving.add_argument("--merge", action="store_true",
                         help="also write base and adapter as one, for bases that take no adapter")
    serving.add_argument("--context", type=int, default=4096, help="num_ctx of the Modelfile")
    return parser.parse_args()


def learnt(args: argparse.Namespace, digests: list[str]) -> dict[str, object]:
    """Give all that decides what is learnt; a run that goes on must agree in it."""
    names = ["base", "tasks", "sources", "wrapper", "longest", "epochs", "steps", "batch", "rate",
             "rank", "alpha", "dropout", "seed"]
    four_bits = {"four_bits": FITS[args.fit].four_bits}
    return {name: getattr(args, name) for name in names} | four_bits | {"rows": digests}
