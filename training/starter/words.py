"""Splits text into the words that the model reads and copies.

The extension's TypeScript has the same three rules; `test/fixtures/starter-format.json`
holds vectors that both sides must agree on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# The order matters: a run of letters, else a number with its decimals, else one code point.
WORD = re.compile(r"[A-Za-zÀ-ɏͰ-Ͽ]+|[0-9]+(?:[.,][0-9]+)*|\S")


class Word(NamedTuple):
    """One word and where it lies in the text, in code points."""

    text: str
    start: int
    end: int


def split_words(text: str) -> list[Word]:
    """Return the words of `text` with their offsets; the text itself is never changed."""
    return [Word(m.group(), m.start(), m.end()) for m in WORD.finditer(text)]


def pieces(token: str) -> list[str]:
    """Split one token of a corpus into words (a corpus may keep `22-oxa` together)."""
    return [m.group() for m in WORD.finditer(token)]


def spaced(words: list[str]) -> str:
    """Join words as the model sees them: each with one leading space."""
    return "".join(" " + word for word in words)
