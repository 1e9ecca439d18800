"""Writes the Modelfile that serves a tuned model in Ollama."""

from __future__ import annotations

from pathlib import Path

PARAMETERS = """PARAMETER temperature 0
PARAMETER num_ctx {context}
"""
RAW = '''TEMPLATE """{{ .Prompt }}"""
PARAMETER stop "###"
'''


def write_modelfile(path: Path, base: str, adapter: str | None, wrapper: str, context: int) -> None:
    """Write `path`.

    `base` is what FROM names: a model of Ollama, a GGUF file, or a folder of merged weights, for
    which `adapter` is None. A chat model keeps the template of its base.
    """
    lines = f"FROM {base}\n" + (f"ADAPTER {adapter}\n" if adapter else "")
    path.write_text(lines + ("" if wrapper == "chat" else RAW) + PARAMETERS.format(context=context),
                    encoding="utf-8")
