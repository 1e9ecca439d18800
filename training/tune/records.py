"""What a run leaves beside its weights: its settings, its log, and what was done."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .rows import Row


def digest(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_json(path: Path, data: object) -> None:
    """Write `path`, as a whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    new.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    new.replace(path)


def hold(out: Path, settings: dict[str, Any]) -> None:
    """Keep the settings in `out`; refuse to go on there with others."""
    path = out / "settings.json"
    if not path.exists():
        write_json(path, settings)
        return
    kept = json.loads(path.read_text(encoding="utf-8"))
    other = [name for name in settings if kept.get(name) != settings[name]]
    if other:
        raise SystemExit(f"{out} holds a run with another {', '.join(other)}: "
                         "choose another --out, or go on with the same settings.")


def counted(rows: Iterable[Row], counts: Counter[str]) -> Iterator[Row]:
    """Pass rows on, and count them by task."""
    for row in rows:
        counts[row.task] += 1
        yield row
