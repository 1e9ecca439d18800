"""A filter that outlives its process: every row that goes in comes out once."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bionote_batch.options import FilterOptions
from bionote_batch.process import FilterProcess
from bionote_batch.row import Result, answer_in, failed, fault_of, line_of, result_of

USAGE = 2
"""The exit code of a filter whose command is wrong."""


class FilterError(RuntimeError):
    """The filter cannot be started, or its engine is gone for good. The message holds no text of a note."""


class Filter:
    """Gives each row what BioNote makes of its text.

    Owns one process, which is started with the first row, and one server. A process that dies is started again, after a
    wait that doubles, and only rows without an answer are asked again. A row with which it dies again and again becomes an error,
    `filter-died`.
    """

    def __init__(
        self,
        options: FilterOptions | None = None,
        server: str | None = None,
        *,
        id_column: str = "id",
        text_column: str = "text",
        restarts: int = 6,
        first_wait: float = 0.5,
    ) -> None:
        """`restarts` counts those without an answer in between; `first_wait` is in seconds."""
        self._options = options or FilterOptions()
        self._command = self._options.command(server)
        self._columns = (id_column, text_column)
        self._restarts = restarts
        self._first_wait = first_wait
        self._numbers = itertools.count(1)
        self._process: FilterProcess | None = None
        self._deaths = 0

    @property
    def pid(self) -> int | None:
        """The id of the process that runs now."""
        return None if self._process is None else self._process.pid

    def run(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Result]]:
        """Each row with its result, as soon as it is there, in any order. No more rows are taken than are worked on.

        Of two rows with one id in `rows` the second becomes an error. Raises `FilterError`.
        """
        id_column, text_column = self._columns
        seen: set[str] = set()
        waiting: dict[int, tuple[Mapping[str, Any], bytes]] = {}
        source = iter(rows)
        more = True
        while more or waiting:
            # After two deaths in a row, one row at a time shows which of them is to blame.
            room = 1 if self._deaths >= 2 else self._options.concurrency * 2
            if not more or len(waiting) >= room:
                yield from self._receive(waiting)
                continue
            row = next(source, None)
            if row is None:
                more = False
                continue
            code = fault_of(row, id_column, text_column)
            if code is None and str(row[id_column]) in seen:
                code = "duplicate-id"
            number = next(self._numbers)
            line = line_of(number, row[text_column]) if code is None else None
            if line is None:
                yield row, failed(code or "text-too-long")
                continue
            seen.add(str(row[id_column]))
            waiting[number] = (row, line)
            self._send(line)

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.end()
            self._process = None

    def _send(self, line: bytes) -> None:
        if self._process is None:
            try:
                self._process = FilterProcess(self._command)
            except OSError as error:
                raise FilterError(f"{self._command[0]} cannot be started: {error.strerror}") from error
        self._process.send(line)

    def _receive(
        self, waiting: dict[int, tuple[Mapping[str, Any], bytes]]
    ) -> Iterator[tuple[Mapping[str, Any], Result]]:
        line = None if self._process is None else self._process.receive()
        if line is None:
            yield from self._restart(waiting)
            return
        number, answer = answer_in(line)
        # What an earlier, unfinished run asked for is nobody's now.
        if number in waiting:
            row, _ = waiting.pop(number)
            self._deaths = 0
            yield row, result_of(answer, row[self._columns[0]])

    def _restart(
        self, waiting: dict[int, tuple[Mapping[str, Any], bytes]]
    ) -> Iterator[tuple[Mapping[str, Any], Result]]:
        code, said = (0, "") if self._process is None else self._process.end()
        self._process = None
        if code == USAGE:
            raise FilterError(f"the command of the filter is wrong: {said}")
        self._deaths += 1
        # A signal is the row's fault, or nobody's; exit code 1 says that the engine is gone.
        if code < 0 and self._deaths > 3 and waiting:
            number = next(iter(waiting))
            row, _ = waiting.pop(number)
            self._deaths = 2
            yield row, failed("filter-died", 1)
        elif self._deaths > self._restarts:
            raise FilterError(f"the filter ended {self._deaths} times, with code {code} in the end: {said}")
        time.sleep(min(self._first_wait * 2 ** (self._deaths - 1), 16))
        lines = [line for _, line in waiting.values()]
        for line in lines[:1] if self._deaths >= 2 else lines:
            self._send(line)
        if self._deaths >= 2:
            yield from self._one_by_one(waiting)

    def _one_by_one(
        self, waiting: dict[int, tuple[Mapping[str, Any], bytes]]
    ) -> Iterator[tuple[Mapping[str, Any], Result]]:
        """Asks for the rows that wait, one after the other: the first was sent."""
        while waiting:
            line = None if self._process is None else self._process.receive()
            if line is None:
                yield from self._restart(waiting)
                return
            number, answer = answer_in(line)
            if number not in waiting:
                continue
            row, _ = waiting.pop(number)
            self._deaths = 0
            yield row, result_of(answer, row[self._columns[0]])
            if waiting:
                self._send(next(iter(waiting.values()))[1])
