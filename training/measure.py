"""Measure an exported model on the whole test sets and write figures and the model card.

    python training/measure.py --corpora DIR --out DIR [--node DIR]

`--out` is the folder that `train.py` filled. With `--node`, a folder where node-llama-cpp is
installed, the answers come from llama.cpp itself; else from PyTorch with the 8-bit weights
of the GGUF file.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import torch

from starter import corpora, data, tasks
from starter.baseline import hypothesis_only
from starter.card import write_card
from starter.decode import greedy, held
from starter.evaluate import Answerer, entity_scores, label_scores, micro
from starter.export_gguf import NAME, load_quantised
from starter.formats import CLINICAL_TYPES
from starter.loop import ENVIRONMENT
from starter.model import Shape, Starter
from starter.rows import Encoder
from starter.tokenizer import load_tokenizer

TASKS = ["entities", "relations", "comparison"]
# The types that the project's bar for case reports is set on.
FOUR_TYPES = ["problem", "treatment", "test", "anatomy"]


def engine_answers(out: Path, node: Path, encoder: Encoder, threads: int,
                   logprobs: bool = False) -> Answerer:
    """Answer with llama.cpp through `answer.mjs`, checking that it tokenizes as we do."""
    script = Path(__file__).with_name("answer.mjs").resolve()

    def answer(prompts: list[str]) -> list[str]:
        asked, answered = out / "prompts.jsonl", out / "answers.jsonl"
        asked.write_text("".join(json.dumps({"prompt": p}) + "\n" for p in prompts), encoding="utf-8")
        command = ["node", script, (out / f"{NAME}.gguf").resolve(), asked.resolve(),
                   answered.resolve(), "--threads", str(threads), *(["--logprobs"] if logprobs else [])]
        subprocess.run(command, cwd=node, check=True)
        records = [json.loads(line) for line in answered.read_text(encoding="utf-8").splitlines()]
        wrong = sum(encoder.encode(p) != r["prompt"] for p, r in zip(prompts, records, strict=True))
        if wrong:
            raise SystemExit(f"llama.cpp tokenizes {wrong} of {len(prompts)} prompts otherwise")
        return [encoder.tokenizer.decode(r["answer"], skip_special_tokens=False) for r in records]

    return answer


def check_engine(out: Path, node: Path, encoder: Encoder, model: Starter, prompts: list[str]) -> float:
    """Compare the first token's log-probability of llama.cpp and of PyTorch; give the worst gap."""
    engine_answers(out, node, encoder, 1, logprobs=True)(prompts)
    records = [json.loads(line) for line in (out / "answers.jsonl").read_text().splitlines()]
    worst = 0.0
    for prompt, record in zip(prompts, records, strict=True):
        ids = torch.tensor([[encoder.bos, *encoder.encode(prompt)]])
        with torch.no_grad():
            logits, _ = model.prefill(ids, torch.tensor([ids.shape[1]]), 1)
        worst = max(worst, abs(float(logits[0].log_softmax(-1).max()) - record["logprob"]))
    # llama.cpp rounds activations to 8 bits as well, so the two agree closely, not exactly.
    if worst > 0.35:
        raise SystemExit(f"log-probabilities of llama.cpp and PyTorch differ by {worst:.3f}")
    return worst


def measure(folder: Path, out: Path, node: Path | None, limit: int | None, threads: int,
            only: str | None = None) -> None:
    """Measure the tasks on the test parts; write `figures.json` and the card, `README.md`.

    With `only` one task is measured and put with what was measured of the others before.
    """
    torch.set_num_threads(threads)
    run = json.loads((out / "run.json").read_text())
    encoder = Encoder(load_tokenizer(out / "tokenizer.json"))
    model = load_quantised(out / f"{NAME}.gguf", Starter(Shape(encoder.tokenizer.get_vocab_size())))
    entities = data.entity_sets(folder)
    reports = data.case_reports(folder, entities)
    labels = {
        "relations": tasks.relation_sets(folder, run["seed"]),
        "comparison": tasks.comparison_sets(folder, reports, run["seed"]),
    }

    def by_torch(prompts: list[str]) -> list[str]:
        return greedy(model, encoder, prompts)

    answer = engine_answers(out, node, encoder, threads) if node else by_torch
    engine = ("llama.cpp (node-llama-cpp) on the q8_0 file" if node
              else "PyTorch on the weights of the q8_0 file")
    figures: dict[str, Any] = {"run": run, "measured": {
        "date": datetime.date.today().isoformat(), "engine": engine, "whole": limit is None,
    }}

    def limited(examples: list[Any]) -> list[Any]:
        return examples if limit is None else random.Random(0).sample(examples, min(limit, len(examples)))

    if node:
        prompts = [e.prompt for sets in labels.values() for s in sets.values() for e in s.test[:8]]
        gap = check_engine(out, node, encoder, model, prompts)
        figures["measured"]["logprob_gap"] = round(gap, 4)
    for name, each in entities.items() if only in (None, "entities") else ():
        sentences = limited(each.test)
        words = [sentence.words for sentence in sentences]
        scores = entity_scores(sentences, each.types, answer)
        scores["held"] = entity_scores(
            sentences, each.types, lambda prompts, words=words: held(model, encoder, prompts, words)
        )
        for counted in (scores, scores["held"]) if each.types == CLINICAL_TYPES else ():
            counted["four_types"] = micro(counted["counts"], FOUR_TYPES)
        figures.setdefault("entities", {})[name] = scores
        print(name, json.dumps(scores), flush=True)
    for task, sets in labels.items():
        for name, label_set in sets.items() if only in (None, task) else ():
            scores = label_scores(limited(label_set.test), answer)
            if task == "comparison":
                scores["hypothesis_only"] = round(hypothesis_only(label_set.train, label_set.test), 4)
            figures.setdefault(task, {})[name] = scores
            print(task, name, json.dumps(scores), flush=True)
    stored = out / "figures.json"
    if only and stored.exists():
        figures = json.loads(stored.read_text(encoding="utf-8")) | figures
    stored.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if all(task in figures for task in TASKS):
        write_card(figures, out / "README.md")


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the archives")
    parser.add_argument("--out", type=Path, required=True, help="folder that train.py filled")
    parser.add_argument("--node", type=Path, help="folder where node-llama-cpp is installed")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, help="at most so many examples a set (for a trial)")
    parser.add_argument("--only", choices=TASKS, help="measure one task, keep the others' figures")
    args = parser.parse_args()
    folder = corpora.unpack(args.corpora, args.out / "corpora")
    measure(folder, args.out, args.node, args.limit, args.threads, args.only)


if __name__ == "__main__":
    if "MALLOC_TOP_PAD_" not in os.environ:
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ENVIRONMENT)
    main()
