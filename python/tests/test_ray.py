import glob
import os
import tempfile
import time
import unittest
from collections import Counter
from pathlib import Path

import pyarrow as pa
import ray
from ray.data import DataContext
from ray.data.checkpoint import CheckpointConfig

from bionote_batch.ray import annotate, answers, dead_letters

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


def table(rows: list[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(rows)


def read(path: str) -> list[dict[str, object]]:
    return ray.data.read_parquet(path).take_all()


def answered(rows: list[dict[str, object]]) -> dict[str, str]:
    return {str(row["id"]): str(row["bionote"] or row["error"]) for row in rows}


class TestRay(Case):
    folder: tempfile.TemporaryDirectory[str]

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory(prefix="bnray", dir="/tmp")
        source = str(Path(__file__).resolve().parents[1] / "src")
        ray.init(
            num_cpus=8,
            include_dashboard=False,
            _temp_dir=cls.folder.name,
            object_store_memory=200_000_000,
            runtime_env={"env_vars": {"PYTHONPATH": source}},
        )
        DataContext.get_current().enable_progress_bars = False

    @classmethod
    def tearDownClass(cls) -> None:
        ray.shutdown()
        cls.folder.cleanup()

    def tearDown(self) -> None:
        DataContext.get_current().checkpoint_config = None

    def test_gives_what_one_process_gives_at_any_number_of_actors(self) -> None:
        # Ten thousand are many calls.
        rows = notes(COUNT, short=COUNT > 1000)
        with servers(4) as running:
            expected = alone(rows, running[0].host)
            for count in (1, 2, 4):
                data = ray.data.from_arrow(table(rows)).repartition(16)
                found = annotate(data, [each.host for each in running[:count]], OPTIONS, batch_size=8).take_all()
                self.assertEqual(len(found), COUNT)
                self.assert_same(answered(found), expected)
                self.assertEqual({row["ward"] for row in found}, set(range(7)))
                print(f"{COUNT} notes, {count} actors: the output of one process", flush=True)

    def test_loses_and_repeats_nothing_when_actors_filters_and_servers_are_killed(self) -> None:
        rows = notes(COUNT)
        with servers(2, per_call=20) as running:
            expected = alone(rows, running[0].host)

            killers: dict[str, Killer] = {
                "actor": lambda server: any(kill(pid) for pid in owners_of(server)),
                **FILTER_AND_SERVER,
            }
            data = ray.data.from_arrow(table(rows)).repartition(24)
            total: Counter[str] = Counter()
            # A run may be over before all of them are dead.
            while total.total() < KILLS:
                with killing(KILLS - total.total(), 7 + total.total(), running, killers) as killed:
                    found = annotate(data, [each.host for each in running], OPTIONS, batch_size=8).take_all()
                total += killed
                self.assertEqual(len(found), COUNT)
                self.assert_same(answered(found), expected)
            print("killed under Ray:", dict(total))
            self.assertEqual(set(total), set(killers))

    def test_asks_only_for_missing_rows_after_an_interruption(self) -> None:
        rows = notes(COUNT)
        with tempfile.TemporaryDirectory() as folder, servers(1) as (server,):
            source, out = f"{folder}/in", f"{folder}/out"
            ray.data.from_arrow(table(rows)).repartition(12).write_parquet(source)

            def run(breaks: bool) -> None:
                DataContext.get_current().checkpoint_config = CheckpointConfig(
                    id_column="id", checkpoint_path=f"{folder}/checkpoint", delete_checkpoint_on_success=False
                )
                data = annotate(ray.data.read_parquet(source).repartition(12), [server.host], OPTIONS, batch_size=8)
                broken = f"note-{COUNT - 1}" if breaks else ""

                def stop(batch: pa.Table) -> pa.Table:
                    if broken in batch.column("id").to_pylist():
                        deadline = time.monotonic() + 300
                        while not glob.glob(f"{out}/*.parquet") and time.monotonic() < deadline:
                            time.sleep(0.05)
                        raise RuntimeError("interrupted")
                    return batch

                data.map_batches(stop, batch_format="pyarrow").write_parquet(out)

            with self.assertRaises(Exception):
                run(breaks=True)
            DataContext.get_current().checkpoint_config = None
            written = len(read(out))
            self.assertGreater(written, 0)
            self.assertLess(written, COUNT)
            before = server.calls()
            run(breaks=False)
            DataContext.get_current().checkpoint_config = None
            found = read(out)
            self.assertEqual(len(found), COUNT)
            # Two sentences a note, and the question whether a schema binds.
            self.assertLessEqual(server.calls() - before, 2 * (COUNT - written) + 2)
            self.assert_same(answered(found), alone(rows, server.host))

    def test_splits_dead_letters_off(self) -> None:
        poison = [row for row, _ in POISON if isinstance(row["id"], str) and row["id"] != "surrogate"]
        rows = [*notes(20), *({**row, "ward": 0} for row in poison)]
        with servers(1) as (server,):
            data = annotate(ray.data.from_arrow(table(rows)), [server.host], OPTIONS, batch_size=64).materialize()
            codes = {code for row, code in POISON if code and row["id"] not in (None, "surrogate")}
            self.assertEqual({row["error"] for row in dead_letters(data).take_all()}, codes)
            self.assertEqual(answers(data).count() + dead_letters(data).count(), len(rows))

    def test_writes_no_words_of_notes_into_logs(self) -> None:
        logs = [path for path in Path(self.folder.name).rglob("*") if path.is_file() and "/logs/" in str(path)]
        self.assertGreater(len(logs), 3)
        leaks = [str(path) for path in logs if CANARY.encode() in path.read_bytes()]
        self.assertEqual(leaks, [])


if __name__ == "__main__":
    unittest.main()
