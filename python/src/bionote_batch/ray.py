"""The filter under Ray Data: each actor owns one filter process and one server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import ray
from ray.data import ActorPoolStrategy, Dataset

from bionote_batch.filter import Filter
from bionote_batch.options import FilterOptions
from bionote_batch.row import Result, failed

RESULT_COLUMNS = {"bionote": pa.string(), "error": pa.string(), "attempts": pa.int64()}
"""What is added to a data set: the answer as JSON, or the code of an error and how often a model was asked."""


class Servers:
    """Gives each actor the server that the fewest others have. An actor that is started again gets the same one."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._users: dict[str, set[str]] = {address: set() for address in addresses}

    def lease(self, actor: str) -> str:
        """The address of a server for `actor`."""
        for address, users in self._users.items():
            if actor in users:
                return address
        address = min(self._users, key=lambda each: len(self._users[each]))
        self._users[address].add(actor)
        return address


class AnnotateBatch:
    """A callable class for `Dataset.map_batches`, with batches of Arrow."""

    def __init__(self, options: FilterOptions, servers: Any, id_column: str, text_column: str) -> None:
        """`servers` is the handle of an actor of `Servers`, or `None` where the filter needs no server."""
        server = None
        if servers is not None:
            actor = ray.get_runtime_context().get_actor_id() or ""
            server = ray.get(servers.lease.remote(actor))
        self._columns = (id_column, text_column)
        self._filter = Filter(options, server, id_column=id_column, text_column=text_column)

    def __call__(self, batch: pa.Table) -> pa.Table:
        """The batch with `RESULT_COLUMNS`, in its order. Raises `FilterError` if the engine is gone for good."""
        id_column, text_column = self._columns
        ids, texts = (batch.column(name).to_pylist() for name in self._columns)
        rows = (
            {id_column: key, text_column: text, "place": place}
            for place, (key, text) in enumerate(zip(ids, texts, strict=True))
        )
        results: list[Result] = [failed("lost")] * batch.num_rows
        for row, result in self._filter.run(rows):
            results[row["place"]] = result
        for name, kind in RESULT_COLUMNS.items():
            batch = batch.append_column(name, pa.array([getattr(each, name) for each in results], kind))
        return batch


def annotate(
    dataset: Dataset,
    servers: Sequence[str] = (),
    options: FilterOptions | None = None,
    *,
    actors: int | None = None,
    id_column: str = "id",
    text_column: str = "text",
    batch_size: int = 32,
    num_cpus: float = 0.25,
) -> Dataset:
    """The data set with `RESULT_COLUMNS`. Lazy, as all of Ray Data.

    One actor for each server, unless `actors` says otherwise; an actor mostly waits, so it claims a part of a processor. To resume after an interruption set
    `DataContext.checkpoint_config` with the column of the ids, which must be unique, before the data set is made, and write the result.
    """
    registry = None
    if servers:
        registry = ray.remote(Servers).options(num_cpus=0).remote(list(servers))
    return dataset.map_batches(
        AnnotateBatch,
        fn_constructor_args=(options or FilterOptions(), registry, id_column, text_column),
        compute=ActorPoolStrategy(size=actors or max(1, len(servers))),
        batch_format="pyarrow",
        batch_size=batch_size,
        num_cpus=num_cpus,
    )


def answers(dataset: Dataset) -> Dataset:
    """Of a result that was written, the rows with an answer."""
    return dataset.map_batches(_without_error, batch_format="pyarrow")


def dead_letters(dataset: Dataset) -> Dataset:
    """Of a result that was written, the rows with an error."""
    return dataset.map_batches(_with_error, batch_format="pyarrow")


def _without_error(batch: pa.Table) -> pa.Table:
    return batch.filter(pc.is_null(batch.column("error")))


def _with_error(batch: pa.Table) -> pa.Table:
    return batch.filter(pc.is_valid(batch.column("error")))
