"""Where sacremoses would put blanks: its tokenizer and detokenizer, asked for an opinion.

They are not lossless and give no offsets, so their text is never used: only whether, between two neighbouring visible
characters, they would have a blank. Importing sacremoses takes half a second; callers ask only when they must.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_ASCII: Final = str.maketrans("“”„‘’‚\u00a0\u2009\u202f", "\"\"\"'''   ")  # one character for one, so that offsets hold


def blanks(text: str) -> Mapping[int, bool] | None:
    """For each visible character of ``text`` but the last, by its offset: whether sacremoses wants a blank after it.

    None where its text has not the same visible characters as ours.
    """
    tokenizer, detokenizer = _moses()
    shadow = text.translate(_ASCII)
    proposed = detokenizer.detokenize(tokenizer.tokenize(shadow, escape=False), unescape=False)
    visible = [at for at, char in enumerate(shadow) if not char.isspace()]
    wanted: list[bool] = []
    kept: list[str] = []
    for char in proposed:
        if char.isspace():
            if wanted:
                wanted[-1] = True
        else:
            kept.append(char)
            wanted.append(False)
    if "".join(kept) != "".join(shadow.split()):
        return None
    return dict(zip(visible, wanted[:-1], strict=False))


@cache
def _moses() -> tuple[Any, Any]:
    from sacremoses import MosesDetokenizer, MosesTokenizer

    return MosesTokenizer(lang="en"), MosesDetokenizer(lang="en")
