"""Scores what `bionote check` says of the statements of annotated notes.

`python training/measure_checks.py GOLD MODEL`: GOLD holds NNN.txt and pairs.jsonl as notes/build.py writes them, MODEL
is an encoder folder. Accuracy is of three labels, a conflict counting as wrong; a verdict is any other than neutral.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

COMMAND = ["node", "dist/cli.cjs", "check", "--engine", "embedded", "--format", "json", "--quiet"]


def checked(note: Path, statements: list[str], model: Path) -> list[dict]:
    """Ask for all statements about one note; an answer has `statement`, `verdict` and `evidence`."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(statements) + "\n")
        file.flush()
        command = [*COMMAND, "--model", str(model), "--statements", file.name, str(note)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(statements):
        raise SystemExit(f"{note.name}: {len(answers)} answers to {len(statements)} statements. {done.stderr}")
    return answers


def statements_of(gold: Path) -> list[tuple[str, list[dict]]]:
    """Read the gold statements, `statement`, `label` and `evidence`, by note."""
    by_note: dict[str, list[dict]] = {}
    for line in (gold / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        if pair["type"] == "statement":
            by_note.setdefault(pair["note"], []).append(pair)
    return sorted(by_note.items())


def main(gold: Path, model: Path) -> None:
    """Print accuracy, and how many verdicts were right, by label."""
    table: Counter[tuple[str, str]] = Counter()
    for note, pairs in statements_of(gold):
        answers = checked(gold / f"{note}.txt", [pair["statement"] for pair in pairs], model)
        for pair, answer in zip(pairs, answers, strict=True):
            table[pair["label"], answer["verdict"]] += 1
            print(json.dumps({"gold": pair["label"], "evidence_gold": pair["evidence"], **answer}), file=sys.stderr)
    total = sum(table.values())
    right = sum(n for (label, verdict), n in table.items() if label == verdict)
    decided = [(label == verdict, n) for (label, verdict), n in table.items() if verdict != "neutral"]
    print(f"accuracy {right / total:.3f} of {total}; verdicts {sum(n for _, n in decided)}, right {sum(n for ok, n in decided if ok)}")
    for (label, verdict), n in sorted(table.items()):
        print(f"  {label:13} called {verdict:13} {n}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
