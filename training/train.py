"""Train the starter model, export it and measure it.

    python training/train.py --corpora DIR --out DIR [--minutes N] [--from GGUF] [--rows FILE…] [--node DIR] [--smoke]

Run again with the same `--out` to resume: a finished run is only exported and measured.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from measure import measure
from starter import corpora, data, tasks
from starter.dialects import DialectRows
from starter.decode import greedy
from starter.evaluate import Answerer, entity_scores, label_scores
from starter.export_gguf import NAME, export
from starter.formats import USER_TOKENS
from starter.loop import ENVIRONMENT, Mixer, Settings, Trainer
from starter.model import Shape, Starter
from starter.rows import Encoder
from starter.tokenizer import extend_tokenizer, load_tokenizer, train_tokenizer
from starter.warm_start import grown, write_tokenizer
from starter.words import spaced, split_words

MONITORED = 60


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the archives")
    parser.add_argument("--out", type=Path, required=True, help="checkpoints, log, results")
    parser.add_argument("--minutes", type=float, default=80.0, help="wall-clock budget")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.0, help="of the full learning rate")
    parser.add_argument("--from", type=Path, dest="weights", metavar="GGUF",
                        help="begin with these weights of an earlier run instead of from nothing")
    parser.add_argument("--rows", type=Path, nargs="*", default=[],
                        help="instruction rows in the dialects of general models (README.md)")
    parser.add_argument("--node", type=Path, help="folder where node-llama-cpp is installed")
    parser.add_argument("--smoke", action="store_true", help="everything, tiny, in minutes")
    return parser.parse_args()


def prepare(args: argparse.Namespace, folder: Path) -> tuple[Encoder, dict[str, Any], Mixer]:
    """Read the data, train the tokenizer where there is none, and make the mixture."""
    entities = data.entity_sets(folder)
    reports = data.case_reports(folder, entities)
    relations = tasks.relation_sets(folder, args.seed)
    comparisons = tasks.comparison_sets(folder, reports, args.seed)
    texts = reports[0] + data.unseen(corpora.read_health_answers(folder), entities)
    dialects = DialectRows(args.rows)
    own = [*USER_TOKENS, *dialects.tokens]
    path = args.out / "tokenizer.json"
    if not path.exists() and args.weights:
        write_tokenizer(args.weights, path)
    elif not path.exists():
        plain = [spaced([w.text for w in split_words(text)]) for text in texts]
        train_tokenizer([spaced(s.words) for e in entities.values() for s in e.train] + plain, own, path)
    extend_tokenizer(path, own)
    encoder = Encoder(load_tokenizer(path))
    if args.smoke:
        texts = texts[:100]
        for each in [*entities.values(), *relations.values(), *comparisons.values()]:
            each.train = each.train[:200]
    rows = dialects.rows(encoder)
    parts = tasks.mixture(entities, relations, comparisons, texts, rows, encoder)
    batch_tokens = 1024 if args.smoke else Settings.batch_tokens
    labels = relations | {f"compare {name}": each for name, each in comparisons.items()}
    return encoder, entities | labels, Mixer(parts, args.seed, batch_tokens, encoder.eos)


def monitored(encoder: Encoder, sets: dict[str, Any], trainer: Trainer) -> dict[str, float]:
    """Measure the averaged weights on dev sentences, and on a sample of the training labels."""
    model = trainer.averaged()

    def answer(prompts: list[str]) -> list[str]:
        return greedy(model, encoder, prompts)

    return {name: monitored_score(each, answer) for name, each in sets.items()}


def monitored_score(each: data.EntitySet | tasks.LabelSet, answer: Answerer) -> float:
    """Give one figure of a set: F1 of entities, accuracy of labels."""
    if isinstance(each, data.EntitySet):
        return entity_scores(each.dev[:MONITORED], each.types, answer)["f1"]
    return label_scores(tasks.sample(each.train, MONITORED), answer)["accuracy"]


def main() -> None:
    """Prepare, train, export and measure."""
    args = parse()
    args.out.mkdir(parents=True, exist_ok=True)
    folder = corpora.unpack(args.corpora, args.out / "corpora")
    encoder, sets, mixer = prepare(args, folder)
    settings = Settings(minutes=args.minutes, seed=args.seed, threads=args.threads,
                        rate=args.rate, warm=args.weights is not None,
                        steps=30 if args.smoke else Settings.steps)
    torch.manual_seed(args.seed)
    shape = Shape(vocabulary=encoder.tokenizer.get_vocab_size())
    model = (grown(args.weights, encoder.tokenizer, settings.dropout) if args.weights
             else Starter(shape, settings.dropout))
    trainer = Trainer(model, mixer, settings, args.out)
    trainer.resume()
    trainer.run(lambda running: monitored(encoder, sets, running))
    if trainer.stopping:
        return
    run = asdict(settings) | {
        "steps_done": trainer.step, "tokens": trainer.tokens,
        "minutes_done": round(trainer.elapsed / 60, 1),
        "parameters": sum(p.numel() for p in trainer.model.parameters()),
        "vocabulary": shape.vocabulary, "device": trainer.device, "processor": platform.machine(), "torch": torch.__version__,
    }
    (args.out / "run.json").write_text(json.dumps(run, indent=1) + "\n", encoding="utf-8")
    export(trainer.averaged(), args.out / "tokenizer.json", args.out / f"{NAME}.gguf")
    measure(folder, args.out, args.node, 8 if args.smoke else None, args.threads)


if __name__ == "__main__":
    if "MALLOC_TOP_PAD_" not in os.environ:
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ENVIRONMENT)
    main()
