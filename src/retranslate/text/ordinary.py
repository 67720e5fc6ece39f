"""How ordinary an English word is.

wordfreq knows, but takes 0.4 s to start. Its English list is therefore compiled once into a file of the cache folder:
the words with their frequencies, in drawers of a few words by their checksums. The file is mapped into memory, so a run
pays for the words it asks about. Without a usable cache the list is read from wordfreq itself, with the same answers.
"""

from __future__ import annotations

import mmap
import re
import zlib
from array import array
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

from retranslate.cache import folder, keep

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

THRESHOLD: Final = 3.0  # Zipf: once in a million words; about the 20,000 most frequent words of English
"""From this Zipf frequency on a word is ordinary (van Heuven et al. 2014 put the low-frequency border at 3 to 4)."""

_MAGIC: Final = b"\nretranslate ordinary 2\n"
_DRAWERS: Final = 1 << 16  # for 320,000 words: five in each
_FIGURES: Final = 3  # of a frequency in hundredths; no word has a Zipf frequency of 10
_ENDINGS: Final = (  # ending, what stands there in the plain form; the first attested plain form counts
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("est", ""),
    ("er", ""),
)


class _Lexicon:
    """``lines`` is every word in a line of its own with its Zipf frequency in hundredths, drawer by drawer.

    ``starts`` says where in it each of the `_DRAWERS` begins, and where the last one ends.
    """

    def __init__(self, starts: Sequence[int], lines: bytes | mmap.mmap) -> None:
        self.starts: Final = starts
        self.lines: Final = lines

    def zipf(self, word: str) -> float:
        line = _line(word)
        drawer = _drawer(line)
        at = self.lines.find(line, self.starts[drawer], self.starts[drawer + 1])
        figures = at + len(line)
        return int(self.lines[figures : figures + _FIGURES]) / 100 if at >= 0 else 0.0


@cache
def zipf(word: str) -> float:
    """The Zipf frequency of a folded word: log10 of occurrences per 10^9 words, 0.0 when unknown (wordfreq, en)."""
    return _lexicon().zipf(word)


@cache
def ordinary(word: str) -> bool:
    """Whether a folded word is ordinary English: a number, or as frequent as `THRESHOLD`, itself or its plain form.

    A possessive counts as its owner. An inflected form counts as its plain one only if it is itself attested, so that
    ``shandas`` does not become ordinary by way of an ``-s``.
    """
    word = re.sub(r"'s?$", "", word)
    if not word or word.isdigit():
        return bool(word)
    own = zipf(word)
    return own >= THRESHOLD or (own >= THRESHOLD - 1.5 and any(zipf(plain) >= THRESHOLD for plain in _plain(word)))


def _plain(word: str) -> list[str]:
    forms = [word.removesuffix(end) + instead for end, instead in _ENDINGS if word.endswith(end)]
    forms += [form[:-1] for form in forms if len(form) > 3 and form[-1] == form[-2]]  # stopped, bigger
    return [form for form in forms if len(form) >= 3]


def _line(word: str) -> bytes:
    """How the line of ``word`` begins; its figures follow."""
    return f"\n{word} ".encode("utf-8", "surrogatepass")


def _drawer(line: bytes) -> int:
    return zlib.crc32(line) % _DRAWERS


@cache
def _lexicon() -> _Lexicon:
    source = _source()
    if source is None:
        return _compile()
    stat = source.stat()
    path = folder() / f"ordinary-{stat.st_size}-{stat.st_mtime_ns}.bin"
    known = _mapped(path)
    if known is None:
        known = _compile()
        keep(path, bytes(known.lines) + bytes(array("I", known.starts)) + _MAGIC, synced=True)
    return known


def _source() -> Path | None:
    """wordfreq's own English list, found without importing wordfreq; it names the cache file."""
    from importlib.util import find_spec

    spec = find_spec("wordfreq")
    path = Path(spec.origin).parent / "data" / "large_en.msgpack.gz" if spec and spec.origin else None
    return path if path and path.is_file() else None


def _mapped(path: Path) -> _Lexicon | None:
    """The compiled list, or None when there is none or it is broken: its table and our mark stand at its end."""
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None
    body = len(data) - len(_MAGIC)
    table = body - 4 * (_DRAWERS + 1)
    if table < 0 or data[body:] != _MAGIC:
        return None
    starts = memoryview(data)[table:body].cast("I")
    return _Lexicon(starts, data) if starts[_DRAWERS] == table else None


def _compile() -> _Lexicon:
    from math import log10

    from wordfreq import get_frequency_dict

    return _packed({word: round(100 * (log10(share) + 9)) for word, share in get_frequency_dict("en").items()})


def _packed(hundredths: Mapping[str, int]) -> _Lexicon:
    drawers: list[list[bytes]] = [[] for _ in range(_DRAWERS)]
    for word, value in hundredths.items():
        line = _line(word)
        drawers[_drawer(line)].append(line + f"{max(0, value):0{_FIGURES}}".encode())
    packed = [b"".join(lines) for lines in drawers]
    return _Lexicon(list(accumulate(map(len, packed), initial=0)), b"".join(packed))
