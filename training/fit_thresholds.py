"""Fits from which probability on relations and contradictions are shown, on annotated development notes.

`python training/fit_thresholds.py GOLD MODEL`: asks the encoder in MODEL about the notes in GOLD with its thresholds at
0, and writes into `judge.json` the least threshold from which on the answers are as often right as
`--relations` and `--contradictions` ask. Contradictions have a threshold for each cue, by which their pair was proposed.
Where there is no such threshold, none is shown.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

from measure_notes import overlaps, read_gold

COMMAND = ["node", "dist/cli.cjs", "annotate", "--engine", "embedded", "--format", "json", "--quiet"]

# An answer: how probable it is, and whether it is right.
Answers = list[tuple[float, bool]]


def answers_of(gold: Path, note: str, answer: dict, pairs: list[dict]) -> dict[str, Answers]:
    """Say of each relation and contradiction of an answer whether gold has it. The notes are in the BMP."""
    known = read_gold(gold, note, pairs)
    spans = {each["id"]: (each["start"], each["end"]) for each in answer["entities"]}
    relations: Answers = []
    by_cue: dict[str, Answers] = {}
    for each in answer["relations"]:
        ends = (spans[each["head"]], spans[each["tail"]])
        orders = [ends, ends[::-1]] if each["type"] == "PIP" else [ends]
        right = any(
            code == each["type"] and overlaps(a, known.spans[head]) and overlaps(b, known.spans[tail])
            for code, head, tail in known.relations
            for a, b in orders
        )
        relations.append((each.get("probability", 1.0), right))
    for each in answer["contradictions"]:
        if "probability" not in each:
            continue  # A rule of the product decided it.
        a, b = ((each[end]["start"], each[end]["end"]) for end in ("premise", "hypothesis"))
        right = any(
            (overlaps(a, x) and overlaps(b, y)) or (overlaps(a, y) and overlaps(b, x))
            for x, y in known.contradictions
        )
        by_cue.setdefault(each["cue"], []).append((each["probability"], right))
    return {"relation": relations, **by_cue}


def least_threshold(answers: Answers, precision: float) -> float:
    """Give the least threshold from which on at least `precision` of the answers are right; 1 where there is none."""
    least, right = None, 0
    for count, (probability, is_right) in enumerate(sorted(answers, reverse=True), 1):
        right += is_right
        if right / count >= precision:
            least = probability
    return 1.0 if least is None else round(least - 0.005, 2)


def main() -> None:
    """Ask, fit, write and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--relations", type=float, default=0.65, help="the precision that relations need")
    parser.add_argument("--contradictions", type=float, default=0.5, help="the precision that contradictions need")
    options = parser.parse_args()
    path = options.model / "judge.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    thresholds = dict(config["bionote"].get("thresholds", {}))
    config["bionote"]["thresholds"] = {**thresholds, "relation": 0, "contradiction": 0, "contradictionBy": {}}
    path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    pairs = [json.loads(line) for line in (options.gold / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    names = sorted(each.stem for each in options.gold.glob("*.ann"))
    answers: dict[str, Answers] = {}
    with tempfile.TemporaryDirectory() as folder:
        notes = [str(options.gold / f"{name}.txt") for name in names]
        subprocess.run([*COMMAND, "--model", str(options.model), "-o", folder, *notes], check=True)
        for name in names:
            answer = json.loads((Path(folder) / f"{name}.json").read_text(encoding="utf-8"))
            for kind, own in answers_of(options.gold, name, answer, pairs).items():
                answers.setdefault(kind, []).extend(own)
    thresholds |= {"contradiction": 1, "contradictionBy": {}}
    for kind, own in sorted(answers.items()):
        least = least_threshold(own, options.relations if kind == "relation" else options.contradictions)
        if kind == "relation":
            thresholds[kind] = least
        elif least < 1:
            thresholds["contradictionBy"][kind] = least
        shown = [right for probability, right in own if probability >= least]
        print(f"{kind}: {least}: {sum(shown)} of {len(shown)} right; of all {len(own)}, {sum(r for _, r in own)}")
    config["bionote"]["thresholds"] = thresholds
    path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
