"""The filter under Spark, classic and Connect: each task owns one filter process and one server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pyspark import TaskContext
from pyspark.sql import DataFrame
from pyspark.sql.types import LongType, StringType, StructField, StructType

from bionote_batch.filter import Filter
from bionote_batch.options import FilterOptions
from bionote_batch.row import Result, failed

if TYPE_CHECKING:
    import pandas as pd

RESULT_FIELDS = [
    StructField("bionote", StringType()),
    StructField("error", StringType()),
    StructField("attempts", LongType()),
]
"""What is added to a data frame: the answer as JSON, or the code of an error and how often a model was asked."""


def annotate(
    frame: DataFrame,
    servers: Sequence[str] = (),
    options: FilterOptions | None = None,
    *,
    id_column: str = "id",
    text_column: str = "text",
) -> DataFrame:
    """The data frame with `RESULT_FIELDS`. Lazy, as all of Spark.

    A task takes the server of its partition's number, so as many partitions as servers keep all of them busy.
    """
    chosen = options or FilterOptions()
    addresses = list(servers)

    def partition(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        import pandas as pd

        task = TaskContext.get()
        number = 0 if task is None else task.partitionId()
        server = addresses[number % len(addresses)] if addresses else None
        filter_ = Filter(chosen, server, id_column=id_column, text_column=text_column)
        try:
            for batch in batches:
                rows = (
                    {id_column: key, text_column: text, "place": place}
                    for place, (key, text) in enumerate(
                        zip(batch[id_column].tolist(), batch[text_column].tolist(), strict=True)
                    )
                )
                results: list[Result] = [failed("lost")] * len(batch)
                for row, result in filter_.run(rows):
                    results[row["place"]] = result
                yield batch.assign(
                    bionote=[each.bionote for each in results],
                    error=[each.error for each in results],
                    attempts=pd.array([each.attempts for each in results], dtype="Int64"),
                )
        finally:
            filter_.close()

    return frame.mapInPandas(partition, StructType([*frame.schema.fields, *RESULT_FIELDS]))
