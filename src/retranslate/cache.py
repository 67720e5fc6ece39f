"""Where what was computed once is kept: safe to delete at any time, never required."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path:
    """The user's cache folder for retranslate, or ``$RETRANSLATE_CACHE``; it may not exist yet."""
    given = os.environ.get("RETRANSLATE_CACHE")
    if given:
        return Path(given)
    from platformdirs import user_cache_path

    return user_cache_path("retranslate")
