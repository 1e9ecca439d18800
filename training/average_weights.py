"""Averages the weights of two taggers, or of two judges, one of which was trained on from the other.

`python training/average_weights.py FIRST SECOND --share .6 --out DIR` writes `share` of SECOND and the rest of FIRST
(Wortsman et al. 2022, "Model soups"); `export_encoder.py` takes it from there.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from encoder.base import describe


def main() -> None:
    """Read, average, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    first, second = (torch.load(each / "checkpoint.pt", weights_only=True)["model"] for each in (options.first, options.second))
    averaged = {
        name: torch.lerp(first[name], weights, options.share) if weights.is_floating_point() else weights
        for name, weights in second.items()
    }
    describe(options.second, "entities", options.out)
    torch.save({"model": averaged}, options.out / "checkpoint.pt")


if __name__ == "__main__":
    main()
