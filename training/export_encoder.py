"""Writes the trained tagger and judge as the folder that BioNote loads.

`python training/export_encoder.py --entities DIR --judge DIR --out models/bionote-encoder`
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import torch
from tokenizers import Tokenizer

from encoder.base import FILES, load_weights
from encoder.export import difference, export
from encoder.sharing import share_words
from encoder.heads import HEADS, offsets
from encoder.judge import LABELS, Judge
from encoder.marked import HEAD, TAIL
from encoder.tagger import Tagger

# What `config.json` says of an encoder's shape.
SHAPE = (
    "model_type",
    "vocab_size",
    "hidden_size",
    "num_hidden_layers",
    "num_attention_heads",
    "intermediate_size",
    "max_position_embeddings",
)


def main() -> None:
    """Export what is there, and say how far ONNX Runtime is from PyTorch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entities", type=Path)
    parser.add_argument("--judge", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.entities:
        tagger = Tagger(options.entities)
        load_weights(tagger, options.entities, "entities")
        labels = [f"{head.name}/{label}" for head in HEADS for label in head.labels]
        heads = [
            {
                "name": head.name,
                **({"schema": head.schema} if head.schema else {}),
                "offset": offset,
                "labels": head.labels,
                **({"apart": list(head.apart)} if head.apart else {}),
            }
            for head, offset in zip(HEADS, offsets(), strict=False)
        ]
        config = {
            **_shape(tagger),
            "architectures": ["BertForTokenClassification"],
            "id2label": dict(enumerate(labels)),
            "bionote": {"heads": heads},
        }
        inputs = ["input_ids", "attention_mask"]
        _write(tagger, inputs, ["logits"], config, options.entities, options.out, "entities")
    if options.judge:
        judge = Judge(options.judge)
        load_weights(judge, options.judge, "judge")
        config = {
            **_shape(judge),
            "bionote": {
                "labels": {name: list(labels) for name, labels in LABELS.items()},
                "markers": {"head": list(HEAD), "tail": list(TAIL)},
            },
        }
        inputs = ["input_ids", "attention_mask", "token_type_ids"]
        _write(judge, inputs, ["embedding", *LABELS], config, options.judge, options.out, "judge")
    share_words(options.out)


def _shape(model: torch.nn.Module) -> dict:
    """Give what `config.json` has to say for the weights to be read back."""
    config = model.encoder.config.to_dict()
    return {name: config[name] for name in SHAPE}


def _write(
    model: torch.nn.Module, inputs: list[str], outputs: list[str], config: dict, run: Path, out: Path, part: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder)
        export(model, inputs, outputs, files)
        apart = difference(model, inputs, files / "full.onnx")
        print(f"{part}: ONNX Runtime differs from PyTorch by at most {apart:.1e}", end="; ")
        print(f"as 8-bit integers by {difference(model, inputs, files / 'model.onnx'):.2f}")
        if apart > 1e-3:
            raise SystemExit("The exported model does not answer as the trained one does.")
        out.mkdir(parents=True, exist_ok=True)
        onnx_name, config_name = FILES[part]
        shutil.copy(files / "model.onnx", out / onnx_name)
        Tokenizer.from_file(str(run / "tokenizer.json")).save(str(out / "tokenizer.json"), pretty=False)
        (out / config_name).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
