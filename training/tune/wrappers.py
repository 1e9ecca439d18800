"""How instruction and input become a prompt.

`evaluation` and `training` are the two wrappers of the Llama2-MedTuned paper (Rohanian et al.
2024), as `server/src/tasks/medtuned-wrapper.ts` sends them; `chat` is the base's own chat
template, for rows of the `json` dialect.
"""

from __future__ import annotations

WRAPPERS = ["evaluation", "training", "chat"]


def wrap(instruction: str, input: str, wrapper: str) -> str:
    """Give the raw prompt of one of the paper's two wrappers; the answer follows at once."""
    if wrapper == "training":
        return f"### Instruction: {instruction} ### Input: {input} ### Output:"
    return f"### Instruction:\n{instruction}\n\n### Input:\n{input}\n\n### Output:\n"


def completion(output: str, wrapper: str) -> str:
    """Give the answer as it follows the prompt of one of the paper's two wrappers."""
    return f" {output}" if wrapper == "training" else output


def messages(instruction: str, input: str) -> list[dict[str, str]]:
    """Give the messages of the `chat` wrapper, as the product sends them."""
    if not input:
        return [{"role": "user", "content": instruction}]
    return [{"role": "system", "content": instruction}, {"role": "user", "content": input}]
