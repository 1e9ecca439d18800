"""Trains and loads the byte-level BPE tokenizer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from .formats import BOS, EOS, USER_TOKENS

VOCABULARY = 6144


def train_tokenizer(texts: Iterable[str], path: Path, vocabulary: int = VOCABULARY) -> Tokenizer:
    """Train on `texts` and save to `path`; the model's own tokens come last."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary - len(USER_TOKENS),
        special_tokens=[BOS, EOS],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.add_tokens([AddedToken(text, normalized=False) for text in USER_TOKENS])
    # The embedding's height is fixed, so tiny smoke corpora must still fill the vocabulary.
    missing = vocabulary - tokenizer.get_vocab_size()
    tokenizer.add_tokens([AddedToken(f"<|unused{i}|>", normalized=False) for i in range(missing)])
    tokenizer.save(str(path))
    return tokenizer


def load_tokenizer(path: Path) -> Tokenizer:
    """Load what `train_tokenizer` saved."""
    return Tokenizer.from_file(str(path))
