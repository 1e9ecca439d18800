"""More sentences from the same gold: a mention gives its place to another of its type (Dai and Adel 2020)."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from .records import Mention, Sentence, overlap


def swapped(sentences: Iterable[Sentence], share: float, seed: int) -> list[Sentence]:
    """Give copies of about `share` of the sentences that have mentions, half of these replaced by others of their type.

    The others come from the same sentences, each different wording as likely as any other. Mentions that overlap stay.
    """
    rng = random.Random(seed)
    sentences = list(sentences)
    words: dict[str, list[str]] = {}
    for sentence in sentences:
        for mention in sentence.mentions:
            words.setdefault(mention.type, []).append(sentence.text[mention.start : mention.end])
    wordings = {kind: sorted(set(each)) for kind, each in words.items()}
    return [
        _swap(sentence, wordings, rng)
        for sentence in sentences
        if sentence.mentions and not overlap(sentence.mentions) and rng.random() < share
    ]


def _swap(sentence: Sentence, wordings: dict[str, list[str]], rng: random.Random) -> Sentence:
    text, mentions, done = "", [], 0
    for mention in sorted(sentence.mentions, key=lambda each: each.start):
        text += sentence.text[done : mention.start]
        own = sentence.text[mention.start : mention.end]
        wording = rng.choice(wordings[mention.type]) if rng.random() < 0.5 else own
        mentions.append(replace(mention, start=len(text), end=len(text) + len(wording)))
        text += wording
        done = mention.end
    return replace(sentence, text=text + sentence.text[done:], mentions=tuple(mentions), relations=())
