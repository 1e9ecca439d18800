"""Fits the thresholds of a check on annotated development notes, and writes them into the judge's `config.json`.

`python training/fit_checks.py --sentences dev.jsonl --notes GOLD --model models/bionote-encoder`

A check asks the judge about the sentences whose vectors are at least `relevance` near the statement's. What it finds
counts from `evidence` on where it supports the statement, and from `refutation` on where it contradicts it. Of all
thresholds, the ones with the best accuracy of three labels are taken among those whose verdicts are right at least as
often as `--precision` asks; a conflict is wrong. Temperatures have to be fitted before (`fit_encoder.py`).
"""

from __future__ import annotations

import argparse
import itertools
import json
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession

from encoder.judge import INFERENCES, LABELS, JudgeRow, judge_batch
from encoder.marked import paired, single
from encoder.records import Sentence, read_records
from encoder.words import Pieces

# As the product does: the most sentences that one statement is compared with.
MOST = 60
RELEVANCE = (0.0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
PROBABILITIES = (0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99)


def main() -> None:
    """Judge every statement beside every sentence of its note, then choose."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--notes", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--precision", type=float, default=0.7)
    options = parser.parse_args()
    folder = options.model / "judge"
    judge = Reader(folder)
    texts: dict[str, list[str]] = {}
    for record in read_records(options.sentences):
        if isinstance(record, Sentence) and not record.text.rstrip().endswith(":"):
            texts.setdefault(record.document, []).append(record.text)
    asked = []
    for line in (options.notes / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        if pair["type"] == "statement":
            own = list(dict.fromkeys(texts[pair["note"]]))
            near, probabilities = judge.compare(pair["statement"], own)
            asked.append((pair["label"], near, probabilities))
    best = max(
        (scored(asked, options.precision, *thresholds), thresholds)
        for thresholds in itertools.product(RELEVANCE, PROBABILITIES, PROBABILITIES)
    )
    (accuracy, right, verdicts), (relevance, evidence, refutation) = best[0][1:], best[1]
    print(f"relevance {relevance}, evidence {evidence}, refutation {refutation}: accuracy {accuracy:.3f}; verdicts {verdicts}, right {right}")
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["bionote"].setdefault("thresholds", {}).update(relevance=relevance, evidence=evidence, refutation=refutation)
    path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def scored(asked: list, precision: float, relevance: float, evidence: float, refutation: float) -> tuple[bool, float, int, int]:
    """Give whether the verdicts are precise enough, the accuracy, and how many verdicts were right and given."""
    right = verdicts = correct = 0
    for label, near, probabilities in asked:
        order = [i for i in np.argsort(-near)[:MOST] if near[i] >= relevance]
        told = {
            INFERENCES[k]
            for i in order
            for k, least in ((0, evidence), (2, refutation))
            if probabilities[i].argmax() == k and probabilities[i][k] >= least
        }
        verdict = "neutral" if not told else told.pop() if len(told) == 1 else "conflicting"
        correct += verdict == label
        verdicts += verdict != "neutral"
        right += verdict == label and verdict != "neutral"
    return verdicts > 0 and right / verdicts >= precision, correct / len(asked), right, verdicts


class Reader:
    """The exported judge."""

    def __init__(self, folder: Path) -> None:
        self._session = InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])
        self._pieces = Pieces(folder / "tokenizer.json")
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._temperature = config["bionote"]["temperature"]["inference"]

    def compare(self, statement: str, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
        """Give how near each text is, and the probabilities of the labels with the text as premise."""
        vectors = np.stack([self._run(JudgeRow("embedding", single(each, self._pieces)))[0][0] for each in [statement, *texts]])
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        probabilities = np.zeros((len(texts), len(INFERENCES)))
        probabilities[:, INFERENCES.index("neutral")] = 1
        for i, text in enumerate(texts):
            encoded = paired(text, statement, self._pieces)
            if encoded is not None:
                logits = self._run(JudgeRow("inference", encoded))[1 + list(LABELS).index("inference")][0] / self._temperature
                exponents = np.exp(logits - logits.max())
                probabilities[i] = exponents / exponents.sum()
        return vectors[1:] @ vectors[0], probabilities

    def _run(self, row: JudgeRow) -> list[np.ndarray]:
        ids, mask, types = judge_batch([row])
        feeds = {"input_ids": ids.numpy(), "attention_mask": mask.numpy(), "token_type_ids": types.numpy()}
        return self._session.run(["embedding", *LABELS], feeds)


if __name__ == "__main__":
    main()
