import os
import sys
import tempfile
from pathlib import Path
from unittest import main

import pandas as pd
from pyspark.sql import SparkSession

from bionote_batch.spark import annotate

from tests.support import CANARY, OPTIONS, Case, alone, notes, servers

COUNT = 48
SOURCE = str(Path(__file__).resolve().parents[1] / "src")


class TestSparkConnect(Case):
    """A client that reaches Spark over gRPC alone; the server runs on this machine."""

    def test_gives_what_one_process_gives(self) -> None:
        rows: list[dict[str, object]] = [*notes(COUNT), {"id": "nothing", "text": None, "ward": 0}]
        with tempfile.TemporaryDirectory() as folder, servers(2) as running:
            os.environ["SPARK_LOCAL_DIRS"] = folder
            os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
            os.environ["PYTHONPATH"] = SOURCE
            os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
            expected = alone(rows, running[0].host)
            spark = SparkSession.builder.remote("local[2]").config("spark.ui.showConsoleProgress", "false").getOrCreate()
            try:
                frame = spark.createDataFrame(pd.DataFrame(rows)).repartition(2)
                self.assertIn(".connect.", type(frame).__module__)
                found = [row.asDict() for row in annotate(frame, [each.host for each in running], OPTIONS).collect()]
            finally:
                spark.stop()
            self.assertEqual(len(found), len(rows))
            self.assert_same({str(row["id"]): str(row["bionote"] or row["error"]) for row in found}, expected)
            # Each partition has a server of its own.
            self.assertGreater(min(each.calls() for each in running), 0)
            self.assertTrue(all(CANARY in str(row["text"]) for row in found if row["error"] is None))


if __name__ == "__main__":
    main()
