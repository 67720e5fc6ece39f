"""How two spellings of one text become equal, with an exact map back to the raw text.

Most characters stand for themselves once quotes, dashes, blanks, widths and case have been made equal one for one;
those runs are folded at the speed of ``str.translate``. What is left (accents, doubled blanks, invisible characters,
letters that grow) is folded cluster by cluster. A cluster is what can change together: a letter with the marks on it.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLANKS: Final = frozenset(
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_SKIP: Final = (  # what Unicode says to ignore, but for letters of Hangul and Khmer, music and tags
    "\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
INVISIBLE: Final = frozenset(
    chr(code) for part in re.findall("(.)(?:-(.))?", _SKIP) for code in range(ord(part[0]), ord(part[1] or part[0]) + 1)
)
SINGLE_QUOTES: Final = frozenset("'`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201a\u201b\u2032\u2035\uff07\uff40")
DOUBLE_QUOTES: Final = frozenset('"\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u2036\u301d\u301e\u301f\uff02')
HYPHENS: Final = frozenset("-\u2010\u2011\ufe63\uff0d")
DASHES: Final = HYPHENS | frozenset("\u2012\u2013\u2014\u2015\u2212\ufe58")

_WIDE: Final = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ONE_FOR_ONE: Final = (
    _WIDE
    | dict.fromkeys(BLANKS, " ")
    | dict.fromkeys(SINGLE_QUOTES, "'")
    | dict.fromkeys(DOUBLE_QUOTES, '"')
    | dict.fromkeys(DASHES, "-")
)
_EVENED: Final = tuple(zip("\u00a0\u2009\u202f’‘“”", '   \'"""', strict=True))


def _class(characters: frozenset[str]) -> str:
    return "".join(re.escape(char) for char in sorted(characters))


# What folds one for one, whatever stands beside it: ASCII, the marks above, and Chinese writing.
PLAIN: Final = frozenset(map(chr, range(128))) | BLANKS | SINGLE_QUOTES | DOUBLE_QUOTES | DASHES | {"\u2026", "\u20ac"}
_PLAIN_CHINESE: Final = "\u3001-\u3002\u3008-\u3011\u3014-\u301b\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e"
_BLANKS: Final = re.compile(r"\s{2,}")


@cache
def _any_special() -> re.Pattern[str]:  # compiled when needed: most texts have nothing but plain characters
    return re.compile(rf"\s(?:[{_SKIP}]*\s)+|\S?[^{_class(PLAIN)}{_PLAIN_CHINESE}]+")


def _special(raw: str) -> re.Pattern[str]:
    """What finds in ``raw`` all that does not fold one for one."""
    return _BLANKS if raw.isascii() or PLAIN.issuperset(raw) else _any_special()


_NOT_ITSELF: Final = re.compile("[^ -~\0]|`")
_COMPATIBLE: Final = ("<wide>", "<narrow>", "<font>", "<compat>")  # not <super>, <circle>, <fraction>: "B²" is not "B2"
# Letters that melt into the one before them without being combining marks (Unicode: NFC_Quick_Check=Maybe, class 0).
_MELTING: Final = frozenset(
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
    "\U00011127\U0001133e\U00011357\U000113b8\U000113bb\U000113c2\U000113c9\U000114b0\U000114ba\U000114bd"
    "\U000115af\U00011930\U0001611e\U0001611f\U00016120\U00016d67"
) | frozenset(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))


