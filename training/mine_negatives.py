"""Writes what an encoder takes for contradictions and is none, to train its next judge on.

`python training/mine_negatives.py TEXTS ANSWERS OUT`: TEXTS holds NAME.txt and, for annotated notes, pairs.jsonl;
ANSWERS holds what `bionote annotate --format json` says of them with the judge's contradiction threshold at 0. Two
sentences of one real report almost never contradict each other, and a note's gold names all its contradictions.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(texts: Path, answers: Path, out: Path) -> None:
    """Write JSON lines with `premise` and `hypothesis`."""
    gold: dict[str, list[tuple[str, str]]] = {}
    told = texts / "pairs.jsonl"
    for line in told.read_text(encoding="utf-8").splitlines() if told.exists() else []:
        pair = json.loads(line)
        if pair["type"] == "contradiction":
            gold.setdefault(pair["note"], []).append((pair["premise"], pair["hypothesis"]))
    written = 0
    with out.open("w", encoding="utf-8") as file:
        for path in sorted(answers.glob("*.json")):
            # Offsets are UTF-16 code units.
            units = (texts / f"{path.stem}.txt").read_text(encoding="utf-8").encode("utf-16-le")
            for each in json.loads(path.read_text(encoding="utf-8"))["contradictions"]:
                first, second = (
                    units[2 * each[end]["start"] : 2 * each[end]["end"]].decode("utf-16-le")
                    for end in ("premise", "hypothesis")
                )
                ends = {first, second}
                # A quote of gold that either statement holds makes the pair doubtful: it is left out.
                if any(quote in text for pair in gold.get(path.stem, []) for quote in pair for text in ends):
                    continue
                file.write(json.dumps({"premise": first, "hypothesis": second}, ensure_ascii=False) + "\n")
                written += 1
    print(f"{written} pairs")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*map(Path, sys.argv[1:]))
