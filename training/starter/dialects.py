"""Instruction rows in the dialects of general models, as examples for the starter model.

The rows are those that `bionote instructions build --wordings product` writes: the instruction
is word for word what the extension asks, so the same path runs on the starter's own weights.
"""

from __future__ import annotations

import json
from pathlib import Path

from .formats import ENTITY_TYPES
from .rows import Encoder, Example, Row

# The wrapper of Llama2-MedTuned, as it was evaluated (Rohanian et al. 2024).
RAW_HEADING = "### Instruction:\n{}\n\n### Input:\n"
RAW_END = "\n\n### Output:\n"
# A chat: system text, user text, and the opening of the answer. The GGUF file's template and
# the Modelfile's say the same. The line's end is no part of the heading: an engine may read the
# template's own text and the messages apart, and must come to the same tokens.
CHAT_HEADING = "{}"
CHAT_JOIN = "\n"
CHAT_END = "\nAnswer:\n"
LABEL_TASKS = ("relations", "nli")
# Pairs are many and short: so many are passed over for each that is taken.
NLI_STEP = 3


def is_taught(row: dict[str, str]) -> bool:
    """Whether the starter model learns a row: entities of its own types, relations and pairs."""
    _, _, asked = row["id"].partition("#ner:")
    own = all(kind in ENTITY_TYPES for kind in asked.split("+")) if asked else True
    return own and row["task"] in ("ner", *LABEL_TASKS)


class DialectRows:
    """The rows of one or several files of JSON lines; what ends in `json.jsonl` is asked as a chat."""

    def __init__(self, paths: list[Path]) -> None:
        self.examples: list[tuple[Example, bool]] = []
        self.headings: dict[str, None] = {}
        for path in paths:
            chat = path.stem.endswith("json")
            heading, join, end = (
                (CHAT_HEADING, CHAT_JOIN, CHAT_END) if chat else (RAW_HEADING, "", RAW_END)
            )
            pairs = 0
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                pairs += row["task"] == "nli"
                if not is_taught(row) or (row["task"] == "nli" and pairs % NLI_STEP):
                    continue
                first = heading.format(row["instruction"])
                self.headings[first] = None
                prompt = first + join + row["input"] + end
                self.examples.append((Example(prompt, row["output"]), row["task"] in LABEL_TASKS))

    @property
    def tokens(self) -> list[str]:
        """Texts that are one token each: a constant heading then costs nothing to read."""
        return [*self.headings, RAW_END, CHAT_END] if self.examples else []

    def rows(self, encoder: Encoder) -> list[Row]:
        """Encode the examples."""
        return [encoder.row(example, label=label) for example, label in self.examples]
