"""LibreOffice and pandoc as the tests drive them: one office for the whole session, started when first asked."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

WORKER = Path(__file__).parent / "office_worker.py"


@cache
def python_with_uno() -> str | None:
    """A Python that can talk to LibreOffice, or None where either is missing."""
    if shutil.which("soffice") is None:
        return None
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            if subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
                return python
        except OSError:
            continue
    return None


class Worker:
    """A running LibreOffice: a process of ``script``, which answers every job with a line."""

    def __init__(self, script: Path) -> None:
        self._script = script
        self._worker = self._started()

    def _started(self) -> subprocess.Popen[str]:
        python = python_with_uno()
        assert python is not None
        return subprocess.Popen(
            [python, str(self._script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def answer(self, job: dict[str, Any]) -> dict[str, Any]:
        """What the worker says to ``job``; a fault of its own is a failed assertion.

        LibreOffice itself breaks down once in some thousand jobs, and answers none after that. So a fault counts if a
        fresh LibreOffice has it too: what a document of ours does to one, it does to the next.
        """
        answer = self._asked(job)
        if "error" in answer:
            self.close()
            self._worker = self._started()
            answer = self._asked(job)
        assert "error" not in answer, answer["error"]
        return answer

    def _asked(self, job: dict[str, Any]) -> dict[str, Any]:
        assert self._worker.stdin is not None
        assert self._worker.stdout is not None
        try:
            self._worker.stdin.write(json.dumps(job) + "\n")
            self._worker.stdin.flush()
        except OSError as error:
            return {"error": str(error)}
        answer: dict[str, Any] = json.loads(self._worker.stdout.readline() or '{"error": "LibreOffice died"}')
        return answer

    def close(self) -> None:
        """End LibreOffice; its profile goes with it."""
        assert self._worker.stdin is not None
        with suppress(OSError):
            self._worker.stdin.close()
        try:
            self._worker.wait(60)
        except subprocess.TimeoutExpired:
            self._worker.kill()


class Office(Worker):
    """A LibreOffice that accepts or rejects everything."""

    def __init__(self) -> None:
        super().__init__(WORKER)

    def do(self, op: str, path: Path, *, save: Path | None = None, filter: str = "MS Word 2007 XML") -> dict[str, Any]:
        """Open ``path``, ``accept`` or ``reject`` everything (or only ``open``), save; texts and what is pending."""
        job = {"op": op, "path": str(path.resolve()), "save": str(save.resolve()) if save else None, "filter": filter}
        return self.answer(job)


def pandoc(path: Path, mode: str) -> str:
    """What pandoc reads: the document's words on one line, all changes taken by ``mode`` (accept, reject)."""
    command = ["pandoc", "-f", "docx", "-t", "plain", "--wrap=none", f"--track-changes={mode}", str(path)]
    return " ".join(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())
