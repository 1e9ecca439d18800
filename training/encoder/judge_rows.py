"""What the judge is trained on: assertions and relations of sentences."""

from __future__ import annotations

import random
import re
from pathlib import Path

from .judge import ASSERTIONS, RELATIONS, JudgeRow
from .marked import marked, single
from .records import Mention, Sentence
from .words import Pieces

# Codes by the types that they relate, as the product's schemas say.
ROLES: dict[tuple[str, str], tuple[str, ...]] = {
    ("treatment", "problem"): ("TrIP", "TrWP", "TrCP", "TrAP", "TrNAP"),
    ("test", "problem"): ("TeRP", "TeCP"),
    ("problem", "problem"): ("PIP",),
    ("chemical", "disease"): ("CID",),
    ("chemical", "gene"): ("CPR:3", "CPR:4", "CPR:5", "CPR:6", "CPR:9"),
}

# Unrelated pairs that are kept for each related one, by corpus; the notes keep all.
UNRELATED = {"BC5CDR-CID": 2.0, "ChemProt": 1.5}


def assertion_rows(sentences: list[Sentence], pieces: Pieces) -> list[JudgeRow]:
    """Make one row of each problem that has an assertion."""
    every = tuple(range(len(ASSERTIONS)))
    rows = []
    for sentence in sentences:
        for mention in sentence.mentions:
            if mention.assertion is None:
                continue
            encoded = marked(sentence, pieces, mention)
            if encoded is not None:
                rows.append(JudgeRow("assertion", encoded, ASSERTIONS.index(mention.assertion), every))
    return rows


def written_assertion_rows(folder: Path, pieces: Pieces) -> list[JudgeRow]:
    """Read written sentences, `assertion | heading or - | sentence with {problem}`; one row of each problem in braces."""
    every = tuple(range(len(ASSERTIONS)))
    rows = []
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            label, heading, marks = (part.strip() for part in line.split(" | ", 2))
            for sentence, mention in braced(marks, "" if heading == "-" else heading):
                encoded = marked(sentence, pieces, mention)
                if encoded is not None:
                    rows.append(JudgeRow("assertion", encoded, ASSERTIONS.index(label), every))
    return rows


def braced(marks: str, heading: str) -> list[tuple[Sentence, Mention]]:
    """Give the sentence without its braces, once with each problem that stood in them."""
    text, mentions = "", []
    for part in re.split(r"(\{[^{}]*\})", marks):
        if part.startswith("{"):
            mentions.append(Mention("problem", len(text), len(text) + len(part) - 2))
            part = part[1:-1]
        text += part
    sentence = Sentence("written", "train", "", heading, text, tuple(mentions), (), frozenset())
    return [(sentence, mention) for mention in mentions]


def relation_rows(sentences: list[Sentence], pieces: Pieces, seed: int) -> list[JudgeRow]:
    """Make one row of each pair of mentions that a code could relate; pairs that gold does not relate are `none`."""
    rng = random.Random(seed)
    rows = []
    for sentence in sentences:
        related = {(each.head, each.tail): each.type for each in sentence.relations}
        kept = UNRELATED.get(sentence.source, float("inf")) * max(1, len(related))
        own = []
        for i, head in enumerate(sentence.mentions):
            for j, tail in enumerate(sentence.mentions):
                codes = ROLES.get((_type(head), _type(tail)))
                if codes is None or i == j or (codes == ("PIP",) and head.start > tail.start):
                    continue
                code = related.get((i, j), related.get((j, i)) if codes == ("PIP",) else None)
                encoded = marked(sentence, pieces, head, tail)
                if encoded is None or (code is not None and code not in codes):
                    continue
                choices = (0, *(RELATIONS.index(each) for each in codes))
                row = JudgeRow("relation", encoded, 0 if code is None else RELATIONS.index(code), choices)
                own.append(row)
        unrelated = [row for row in own if row.label == 0]
        rng.shuffle(unrelated)
        rows += [row for row in own if row.label != 0]
        rows += unrelated[: int(min(kept, len(unrelated)))]
    return rows


def embedding_rows(texts: list[str], pieces: Pieces) -> list[JudgeRow]:
    """Make rows whose vector is to stay that of the base."""
    return [JudgeRow("embedding", single(text, pieces)) for text in texts]


def _type(mention: Mention) -> str:
    return mention.type.lower()
