"""Trains the judge of the embedded encoder.

`python training/train_judge.py --sentences FILE… --notes DIR --pairs DIR --statements DIR --assertions DIR
--corpora DIR --out DIR`
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
import torch

from encoder.base import base_folder, describe, freeze_words, load_encoder, load_weights
from encoder.coordinating import coordinated
from encoder.inference_rows import (
    made_rows,
    mined_rows,
    negation_rows,
    note_rows,
    report_rows,
    texts_of,
    unrelated_rows,
    written_pairs,
    written_rows,
)
from encoder.judge import Anchor, Judge, JudgeRow, judge_batch, judge_loss, mean_of
from encoder.judge_rows import assertion_rows, embedding_rows, relation_rows, written_assertion_rows
from encoder.loop import Loop
from encoder.marked import single
from encoder.mixture import Mixture
from encoder.records import Sentence, read_records
from encoder.statement_rows import gold_statements, polarity_statements, read_names, topic_statements
from encoder.words import Pieces

# How often a row of a source is shown beside one of a source with 1.
SHARES = {
    "assertion/notes": 1.5,
    "assertion/written": 3.0,
    "relation/notes": 1.0,
    "relation/coordinated": 0.7,
    "relation/BC5CDR-CID": 0.3,
    "relation/ChemProt": 0.4,
    "inference/written": 2.0,
    "inference/unrelated": 2.0,
    "inference/notes": 1.0,
    "inference/reports": 0.6,
    "inference/negation": 1.0,
    "inference/mined": 2.0,
    "inference/topics": 1.5,
    "inference/polarity": 0.7,
    "inference/gold": 0.7,
    "embedding": 0.4,
}
REPORTS = 2400
POLARITY = 8000
# Texts from which it is read what all texts share.
CENTRE = 640
# Contradictions of notes are few: each is shown so often in the place of one.
REPEATED = 6


def embedder(base: torch.nn.Module, pieces: Pieces):
    """Give a function from texts to their vectors by the base; each text is read once."""
    known: dict[str, np.ndarray] = {}

    def read(texts: list[str]) -> None:
        rows = [JudgeRow("embedding", single(text, pieces)) for text in texts]
        with torch.inference_mode():
            ids, mask, _ = judge_batch(rows)
            hidden = base(input_ids=ids, attention_mask=mask).last_hidden_state
            vectors = torch.nn.functional.normalize(mean_of(hidden, mask), dim=-1)
        known.update(zip(texts, vectors.numpy(), strict=True))

    def embed(texts: list[str]) -> np.ndarray:
        fresh = sorted({text for text in texts if text not in known}, key=len)
        for i in range(0, len(fresh), 32):
            read(fresh[i : i + 32])
        return np.stack([known[text] for text in texts])

    return embed


def main() -> None:
    """Train within a budget of tokens; begun again with the same folder, go on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path, nargs="+", required=True)
    parser.add_argument("--notes", type=Path, required=True, help="the folder that notes/build.py wrote")
    parser.add_argument("--pairs", type=Path, required=True, help="the folder of written pairs")
    parser.add_argument("--statements", type=Path, required=True, help="the folder of written topics and names")
    parser.add_argument("--assertions", type=Path, required=True, help="the folder of written sentences with problems")
    parser.add_argument("--corpora", type=Path, required=True, help="the corpora, unpacked")
    parser.add_argument("--mined", type=Path, nargs="*", default=[], help="files that mine_negatives.py wrote")
    parser.add_argument("--except", type=Path, nargs="*", default=[], dest="kept_out", help="pairs.jsonl of a benchmark")
    parser.add_argument("--base", type=Path, help="a folder that read_base.py wrote, in place of all-MiniLM-L6-v2")
    parser.add_argument("--begin", type=Path, help="the folder of a run, or of an exported encoder, to begin with its weights")
    parser.add_argument("--freeze-words", action="store_true", help="train everything but the table of word pieces")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tokens", type=int, default=2_600_000)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--threads", type=int, default=max(1, torch.get_num_threads() - 1))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    folder = options.begin or base_folder(options.base)
    pieces = Pieces(folder / "tokenizer.json")
    base = load_encoder(folder, "judge").eval()
    sources = rows_of(options, pieces, embedder(base, pieces))
    anchor = Anchor(base, sources["embedding"][:CENTRE])
    mixture = Mixture(sources, SHARES, options.seed)
    print({name: len(rows) for name, rows in sources.items()}, "rows a pass:", mixture.rows_in_a_pass(), flush=True)
    judge = Judge(folder)
    if options.begin:
        load_weights(judge, options.begin, "judge")
    if options.freeze_words:
        freeze_words(judge.encoder)
    describe(folder, "judge", options.out)
    loop = Loop(judge, options.out, options.tokens, options.rate, 5e-4)

    def loss_of(batch: list[JudgeRow]) -> tuple[torch.Tensor, int]:
        return judge_loss(loop.model, batch, anchor)

    done = loop.run(mixture.batches(lambda row: len(row.encoded.ids), 2048, loop.step), loss_of)
    print("finished" if done else "stopped", loop.tokens, "tokens", round(loop.seconds), "seconds")


def rows_of(options: argparse.Namespace, pieces: Pieces, embed) -> dict[str, list[JudgeRow]]:
    """Make the rows of every source."""
    sentences: dict[str, list[Sentence]] = {}
    for path in options.sentences:
        for record in read_records(path):
            if isinstance(record, Sentence) and record.split != "test":
                sentences.setdefault(record.source, []).append(record)
    notes = sentences.get("notes", [])
    reports = [
        json.loads(line)["text"]
        for line in (options.corpora / "text" / "e3c-case-reports.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    reports = random.Random(options.seed).sample(reports, min(REPORTS, len(reports)))
    own = note_rows(options.notes, notes, pieces, embed)
    names = read_names(options.statements / "names.txt")
    kept_out = texts_of(options.kept_out)
    written = written_pairs(options.pairs, kept_out)
    topics = options.statements / "topics.txt"
    rows = {
        "assertion/notes": assertion_rows(notes, pieces),
        "assertion/written": written_assertion_rows(options.assertions, pieces),
        "relation/notes": relation_rows(notes, pieces, options.seed),
        "relation/coordinated": relation_rows(coordinated(notes, 1.0, options.seed), pieces, options.seed),
        **{f"relation/{name}": relation_rows(sentences.get(name, []), pieces, options.seed) for name in ("BC5CDR-CID", "ChemProt")},
        "inference/written": written_rows(written, pieces),
        "inference/unrelated": unrelated_rows(written, pieces, options.seed),
        "inference/notes": own + [row for row in own if row.label == 2] * (REPEATED - 1),
        "inference/reports": report_rows(reports, pieces, embed, options.seed),
        "inference/negation": negation_rows(options.corpora / "more" / "negation-nli", pieces),
        "inference/mined": mined_rows(options.mined, pieces),
        "inference/topics": made_rows(topic_statements(topics, options.seed), kept_out, pieces),
        "inference/polarity": made_rows(polarity_statements(notes, names, options.seed, POLARITY), kept_out, pieces),
        "inference/gold": made_rows(gold_statements(notes, names, options.seed), kept_out, pieces),
    }
    texts = [sentence.text for sentence in notes] + [text for report in reports for text in report.split(". ")[:2]]
    rows["embedding"] = embedding_rows(texts, pieces)
    return rows


if __name__ == "__main__":
    main()
