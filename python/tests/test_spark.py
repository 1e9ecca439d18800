import json
import os
import sys
import tempfile
import unittest
from collections import Counter
from pathlib import Path

import pandas as pd
from pyspark.sql import SparkSession

from bionote_batch.spark import annotate

from tests.support import CANARY, OPTIONS, POISON, Case, Killer, Server, alone, kill, killing, notes, servers

COUNT = int(os.environ.get("BIONOTE_BATCH_NOTES", "240"))
KILLS = 4
SOURCE = str(Path(__file__).resolve().parents[1] / "src")


class TestSpark(Case):
    folder: tempfile.TemporaryDirectory[str]
    spark: SparkSession

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        os.environ["SPARK_LOCAL_DIRS"] = cls.folder.name
        Path(cls.folder.name, "events").mkdir()
        os.environ["PYTHONPATH"] = SOURCE
        os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
        cls.spark = (
            SparkSession.builder.master("local[4,4]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "16")
            .config("spark.sql.warehouse.dir", cls.folder.name)
            .config("spark.eventLog.enabled", "true")
            .config("spark.eventLog.compress", "false")
            .config("spark.eventLog.dir", f"file://{cls.folder.name}/events")
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

            def kill_worker(server: Server) -> bool:
                parents = [parent_of(each) for each in filters_of(server.host)]
                return any(kill(pid) for pid in parents if pid not in (os.getpid(), 0, 1))

            killers: dict[str, Killer] = {
                "filter": lambda server: any(kill(pid) for pid in filters_of(server.host)),
                "worker": kill_worker,
                "server": Server.restart,
            }
            total: Counter[str] = Counter()
            # A run may be over before all of them are dead. A task that fails four times ends a run, so there are few.
            while total.total() < KILLS:
                with killing(KILLS - total.total(), 3 + total.total(), running, killers) as killed:
                    found = self.found(rows, [each.host for each in running], 4)
                total += killed
                print("killed under Spark:", dict(killed))
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

    def test_writes_no_words_of_notes_into_logs(self) -> None:
        # The tests run in the order of their names: this one comes last. What Spark says on standard error is looked at outside.
        logs = [path for path in Path(self.folder.name, "events").rglob("*") if path.is_file()]
        self.assertTrue(any(b"SparkListenerTaskEnd" in path.read_bytes() for path in logs))
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
