"""Tune a small model on one composition of rows after another, and measure each with the product's tasks.

    python training/compose.py training/studies/tasks.json --base BASE.gguf --rows ROWS.jsonl --corpora DIR --out DIR

A study names parts of rows, compositions of these parts, and samples of the sets to measure on.
`studies/tasks.json` asks, as Llama2-MedTuned does (Rohanian et al. 2024), what each task adds to
the others: each alone, all, and all but one. `studies/groups.json` asks the same of BioInstruct's
groups (Tran et al. 2024): answers, extraction, writing, and all three. The base is measured first.
Run again to go on; `--only` shares the work among processes; `--table` prints what is there. See
docs/tuning.md.
"""

from __future__ import annotations

import argparse
import json
import random
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from tune.rows import FIELDS
from tune.study import Study, folder_of, read_study, report_of, table

Rows = list[dict[str, Any]]


def drawn(study: Study, rows: Path, seed: int) -> dict[str, Rows]:
    """Draw each part's rows from the training rows: the same ones, whatever the composition."""
    pools: dict[str, Rows] = {kind: [] for shares in study.parts.values() for kind in shares}
    with rows.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            kind = f"{row['task']} {row['source']}"
            if row["split"] == "train" and kind in pools:
                pools[kind].append(row)
    parts: dict[str, Rows] = {}
    for part, shares in study.parts.items():
        parts[part] = []
        for kind, number in shares.items():
            pool = sorted(pools[kind], key=lambda row: row["id"])
            if len(pool) < number:
                raise SystemExit(f"{rows} has {len(pool)} training rows of {kind}; the study wants {number}.")
            parts[part] += random.Random(f"{seed} {kind}").sample(pool, number)
    return parts


def tune(args: argparse.Namespace, study: Study, parts: dict[str, Rows], name: str) -> Path:
    """Tune on the composition `name`, where that is not done yet; give the merged model."""
    out = folder_of(args.out, name)
    rows = [row for part in study.compositions[name] for row in parts[part] * study.repeats.get(part, 1)]
    random.Random(args.seed).shuffle(rows)
    file = out / "rows.jsonl"
    lines = (json.dumps({field: row[field] for field in FIELDS}) + "\n" for row in rows)
    file.write_text("".join(lines), encoding="utf-8")
    merged = out / "merged.gguf"
    if not merged.exists():
        settings = [word for key, value in study.tuning.items() for word in (f"--{key}", str(value))]
        subprocess.run(
            [sys.executable, "training/tune.py", "--base", str(args.base), "--rows", str(file), "--out", str(out),
             "--wrapper", study.wrapper, "--fit", args.fit, "--seed", str(args.seed), "--save-steps", "50", "--merge",
             *settings, *threads(args)],
            check=True)
    return merged


def measure(args: argparse.Namespace, study: Study, name: str, model: Path) -> None:
    """Measure a model on each set, on the same sample, where that is not done yet."""
    for set_name, sample in study.sets.items():
        report = report_of(args.out, name, set_name)
        if report.exists():
            continue
        run = subprocess.run(
            [*shlex.split(args.bionote), "evaluate", "-e", "embedded", "-m", str(model), "--dialect", study.dialect,
             "--corpora", str(args.corpora), "--set", set_name, "--sample", str(sample), "--seed", str(args.seed),
             "-f", "json", "-o", str(report), "--no-cache", "-q", *threads(args)],
            check=False)
        # 3: some replies were cut off or could not be read. They count as wrong.
        if run.returncode not in (0, 3):
            raise SystemExit(run.returncode)


def threads(args: argparse.Namespace) -> list[str]:
    """Pass the number of threads on."""
    return ["--threads", str(args.threads)] if args.threads else []


def main() -> None:
    """Do what is not done yet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("study", type=Path, help="one of training/studies, or your own")
    parser.add_argument("--base", type=Path, required=True, help="a GGUF file")
    parser.add_argument("--rows", type=Path, required=True, help="train.jsonl of `bionote instructions build`")
    parser.add_argument("--corpora", type=Path, required=True, help="the unpacked corpora")
    parser.add_argument("--out", type=Path, required=True, help="a folder for each composition")
    parser.add_argument("--fit", default="cpu", help="as of tune.py")
    parser.add_argument("--only", nargs="+", default=[], help="only these compositions; `base` is the base")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, help="of the processor")
    parser.add_argument("--bionote", default="node dist/cli.cjs", help="the command line of BioNote")
    parser.add_argument("--table", action="store_true", help="only print what is measured, as Markdown")
    args = parser.parse_args()
    study = read_study(args.study)
    if not args.table:
        parts = drawn(study, args.rows, args.seed)
        for name in args.only or ["base", *study.compositions]:
            folder_of(args.out, name).mkdir(parents=True, exist_ok=True)
            measure(args, study, name, args.base if name == "base" else tune(args, study, parts, name))
    print(table(study, args.out))


if __name__ == "__main__":
    main()
