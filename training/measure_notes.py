"""Scores what `bionote annotate --format json` says of annotated notes.

`python training/measure_notes.py GOLD ANSWERS`: GOLD holds NNN.txt, NNN.ann and pairs.jsonl as notes/build.py writes
them; ANSWERS holds NNN.json. Entities: the same type, and the same span (exact) or any overlap; anatomy inside another
entity counts like any other. Assertion: of problems matched by overlap. Relations: the same code, both ends overlap.
A contradiction is right if it pairs the two gold statements. With 95 % intervals over notes, from 1,000 resamples.
`bionote models measure` counts by the same rules (test/evaluation/notes/note-counts.test.ts).
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

Spans = list[tuple[int, int, str, str]]


@dataclass(frozen=True)
class Found:
    """The annotations of one note: spans with type and assertion; relations by places in them; pairs of spans."""

    spans: Spans
    relations: list[tuple[str, int, int]]
    contradictions: list[tuple[tuple[int, int], tuple[int, int]]]


def read_gold(folder: Path, name: str, pairs: list[dict]) -> Found:
    """Read brat standoff and the contradictions; offsets in code points."""
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    spans: dict[str, list] = {}
    relations = []
    for line in (folder / f"{name}.ann").read_text(encoding="utf-8").splitlines():
        key, body, *_ = line.split("\t")
        if key[0] == "T":
            kind, start, end = body.split()
            spans[key] = [int(start), int(end), kind, ""]
        elif key[0] == "A":
            _, target, value = body.split()
            spans[target][3] = value
        elif key[0] == "R":
            code, head, tail = body.split()
            relations.append((code, head.split(":")[1], tail.split(":")[1]))
    order = {key: i for i, key in enumerate(spans)}
    places = []
    for pair in pairs:
        if pair["note"] == name and pair["type"] == "contradiction":
            ends = [(text.index(pair[end]), text.index(pair[end]) + len(pair[end])) for end in ("premise", "hypothesis")]
            places.append((ends[0], ends[1]))
    return Found([tuple(each) for each in spans.values()], [(c, order[h], order[t]) for c, h, t in relations], places)


def read_answer(gold: Path, folder: Path, name: str) -> Found:
    """Read the JSON of `bionote annotate`; UTF-16 offsets become code points."""
    text = (gold / f"{name}.txt").read_text(encoding="utf-8")
    points = [0]
    for i, char in enumerate(text):
        points += [i + 1] * (2 if ord(char) > 0xFFFF else 1)
    told = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    spans = [(points[e["start"]], points[e["end"]], e["type"], e.get("assertion", "")) for e in told["entities"]]
    order = {each["id"]: i for i, each in enumerate(told["entities"])}
    relations = [(r["type"], order[r["head"]], order[r["tail"]]) for r in told["relations"]]
    span = lambda each: (points[each["start"]], points[each["end"]])  # noqa: E731
    pairs = [(span(c["premise"]), span(c["hypothesis"])) for c in told["contradictions"]]
    return Found(spans, relations, pairs)


def overlaps(a: tuple, b: tuple) -> bool:
    """Say whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def matched(answer: Spans, gold: Spans) -> list[tuple[int, int]]:
    """Match spans of one type that overlap, each once, the nearest in extent first."""
    pairs = [
        (abs(a[0] - g[0]) + abs(a[1] - g[1]), i, j)
        for i, a in enumerate(answer)
        for j, g in enumerate(gold)
        if a[2] == g[2] and overlaps(a, g)
    ]
    taken: tuple[set, set] = (set(), set())
    result = []
    for _, i, j in sorted(pairs):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            result.append((i, j))
    return result


def count(gold: Found, answer: Found) -> Counter:
    """Count what is right, claimed and there."""
    counts: Counter[str] = Counter()
    exact = {(a[0], a[1], a[2]) for a in answer.spans} & {(g[0], g[1], g[2]) for g in gold.spans}
    pairs = matched(answer.spans, gold.spans)
    for name, right in (("exact", len(exact)), ("overlap", len(pairs))):
        counts.update({f"{name} right": right, f"{name} claimed": len(answer.spans), f"{name} there": len(gold.spans)})
    for kind in {each[2] for each in gold.spans}:
        counts[f"{kind} right"] += sum(1 for each in exact if each[2] == kind)
        counts[f"{kind} claimed"] += sum(1 for each in answer.spans if each[2] == kind)
        counts[f"{kind} there"] += sum(1 for each in gold.spans if each[2] == kind)
    for i, j in pairs:
        if gold.spans[j][3]:
            counts["assertion there"] += 1
            counts["assertion claimed"] += 1
            counts["assertion right"] += answer.spans[i][3] == gold.spans[j][3]
    open_relations = list(gold.relations)
    for code, head, tail in answer.relations:
        counts["relations claimed"] += 1
        for each in open_relations:
            ends = [(answer.spans[head], gold.spans[each[1]]), (answer.spans[tail], gold.spans[each[2]])]
            if code == "PIP" and not all(overlaps(*end) for end in ends):
                ends = [(answer.spans[tail], gold.spans[each[1]]), (answer.spans[head], gold.spans[each[2]])]
            if each[0] == code and all(overlaps(*end) for end in ends):
                open_relations.remove(each)
                counts["relations right"] += 1
                break
    counts["relations there"] += len(gold.relations)
    for a, b in answer.contradictions:
        counts["contradictions claimed"] += 1
        counts["contradictions right"] += any(
            (overlaps(a, x) and overlaps(b, y)) or (overlaps(a, y) and overlaps(b, x)) for x, y in gold.contradictions
        )
    counts["contradictions there"] += len(gold.contradictions)
    return counts


def scores(counts: Counter, name: str) -> tuple[float, float, float]:
    """Give precision, recall and F1."""
    right, claimed, there = (counts[f"{name} {what}"] for what in ("right", "claimed", "there"))
    precision = right / claimed if claimed else 0.0
    recall = right / there if there else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def main(gold: Path, answers: Path) -> None:
    """Print the figures."""
    pairs = [json.loads(line) for line in (gold / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    names = sorted(path.stem for path in gold.glob("*.ann"))
    by_note = [count(read_gold(gold, name, pairs), read_answer(gold, answers, name)) for name in names]
    total = sum(by_note, Counter())
    rng = random.Random(1)
    draws = [sum(rng.choices(by_note, k=len(by_note)), Counter()) for _ in range(1000)]
    kinds = sorted({key.rsplit(" ", 1)[0] for key in total})
    for name in ["exact", "overlap", "assertion", "relations", "contradictions", *kinds]:
        if name in kinds:
            kinds.remove(name)
        elif f"{name} there" not in total:
            continue
        precision, recall, f1 = scores(total, name)
        spread = sorted(scores(each, name)[2] for each in draws)
        what = "of".join(f" {total[f'{name} {key}']} " for key in ("right", "claimed"))
        print(f"{name:15} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({spread[25]:.3f}-{spread[975]:.3f}){what}claimed, {total[f'{name} there']} there")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
