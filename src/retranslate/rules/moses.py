"""Where sacremoses would put blanks: its tokenizer and detokenizer, asked for an opinion.

They are not lossless and give no offsets, so their text is never used: only whether, between two neighbouring visible
characters, they would have a blank. Importing sacremoses takes a third of a second, so callers ask only when they must,
and what it said is kept in the cache.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from retranslate import files
from retranslate.cache import folder, keep

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ASCII: Final = str.maketrans("“”„‘’‚\u00a0\u2009\u202f", "\"\"\"'''   ")  # one character for one, so that offsets hold
_KEPT: Final = 4000  # sentences in the cache; the oldest go first

Opinion = dict[int, bool]  # offset of a visible character (but the last) -> whether a blank follows it


def opinions(sentences: Iterable[str]) -> Mapping[str, Opinion | None]:
    """What sacremoses says of each of ``sentences``; None where it would change more than blanks."""
    asked = {sentence: files.digest(sentence.encode("utf-8", "surrogatepass")) for sentence in sentences}
    if not asked:
        return {}
    kept = _kept()
    fresh = {digest: _blanks(sentence) for sentence, digest in asked.items() if digest not in kept}
    if fresh:
        _keep(kept | fresh)
    return {sentence: _placed(sentence, (kept | fresh)[digest]) for sentence, digest in asked.items()}


def _placed(sentence: str, blanks: str | None) -> Opinion | None:
    visible = _visible(sentence)
    if blanks is None or len(blanks) != len(visible):
        return None
    return {at: blank == "1" for at, blank in zip(visible[:-1], blanks, strict=False)}


def _visible(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if not char.isspace()]


def _blanks(sentence: str) -> str | None:
    """For each visible character "1" if sacremoses has a blank after it, else "0"."""
    tokenizer, detokenizer = _moses()
    shadow = sentence.translate(_ASCII)
    proposed = detokenizer.detokenize(tokenizer.tokenize(shadow, escape=False), unescape=False).strip()
    if "".join(proposed.split()) != "".join(shadow.split()):
        return None
    return "".join("01"[proposed[at + 1 : at + 2].isspace()] for at in _visible(proposed))


@cache
def _moses() -> tuple[Any, Any]:
    from sacremoses import MosesDetokenizer, MosesTokenizer

    return MosesTokenizer(lang="en"), MosesDetokenizer(lang="en")


def _file() -> Path:
    """The cache of this very sacremoses: its version stands in its ``__init__``."""
    spec = find_spec("sacremoses")
    source = Path(spec.origin).read_bytes() if spec and spec.origin else b""
    return folder() / f"moses-{files.digest(source)}.json"


def _kept() -> dict[str, str | None]:
    try:
        kept = json.loads(_file().read_bytes())
    except (OSError, ValueError):
        return {}
    sound = isinstance(kept, dict) and all(blanks is None or isinstance(blanks, str) for blanks in kept.values())
    return kept if sound else {}


def _keep(blanks: dict[str, str | None]) -> None:
    newest = dict(list(blanks.items())[-_KEPT:])
    keep(_file(), json.dumps(newest).encode())
