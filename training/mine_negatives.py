"""Writes what a judge takes for contradictions and is none, to train it further on.

`python training/mine_negatives.py --judge DIR --notes DIR --sentences FILE --corpora DIR --out FILE`

Any two sentences of an annotated note that its gold does not oppose are read, and the nearest ones of case reports: two
sentences of one real report almost never contradict each other.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import torch

from encoder.base import load_weights
from encoder.inference_rows import EVERY, INFERENCES, nearest_pairs
from encoder.judge import Judge, JudgeRow, judge_batch
from encoder.marked import paired, single
from encoder.opposites import report_sentences
from encoder.records import Sentence, read_records
from encoder.words import Pieces

REPORTS = 1500
NEAR = 14
SHORTEST = 12


def main() -> None:
    """Write JSON lines with `premise` and `hypothesis`, the surest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judge", type=Path, required=True)
    parser.add_argument("--notes", type=Path, required=True, help="the folder that notes/build.py wrote")
    parser.add_argument("--sentences", type=Path, required=True, help="the sentences of these notes")
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--least", type=float, default=0.25, help="the least probability of a contradiction")
    parser.add_argument("--threads", type=int, default=max(1, torch.get_num_threads() - 1))
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    pieces = Pieces(options.judge / "tokenizer.json")
    judge = Judge(options.judge).eval()
    load_weights(judge, options.judge, "judge")
    reader = Reader(judge, pieces)
    pairs = [*note_pairs(options.notes, options.sentences), *report_pairs(options, reader)]
    scored = sorted(zip(reader.contradictions(pairs), pairs, strict=True), key=lambda each: -each[0])
    kept = [(probability, pair) for probability, pair in scored if probability >= options.least]
    with options.out.open("w", encoding="utf-8") as file:
        for probability, (premise, hypothesis) in kept:
            line = {"premise": premise, "hypothesis": hypothesis, "probability": round(float(probability), 3)}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(f"{len(kept)} of {len(pairs)} pairs")


def note_pairs(notes: Path, sentences: Path) -> Iterator[tuple[str, str]]:
    """Yield every two sentences of a note, but for those that hold a quotation of its contradictions."""
    quoted: dict[str, list[str]] = {}
    for line in (notes / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        if pair["type"] == "contradiction":
            quoted.setdefault(pair["note"], []).extend((pair["premise"], pair["hypothesis"]))
    texts: dict[str, list[str]] = {}
    for record in read_records(sentences):
        if isinstance(record, Sentence) and record.source == "notes" and len(record.text) >= SHORTEST:
            texts.setdefault(record.document, []).append(record.text)
    for note, own in texts.items():
        sure = [text for text in dict.fromkeys(own) if not any(quote in text for quote in quoted.get(note, []))]
        yield from combinations(sure, 2)


def report_pairs(options: argparse.Namespace, reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield the nearest sentences of case reports."""
    lines = (options.corpora / "text" / "e3c-case-reports.jsonl").read_text(encoding="utf-8").splitlines()
    reports = [json.loads(line)["text"] for line in random.Random(options.seed).sample(lines, REPORTS)]
    for text in reports:
        yield from nearest_pairs(report_sentences(text), reader.embed, NEAR)


class Reader:
    """Puts texts and pairs to a judge in batches."""

    def __init__(self, judge: Judge, pieces: Pieces) -> None:
        self._judge, self._pieces = judge, pieces

    def embed(self, texts: list[str]) -> np.ndarray:
        """Give the vectors of texts, each of length 1."""
        return np.stack(self._read([JudgeRow("embedding", single(text, self._pieces)) for text in texts], 0))

    def contradictions(self, pairs: list[tuple[str, str]]) -> list[float]:
        """Give the probability that each pair contradicts itself; 0 where it is too long."""
        encoded = [paired(premise, hypothesis, self._pieces) for premise, hypothesis in pairs]
        places = [i for i, each in enumerate(encoded) if each is not None]
        logits = self._read([JudgeRow("inference", encoded[i], 0, EVERY) for i in places], 3)
        found = [0.0] * len(pairs)
        for place, own in zip(places, logits, strict=True):
            exponents = np.exp(own - own.max())
            found[place] = float(exponents[INFERENCES.index("contradiction")] / exponents.sum())
        return found

    def _read(self, rows: list[JudgeRow], output: int) -> list[np.ndarray]:
        order = sorted(range(len(rows)), key=lambda i: len(rows[i].encoded.ids))
        found: list[np.ndarray] = [np.empty(0)] * len(rows)
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            for start in range(0, len(order), 64):
                own = order[start : start + 64]
                values = self._judge(*judge_batch([rows[i] for i in own]))[output].float().numpy()
                for i, value in zip(own, values, strict=True):
                    found[i] = value
        return found


if __name__ == "__main__":
    main()
