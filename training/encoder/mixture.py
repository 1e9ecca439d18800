"""A mixture of sources: each is gone through in its own random order, as often as its share asks."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

Row = TypeVar("Row")


class Mixture(Generic[Row]):
    """Draws batches of rows of similar length; the same seed and step give the same batch.

    `shares` says how often a row of a source is drawn beside one of a source with share 1.
    """

    def __init__(self, sources: dict[str, Sequence[Row]], shares: dict[str, float], seed: int) -> None:
        self._sources = {name: rows for name, rows in sources.items() if rows and shares.get(name, 0) > 0}
        self._weights = {name: len(rows) * shares[name] for name, rows in self._sources.items()}
        self._seed = seed

    def rows_in_a_pass(self) -> int:
        """Give how many rows one pass of the source with share 1 comes to."""
        return round(sum(self._weights.values()))

    def batches(self, length: Callable[[Row], int], tokens: int, begin: int = 0) -> Iterator[list[Row]]:
        """Yield batches of at most `tokens` when padded, for ever, beginning with batch `begin`."""
        number = 0
        for round_number in range(1_000_000):
            rows = self._round(round_number)
            rows.sort(key=length)
            batches, batch = [], []
            for row in rows:
                if batch and (len(batch) + 1) * length(row) > tokens:
                    batches.append(batch)
                    batch = []
                batch.append(row)
            batches.append(batch)
            random.Random(f"{self._seed}/batches/{round_number}").shuffle(batches)
            for each in batches:
                if number >= begin:
                    yield each
                number += 1

    def _round(self, number: int) -> list[Row]:
        """One pass: of each source the stretch of its endless shuffled order that is due."""
        drawn = []
        for name, rows in self._sources.items():
            count = self._weights[name]
            start, stop = round(number * count), round((number + 1) * count)
            order: list[int] = []
            pass_number = -1
            for place in range(start, stop):
                if place // len(rows) != pass_number:
                    pass_number = place // len(rows)
                    order = list(range(len(rows)))
                    random.Random(f"{self._seed}/{name}/{pass_number}").shuffle(order)
                drawn.append(rows[order[place % len(rows)]])
        return drawn
