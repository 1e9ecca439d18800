"""What goes into a filter and what comes out of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LONGEST_LINE = 10_000_000
"""The longest line that a filter takes, in bytes."""


@dataclass(frozen=True)
class Result:
    """What came of a row: `bionote`, the filter's answer as JSON, or the code of an error and how often a model was asked."""

    bionote: str | None
    error: str | None
    attempts: int | None


def failed(code: str, attempts: int = 0) -> Result:
    """The result of a row that has none."""
    return Result(None, code, attempts)


def fault_of(row: Mapping[str, Any], id_column: str, text_column: str) -> str | None:
    """Why a row cannot be read, by the filter's own codes; `None` if it can."""
    key = row.get(id_column)
    if isinstance(key, bool) or not isinstance(key, (str, int)):
        return "no-id"
    return None if isinstance(row.get(text_column), str) else "no-text"


def line_of(number: int, text: str) -> bytes | None:
    """The line that asks for `text` under a number of its own; `None` if it is too long."""
    # Escapes keep what no encoding has, such as a lone surrogate: the filter says what it thinks of it.
    line = json.dumps({"id": number, "text": text}).encode("ascii") + b"\n"
    return line if len(line) <= LONGEST_LINE else None


def answer_in(line: bytes) -> tuple[int | None, dict[str, Any]]:
    """The number and the rest of a line of the filter."""
    found: dict[str, Any] = json.loads(line)
    return found.pop("id", None), found


def result_of(answer: Mapping[str, Any], key: str | int) -> Result:
    """The result in an answer to the row with the id `key`, which the filter knew by a number."""
    error = answer.get("error")
    if error is not None:
        return failed(str(error["code"]), int(error["attempts"]))
    bionote = {**answer["bionote"], "source": str(key)}
    return Result(json.dumps(bionote, ensure_ascii=False, sort_keys=True), None, None)
