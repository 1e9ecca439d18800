"""Notes, servers and kills for the tests. Run from the root of the repository, with its dist/ built."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import threading
import unittest
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bionote_batch import Filter, FilterOptions

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Quillfeather"
"""A name in every note: no log may hold it."""

OPTIONS = FilterOptions(
    program=("node", str(ROOT / "dist" / "cli.cjs")),
    arguments=("--engine", "ollama", "--model", "oracle", "--no-relations", "--no-contradictions"),
)


def notes(count: int, short: bool = False) -> list[dict[str, object]]:
    """Invented notes, the same at each call, each unlike the others. They have two sentences, `short` ones have one."""
    drugs, problems = ("aspirin", "metformin", "lisinopril"), ("fever", "cough", "pneumonia", "hypertension")
    return [
        {
            "id": f"note-{index}",
            "text": f"{CANARY} {index} takes {drugs[index % 3]} for {problems[index % 4]}."
            + ("" if short else f" Visit {index}: no chest pain 🩺."),
            "ward": index % 7,
        }
        for index in range(count)
    ]


class Server:
    """An oracle in a process of its own, at one address for good."""

    def __init__(self, per_call: int = 0, slots: int = 4) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._words = [str(self.port), str(per_call), str(slots)]
        self._before = 0
        self.start()

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        script = str(ROOT / "test" / "fakes" / "oracle" / "serve.ts")
        self.child = subprocess.Popen(
            ["node", "--import", "tsx", script, *self._words], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert self.child.stdout is not None and self.child.stdout.readline()

    def counts(self) -> dict[str, float]:
        with urllib.request.urlopen(f"{self.host}/counts", timeout=60) as answer:
            found: dict[str, float] = json.load(answer)
            return found

    def calls(self) -> int:
        return int(self.counts()["calls"])

    def restart(self) -> bool:
        """Kills it and starts it at the same address."""
        self.kill()
        self.start()
        return True

    def kill(self) -> None:
        self.child.kill()
        self.child.wait()
        assert self.child.stdout is not None
        self.child.stdout.close()


@contextlib.contextmanager
def servers(count: int, per_call: int = 0) -> Iterator[list[Server]]:
    running = [Server(per_call) for _ in range(count)]
    try:
        yield running
    finally:
        for each in running:
            each.kill()


def kill(pid: int | None) -> bool:
    """Whether there was such a process."""
    if pid is None:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def filters_of(server: Server) -> list[int]:
    """The ids of the filters that ask a server."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError):
            words = (entry / "cmdline").read_bytes().decode().split("\0")
            if server.host in words and "--jsonl" in words:
                found.append(int(entry.name))
    return found


def owners_of(server: Server) -> list[int]:
    """The ids of the processes of an engine that have started a filter for a server.

    Not that of the test, and none of those that take in a filter whose owner is dead.
    """
    found = []
    for pid in filters_of(server):
        with contextlib.suppress(OSError):
            parent = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
            words = Path(f"/proc/{parent}/cmdline").read_bytes()
            if parent not in (1, os.getpid()) and (b"ray::" in words or b"pyspark" in words):
                found.append(parent)
    return found


Killer = Callable[["Server"], bool]
"""Kills something that works with a server. Returns whether there was anything."""

FILTER_AND_SERVER: dict[str, Killer] = {
    "filter": lambda server: any(kill(pid) for pid in filters_of(server)),
    "server": Server.restart,
}


@contextlib.contextmanager
def killing(times: int, seed: int, running: list[Server], killers: dict[str, Killer]) -> Iterator[Counter[str]]:
    """Calls one of `killers` after the other, at random, until `times` of them have killed something or the work inside is done.

    Before each kill the server answers some calls, so that the work goes on however slow the machine is. Yields how often
    each killer has killed something.
    """
    chance = random.Random(seed)
    done: Counter[str] = Counter()
    calls: dict[str, int] = {}
    over = threading.Event()

    def loop() -> None:
        while done.total() < times and not over.is_set():
            server = chance.choice(running)
            wanted = calls.get(server.host, 0) + chance.randint(12, 24)
            while server.calls() < wanted and not over.wait(0.05):
                pass
            name = chance.choice(list(killers))
            if not over.is_set() and killers[name](server):
                done[name] += 1
            calls[server.host] = server.calls()

    with ThreadPoolExecutor(1) as pool:
        loops = pool.submit(loop)
        try:
            yield done
        finally:
            over.set()
        loops.result()


def alone(rows: list[dict[str, object]], server: str) -> dict[str, str]:
    """What one filter makes of the rows: the answer or the error, by id."""
    own = Filter(OPTIONS, server)
    try:
        return {str(row["id"]): result.bionote or result.error or "" for row, result in own.run(rows)}
    finally:
        own.close()


POISON: list[tuple[dict[str, object], str]] = [
    ({"id": "binary", "text": "a\0b"}, "not-text"),
    ({"id": "huge", "text": "a" * 50_000_000}, "text-too-long"),
    ({"id": "__proto__", "text": "Fever."}, ""),
    ({"id": "surrogate", "text": "a \ud800 b"}, "not-unicode"),
    ({"id": "nothing", "text": None}, "no-text"),
    ({"id": None, "text": "Fever."}, "no-id"),
    ({"id": "twice", "text": "Fever."}, ""),
    ({"id": "twice", "text": "Cough."}, "duplicate-id"),
]
"""Rows with the code that each of them becomes; empty where it is read."""


class Case(unittest.TestCase):
    """A test that compares whole outputs."""

    maxDiff = None

    def assert_same(self, found: dict[str, str], expected: dict[str, str]) -> None:
        self.assertEqual(set(found), set(expected))
        self.assertEqual([key for key in expected if found[key] != expected[key]], [])
