"""Where the cache is: where platformdirs says, which a run on Linux does without."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest

from retranslate import cache

VALUES = (None, "", "/", "/somewhere/else", "/home//else/", "not/absolute", "~/else")


@pytest.mark.parametrize("home", VALUES)
@pytest.mark.parametrize("given", VALUES)
def test_it_is_where_platformdirs_says(given: str | None, home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RETRANSLATE_CACHE", raising=False)
    for variable, value in (("XDG_CACHE_HOME", given), ("HOME", home)):
        if value is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, value)
    assert cache.folder() == platformdirs.user_cache_path("retranslate")


def test_it_is_where_the_user_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETRANSLATE_CACHE", "/of/mine")
    assert cache.folder() == Path("/of/mine")


def test_the_newest_files_of_a_folder_are_kept(tmp_path: Path) -> None:
    halfway = tmp_path / "kind" / ".retranslate-0.tmp"
    for number in range(6):
        cache.keep(tmp_path / "kind" / str(number), b"%d" % number, most=3)
        os.utime(tmp_path / "kind" / str(number), ns=(number, number))
        halfway.write_bytes(b"another writer's")
        os.utime(halfway, ns=(0, 0))
    assert {path.name: path.read_bytes() for path in (tmp_path / "kind").iterdir() if path != halfway} == {
        "3": b"3",
        "4": b"4",
        "5": b"5",
    }


def test_a_cache_that_cannot_be_written_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "kind").write_bytes(b"a file, not a folder")
    cache.keep(tmp_path / "kind" / "one", b"lost", most=3)
    assert (tmp_path / "kind").read_bytes() == b"a file, not a folder"
