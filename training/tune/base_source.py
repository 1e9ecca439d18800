"""Where transformers finds the base."""

from __future__ import annotations

import os
from pathlib import Path


def is_gguf(base: str) -> bool:
    """Whether the base is a GGUF file, by how it begins: Ollama's files have no suffix."""
    path = Path(base)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"GGUF"


def source(base: str) -> dict[str, str]:
    """Say it in transformers' own words."""
    if is_gguf(base):
        path = Path(base)
        return {"pretrained_model_name_or_path": str(path.parent), "gguf_file": path.name}
    return {"pretrained_model_name_or_path": base}


def stay_local(base: str) -> None:
    """Keep transformers and PEFT from asking a hub about a base that lies on this machine.

    Call it before they are imported.
    """
    if Path(base).exists():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
