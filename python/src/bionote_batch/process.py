"""One process of a filter, and the threads that keep its pipes from filling up."""

from __future__ import annotations

import queue
import subprocess
import threading
from collections.abc import Sequence


class FilterProcess:
    """A filter that runs. Lines are written by a thread of their own, so that nobody waits for both ends of the pipes at once."""

    def __init__(self, command: Sequence[str]) -> None:
        self._child = subprocess.Popen(
            list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._said: list[bytes] = []
        self._writer = threading.Thread(target=self._write, daemon=True)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._writer.start()
        self._listener.start()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._child.pid

    def send(self, line: bytes) -> None:
        """Writes a line, in the background. A process that is gone takes none, and the next `receive` says so."""
        self._lines.put(line)

    def receive(self) -> bytes | None:
        """The next line of the output; `None` if the process has ended."""
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        return line if line.endswith(b"\n") else None

    def end(self) -> tuple[int, str]:
        """Ends the process. Returns how it ended and the end of what it said, which holds no text of a note."""
        self._lines.put(None)
        try:
            code = self._child.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            self._child.kill()
            code = self._child.wait()
        self._listener.join(timeout=5)
        for pipe in (self._child.stdout, self._child.stderr):
            if pipe is not None:
                pipe.close()
        return code, b"".join(self._said).decode("utf-8", "replace")[-2000:].strip()

    def _write(self) -> None:
        assert self._child.stdin is not None
        try:
            while (line := self._lines.get()) is not None:
                self._child.stdin.write(line)
                self._child.stdin.flush()
        except (BrokenPipeError, OSError):
            pass
        finally:
            try:
                self._child.stdin.close()
            except OSError:
                pass

    def _listen(self) -> None:
        assert self._child.stderr is not None
        for line in self._child.stderr:
            self._said = [*self._said[-20:], line]
