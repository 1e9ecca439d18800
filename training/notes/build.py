"""Checks annotated notes and writes them as brat standoff: `python training/notes/build.py DIR OUT`.

DIR/NNN.marked is a note with inline marks: `{type|text}`, and `{problem:assertion|text}` for problems; only anatomy may
be nested. DIR/NNN.json names its relations, contradictions and statements by verbatim quotes. OUT gets NNN.txt,
NNN.ann and pairs.jsonl. What does not hold is printed, and the exit status is 1.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"\{(problem|treatment|test|anatomy|value|dosage)(?::([a-z]+))?\|")
ASSERTIONS = {"present", "absent", "possible", "conditional", "hypothetical", "family", "history"}
ENDS = {
    **dict.fromkeys(("TrIP", "TrWP", "TrCP", "TrAP", "TrNAP"), ("treatment", "problem")),
    **dict.fromkeys(("TeRP", "TeCP"), ("test", "problem")),
    "PIP": ("problem", "problem"),
}
LABELS = {"entailment", "neutral", "contradiction"}


@dataclass(frozen=True)
class Entity:
    """A marked stretch of a note, in code points."""

    start: int
    end: int
    type: str
    assertion: str | None


def unmarked(source: str) -> tuple[str, list[Entity]]:
    """Take the marks out of a note; ValueError where they do not close."""
    text, at = "", 0
    open_marks: list[tuple[int, str, str | None]] = []
    entities = []
    while at < len(source):
        mark = MARK.match(source, at)
        if mark:
            open_marks.append((len(text), mark[1], mark[2]))
            at = mark.end()
        elif source[at] == "}" and open_marks:
            start, kind, assertion = open_marks.pop()
            entities.append(Entity(start, len(text), kind, assertion))
            at += 1
        else:
            text += source[at]
            at += 1
    if open_marks:
        raise ValueError(f"a mark is not closed: {text[open_marks[-1][0]:][:40]}")
    return text, sorted(entities, key=lambda each: (each.start, -each.end))


def entity_faults(text: str, entities: list[Entity]) -> list[str]:
    """Name entities that break the rules."""
    faults = []
    for each in entities:
        words = text[each.start : each.end]
        if (each.type == "problem") != (each.assertion is not None) or (each.assertion or "present") not in ASSERTIONS:
            faults.append(f"assertion of {words!r}: {each.assertion}")
        if words != words.strip() or "\n" in words or not words:
            faults.append(f"white space at the edge, or a line end: {words!r}")
        outer = [o for o in entities if o.start <= each.start and each.end <= o.end and o.end - o.start > each.end - each.start]
        if outer and each.type != "anatomy":
            faults.append(f"only anatomy may be nested: {words!r}")
    return faults


def placed(relation: dict, text: str, entities: list[Entity]) -> tuple[int, int] | str:
    """Find the entities of a relation, or say what is wrong with it."""
    if relation["code"] not in ENDS:
        return f"no such code: {relation['code']}"
    if text.count(relation["sentence"]) != 1:
        return f"a sentence is not there once: {relation['sentence'][:60]}"
    start = text.index(relation["sentence"])
    end = start + len(relation["sentence"])
    found: list[int] = []
    for kind, words in zip(ENDS[relation["code"]], (relation["head"], relation["tail"]), strict=True):
        place = next(
            (
                i
                for i, each in enumerate(entities)
                if each.type == kind and start <= each.start and each.end <= end
                and text[each.start : each.end] == words and i not in found
            ),
            None,
        )  # fmt: skip
        if place is None:
            return f"{words!r} is not marked as a {kind} in: {relation['sentence'][:60]}"
        found.append(place)
    return found[0], found[1]


def quote_faults(text: str, told: dict) -> list[str]:
    """Name contradictions and statements whose quotes or labels do not hold."""
    faults = []
    for pair in told["contradictions"]:
        faults += [f"not there once: {pair[end][:60]}" for end in ("premise", "hypothesis") if text.count(pair[end]) != 1]
    for each in told["statements"]:
        if each["label"] not in LABELS:
            faults.append(f"no such label: {each['label']}")
        if each["label"] != "neutral" and (not each["evidence"] or each["evidence"] not in text):
            faults.append(f"evidence is not there: {each['evidence'][:60]}")
    return faults


def standoff(text: str, entities: list[Entity], relations: list[tuple[str, int, int]]) -> str:
    """Write brat lines."""
    lines = [f"T{i}\t{e.type} {e.start} {e.end}\t{text[e.start:e.end]}" for i, e in enumerate(entities, 1)]
    lines += [f"A{i}\tAssertion T{i} {e.assertion}" for i, e in enumerate(entities, 1) if e.assertion]
    lines += [f"R{i}\t{code} Arg1:T{head + 1} Arg2:T{tail + 1}" for i, (code, head, tail) in enumerate(relations, 1)]
    return "\n".join(lines) + "\n"


def main(folder: Path, out: Path) -> int:
    """Check and write every note; give the number of faults."""
    out.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    pairs = []
    for path in sorted(folder.glob("*.marked")):
        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        faults: list[str] = []
        try:
            text, entities = unmarked(path.read_text(encoding="utf-8"))
        except ValueError as error:
            print(path.stem, error)
            counts["faults"] += 1
            continue
        faults += entity_faults(text, entities) + quote_faults(text, told)
        relations = []
        for relation in told["relations"]:
            ends = placed(relation, text, entities)
            if isinstance(ends, str):
                faults.append(ends)
            else:
                relations.append((relation["code"], *ends))
        for fault in faults:
            print(path.stem, fault)
        (out / f"{path.stem}.txt").write_text(text, encoding="utf-8")
        (out / f"{path.stem}.ann").write_text(standoff(text, entities, relations), encoding="utf-8")
        pairs += [{"note": path.stem, "type": "contradiction", **each} for each in told["contradictions"]]
        pairs += [{"note": path.stem, "type": "statement", **each} for each in told["statements"]]
        counts.update(
            notes=1,
            words=len(text.split()),
            entities=len(entities),
            relations=len(relations),
            contradictions=len(told["contradictions"]),
            statements=len(told["statements"]),
            faults=len(faults),
        )
    lines = "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs)
    (out / "pairs.jsonl").write_text(lines, encoding="utf-8")
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    return counts["faults"]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    sys.exit(1 if main(Path(sys.argv[1]), Path(sys.argv[2])) else 0)
