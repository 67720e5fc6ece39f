"""Fixtures that more than one test module needs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings

from office import Office, python_with_uno

settings.register_profile("untimed", settings(), deadline=None)  # how fast an example is depends on who else is at work
settings.load_profile("untimed")


def missing(what: str) -> None:
    """Skip a test that needs an application, and say so; fail it where ``RETRANSLATE_APPLICATIONS=required`` (CI)."""
    if os.environ.get("RETRANSLATE_APPLICATIONS") == "required":
        pytest.fail(f"{what} and must be there")
    pytest.skip(what)


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """LibreOffice, one for the session; skipped, and said so, where it is not installed."""
    if python_with_uno() is None:
        missing("LibreOffice or python3-uno is missing: apt install libreoffice-writer python3-uno")
    running = Office()
    yield running
    running.close()


@pytest.fixture(scope="session")
def with_pandoc() -> None:
    """Skip, and say so, where pandoc is not installed."""
    if shutil.which("pandoc") is None:
        missing("pandoc is missing: apt install pandoc")
