"""The run itself: transformers' Trainer on a LoRA of PEFT, with checkpoints, on any device.

LoRA: Hu et al. 2021, arXiv 2106.09685, as BioInstruct (Tran et al. 2024) tunes its models.
"""

from __future__ import annotations

import json
import math
import signal
from argparse import Namespace
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model, prepare_model_for_kbit_training
from peft.helpers import disable_input_dtype_casting
from torch import Tensor
from transformers import PreTrainedModel, Trainer, TrainerCallback, TrainingArguments, set_seed
from transformers.trainer_utils import get_last_checkpoint

from .adapter_gguf import MATRICES
from .encode import IGNORED, Encoded, collate
from .settings import FITS


class Watch(TrainerCallback):
    """Logs as JSON lines, and ends the run with a checkpoint when the program is told to stop."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stopping = False
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: setattr(self, "stopping", True))

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, float], **_: Any) -> None:
        """Add a line to the log; one process of several does."""
        if state.is_world_process_zero:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"step": state.global_step} | logs) + "\n")

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Save and stop after the step in which the signal came."""
        if self.stopping:
            control.should_save = control.should_training_stop = True


def with_lora(model: PreTrainedModel, args: Namespace) -> Any:
    """Put a LoRA beside every matrix of every layer; only it learns."""
    fit = FITS[args.fit]
    if fit.four_bits:
        model = prepare_model_for_kbit_training(model, use_gradient_checkpointing=False)
    if fit.checkpointing:
        model.enable_input_require_grads()
    model.config.use_cache = False
    return get_peft_model(model, LoraConfig(
        task_type="CAUSAL_LM", r=args.rank, lora_alpha=args.alpha, lora_dropout=args.dropout,
        target_modules=[name.split(".")[1] for name in MATRICES],
    ))


def arguments(args: Namespace, devices: int, dev: Encoded) -> TrainingArguments:
    """Lay the batch out over devices and turns, so that a step sees the same rows on any machine."""
    fit = FITS[args.fit]
    at_once = min(args.device_batch or fit.device_batch, args.batch)
    return TrainingArguments(
        output_dir=str(args.out / "checkpoints"), seed=args.seed, data_seed=args.seed,
        per_device_train_batch_size=at_once, per_device_eval_batch_size=at_once,
        gradient_accumulation_steps=max(1, math.ceil(args.batch / (at_once * devices))),
        num_train_epochs=args.epochs, max_steps=args.steps,
        learning_rate=args.rate, lr_scheduler_type="cosine", warmup_ratio=0.03, max_grad_norm=1.0,
        optim=fit.optimizer, bf16=fit.number == "bfloat16", use_cpu=not fit.on_gpu,
        gradient_checkpointing=fit.checkpointing, gradient_checkpointing_kwargs={"use_reentrant": False},
        group_by_length=True, remove_unused_columns=False, label_names=["labels"],
        logging_steps=10, save_steps=args.save_steps, save_total_limit=2,
        eval_strategy="steps" if len(dev) else "no", eval_steps=args.save_steps,
        ddp_find_unused_parameters=False, report_to="none",
    )


def answer_loss(outputs: Any, labels: Tensor, num_items_in_batch: Tensor | int | None = None) -> Tensor:
    """Mean cross-entropy of the answers' tokens; the logits are those of the positions that `collate` kept."""
    scores = outputs.logits.flatten(0, 1).float()
    total = torch.nn.functional.cross_entropy(scores, labels.flatten(), ignore_index=IGNORED, reduction="sum")
    return total / (num_items_in_batch if num_items_in_batch is not None else (labels != IGNORED).sum())


def train(model: PreTrainedModel, rows: Encoded, dev: Encoded, args: Namespace,
          devices: int) -> Trainer | None:
    """Train from the last checkpoint in `args.out`, or from nothing; give None when told to stop."""
    set_seed(args.seed)
    watch = Watch(args.out / "log.jsonl")
    trainer = Trainer(
        model=with_lora(model, args), args=arguments(args, devices, dev), data_collator=collate,
        train_dataset=rows, eval_dataset=dev if len(dev) else None, callbacks=[watch],
        compute_loss_func=answer_loss,
    )
    checkpoints = args.out / "checkpoints"
    last = get_last_checkpoint(checkpoints) if checkpoints.is_dir() else None
    # Autocast casts the small matrices of the adapter. PEFT would cast the large inputs instead.
    fit = FITS[args.fit]
    with disable_input_dtype_casting(trainer.model, active=not fit.on_gpu and fit.number == "bfloat16"):
        trainer.train(resume_from_checkpoint=last)
    return None if watch.stopping else trainer


def done(trainer: Trainer) -> dict[str, Any]:
    """Say what the run was."""
    state = trainer.state
    losses = [each["loss"] for each in state.log_history if "loss" in each]
    dev = [each["eval_loss"] for each in state.log_history if "eval_loss" in each]
    gpu = torch.cuda.is_available() and not trainer.args.use_cpu
    return {
        "steps": state.global_step, "epochs": round(state.epoch or 0, 3),
        "first_loss": losses[0] if losses else None, "last_loss": losses[-1] if losses else None,
        "dev_losses": dev,
        "learning": sum(p.numel() for p in trainer.model.parameters() if p.requires_grad),
        "device": torch.cuda.get_device_name() if gpu else "cpu", "devices": trainer.args.world_size,
        "memory_gb": round(torch.cuda.max_memory_allocated() / 1e9, 1) if gpu else None,
    }
