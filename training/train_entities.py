"""Trains the tagger of the embedded encoder: `python training/train_entities.py --sentences FILE --out DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from encoder.base import base_folder, describe, freeze_words, load_weights
from encoder.heads import TAUGHT
from encoder.loop import Loop
from encoder.mixture import Mixture
from encoder.records import Sentence, read_records
from encoder.swapping import swapped
from encoder.tagger import Tagger, TagRow, tag_batch, tag_loss, tag_row
from encoder.words import Pieces

# How often a sentence of a corpus is shown beside one of a corpus with 1.
SHARES = {
    "notes": 6.0,
    "MACCROBAT2020": 2.2,
    "BC5CDR": 4.0,
    "NCBI-disease": 4.0,
    "BC2GM": 1.6,
    "AnatEM": 1.6,
    "Linnaeus": 0.4,
    "S800": 1.2,
    "CRAFT": 0.1,
    "JNLPBA": 0.9,
}

# Corpora with so many sentences without a mention that a fifth of them is enough.
SPARSE = {"Linnaeus", "S800", "CRAFT"}

# Of corpora whose guidelines know one or two types, as many sentences with other mentions are added.
SWAPPED = {"BC5CDR": 0.6, "NCBI-disease": 1.0, "BC2GM": 0.4, "MACCROBAT2020": 0.5, "S800": 0.5, "Linnaeus": 0.5}


def rows_of(paths: list[Path], pieces: Pieces, seed: int) -> dict[str, list[TagRow]]:
    """Read the sentences of the train and dev parts as rows, by corpus."""
    sentences: dict[str, list[Sentence]] = {}
    empty: dict[str, int] = {}
    for path in paths:
        for record in read_records(path):
            if not isinstance(record, Sentence) or record.split == "test" or record.source not in TAUGHT:
                continue
            if record.source in SPARSE and not record.mentions:
                empty[record.source] = empty.get(record.source, 0) + 1
                if empty[record.source] % 5:
                    continue
            sentences.setdefault(record.source, []).append(record)
    for source, share in SWAPPED.items():
        sentences.setdefault(source, []).extend(swapped(sentences.get(source, []), share, seed))
    rows = {source: [tag_row(each, pieces) for each in own] for source, own in sentences.items()}
    return {source: [row for row in own if len(row.ids) > 3] for source, own in rows.items()}


def main() -> None:
    """Train within a budget of tokens; begun again with the same folder, go on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path, nargs="+", required=True)
    parser.add_argument("--base", type=Path, help="a folder that read_base.py wrote, in place of all-MiniLM-L6-v2")
    parser.add_argument("--begin", type=Path, help="the folder of a run, or of an exported encoder, to begin with its weights")
    parser.add_argument("--freeze-words", action="store_true", help="train everything but the table of word pieces")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tokens", type=int, default=3_600_000)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--threads", type=int, default=max(1, torch.get_num_threads() - 1))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    base = options.begin or base_folder(options.base)
    pieces = Pieces(base / "tokenizer.json")
    rows = rows_of(options.sentences, pieces, options.seed)
    mixture = Mixture(rows, SHARES, options.seed)
    print({name: len(each) for name, each in rows.items()}, "rows a pass:", mixture.rows_in_a_pass(), flush=True)
    tagger = Tagger(base)
    if options.begin:
        load_weights(tagger, options.begin, "entities")
    if options.freeze_words:
        freeze_words(tagger.encoder)
    describe(base, "entities", options.out)
    loop = Loop(tagger, options.out, options.tokens, options.rate, 1e-3)

    def loss_of(batch: list[TagRow]) -> tuple[torch.Tensor, int]:
        ids, mask, labels = tag_batch(batch)
        return tag_loss(loop.model(ids, mask), labels), int(mask.sum())

    done = loop.run(mixture.batches(lambda row: len(row.ids), 2048, loop.step), loss_of)
    print("finished" if done else "stopped", loop.tokens, "tokens", round(loop.seconds), "seconds")


if __name__ == "__main__":
    main()
