"""Where the cache is: where platformdirs says, which a run on Linux does without."""

from __future__ import annotations

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
