"""What a package may be at most. docs/limits.md prints this table; a test holds the two together."""

from typing import Final, NamedTuple

MIB: Final = 1 << 20


class Limit(NamedTuple):
    """One limit: its value, the unit it counts, and what it guards against."""

    value: int
    unit: str
    why: str


FILE: Final = Limit(512 * MIB, "bytes", "the file as it lies on the disk")
ENTRIES: Final = Limit(5_000, "entries", "files inside the package; a long book with pictures has a few hundred")
XML: Final = Limit(48 * MIB, "bytes", "one XML part, inflated: some 10,000 pages")
TOTAL: Final = Limit(96 * MIB, "bytes", "all XML parts together, inflated")
RATIO: Final = Limit(
    400,
    "to 1",
    "how far a large XML part may be packed; a line repeated a thousand times reaches 250",
)
RATIO_FLOOR: Final = Limit(1 * MIB, "bytes", "smaller parts may be packed further")
TAGS: Final = Limit(1_500_000, "tags", "one XML part; memory grows with tags, not with bytes")
DEPTH: Final = Limit(256, "levels", "nested elements (libxml2's own limit)")
TEXT: Final = Limit(10_000_000, "bytes", "one piece of text without a tag in it (libxml2's own limit)")
