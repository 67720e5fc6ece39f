"""Read, lint, grow and write glossary.tsv."""

from retranslate.glossary.places import named, nearest, shipped
from retranslate.glossary.read import Entry, Glossary, combine, entries, load
from retranslate.glossary.spelling import spelling
from retranslate.glossary.table import HEADS, Table, encode, parse

__all__ = [
    "HEADS",
    "Entry",
    "Glossary",
    "Table",
    "combine",
    "encode",
    "entries",
    "load",
    "named",
    "nearest",
    "parse",
    "shipped",
    "spelling",
]
