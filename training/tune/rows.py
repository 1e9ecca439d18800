"""Reads rows of instruction data, as `bionote instructions build` writes them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FIELDS = ["instruction", "input", "output", "task", "source", "split"]


class BadRow(ValueError):
    """A line that is no row, named with its file and its number."""


@dataclass(frozen=True)
class Row:
    """What is asked, of what, and the answer to learn."""

    instruction: str
    input: str
    output: str
    task: str
    source: str
    split: str


def read_rows(paths: Iterable[Path], splits: Collection[str],
              tasks: Collection[str] = (), sources: Collection[str] = ()) -> Iterator[Row]:
    """Yield the rows of `splits`, and of `tasks` and `sources` where any are named.

    Raises BadRow at the first line that is no row, whatever its split: a file that is broken in
    one place may be broken in others.
    """
    for path in paths:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    row = parse(line)
                except ValueError as error:
                    raise BadRow(f"{path}:{number}: {error}") from error
                if (row.split in splits and (not tasks or row.task in tasks)
                        and (not sources or row.source in sources)):
                    yield row


def parse(line: bytes) -> Row:
    """Read one line of UTF-8 JSON; raises ValueError that says what is wrong, without its text."""
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON, at character {error.pos}") from None
    if not isinstance(data, dict):
        raise ValueError("not a JSON object")
    wrong = [name for name in FIELDS if not isinstance(data.get(name), str)]
    if wrong:
        raise ValueError(f"no text in {', '.join(wrong)}")
    if not data["output"].strip():
        raise ValueError("an empty output teaches nothing")
    return Row(*(data[name] for name in FIELDS))
