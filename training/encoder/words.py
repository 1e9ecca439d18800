"""Words of a text and their word pieces, divided exactly as the product does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

# A run of letters and digits, or any other single character that is not white space.
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True)
class Word:
    """A word and where it stands, in code points."""

    text: str
    start: int
    end: int


def split_words(text: str) -> list[Word]:
    """Divide a text into words."""
    return [Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]


class Pieces:
    """Word pieces of words, each word encoded by itself."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.start = self._tokenizer.token_to_id("[CLS]")
        self.end = self._tokenizer.token_to_id("[SEP]")
        self.unknown = self._tokenizer.token_to_id("[UNK]")
        self.of = lru_cache(maxsize=500_000)(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(word, add_special_tokens=False).ids) or (self.unknown,)

    def text(self, text: str) -> list[int]:
        """Give the pieces of a text, word by word."""
        return [piece for word in split_words(text) for piece in self.of(word.text)]
