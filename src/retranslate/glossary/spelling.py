"""When two spellings are one to the finders."""

from __future__ import annotations

from retranslate.text import fold


def spelling(text: str) -> str:
    """``text`` as the finders compare it: folded, without blanks around it. A short way round `fold` for ASCII."""
    if text.isascii():
        return " ".join(text.casefold().replace("`", "'").split())
    return fold(text).text.strip()
