import json
import os
import sys
import tempfile
import threading
import unittest
from collections import Counter
from pathlib import Path

import pandas as pd
import pyspark
from pyspark.sql import SparkSession

from bionote_batch.spark import annotate

from tests.support import (
    CANARY,
    FILTER_AND_SERVER,
    OPTIONS,
    POISON,
    Case,
    Killer,
    alone,
    kill,
    killing,
    notes,
    owners_of,
    servers,
)

COUNT = int(os.environ.get("BIONOTE_BATCH_NOTES", "240"))
KILLS = 20
SOURCE = str(Path(__file__).resolve().parents[1] / "src")
LONGEST = 1500
"""Seconds after which the work of a test is given up."""


class TestSpark(Case):
    """On a cluster of this machine: an executor in a process of its own, with logs of its own, beside the driver."""

    folder: tempfile.TemporaryDirectory[str]
    spark: SparkSession

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        home, events = Path(cls.folder.name, "spark"), Path(cls.folder.name, "events")
        events.mkdir()
        # Executors write their logs below Spark's own folder.
        home.mkdir()
        for entry in Path(pyspark.__file__).parent.iterdir():
            (home / entry.name).symlink_to(entry)
        os.environ["SPARK_HOME"] = str(home)
        os.environ["SPARK_LOCAL_DIRS"] = cls.folder.name
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        os.environ["PYTHONPATH"] = SOURCE
        os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
        cls.spark = (
            SparkSession.builder.master("local-cluster[1,2,1024]")
            .config("spark.executor.memory", "1024m")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.log.level", "INFO")
            .config("spark.eventLog.enabled", "true")
            .config("spark.eventLog.compress", "false")
            .config("spark.eventLog.dir", events.as_uri())
            # Each kill of a worker fails a task, and all of them may hit the same one.
            .config("spark.task.maxFailures", str(KILLS + 4))
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "16")
            .config("spark.sql.warehouse.dir", cls.folder.name)
            .getOrCreate()
        )

    @classmethod
    def tearDownClass(cls) -> None:
        cls.spark.stop()
        cls.folder.cleanup()

    def setUp(self) -> None:
        watch = threading.Timer(LONGEST, self.spark.sparkContext.cancelAllJobs)
        watch.start()
        self.addCleanup(watch.cancel)

    def found(self, rows: list[dict[str, object]], hosts: list[str], parts: int) -> list[dict[str, object]]:
        frame = self.spark.createDataFrame(pd.DataFrame(rows)).repartition(parts)
        return [row.asDict() for row in annotate(frame, hosts, OPTIONS).collect()]

    def test_gives_what_one_process_gives_at_any_number_of_partitions(self) -> None:
        # Ten thousand are many calls.
        rows = notes(COUNT, short=COUNT > 1000)
        with servers(2) as running:
            expected = alone(rows, running[0].host)
            for parts in (1, 4):
                found = self.found(rows, [each.host for each in running], parts)
                self.assertEqual(len(found), COUNT)
                self.assert_same({str(row["id"]): str(row["bionote"]) for row in found}, expected)
                self.assertEqual({row["ward"] for row in found}, set(range(7)))
                print(f"{COUNT} notes, {parts} partitions: the output of one process", flush=True)

    def test_loses_and_repeats_nothing_when_workers_filters_and_servers_are_killed(self) -> None:
        rows = notes(COUNT)
        with servers(2, per_call=20) as running:
            expected = alone(rows, running[0].host)

            killers: dict[str, Killer] = {
                "worker": lambda server: any(kill(pid) for pid in owners_of(server)),
                **FILTER_AND_SERVER,
            }
            total: Counter[str] = Counter()
            # A run may be over before all of them are dead.
            while total.total() < KILLS:
                with killing(KILLS - total.total(), 3 + total.total(), running, killers) as killed:
                    found = self.found(rows, [each.host for each in running], 24)
                self.assertGreater(killed.total(), 0)
                total += killed
                self.assertEqual(len(found), COUNT)
                self.assert_same({str(row["id"]): str(row["bionote"]) for row in found}, expected)
            print("killed under Spark:", dict(total))
            self.assertEqual(set(total), set(killers))

    def test_makes_a_dead_letter_of_each_poison_row(self) -> None:
        poison = [(row, code) for row, code in POISON if isinstance(row["id"], str) and row["id"] != "surrogate"]
        with servers(1) as (server,):
            found = self.found([row for row, _ in poison], [server.host], 1)
            self.assertEqual(
                sorted((str(row["id"]), str(row["error"] or "")) for row in found),
                sorted((str(row["id"]), code) for row, code in poison),
            )

    def test_pipes_lines_through_the_filter(self) -> None:
        rows = notes(24)
        with servers(1) as (server,):
            lines = self.spark.sparkContext.parallelize([json.dumps(row) for row in rows], 2)
            command = " ".join(f"'{word}'" for word in OPTIONS.command(server.host))
            found = [json.loads(line) for line in lines.pipe(command, checkCode=True).collect()]
            self.assertEqual({row["id"] for row in found}, {row["id"] for row in rows})
            self.assertTrue(all("bionote" in row for row in found))

    def test_writes_no_words_of_notes_into_logs(self) -> None:
        """Looks into what all the tests before it have left; what the driver says on standard error is looked at by who runs them."""
        folder = Path(self.folder.name)
        for kind, place, known in (
            ("events", folder / "events", b"SparkListenerTaskEnd"),
            ("executor", folder / "spark" / "work", b"Executor"),
        ):
            with self.subTest(kind):
                logs = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
                self.assertTrue(any(known in log for log in logs.values()), [str(path) for path in logs])
                self.assertEqual([str(path) for path, log in logs.items() if CANARY.encode() in log], [])


if __name__ == "__main__":
    unittest.main()
