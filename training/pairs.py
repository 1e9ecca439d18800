"""Write the generated comparison pairs as JSON lines, for `bionote instructions build` and `bionote evaluate --pairs`.

    python training/pairs.py --corpora DIR --out DIR [--seed N]

`train.jsonl` and `test.jsonl` share neither a template nor a case report.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from starter import corpora, data, tasks


def main() -> None:
    """Read the command line and write both parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the archives")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1, help="as in the training run")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    folder = corpora.unpack(args.corpora, args.out / "corpora")
    reports = data.case_reports(folder, data.entity_sets(folder))
    for part, pairs in zip(("train", "test"), tasks.comparison_pairs(folder, reports, args.seed), strict=True):
        lines = [
            json.dumps({"premise": p.premise, "hypothesis": p.hypothesis, "label": p.label, "group": group})
            for group, some in pairs.items() for p in some
        ]
        (args.out / f"{part}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
