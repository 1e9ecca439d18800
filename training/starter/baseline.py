"""A naive Bayes that reads the hypothesis alone: what it gets right is the data's artefact."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from .evaluate import LabelExample


def hypothesis_features(example: LabelExample) -> set[str]:
    """Give the words and pairs of words of the second sentence."""
    words = example.prompt.split("\n")[2].split()
    return set(words) | {f"{a} {b}" for a, b in zip(words, words[1:], strict=False)}


def hypothesis_only(train: list[LabelExample], test: list[LabelExample]) -> float:
    """Train on `train` and give the accuracy on `test`."""
    labels = Counter(example.label for example in train)
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for example in train:
        for feature in hypothesis_features(example):
            seen[feature][example.label] += 1
    right = 0
    for example in test:
        known = [seen[f] for f in hypothesis_features(example) if f in seen]
        scores = {
            label: math.log(n) + sum(math.log((c[label] + 0.5) / (n + 1)) for c in known)
            for label, n in labels.items()
        }
        right += max(scores, key=scores.__getitem__) == example.label
    return right / max(len(test), 1)
