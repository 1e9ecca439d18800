"""Answer rows with a tuned model in PyTorch, to compare it with the engine that serves it.

    python training/tune_answer.py --base BASE [--adapter DIR] --rows ROWS.jsonl --out FILE

Each line of FILE is {"by", "id", "prompt", "prompt_ids", "answer", "answer_ids", "logprobs"}: by the
base, by the base with the adapter beside it, and by the two merged, the greedy answer and the
natural logarithm of each of its tokens' probabilities, its end included.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from tune.base_source import stay_local
from tune.rows import parse
from tune.wrappers import WRAPPERS


def answer(model: Any, tokenizer: Any, prompt: list[int], limit: int) -> dict[str, object]:
    """Decode greedily until the end of the sequence or `limit` tokens."""
    import torch

    given, cache = torch.tensor([prompt], device=model.device), None
    ids: list[int] = []
    logprobs: list[float] = []
    with torch.no_grad():
        for _ in range(limit):
            step = model(given, past_key_values=cache, use_cache=True)
            cache = step.past_key_values
            logprob, token = step.logits[0, -1].float().log_softmax(-1).max(-1)
            logprobs.append(float(logprob))
            if int(token) == tokenizer.eos_token_id:
                break
            ids.append(int(token))
            given = token.view(1, 1)
    text = tokenizer.decode(ids, skip_special_tokens=False, clean_up_tokenization_spaces=False)
    return {"answer": text, "answer_ids": ids, "logprobs": logprobs}


def main() -> None:
    """Read the command line and answer."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", required=True)
    parser.add_argument("--adapter", type=Path, help="folder that tune.py wrote")
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--wrapper", choices=WRAPPERS, default="evaluation")
    parser.add_argument("--limit", type=int, default=512, help="tokens of an answer")
    parser.add_argument("--number", choices=["float32", "bfloat16"], default="float32")
    parser.add_argument("--threads", type=int, help="of the processor")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    stay_local(args.base)
    import torch
    from peft import PeftModel

    from tune.base import load_model, load_tokenizer
    from tune.encode import encode_prompt

    if args.threads:
        torch.set_num_threads(args.threads)
    tokenizer = load_tokenizer(args.base)
    lines = [line for line in args.rows.read_bytes().splitlines() if line]
    prompts = [encode_prompt(parse(line), tokenizer, args.wrapper) for line in lines]
    model = load_model(args.base, args.number).eval()
    with args.out.open("w", encoding="utf-8") as file:

        def answer_all(by: str, model: Any) -> None:
            for line, ids in zip(lines, prompts, strict=True):
                text = tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False)
                said = {"by": by, "id": json.loads(line).get("id"), "prompt": text, "prompt_ids": ids}
                file.write(json.dumps(said | answer(model, tokenizer, ids, args.limit)) + "\n")

        answer_all("base", model)
        if args.adapter:
            tuned = PeftModel.from_pretrained(model, args.adapter).eval()
            answer_all("adapter", tuned)
            answer_all("merged", tuned.merge_and_unload())


if __name__ == "__main__":
    main()
