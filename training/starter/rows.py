"""Turns examples into rows of token ids with a loss weight for every token."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from .corpora import NerSentence
from .formats import BOS, EOS, entity_answer, entity_prompt
from .words import spaced, split_words

PROMPT_WEIGHT, COPY_WEIGHT, TAG_WEIGHT, LABEL_WEIGHT, TEXT_WEIGHT = 0.2, 1.0, 2.0, 12.0, 0.5
# The model's context is longer, but a training batch is not: a longer row is left out.
LONGEST_ROW = 512
TEXT_ROW = 256


@dataclass
class Example:
    """A prompt and the answer the model is to give."""

    prompt: str
    answer: str


@dataclass
class Row:
    """Token ids from BOS to EOS, and the weight of the loss at predicting each of them."""

    ids: list[int]
    weights: list[float]


@dataclass
class Batch:
    """Rows of nearly one length, and the flat places where a target is predicted."""

    ids: Tensor
    picked: Tensor
    targets: Tensor
    weights: Tensor


class Encoder:
    """Encodes examples; knows which tokens are tags or labels."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.bos = tokenizer.token_to_id(BOS)
        self.eos = tokenizer.token_to_id(EOS)
        tokens = [(t, i) for t, i in tokenizer.get_vocab().items() if t.startswith("/") and len(t) > 2]
        added = set(tokenizer.get_added_tokens_decoder())
        self.tags = {i for t, i in tokens if i in added and t[1:3] in ("B-", "I-")}
        self.labels = {i for _, i in tokens if i in added} - self.tags

    def encode(self, text: str) -> list[int]:
        """Encode a raw text, as the engine does (without BOS)."""
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def row(self, example: Example, label: bool = False) -> Row:
        """Encode a prompt with its answer; with `label` the answer as a whole counts as a label."""
        prompt, answer = self.encode(example.prompt), self.encode(example.answer)
        weights = [0.0] + [PROMPT_WEIGHT] * len(prompt)
        for token in answer:
            weights.append(
                LABEL_WEIGHT / len(answer) if label
                else TAG_WEIGHT if token in self.tags
                else LABEL_WEIGHT if token in self.labels
                else COPY_WEIGHT
            )
        return Row([self.bos, *prompt, *answer, self.eos], [*weights, COPY_WEIGHT])

    def text_rows(self, text: str) -> list[Row]:
        """Cut an unlabelled text, spaced as prompts are, into rows for next-token loss."""
        ids = self.encode(spaced([word.text for word in split_words(text)]))
        cuts = [ids[i : i + TEXT_ROW] for i in range(0, len(ids), TEXT_ROW)]
        return [Row([self.bos, *cut], [0.0] + [TEXT_WEIGHT] * len(cut)) for cut in cuts if len(cut) > 8]


class Mentions:
    """Mentions of one corpus by type, to put one in the place of another."""

    def __init__(self, sentences: list[NerSentence]) -> None:
        self.by_type: dict[str, list[list[str]]] = defaultdict(list)
        for sentence in sentences:
            for kind, first, last in spans_of(sentence.tags):
                self.by_type[kind].append(sentence.words[first:last])

    def swapped(self, sentence: NerSentence, chance: float, rng: random.Random) -> NerSentence:
        """Replace each mention, by chance, with another of its type."""
        words, tags, at = [], [], 0
        for kind, first, last in spans_of(sentence.tags):
            words += sentence.words[at:first]
            tags += sentence.tags[at:first]
            other = sentence.words[first:last]
            if rng.random() < chance:
                other = rng.choice(self.by_type[kind])
            words += other
            tags += [f"B-{kind}"] + [f"I-{kind}"] * (len(other) - 1)
            at = last
        return NerSentence(words + sentence.words[at:], tags + sentence.tags[at:])


def spans_of(tags: list[str]) -> list[tuple[str, int, int]]:
    """Read the spans off a sentence's tags as (type, first word, word after the last).

    An `I-` that continues nothing begins a span of its own.
    """
    spans: list[tuple[str, int, int]] = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        kind = tag[2:]
        if tag[0] == "I" and spans and spans[-1][0] == kind and spans[-1][2] == i:
            spans[-1] = (kind, spans[-1][1], i + 1)
        else:
            spans.append((kind, i, i + 1))
    return spans


class NerSource:
    """Endless entity rows of one corpus, some mentions swapped anew at every pass."""

    def __init__(self, sentences: list[NerSentence], types: list[str], encoder: Encoder,
                 swap: float) -> None:
        self.sentences, self.types, self.encoder, self.swap = sentences, types, encoder, swap
        self.mentions = Mentions(sentences)

    def rows(self, rng: random.Random) -> Iterator[Row]:
        """Yield rows for ever, each pass in a new order."""
        while True:
            for sentence in rng.sample(self.sentences, len(self.sentences)):
                # Half the sentences stay as they are, so the true contexts are seen often.
                if rng.random() < 0.5:
                    sentence = self.mentions.swapped(sentence, self.swap, rng)
                prompt = entity_prompt(self.types, sentence.words)
                answer = entity_answer(sentence.words, sentence.tags)
                row = self.encoder.row(Example(prompt, answer))
                if len(row.ids) <= LONGEST_ROW:
                    yield row


class ListSource:
    """Endless rows from a fixed list."""

    def __init__(self, rows: list[Row]) -> None:
        self.fixed = [row for row in rows if len(row.ids) <= LONGEST_ROW]

    def rows(self, rng: random.Random) -> Iterator[Row]:
        """Yield rows for ever, each pass in a new order."""
        while True:
            yield from rng.sample(self.fixed, len(self.fixed))


def collate(rows: list[Row], pad: int, parts: int = 6) -> list[Batch]:
    """Sort rows by length into small batches of about as many tokens each, little padded."""
    rows = sorted(rows, key=lambda row: len(row.ids))
    goal = sum(len(row.ids) for row in rows) / parts
    batches: list[Batch] = []
    chunk: list[Row] = []
    for index, row in enumerate(rows):
        chunk.append(row)
        if sum(len(r.ids) for r in chunk) >= goal or index == len(rows) - 1:
            batches.append(lay_out(chunk, pad))
            chunk = []
    return batches


def lay_out(rows: list[Row], pad: int) -> Batch:
    """Pad rows on the right to the longest and pick the places that have a loss."""
    length = len(rows[-1].ids)
    ids = torch.tensor([row.ids + [pad] * (length - len(row.ids)) for row in rows])
    weights = torch.tensor([row.weights + [0.0] * (length - len(row.weights)) for row in rows])
    weight = weights[:, 1:].flatten()
    # Of the prompt's tokens a random half is predicted, at twice the weight: on average the
    # loss is the same, and the vocabulary's matrix, a quarter of the work, is used less.
    light = weight == torch.tensor(PROMPT_WEIGHT)
    weight = torch.where(light, 2 * weight * (torch.rand(weight.shape) < 0.5), weight)
    picked = weight.nonzero()[:, 0]
    return Batch(ids[:, :-1], picked, ids[:, 1:].flatten()[picked], weight[picked])
