"""The table of word pieces that the models of an exported encoder share."""

from __future__ import annotations

from pathlib import Path

import onnx

from .base import FILES

TABLE = "embeddings.word_embeddings.weight_quantized"
SHARED = "words.onnx_data"


def share_words(folder: Path) -> None:
    """Keep the table of word pieces once, in `words.onnx_data`, where both models have the same (`freeze_words`)."""
    paths = [folder / name for name, _ in FILES.values() if (folder / name).exists()]
    models = [onnx.load(path) for path in paths]
    tables = [next((each for each in model.graph.initializer if each.name.endswith(TABLE)), None) for model in models]
    (folder / SHARED).unlink(missing_ok=True)
    is_shared = len(tables) > 1 and all(each is not None and each.raw_data == tables[0].raw_data for each in tables)
    if is_shared:
        data = tables[0].raw_data
        (folder / SHARED).write_bytes(data)
        for table in tables:
            table.ClearField("raw_data")
            table.data_location = onnx.TensorProto.EXTERNAL
            for key, value in (("location", SHARED), ("offset", 0), ("length", len(data))):
                table.external_data.add(key=key, value=str(value))
    for path, model in zip(paths, models, strict=True):
        path.write_bytes(model.SerializeToString())