class Folded(NamedTuple):
    """A folded text; folded character ``i`` stands for ``raw[starts[i]:ends[i]]`` (code points).

    Runs of blanks become one space, invisible characters vanish, quotes and dashes take their ASCII form, full-width
    letters their narrow one, accents are composed, case is folded; half a surrogate pair, which is no text, is U+FFFD.
    ``starts`` and ``ends`` never decrease. Folding ``text`` again gives ``text``.
    """

    raw: str
    text: str
    starts: "Sequence[int]"
    ends: "Sequence[int]"

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw range behind folded ``[start, end)``; an empty range stays empty."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.raw)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def from_raw(self, start: int, end: int) -> tuple[int, int]:
        """The smallest folded range whose raw range touches raw ``[start, end)``."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def fold(raw: str) -> Folded:
    """Fold ``raw``; see `Folded`."""
    if not _special(raw).search(raw):
        return Folded(raw, _fold_plain(raw), range(len(raw)), range(1, len(raw) + 1))
    out: list[str] = []
    starts, ends = array("L"), array("L")
    for start, end, piece, one_for_one in _pieces(raw):
        out.append(piece)
        if one_for_one:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
    return Folded(raw, "".join(out), starts, ends)


def _pieces(raw: str) -> "Iterator[tuple[int, int, str, bool]]":
    """Raw ranges in order with their folded texts, and whether they fold one for one."""
    at = 0
    for found in _special(raw).finditer(raw):
        yield at, found.start(), _fold_plain(raw[at : found.start()]), True
        at = found.end()
        yield from ((start, end, piece, False) for start, end, piece in _clusters(raw, found.start(), at))
    yield at, len(raw), _fold_plain(raw[at:]), True


def _text(raw: str) -> str:
    """The text that `fold` gives, without the way back."""
    return "".join([piece for _, _, piece, _ in _pieces(raw)])


def even(raw: str) -> str:
    """``raw`` with the curly quotes and the blanks of running text made ASCII, character for character, its case kept.

    For patterns: a set with such characters in it takes five times as long to compile. A single quote that opens
    becomes a double one, for it is never an apostrophe.
    """
    if not raw.isascii():
        for char, ascii_one in _EVENED:
            raw = raw.replace(char, ascii_one)
    return raw


_MOST_KEYS: Final = 1 << 17
_keys: Final[dict[str, str]] = {}


@lru_cache(maxsize=_MOST_KEYS)
def key(raw: str) -> str:
    """The folded text of a short text (a name, a glossary cell) without blanks at its ends: what `fold` makes equal."""
    return _text(raw).strip(" ")


def keys(raws: "Sequence[str]") -> list[str]:
    """`key` of each of ``raws``, folded in one go: a microsecond each, for whole glossaries, and kept for the next."""
    if len(_keys) > _MOST_KEYS:
        _keys.clear()
    if fresh := [raw for raw in dict.fromkeys(raws) if raw not in _keys]:
        together = _text("\0".join([raw.replace("\0", " ") for raw in fresh]))
        _keys.update(zip(fresh, [text.strip(" ") for text in together.split("\0")], strict=True))
    return [_keys[raw] for raw in raws]


def unify(raw: str) -> str:
    """``raw`` with blanks, quotes, dashes and accents made equal as in `fold`, its case kept, its ends stripped."""
    text = raw
    if not raw.isascii():
        text = "".join([char for char in unicodedata.normalize("NFC", raw) if char not in INVISIBLE])
    return " ".join(_unmarked(text).split())


def _unmarked(text: str) -> str:
    return _NOT_ITSELF.sub(lambda found: _ONE_FOR_ONE.get(found[0], found[0]), text)


def _fold_plain(raw: str) -> str:
    return _unmarked(raw.casefold())


def _clusters(raw: str, start: int, end: int) -> "Iterator[tuple[int, int, str]]":
    """The clusters of ``raw[start:end]`` with their raw ranges and folded texts; what vanishes is left out."""
    if raw[start] in BLANKS:  # a run of blanks: one space
        yield start, end, " "
        return
    at = start
    while at < end:
        if raw[at] in INVISIBLE:
            at += 1
            continue
        stop = look = at + 1
        while look < end and (raw[look] in INVISIBLE or _melts(raw[look])):
            look += 1
            if raw[look - 1] not in INVISIBLE:
                stop = look
        yield at, stop, _fold_cluster(raw[at:stop])
        at = stop


@lru_cache(maxsize=1 << 12)
def _melts(char: str) -> bool:
    """Whether ``char`` may change or be changed by what stands before it."""
    first = unicodedata.normalize("NFKD", char)[0]
    return unicodedata.combining(first) != 0 or first in _MELTING


@lru_cache(maxsize=1 << 14)
def _fold_cluster(raw: str) -> str:
    text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in raw if char not in INVISIBLE)
    before = None
    while text != before:  # case folding can undo a composition, and narrowing can bring case to light
        before = text
        apart = "".join(_narrow(char) for char in unicodedata.normalize("NFD", text))
        text = _unmarked(unicodedata.normalize("NFC", apart.casefold()))
    return text


def _narrow(char: str) -> str:
    """The plain letters behind a full-width, half-width, ligature or mathematical one; anything else as it is."""
    if char.isascii() or not unicodedata.decomposition(char).startswith(_COMPATIBLE):
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if all(_melts(one) or one.isalnum() for one in plain) else char
