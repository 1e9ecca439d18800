"""Reads what `bionote instructions sentences` writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Mention:
    """A typed stretch of a sentence, in code points."""

    type: str
    start: int
    end: int
    assertion: str | None = None


@dataclass(frozen=True)
class Relation:
    """A relation between two mentions of a sentence, by their places in its list."""

    type: str
    head: int
    tail: int


@dataclass(frozen=True)
class Sentence:
    """A sentence with its gold. It says nothing of the types in `incomplete`."""

    source: str
    split: str
    document: str
    heading: str
    text: str
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    incomplete: frozenset[str]


@dataclass(frozen=True)
class Pair:
    """Two texts, and whether the first entails, contradicts or says nothing of the second."""

    source: str
    split: str
    premise: str
    hypothesis: str
    label: str


def overlap(mentions: Iterable[Mention]) -> bool:
    """Say whether two of the mentions share a character."""
    end = 0
    for mention in sorted(mentions, key=lambda each: each.start):
        if mention.start < end:
            return True
        end = mention.end
    return False


def read_records(path: Path) -> Iterator[Sentence | Pair]:
    """Yield the records of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            if fields["kind"] == "pair":
                yield Pair(*(fields[name] for name in ("source", "split", "premise", "hypothesis", "label")))
            else:
                yield Sentence(
                    source=fields["source"],
                    split=fields["split"],
                    document=fields["document"],
                    heading=fields.get("heading", ""),
                    text=fields["text"],
                    mentions=tuple(
                        Mention(m["type"], m["start"], m["end"], m.get("assertion")) for m in fields["mentions"]
                    ),
                    relations=tuple(Relation(r["type"], r["head"], r["tail"]) for r in fields["relations"]),
                    incomplete=frozenset(fields["incomplete"]),
                )
