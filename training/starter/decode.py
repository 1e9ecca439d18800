"""Greedy decoding in batches, and the reader that turns an answer back into spans."""

from __future__ import annotations

import torch

from .model import Starter
from .rows import Encoder, spans_of


@torch.no_grad()
def greedy(model: Starter, encoder: Encoder, prompts: list[str], rows: int = 64) -> list[str]:
    """Answer every prompt at temperature 0, freely: nothing holds the model to the input."""
    model.eval()
    encoded = [[encoder.bos, *encoder.encode(prompt)] for prompt in prompts]
    # What does not fit into the context has no answer.
    fitting = [i for i, ids in enumerate(encoded) if len(ids) < model.shape.context]
    order = sorted(fitting, key=lambda i: len(encoded[i]))
    answers = [""] * len(prompts)
    for begin in range(0, len(order), rows):
        chosen = order[begin : begin + rows]
        outputs = decode_rows(model, [encoded[i] for i in chosen], encoder.eos)
        for i, ids in zip(chosen, outputs, strict=True):
            answers[i] = encoder.tokenizer.decode(ids, skip_special_tokens=False)
    return answers


def decode_rows(model: Starter, prompts: list[list[int]], eos: int) -> list[list[int]]:
    """Decode prompts of nearly one length together, until each has ended or is too long."""
    lengths = torch.tensor([len(ids) for ids in prompts])
    longest = int(lengths.max())
    # An answer holds the sentence and at most a tag a word, so twice its length is plenty.
    room = min(model.shape.context - longest, 2 * longest)
    padded = torch.full((len(prompts), longest), eos)
    for i, ids in enumerate(prompts):
        padded[i, : len(ids)] = torch.tensor(ids)
    logits, cache = model.prefill(padded, lengths, room)
    outputs: list[list[int]] = [[] for _ in prompts]
    open_rows = set(range(len(prompts)))
    for offset in range(room):
        chosen = logits.argmax(-1)
        for i in list(open_rows):
            if chosen[i] == eos:
                open_rows.remove(i)
            else:
                outputs[i].append(int(chosen[i]))
        if not open_rows or offset == room - 1:
            break
        logits = model.step(chosen, lengths + offset, cache)
    return outputs


@torch.no_grad()
def held(model: Starter, encoder: Encoder, prompts: list[str], sentences: list[list[str]],
         rows: int = 64) -> list[str]:
    """Answer entity prompts held to the input: only whether a tag follows a word is decided.

    An engine does the same when it is asked again from the corrected answer wherever its copy
    strays from the sentence.
    """
    model.eval()
    encoded = [[encoder.bos, *encoder.encode(prompt)] for prompt in prompts]
    copies = [[encoder.encode(f" {word}") for word in words] for words in sentences]
    # What does not fit into the context together with its copy has no answer.
    fitting = [
        i for i, ids in enumerate(encoded)
        if len(ids) + sum(len(word) + 1 for word in copies[i]) < model.shape.context
    ]
    order = sorted(fitting, key=lambda i: len(encoded[i]))
    answers = [""] * len(prompts)
    for begin in range(0, len(order), rows):
        chosen = order[begin : begin + rows]
        outputs = held_rows(model, [encoded[i] for i in chosen], [copies[i] for i in chosen], encoder)
        for i, ids in zip(chosen, outputs, strict=True):
            answers[i] = encoder.tokenizer.decode(ids, skip_special_tokens=False)
    return answers


def held_rows(model: Starter, prompts: list[list[int]], words: list[list[list[int]]],
              encoder: Encoder) -> list[list[int]]:
    """Decode prompts of nearly one length together, each held to its own words."""
    lengths = torch.tensor([len(ids) for ids in prompts])
    longest = int(lengths.max())
    room = max(sum(len(word) + 1 for word in each) for each in words) + 1
    padded = torch.full((len(prompts), longest), encoder.eos)
    for i, ids in enumerate(prompts):
        padded[i, : len(ids)] = torch.tensor(ids)
    logits, cache = model.prefill(padded, lengths, room)
    tags = torch.tensor(sorted(encoder.tags))
    outputs: list[list[int]] = [[] for _ in prompts]
    # What each row must still copy, word by word, with None at the end of each word.
    waiting = [[token for word in each for token in (*word, None)] for each in words]
    for offset in range(room):
        best = logits[:, tags].argmax(-1)
        step = torch.full((len(prompts),), encoder.eos)
        for i, rest in enumerate(waiting):
            if not rest:
                continue
            token = rest.pop(0)
            if token is None:
                # A word is complete: a tag, or straight on to the next word or the end.
                following = rest[0] if rest else encoder.eos
                tag = int(tags[best[i]])
                token = tag if logits[i, tag] > logits[i, following] else rest.pop(0) if rest else None
            if token is not None:
                outputs[i].append(token)
                step[i] = token
        if not any(waiting) or offset == room - 1:
            break
        logits = model.step(step, lengths + offset, cache)
    return outputs


def read_answer(words: list[str], answer: str, window: int = 12) -> tuple[list[str], bool]:
    """Place the tags of `answer` on `words`; also say whether the copy was exact.

    Copied words are matched by position. Where the copy strays, the reader looks for the
    word among the next `window` ones and goes on from there; a tag on a word that is not
    found is dropped.
    """
    tags = ["O"] * len(words)
    at, exact = 0, True
    for piece in answer.split():
        # A tag comes last and a word may itself be a slash, so the tag is sought at the end.
        word, slash, tag = piece.rpartition("/")
        if not slash or tag[:2] not in ("B-", "I-"):
            word, tag = piece, "O"
        if at < len(words) and words[at] == word:
            place = at
        else:
            exact = False
            found = [i for i in range(at, min(at + window, len(words))) if words[i] == word]
            if not found:
                continue
            place = found[0]
        tags[place] = tag
        at = place + 1
    return tags, exact and at == len(words)


def spans_in(tags: list[str]) -> set[tuple[str, int, int]]:
    """Give the spans of a tagged sentence as a set."""
    return set(spans_of(tags))
