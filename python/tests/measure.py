"""Figures for docs/scale.md: `python -m tests.measure`, from `python/`, with PYTHONPATH=src and dist/ built."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from pathlib import Path

from bionote_batch import Filter

from tests.support import OPTIONS, Server, notes, servers

PER_CALL = 250
"""Milliseconds that a server takes for a call, in each of its 4 slots."""


def annotated(hosts: list[str], count: int) -> float:
    """Seconds for `count` notes with one filter for each server."""
    rows = notes(count)
    shares = [rows[index :: len(hosts)] for index in range(len(hosts))]
    own = [Filter(OPTIONS, host) for host in hosts]
    for each in own:
        list(each.run(notes(1)))
    threads = [
        threading.Thread(target=lambda each=each, share=share: list(each.run(share)))
        for each, share in zip(own, shares, strict=True)
    ]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - start
    for each in own:
        each.close()
    return seconds


def scaling() -> None:
    base = 0.0
    for count in (1, 2, 4, 8):
        with servers(count, per_call=PER_CALL) as running:
            seconds = annotated([each.host for each in running], 120 * count)
            rate = 120 * count / seconds
            base = base or rate
            print(f"{count} servers: {rate:.2f} notes a second, {rate / base / count:.3f} of linear", flush=True)


def spent(pid: int | None) -> float:
    """Seconds of processor that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def asked(rows: int) -> None:
    """Processor time of a filter for notes that a server is asked about, each of them new."""
    with servers(1) as (server,):
        own = Filter(OPTIONS, server.host)
        warm = 200
        many = notes(warm + rows)
        list(own.run(many[:warm]))
        before, calls = spent(own.pid), server.calls()
        list(own.run(many[warm:]))
        calls = server.calls() - calls
        print(f"{rows} new notes, {calls} calls: {(spent(own.pid) - before) / rows * 1000:.1f} ms of processor a note", flush=True)
        own.close()


def flat(rows: int) -> None:
    """Resident memory of a filter over many rows, and its processor time a note."""
    with servers(1) as (server,):
        own = Filter(OPTIONS, server.host)
        list(own.run(notes(100)))
        stat = Path(f"/proc/{own.pid}")
        peaks: list[int] = []
        before, start = spent(own.pid), time.monotonic()
        template = notes(1000)
        many = ({**template[index % 1000], "id": f"n{index}"} for index in range(rows))
        for index, _ in enumerate(own.run(many)):
            if index % (rows // 10) == rows // 10 - 1:
                status = (stat / "status").read_text()
                peaks.append(int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) // 1024)
        seconds = time.monotonic() - start
        print(f"{rows} rows: {rows / seconds:.0f} a second, {(spent(own.pid) - before) / rows * 1000:.2f} ms of processor a note")
        print("resident MB after each tenth:", *peaks, flush=True)
        own.close()


def cost() -> None:
    """Calls and tokens of the open benchmark's notes, all tasks, in the `json` dialect."""
    root = Path(__file__).resolve().parents[2]
    texts = [path.read_text() for path in sorted((root / "benchmark" / "dev").glob("*.txt"))]
    lines = "".join(json.dumps({"id": index, "text": text}) + "\n" for index, text in enumerate(texts))
    server = Server()
    try:
        words = [*OPTIONS.program, "annotate", "-", "--jsonl", "-q", "--engine", "ollama", "--model", "oracle"]
        subprocess.run([*words, "--host", server.host], input=lines.encode(), stdout=subprocess.DEVNULL, check=True)
        print(f"{len(texts)} notes, {sum(map(len, texts))} characters:", server.counts())
    finally:
        server.kill()


if __name__ == "__main__":
    cost()
    scaling()
    asked(2_000)
    flat(100_000)
