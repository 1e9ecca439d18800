"""Tune a language model with LoRA on instruction rows, and make it servable in Ollama.

    python training/tune.py --base BASE --rows ROWS.jsonl --out DIR --from NAME [--fit 24gb|node|cpu]
    accelerate launch training/tune.py ... --fit node

Run again with the same settings and `--out` to resume: a finished run is only converted. What it
leaves: `adapter/` (PEFT), `adapter.gguf` and `Modelfile` (Ollama), where asked for `merged/` or, of a
GGUF base, `merged.gguf`, `settings.json`, `log.jsonl` and `run.json`. See docs/tuning.md.
"""

from __future__ import annotations

import itertools
import os
import platform
import random
import time
from argparse import Namespace
from collections import Counter
from pathlib import Path

from tune.base_source import is_gguf, source, stay_local
from tune.records import counted, digest, hold, write_json
from tune.rows import BadRow, read_rows
from tune.settings import FITS, learnt, parse


def check(args: Namespace) -> None:
    """Refuse, before anything is loaded, what would fail after hours."""
    for path in args.rows:
        if not path.is_file():
            raise SystemExit(f"There is no file {path}.")
    if not args.merge and not args.served and not is_gguf(args.base):
        raise SystemExit("Name with --from the model of Ollama that has the same weights, or use --merge.")
    # Every line is read, so that a broken one is found now and not in the middle of encoding.
    if sum(1 for _ in read_rows(args.rows, ["train"], args.tasks, args.sources)) == 0:
        raise SystemExit("There are no rows to learn from: none of split train, or of what was chosen.")


def main() -> None:
    """Check, encode, train, convert."""
    args = parse()
    stay_local(args.base)
    try:
        check(args)
        run(args)
    except BadRow as error:
        raise SystemExit(str(error)) from None


def run(args: Namespace) -> None:
    """Train where that is not done yet, then convert."""
    import torch
    from transformers import AutoConfig

    from tune.adapter_gguf import architecture_of, write_adapter
    from tune.base import load_tokenizer
    from tune.merge import write_merged
    from tune.merged_gguf import write_merged_gguf
    from tune.modelfile import write_modelfile

    if args.threads:
        torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    hold(args.out, learnt(args, [digest(path) for path in args.rows]))
    config = AutoConfig.from_pretrained(**source(args.base))
    if not args.merge or is_gguf(args.base):
        architecture_of(config)
    context = min(args.context, config.max_position_embeddings)
    adapter = args.out / "adapter"
    if not adapter.is_dir() and not learn(args, adapter):
        return
    if int(os.environ.get("RANK", "0")) != 0:
        return
    if args.merge:
        if is_gguf(args.base):
            merged = "./merged.gguf"
            write_merged_gguf(Path(args.base), adapter, config, args.out / merged)
        else:
            merged = "./merged"
            write_merged(args.base, adapter, FITS[args.fit].number, load_tokenizer(args.base), args.out / merged)
        write_modelfile(args.out / "Modelfile", merged, None, args.wrapper, context)
    else:
        matrices = write_adapter(adapter, config, args.out / "adapter.gguf")
        base = args.served or str(Path(args.base).resolve())
        write_modelfile(args.out / "Modelfile", base, "./adapter.gguf", args.wrapper, context)
        print(f"adapter.gguf changes {matrices} matrices")
    print(f"Serve it with: cd {args.out} && ollama create NAME-medtuned -f Modelfile")


def learn(args: Namespace, adapter: Path) -> bool:
    """Train and save the adapter; give False when the program was told to stop."""
    import torch

    from tune.base import load_model, load_tokenizer
    from tune.encode import encode_rows
    from tune.training import done, train

    fit = FITS[args.fit]
    tokenizer = load_tokenizer(args.base)
    counts: Counter[str] = Counter()
    rows = read_rows(args.rows, ["train"], args.tasks, args.sources)
    encoded = encode_rows(counted(rows, counts), tokenizer, args.wrapper, args.longest)
    dev_rows = list(read_rows(args.rows, ["dev"], args.tasks, args.sources))
    random.Random(args.seed).shuffle(dev_rows)
    dev = encode_rows(itertools.islice(dev_rows, args.dev_rows), tokenizer, args.wrapper, args.longest)
    tokens = sum(encoded.lengths)
    print(f"{len(encoded)} rows, {tokens} tokens; {encoded.too_long} are too long, left out", flush=True)
    if not len(encoded):
        raise SystemExit("Every row is longer than --longest.")
    started = time.monotonic()
    devices = int(os.environ.get("WORLD_SIZE", "1"))
    place = int(os.environ.get("LOCAL_RANK", "0")) if fit.on_gpu else None
    trainer = train(load_model(args.base, fit.number, fit.four_bits, place), encoded, dev, args, devices)
    if trainer is None:
        print("Stopped; the same command goes on from here.")
        return False
    if trainer.is_world_process_zero():
        write_json(args.out / "run.json", done(trainer) | {
            "rows": dict(counts), "too_long": encoded.too_long, "tokens": tokens,
            "answer_tokens": tokens - sum(encoded.prompts),
            "minutes_since_start": round((time.monotonic() - started) / 60, 2),
            "torch": torch.__version__, "processor": platform.machine(),
        })
        unfinished = adapter.with_name("adapter.new")
        trainer.model.save_pretrained(unfinished)
        unfinished.rename(adapter)
    return True


if __name__ == "__main__":
    main()
