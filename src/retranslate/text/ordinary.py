"""How ordinary an English word is.

wordfreq knows, but takes 0.4 s to start. Its English list is therefore compiled once into a file of the cache folder:
the words' hashes in order, then their frequencies. The file is mapped into memory and searched by halving, so a run
pays for the words it asks about. Without a usable cache the list is read from wordfreq itself, with the same answers.
"""

from __future__ import annotations

import contextlib
import mmap
import re
import struct
from array import array
from bisect import bisect_left
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate import files
from retranslate.cache import folder
from retranslate.model import RetranslateError

if TYPE_CHECKING:
    from collections.abc import Sequence

THRESHOLD: Final = 3.0  # Zipf: once in a million words; about the 20,000 most frequent words of English
"""From this Zipf frequency on a word is ordinary (van Heuven et al. 2014 put the low-frequency border at 3 to 4)."""

_MAGIC: Final = b"retranslate ordinary 1\n\0"
_HEADER: Final = struct.Struct("=24sQ")
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


class _Lexicon(NamedTuple):
    """``keys`` are words' hashes in ascending order, ``values`` their Zipf frequencies in hundredths."""

    keys: Sequence[int]
    values: Sequence[int]

    def zipf(self, word: str) -> float:
        key = _key(word)
        at = bisect_left(self.keys, key)
        return self.values[at] / 100 if at < len(self.keys) and self.keys[at] == key else 0.0


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


def _key(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


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
        with contextlib.suppress(RetranslateError, OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            files.replace(
                path,
                _HEADER.pack(_MAGIC, len(known.keys)) + bytes(array("Q", known.keys)) + bytes(array("H", known.values)),
            )
    return known


def _source() -> Path | None:
    """wordfreq's own English list, found without importing wordfreq; it names the cache file."""
    from importlib.util import find_spec

    spec = find_spec("wordfreq")
    path = Path(spec.origin).parent / "data" / "large_en.msgpack.gz" if spec and spec.origin else None
    return path if path and path.is_file() else None


def _mapped(path: Path) -> _Lexicon | None:
    """The compiled list, or None when there is none or it is broken."""
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        magic, count = _HEADER.unpack_from(data)
    except (OSError, ValueError, struct.error):
        return None
    body, split = data[_HEADER.size :], count * 8
    if magic != _MAGIC or len(body) != count * 10:
        return None
    return _Lexicon(body[:split].cast("Q"), body[split:].cast("H"))


def _compile() -> _Lexicon:
    from math import log10

    from wordfreq import get_frequency_dict

    rows = sorted(
        (_key(word), round(100 * (log10(frequency) + 9))) for word, frequency in get_frequency_dict("en").items()
    )
    return _Lexicon(array("Q", [key for key, _ in rows]), array("H", [max(0, value) for _, value in rows]))
