import json
import sys
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from bionote_batch import Filter, FilterError, FilterOptions

from tests.support import CANARY, OPTIONS, POISON, Case, alone, kill, killing, notes, servers

STAND_IN = """
import json, os, sys
for line in sys.stdin:
    row = json.loads(line)
    if "die" in row["text"]:
        os.kill(os.getpid(), 9)
    print(json.dumps({"id": row["id"], "bionote": {"length": len(row["text"])}}), flush=True)
"""


class TestFilter(Case):
    def test_gives_every_row_its_answer_once(self) -> None:
        with servers(1) as (server,):
            rows = notes(200)
            own = Filter(OPTIONS, server.host)
            found = list(own.run(rows))
            own.close()
            self.assertEqual(sorted(str(row["id"]) for row, _ in found), sorted(str(row["id"]) for row in rows))
            answer = json.loads(next(result.bionote or "" for row, result in found if row["id"] == "note-4"))
            words = {entity["text"] for entity in answer["entities"]}
            self.assertEqual(words, {"metformin", "fever", "chest pain"})
            self.assertEqual({row["ward"] for row, _ in found}, set(range(7)))

    def test_serves_again_after_a_run_that_was_left(self) -> None:
        with servers(1) as (server,):
            own = Filter(OPTIONS, server.host)
            next(own.run(notes(50)))
            rows = notes(20)
            self.assert_same(
                {str(row["id"]): result.bionote or "" for row, result in own.run(rows)}, alone(rows, server.host)
            )
            own.close()

    def test_makes_a_dead_letter_of_each_poison_row(self) -> None:
        with servers(1) as (server,):
            own = Filter(OPTIONS, server.host)
            found = sorted((str(row["id"]), result.error or "") for row, result in own.run(row for row, _ in POISON))
            own.close()
            self.assertEqual(found, sorted((str(row["id"]), code) for row, code in POISON))

    def test_loses_and_repeats_nothing_when_its_process_is_killed(self) -> None:
        with servers(1, per_call=5) as (server,):
            rows = notes(300)
            expected = alone(rows, server.host)
            own = Filter(OPTIONS, server.host, first_wait=0.05)
            count = 0
            while count < 5:
                with killing(5 - count, count, [server], {"filter": lambda _: kill(own.pid)}) as killed:
                    found = [(str(row["id"]), result.bionote or "") for row, result in own.run(rows)]
                count += killed.total()
                self.assertEqual(len(found), len(rows))
                self.assert_same(dict(found), expected)
            own.close()

    def test_gives_up_a_row_with_which_the_process_dies(self) -> None:
        with TemporaryDirectory() as folder:
            script = Path(folder, "stand_in.py")
            script.write_text(STAND_IN)
            own = Filter(FilterOptions(program=(sys.executable, str(script))), first_wait=0.01)
            rows = [{"id": index, "text": "to die for" if index % 10 == 3 else "fine"} for index in range(40)]
            found = {row["id"]: result.error for row, result in own.run(rows)}
            own.close()
            self.assertEqual(len(found), 40)
            self.assertEqual(
                {key for key, code in found.items() if code == "filter-died"}, {3, 13, 23, 33}
            )

    def test_raises_where_nothing_can_come_of_it_and_names_no_text(self) -> None:
        wrong = FilterOptions(program=OPTIONS.program, arguments=("--no-such-option",))
        absent = FilterOptions(program=("/nonexistent/bionote",))
        for options, server, words in [
            (wrong, None, "command of the filter is wrong"),
            (absent, None, "cannot be started"),
            (OPTIONS, "http://127.0.0.1:9", "ended 2 times, with code 1"),
        ]:
            own = Filter(options, server, restarts=1, first_wait=0.01)
            with self.assertRaisesRegex(FilterError, words) as raised:
                list(own.run(notes(3)))
            self.assertNotIn(CANARY, str(raised.exception))
            own.close()


if __name__ == "__main__":
    unittest.main()
