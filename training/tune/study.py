"""What `compose.py` tunes on and measures, and the table of what came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Where a report of `bionote evaluate` keeps the main score of each kind of set.
MAIN_SCORES = {"entities": "f1", "relations": "f1", "inference": "accuracy", "notes": "main"}


@dataclass(frozen=True)
class Study:
    """Parts of rows, compositions of them, and samples of sets.

    `parts`: rows of each `TASK CORPUS`; `repeats`: how often rows of a part are shown, because long
    answers that are mostly `O` take longer to learn; `tuning`: settings of tune.py; `sets`: records
    to measure on.
    """

    dialect: str
    wrapper: str
    tuning: dict[str, Any]
    parts: dict[str, dict[str, int]]
    repeats: dict[str, int]
    compositions: dict[str, list[str]]
    sets: dict[str, int]


def read_study(path: Path) -> Study:
    """Read a study; ends the program where a composition names a part that is not there."""
    try:
        study = Study(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise SystemExit(f"{path} is no study: {error}") from None
    for name, parts in study.compositions.items():
        for part in parts:
            if part not in study.parts:
                raise SystemExit(f"{path}: the composition {name} names {part}, which is no part.")
    return study


def folder_of(out: Path, composition: str) -> Path:
    """Give the folder of a composition's model and reports."""
    return out / composition.replace(" ", "-")


def report_of(out: Path, composition: str, set_name: str) -> Path:
    """Give the report of a set."""
    return folder_of(out, composition) / f"{set_name.replace('/', '-')}.json"


def table(study: Study, out: Path) -> str:
    """Give the rows, tokens and scores of every composition in `out` as a Markdown table.

    F1 of entities and relations, accuracy of inference and answers, ROUGE-1 of writing; in brackets
    the 95 % interval of `bionote evaluate`. Rows are counted once, however often they were shown.
    """
    lines = ["| tuned on | rows | tokens seen | " + " | ".join(study.sets) + " |",
             "|---" * (3 + len(study.sets)) + "|"]
    for name in ["base", *study.compositions]:
        scores = [score(report_of(out, name, each)) for each in study.sets]
        lines.append(f"| {name} | {' | '.join([*seen(study, out, name), *scores])} |")
    return "\n".join(lines)


def seen(study: Study, out: Path, name: str) -> list[str]:
    """Give a composition's rows, and the tokens of them that the model saw."""
    run = folder_of(out, name) / "run.json"
    if not run.exists():
        return ["", ""]
    rows = sum(sum(study.parts[part].values()) for part in study.compositions[name])
    done = json.loads(run.read_text(encoding="utf-8"))
    return [str(rows), f"{done['tokens'] * done['epochs'] / 1000:.0f},000"]


def score(report: Path) -> str:
    """Give the main score of a report of one set, as `.412 (.305–.517)`; why there is none where it was skipped."""
    if not report.exists():
        return ""
    measured = json.loads(report.read_text(encoding="utf-8"))["sets"][0]
    for kind, main in MAIN_SCORES.items():
        if kind in measured:
            bounded = measured[kind][main]
            low, high = bounded["interval"]["low"], bounded["interval"]["high"]
            return f"{decimals(bounded['value'])} ({decimals(low)}–{decimals(high)})"
    return str(measured.get("skipped", ""))


def decimals(value: float) -> str:
    """Write a share with three decimals, without the zero before them."""
    return f"{value:.3f}".removeprefix("0")
