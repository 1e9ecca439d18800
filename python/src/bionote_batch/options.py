"""How a filter is started."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FilterOptions:
    """The command of a filter, without its input and its server.

    `program` starts `bionote`; `task` is one of its commands that read rows: `annotate`, `check`, `ask` or `medications`;
    `arguments` are more words for it, such as `["--engine", "ollama", "--model", "medgemma"]`. The words that name a server are
    `server_option` and its address: `--host` for an Ollama, `--server` for one that speaks OpenAI's protocol.
    """

    program: Sequence[str] = ("bionote",)
    task: str = "annotate"
    arguments: Sequence[str] = field(default_factory=tuple)
    server_option: str = "--host"
    concurrency: int = 4

    def command(self, server: str | None) -> list[str]:
        """The words that start a filter which reads rows from its standard input."""
        words = [*self.program, self.task, "-", "--jsonl", "--unordered", "--quiet"]
        words += ["--concurrency", str(self.concurrency), *self.arguments]
        return words if server is None else [*words, self.server_option, server]
