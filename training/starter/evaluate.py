"""Figures: exact-match F1 for entities, accuracy and macro F1 for labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .corpora import NerSentence
from .decode import read_answer, spans_in
from .formats import entity_prompt

Answerer = Callable[[list[str]], list[str]]


@dataclass
class LabelExample:
    """A prompt of the relation or the comparison task, with its label."""

    prompt: str
    label: str


def f1(right: int, found: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1 from counts."""
    precision, recall = right / max(found, 1), right / max(gold, 1)
    score = 2 * right / max(found + gold, 1)
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(score, 4)}


def entity_scores(sentences: list[NerSentence], types: list[str],
                  answer: Answerer) -> dict[str, Any]:
    """Exact span and type match, micro over all types and for each.

    Gold spans that tags cannot hold are counted as missed.
    """
    right, found, gold, exact = Counter(), Counter(), Counter(), 0
    answers = answer([entity_prompt(types, s.words) for s in sentences])
    for sentence, text in zip(sentences, answers, strict=True):
        tags, copied = read_answer(sentence.words, text)
        exact += copied
        guesses, truth = spans_in(tags), spans_in(sentence.tags)
        found.update(kind for kind, _, _ in guesses)
        gold.update(kind for kind, _, _ in truth)
        gold.update(sentence.lost)
        right.update(kind for kind, _, _ in guesses & truth)
    counts = {kind: [c[kind] for c in (right, found, gold)] for kind in types}
    return {
        "sentences": len(sentences),
        **micro(counts, types),
        "copied_exactly": round(exact / max(len(sentences), 1), 4),
        "types": {kind: f1(*counts[kind])["f1"] for kind in types},
        "counts": counts,
    }


def micro(counts: dict[str, list[int]], types: list[str]) -> dict[str, float]:
    """Micro-average over `types` from each type's (right, found, gold)."""
    return f1(*(sum(counts[kind][i] for kind in types) for i in range(3)))


def label_scores(examples: list[LabelExample], answer: Answerer) -> dict[str, Any]:
    """Accuracy and macro F1 over the labels in the gold, beside the most frequent label."""
    answers = [a.strip().lstrip("/") for a in answer([e.prompt for e in examples])]
    pairs = Counter((e.label, a) for e, a in zip(examples, answers, strict=True))
    labels = sorted({e.label for e in examples})
    each = {}
    for label in labels:
        found = sum(n for (_, a), n in pairs.items() if a == label)
        gold = sum(n for (g, _), n in pairs.items() if g == label)
        each[label] = f1(pairs[label, label], found, gold)["f1"]
    counts = Counter(e.label for e in examples)
    majority, most = counts.most_common(1)[0]
    share = most / len(examples)
    return {
        "examples": len(examples),
        "accuracy": round(sum(pairs[label, label] for label in labels) / len(examples), 4),
        "macro_f1": round(sum(each.values()) / len(labels), 4),
        "majority": majority,
        "majority_accuracy": round(share, 4),
        "majority_macro_f1": round(2 * share / (1 + share) / len(labels), 4),
        "labels": each,
        "counts": dict(counts),
    }
