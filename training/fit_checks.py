"""Fits the thresholds of a check on annotated development notes, and writes them into `judge.json`.

`python training/fit_checks.py --notes GOLD --model models/bionote-encoder`

A check asks the judge about the sentences whose vectors are at least `relevance` near the statement's. What it finds
counts from `evidence` on where it supports the statement, and from `refutation` on where it contradicts it. The product
itself is asked, with each relevance and with the other two at 0. Of all thresholds, the ones with the best accuracy of
three labels are taken among those whose verdicts are right at least as often as `--precision` asks; a conflict is wrong.
Temperatures have to be fitted before (`fit_encoder.py`).
"""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
import tempfile
from pathlib import Path

from measure_checks import checked, statements_of

RELEVANCE = (0.0, 0.2, 0.3, 0.4, 0.5)
PROBABILITIES = (0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99)

# The gold label of a statement, and what was found for it: labels with their probabilities.
Asked = tuple[str, list[tuple[str, float]]]


def main() -> None:
    """Ask about every statement, then choose."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--precision", type=float, default=0.7)
    options = parser.parse_args()
    best = max(
        (scored(asked, options.precision, *thresholds), (relevance, *thresholds))
        for relevance in RELEVANCE
        for asked in [ask(options.notes, options.model, relevance)]
        for thresholds in itertools.product(PROBABILITIES, PROBABILITIES)
    )
    (accuracy, right, verdicts), (relevance, evidence, refutation) = best[0][1:], best[1]
    print(f"relevance {relevance}, evidence {evidence}, refutation {refutation}: accuracy {accuracy:.3f}; verdicts {verdicts}, right {right}")
    write(options.model, relevance=relevance, evidence=evidence, refutation=refutation)


def ask(notes: Path, model: Path, relevance: float) -> list[Asked]:
    """Check every statement of the notes by a copy of the model that shows whatever it finds."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(model, Path(folder) / "encoder"))
        write(copy, relevance=relevance, evidence=0, refutation=0)
        return [
            (pair["label"], [(each["label"], each["probability"]) for each in answer["evidence"]])
            for note, pairs in statements_of(notes)
            for pair, answer in zip(pairs, checked(notes / f"{note}.txt", [pair["statement"] for pair in pairs], copy), strict=True)
        ]


def write(model: Path, **thresholds: float) -> None:
    """Write thresholds into the judge's configuration."""
    path = model / "judge.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["bionote"].setdefault("thresholds", {}).update(thresholds)
    path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def scored(asked: list[Asked], precision: float, evidence: float, refutation: float) -> tuple[bool, float, int, int]:
    """Give whether the verdicts are precise enough, the accuracy, and how many verdicts were right and given."""
    least = {"entailment": evidence, "contradiction": refutation}
    right = verdicts = correct = 0
    for label, found in asked:
        told = {name for name, probability in found if probability >= least[name]}
        verdict = "neutral" if not told else told.pop() if len(told) == 1 else "conflicting"
        correct += verdict == label
        verdicts += verdict != "neutral"
        right += verdict == label and verdict != "neutral"
    return verdicts > 0 and right / verdicts >= precision, correct / len(asked), right, verdicts


if __name__ == "__main__":
    main()
