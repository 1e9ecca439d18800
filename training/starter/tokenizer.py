"""Trains, extends and loads the byte-level BPE tokenizer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from .formats import BOS, EOS

VOCABULARY = 6272
# A token that is kept free, for a heading that a later run adds.
UNUSED = "<|unused{}|>"


def train_tokenizer(texts: Iterable[str], own: list[str], path: Path,
                    vocabulary: int = VOCABULARY) -> Tokenizer:
    """Train on `texts` and save to `path`; the model's `own` tokens come last."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary - len(own),
        special_tokens=[BOS, EOS],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.add_tokens([AddedToken(text, normalized=False) for text in own])
    # The embedding's height is fixed, so tiny smoke corpora must still fill the vocabulary.
    missing = vocabulary - tokenizer.get_vocab_size()
    tokenizer.add_tokens([AddedToken(UNUSED.format(i), normalized=False) for i in range(missing)])
    tokenizer.save(str(path))
    return tokenizer


def extend_tokenizer(path: Path, texts: Iterable[str], vocabulary: int = VOCABULARY) -> None:
    """Make each of `texts` one token: it takes the place of an unused one, or comes behind the last.

    The vocabulary is then filled up to `vocabulary` with unused tokens. Ids that were in use
    stay as they are, so weights still fit.

    Raises ValueError where the vocabulary is full.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    added = data["added_tokens"]
    known = {token["content"] for token in added}
    free = [token for token in added if token["content"].startswith("<|unused")]
    size = max([*data["model"]["vocab"].values(), *(token["id"] for token in added)]) + 1
    like = {key: value for key, value in added[-1].items() if key not in ("id", "content")}
    for i in range(size, vocabulary):
        free.append({"id": i, "content": UNUSED.format(i), **like})
        added.append(free[-1])
    for text in texts:
        if text in known:
            continue
        if not free:
            raise ValueError("the vocabulary has no token left")
        free.pop(0)["content"] = text
        known.add(text)
    path.write_text(json.dumps(data), encoding="utf-8")


def load_tokenizer(path: Path) -> Tokenizer:
    """Load what `train_tokenizer` saved."""
    return Tokenizer.from_file(str(path))
