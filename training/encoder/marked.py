"""What the judge reads: pieces with markers round mentions, and pairs of sentences."""

from __future__ import annotations

from dataclasses import dataclass

from .records import Mention, Sentence
from .words import Pieces, split_words

# Unused places of the vocabulary, so that no text can spell a marker.
HEAD = (1, 2)
TAIL = (3, 4)
LONGEST = 160


@dataclass(frozen=True)
class Encoded:
    """Pieces and token types."""

    ids: list[int]
    types: list[int]


def marked(sentence: Sentence, pieces: Pieces, *mentions: Mention) -> Encoded | None:
    """Encode `[CLS] heading [SEP] sentence [SEP]` with the first mention in HEAD and the second in TAIL markers.

    Gives nothing where mentions overlap or the sentence is too long.
    """
    ordered = sorted(zip(mentions, (HEAD, TAIL)), key=lambda each: each[0].start)
    if any(a[0].end > b[0].start for a, b in zip(ordered, ordered[1:])):
        return None
    body: list[int] = []
    at = 0
    for mention, (opening, closing) in ordered:
        body += pieces.text(sentence.text[at : mention.start])
        body += [opening, *pieces.text(sentence.text[mention.start : mention.end]), closing]
        at = mention.end
    body += pieces.text(sentence.text[at:])
    return joined(pieces.text(sentence.heading)[:16], body, pieces)


def paired(premise: str, hypothesis: str, pieces: Pieces) -> Encoded | None:
    """Encode `[CLS] premise [SEP] hypothesis [SEP]`; nothing where it is too long."""
    return joined(pieces.text(premise), pieces.text(hypothesis), pieces)


def single(text: str, pieces: Pieces) -> Encoded:
    """Encode `[CLS] text [SEP]`."""
    ids = [pieces.start, *pieces.text(text)[: LONGEST - 2], pieces.end]
    return Encoded(ids, [0] * len(ids))


def joined(first: list[int], second: list[int], pieces: Pieces) -> Encoded | None:
    """Join two lists of pieces; nothing where they are too long."""
    ids = [pieces.start, *first, pieces.end, *second, pieces.end]
    return Encoded(ids, [0] * (len(first) + 2) + [1] * (len(second) + 1)) if len(ids) <= LONGEST else None
