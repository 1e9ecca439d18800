"""What the judge learns inference from: written pairs, the notes' own, and pairs of real reports, which are neutral."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np

from .judge import INFERENCES, JudgeRow
from .marked import paired
from .opposites import report_pairs, report_sentences
from .records import Sentence
from .words import Pieces

EVERY = tuple(range(len(INFERENCES)))

# Gives the vectors of texts, each of length 1.
Embed = Callable[[list[str]], np.ndarray]


def row_of(premise: str, hypothesis: str, label: str, pieces: Pieces) -> list[JudgeRow]:
    """Make the row of a pair, or none where it is too long."""
    encoded = paired(premise, hypothesis, pieces)
    return [] if encoded is None else [JudgeRow("inference", encoded, INFERENCES.index(label), EVERY)]


def written_pairs(folder: Path, kept_out: set[str]) -> dict[str, list[tuple[str, str, str]]]:
    """Read the written pairs by file, `label TAB premise TAB hypothesis`; none has a text that is kept out."""
    files: dict[str, list[tuple[str, str, str]]] = {}
    for path in sorted(folder.glob("*.tsv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        pairs = [(label, premise, hypothesis) for label, premise, hypothesis in (line.split("\t") for line in lines)]
        files[path.name] = [pair for pair in pairs if not {normal(pair[1]), normal(pair[2])} & kept_out]
    return files


def written_rows(files: dict[str, list[tuple[str, str, str]]], pieces: Pieces) -> list[JudgeRow]:
    """Make the rows of written pairs; a contradiction holds in both directions."""
    rows = []
    for label, premise, hypothesis in (pair for pairs in files.values() for pair in pairs):
        rows += row_of(premise, hypothesis, label, pieces)
        if label == "contradiction":
            rows += row_of(hypothesis, premise, label, pieces)
    return rows


def unrelated_rows(files: dict[str, list[tuple[str, str, str]]], pieces: Pieces, seed: int) -> list[JudgeRow]:
    """Put the hypotheses of written pairs that are decided below premises of other files, where they are neutral.

    Without them a judge learns to tell a decided hypothesis by its own words.
    """
    rng = random.Random(seed)
    rows = []
    for name, own in files.items():
        others = [premise for other, pairs in files.items() if other != name for _, premise, _ in pairs]
        for label, _, hypothesis in own:
            if label != "neutral":
                rows += row_of(rng.choice(others), hypothesis, "neutral", pieces)
    return rows


def note_rows(
    notes: Path, sentences: list[Sentence], pieces: Pieces, embed: Embed, near: int = 36
) -> list[JudgeRow]:
    """Make the rows of annotated notes: their contradictions and statements, and their nearest sentences as neutral.

    The gold of a note names all its contradictions, so any other two of its sentences have none.
    """
    by_note: dict[str, list[str]] = {}
    for sentence in sentences:
        by_note.setdefault(sentence.document, []).append(sentence.text)
    told: dict[str, list[dict]] = {}
    for line in (notes / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        told.setdefault(pair["note"], []).append(pair)
    rows = []
    for note, pairs in told.items():
        texts = by_note.get(note, [])
        opposed = set()
        for pair in pairs:
            if pair["type"] == "contradiction":
                premise, hypothesis = (_holding(pair[end], texts) for end in ("premise", "hypothesis"))
                opposed.add(frozenset((premise, hypothesis)))
                rows += row_of(premise, hypothesis, "contradiction", pieces)
                rows += row_of(hypothesis, premise, "contradiction", pieces)
                continue
            if pair["label"] != "neutral":
                evidence = _holding(pair["evidence"], texts)
                rows += row_of(evidence, pair["statement"], pair["label"], pieces)
            evidence = pair["evidence"]
            others = [text for text in texts if not evidence or evidence not in text]
            if others:
                vectors = embed([pair["statement"], *others])
                order = np.argsort(-(vectors[1:] @ vectors[0]))
                # What is near a statement and is not its evidence may still support it: only neutral ones are sure.
                for i in order[: 4 if pair["label"] == "neutral" else 0]:
                    rows += row_of(others[i], pair["statement"], "neutral", pieces)
        for premise, hypothesis in nearest_pairs(texts, embed, near):
            if frozenset((premise, hypothesis)) not in opposed:
                rows += row_of(premise, hypothesis, "neutral", pieces)
    return rows


def report_rows(reports: list[str], pieces: Pieces, embed: Embed, seed: int, near: int = 2) -> list[JudgeRow]:
    """Make rows of case reports: nearest sentences as neutral, and sentences changed by rule."""
    rows = []
    for report in reports:
        for premise, hypothesis in nearest_pairs(report_sentences(report), embed, near):
            rows += row_of(premise, hypothesis, "neutral", pieces)
    for premise, hypothesis, label in report_pairs(reports, seed, 1):
        rows += row_of(premise, hypothesis, label, pieces)
    return rows


def nearest_pairs(texts: list[str], embed: Embed, count: int) -> list[tuple[str, str]]:
    """Give the pairs of different texts whose vectors are nearest, the earlier text first."""
    texts = list(dict.fromkeys(texts))
    if len(texts) < 2:
        return []
    vectors = embed(texts)
    near = np.triu(vectors @ vectors.T, 1)
    order = np.argsort(-near, axis=None)[: min(count, len(texts) * (len(texts) - 1) // 2)]
    return [(texts[i], texts[j]) for i, j in zip(*np.unravel_index(order, near.shape), strict=True)]


def negation_rows(folder: Path, pieces: Pieces) -> list[JudgeRow]:
    """Read the pairs about negation (Hossain et al. 2020) that have three labels: SNLI's and MNLI's."""
    rows = []
    for name in ("SNLI", "MNLI"):
        for line in (folder / f"{name}.txt").read_text(encoding="cp1252").splitlines()[1:]:
            _, premise, hypothesis, label = line.split("\t")[:4]
            if label in INFERENCES:
                rows += row_of(premise, hypothesis, label, pieces)
    return rows


def mined_rows(paths: list[Path], pieces: Pieces) -> list[JudgeRow]:
    """Read pairs that an earlier judge took for contradictions and that are none; they are neutral in both orders."""
    rows = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            pair = json.loads(line)
            rows += row_of(pair["premise"], pair["hypothesis"], "neutral", pieces)
            rows += row_of(pair["hypothesis"], pair["premise"], "neutral", pieces)
    return rows


def made_rows(made: list[tuple[str, str, str]], kept_out: set[str], pieces: Pieces) -> list[JudgeRow]:
    """Make rows of pairs that `statement_rows` made; what coincides with a text that is kept out is left out."""
    return [
        row
        for premise, hypothesis, label in made
        if not {normal(premise), normal(hypothesis)} & kept_out
        for row in row_of(premise, hypothesis, label, pieces)
    ]


def texts_of(paths: list[Path]) -> set[str]:
    """Read the statements and quotations of benchmark pairs, as `normal` gives them."""
    pairs = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return {normal(pair[name]) for pair in pairs for name in ("statement", "premise", "hypothesis") if pair.get(name)}


def normal(text: str) -> str:
    """Give the words of a text in lower case, one space apart."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _holding(quote: str, texts: list[str]) -> str:
    """Give the sentence that holds a quote; the quote where it goes over a sentence's end."""
    return next((text for text in texts if quote in text), quote)
