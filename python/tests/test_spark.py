import json
import os
import sys
import tempfile
import unittest
from pathlib import Path

import pandas as pd
from pyspark.sql import SparkSession

from bionote_batch.spark import annotate

from tests.support import CANARY, OPTIONS, POISON, Case, alone, kill, killing_at_times, notes, servers

COUNT = int(os.environ.get("BIONOTE_BATCH_NOTES", "240"))
SOURCE = str(Path(__file__).resolve().parents[1] / "src")


class TestSpark(Case):
    folder: tempfile.TemporaryDirectory[str]
    spark: SparkSession

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        os.environ["SPARK_LOCAL_DIRS"] = cls.folder.name
        os.environ["PYTHONPATH"] = SOURCE
        os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
        cls.spark = (
            SparkSession.builder.master("local[4,4]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "16")
            .config("spark.sql.warehouse.dir", cls.folder.name)
            .getOrCreate()
        )

    @classmethod
    def tearDownClass(cls) -> None:
        cls.spark.stop()
        cls.folder.cleanup()

    def found(self, rows: list[dict[str, object]], hosts: list[str], parts: int) -> list[dict[str, object]]:
        frame = self.spark.createDataFrame(pd.DataFrame(rows)).repartition(parts)
        return [row.asDict() for row in annotate(frame, hosts, OPTIONS).collect()]

    def test_gives_what_one_process_gives_at_any_number_of_partitions(self) -> None:
        rows = notes(COUNT)
        with servers(2) as running:
            expected = alone(rows, running[0].host)
            for parts in (1, 4):
                found = self.found(rows, [each.host for each in running], parts)
                self.assertEqual(len(found), COUNT)
                self.assert_same({str(row["id"]): str(row["bionote"]) for row in found}, expected)
                self.assertEqual({row["ward"] for row in found}, set(range(7)))

    def test_loses_and_repeats_nothing_when_filters_and_workers_are_killed(self) -> None:
        rows = notes(COUNT)
        with servers(2, per_call=20) as running:
            expected = alone(rows, running[0].host)

            def filters() -> list[int]:
                return [pid for each in running for pid in filters_of(each.host)]

            def kill_filter() -> None:
                for pid in filters()[:1]:
                    kill(pid)

            def kill_worker() -> None:
                for pid in [parent_of(each) for each in filters()][:1]:
                    if pid not in (os.getpid(), 0, 1):
                        kill(pid)

            with killing_at_times(3, 3, 0.8, [kill_filter, kill_filter, kill_worker]) as killed:
                found = self.found(rows, [each.host for each in running], 4)
            self.assertGreater(len(killed), 0)
            self.assertEqual(len(found), COUNT)
            self.assert_same({str(row["id"]): str(row["bionote"]) for row in found}, expected)

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

    def test_leaves_no_words_of_notes_in_logs(self) -> None:
        logs = [path for path in Path(self.folder.name).rglob("*") if path.is_file() and path.suffix in (".log", ".out")]
        self.assertEqual([str(path) for path in logs if CANARY.encode() in path.read_bytes()], [])


def filters_of(host: str) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().decode().split("\0")
            except OSError:
                continue
            if host in words and "--jsonl" in words:
                found.append(int(entry.name))
    return found


def parent_of(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


if __name__ == "__main__":
    unittest.main()
