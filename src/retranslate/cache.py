"""Where what was computed once is kept: safe to delete at any time, never required."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

_BY_XDG: Final = sys.platform == "linux" and not hasattr(sys, "getandroidapilevel")
_ROOTS: Final = (("XDG_CACHE_HOME", ""), ("HOME", ".cache"))  # variable, the folder in what it names


def folder() -> Path:
    """The user's cache folder for retranslate, or ``$RETRANSLATE_CACHE``; it may not exist yet.

    platformdirs knows it everywhere, and takes longer to import than all that a run keeps takes to read: on Linux, two
    variables say the same.
    """
    given = os.environ.get("RETRANSLATE_CACHE")
    if given:
        return Path(given)
    for variable, inner in _ROOTS if _BY_XDG else ():
        root = os.environ.get(variable, "")
        if root.startswith("/"):  # else it does not count (XDG Base Directory Specification)
            return Path(root, inner, "retranslate")
    from platformdirs import user_cache_path

    return user_cache_path("retranslate")
