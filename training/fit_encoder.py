"""Fits the temperatures of an exported encoder on the development notes, and writes them into its configuration.

`python training/fit_encoder.py --sentences dev.jsonl --notes DIR --model models/bionote-encoder`

`dev.jsonl` is `bionote instructions sentences --notes DIR`. A temperature divides the logits so that probabilities fit
how often the model is right (Guo et al. 2017); it changes no answer.
`fit_thresholds.py` and `fit_checks.py` fit thresholds afterwards.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession

from encoder.base import FILES
from encoder.heads import HEADS, IGNORED, offsets
from encoder.inference_rows import note_rows
from encoder.judge import LABELS, JudgeRow, judge_batch
from encoder.judge_rows import assertion_rows, embedding_rows, relation_rows
from encoder.records import Sentence, read_records
from encoder.tagger import tag_batch, tag_row
from encoder.words import Pieces

TEMPERATURES = np.geomspace(0.5, 4.0, 61)


def fitted(logits: np.ndarray, gold: np.ndarray) -> tuple[float, float, float]:
    """Give the temperature with the smallest log loss, and the calibration error before and after."""
    losses = [-np.log(_softmax(logits / each)[np.arange(len(gold)), gold] + 1e-12).mean() for each in TEMPERATURES]
    best = float(TEMPERATURES[int(np.argmin(losses))])
    return best, calibration_error(_softmax(logits), gold), calibration_error(_softmax(logits / best), gold)


def calibration_error(probabilities: np.ndarray, gold: np.ndarray, bins: int = 10) -> float:
    """Give the expected calibration error of the most probable label (Naeini et al. 2015)."""
    sure = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == gold
    places = np.minimum((sure * bins).astype(int), bins - 1)
    return float(sum(abs(sure[places == b].mean() - right[places == b].mean()) * (places == b).mean() for b in set(places)))


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--notes", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    sentences = [each for each in read_records(options.sentences) if isinstance(each, Sentence)]
    _fit_entities(options.model, sentences)
    _fit_judge(options.model, sentences, options.notes)


def _fit_entities(folder: Path, sentences: list[Sentence]) -> None:
    session, pieces = _opened(folder, "entities")
    rows = sorted((tag_row(each, pieces) for each in sentences), key=lambda row: len(row.ids))
    places = offsets()
    found: dict[str, list] = {}
    for start in range(0, len(rows), 32):
        ids, mask, labels = tag_batch(rows[start : start + 32])
        (logits,) = session.run(["logits"], {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})
        for i, head in enumerate(HEADS):
            wanted = labels[i].numpy() != IGNORED
            if wanted.any():
                found.setdefault(head.name, []).append(
                    (logits[..., places[i] : places[i + 1]][wanted], labels[i].numpy()[wanted])
                )
    temperatures = {}
    for name, parts in found.items():
        logits, gold = (np.concatenate(each) for each in zip(*parts, strict=True))
        told = gold != 0
        temperatures[name], before, after = fitted(logits, gold)
        print(f"{name}: {told.sum()} words of mentions, temperature {temperatures[name]:.2f}, ECE {before:.3f} -> {after:.3f}")
    _write(folder, "entities", {"temperature": temperatures})


def _fit_judge(folder: Path, sentences: list[Sentence], notes: Path) -> None:
    session, pieces = _opened(folder, "judge")

    def run(rows: list[JudgeRow]) -> list[np.ndarray]:
        ids, mask, types = judge_batch(rows)
        feeds = {"input_ids": ids.numpy(), "attention_mask": mask.numpy(), "token_type_ids": types.numpy()}
        return session.run(["embedding", *LABELS], feeds)

    def embed(texts: list[str]) -> np.ndarray:
        return run(embedding_rows(texts, pieces))[0]

    rows = {
        "assertion": assertion_rows(sentences, pieces),
        "relation": relation_rows(sentences, pieces, 1),
        "inference": note_rows(notes, sentences, pieces, embed),
    }
    temperatures = {}
    for place, name in enumerate(LABELS, 1):
        own = sorted(rows[name], key=lambda row: len(row.encoded.ids))
        logits, gold = [], []
        for start in range(0, len(own), 32):
            batch = own[start : start + 32]
            for row, given in zip(batch, run(batch)[place], strict=True):
                closed = np.full_like(given, -30.0)
                closed[list(row.choices)] = given[list(row.choices)]
                logits.append(closed)
                gold.append(row.label)
        logits, gold = np.array(logits), np.array(gold)
        temperatures[name], before, after = fitted(logits, gold)
        right = (logits.argmax(axis=1) == gold).mean()
        print(f"{name}: {len(gold)} rows, right {right:.3f}, temperature {temperatures[name]:.2f}, ECE {before:.3f} -> {after:.3f}")
        for label, text in enumerate(LABELS[name]):
            claimed, there = logits.argmax(axis=1) == label, gold == label
            if there.any():
                both = (claimed & there).sum()
                print(f"  {text:14} P {both / max(1, claimed.sum()):.3f} R {both / there.sum():.3f} of {there.sum()}")
    _write(folder, "judge", {"temperature": temperatures})


def _opened(folder: Path, part: str) -> tuple[InferenceSession, Pieces]:
    session = InferenceSession(folder / FILES[part][0], providers=["CPUExecutionProvider"])
    return session, Pieces(folder / "tokenizer.json")


def _write(folder: Path, part: str, fields: dict) -> None:
    path = folder / FILES[part][1]
    config = json.loads(path.read_text(encoding="utf-8"))
    config["bionote"].update(fields)
    path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


if __name__ == "__main__":
    main()
