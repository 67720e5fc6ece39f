"""How two spellings of one text become equal, with an exact map back to the raw text."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

BLANKS = frozenset("\t\n\v\f\r \x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
                   "\u2028\u2029\u202f\u205f\u3000")
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e")
_MARKS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\uff07\u02bc`\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\uff02\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; folded character ``i`` stands for ``raw[starts[i]:ends[i]]`` (code points).

    Runs of blanks become one space, invisible characters vanish, quotes and dashes take their ASCII form, full-width
    letters their narrow one, accents are composed, case is folded. ``starts`` and ``ends`` never decrease.
    """

    raw: str
    text: str
    starts: array[int]
    ends: array[int]

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
    out: list[str] = []
    starts, ends = array("L"), array("L")
    at = 0
    while at < len(raw):
        char = raw[at]
        stop = at + 1
        while stop < len(raw) and unicodedata.combining(raw[stop]):
            stop += 1
        if char in BLANKS:
            stop = at + 1
            if out and out[-1] == " ":
                ends[-1] = stop
            else:
                out.append(" ")
                starts.append(at)
                ends.append(stop)
        elif char not in INVISIBLE:
            for piece in _MARKS.get(char) or unicodedata.normalize("NFKC", raw[at:stop]).casefold():
                out.append(piece)
                starts.append(at)
                ends.append(stop)
        at = stop
    return Folded(raw, "".join(out), starts, ends)
