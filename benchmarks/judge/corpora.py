"""Real English out of Debian packages, paragraph by paragraph, to measure how often the judge would spoil it.

    mkdir corpora && cd corpora
    apt-get download wordnet-base jargon-text anarchism
    apt-get download bible-kjv bible-kjv-text fortunes fortunes-min debian-handbook python3.11-doc
    for package in *.deb; do dpkg-deb -x $package .; done

`DEVELOPMENT` is for looking at and for fitting; `TEST` is only ever counted.
"""

from __future__ import annotations

import gzip
import html
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

_BLOCK = re.compile(
    r"<(?:p|li|dd|dt|h[1-6]|td)\b[^>]*>(.*?)(?=</?(?:p|li|dd|dt|h[1-6]|td|ul|ol|dl|table|div|pre)\b)", re.S
)
_CODE = re.compile(r"<(pre|script|style)\b.*?</\1>", re.S)
LEAST_WORDS = 5


def _html(path: Path) -> Iterator[str]:
    text = _CODE.sub(" ", path.read_text("utf-8", errors="replace"))
    for found in _BLOCK.finditer(text):
        yield html.unescape(re.sub(r"<[^>]+>", "", found.group(1)))


def _paragraphs(text: str) -> Iterator[str]:
    yield from re.split(r"\n\s*\n", text)


def wordnet(root: Path) -> Iterator[str]:
    """The examples of WordNet's definitions."""
    for name in ("noun", "verb", "adj", "adv"):
        for line in (root / f"usr/share/wordnet/data.{name}").read_text().splitlines():
            yield from re.findall(r'"([^"]+)"', line.partition(" | ")[2])


def jargon(root: Path) -> Iterator[str]:
    """The Jargon File."""
    yield from _paragraphs(
        gzip.decompress((root / "usr/share/doc/jargon-text/jargon.txt.gz").read_bytes()).decode("latin-1")
    )


def anarchism(root: Path) -> Iterator[str]:
    """A political handbook of a million words."""
    for path in sorted((root / "usr/share/doc/anarchism/html").glob("*.html")):
        yield from _html(path)


def bible(root: Path) -> Iterator[str]:
    """The King James Version, verse by verse."""
    command = [str(one) for one in (root / "usr/bin/bible", "-p", root / "usr/lib", "-f", "ge1:1-rev22:21")]
    environment = {**os.environ, "LD_LIBRARY_PATH": str(root / "usr/lib")}
    out = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    yield from (line.partition(" ")[2] for line in out.splitlines())


def fortunes(root: Path) -> Iterator[str]:
    """Aphorisms, jokes and quotations."""
    for path in sorted((root / "usr/share/games/fortunes").iterdir()):
        if not path.suffix and path.is_file() and "art" not in path.name:
            for one in path.read_text("utf-8", errors="replace").split("\n%\n"):
                yield from _paragraphs(one)


def handbook(root: Path) -> Iterator[str]:
    """The Debian administrator's handbook."""
    for path in sorted((root / "usr/share/doc/debian-handbook/html/en-US").glob("*.html")):
        yield from _html(path)


def python(root: Path) -> Iterator[str]:
    """Python's documentation."""
    for path in sorted((root / "usr/share/doc/python3.11/html").rglob("*.html")):
        yield from _html(path)


Corpus = Callable[[Path], Iterator[str]]
DEVELOPMENT: tuple[Corpus, ...] = (wordnet, jargon, anarchism)
TEST: tuple[Corpus, ...] = (bible, fortunes, handbook, python)


def paragraphs(root: Path, corpora: tuple[Corpus, ...]) -> Iterator[tuple[str, str]]:
    """(name of the corpus, paragraph on one line), each paragraph once."""
    seen: set[str] = set()
    for corpus in corpora:
        for paragraph in corpus(root):
            line = " ".join(paragraph.split())
            if line not in seen and len(line.split(" ")) >= LEAST_WORDS:
                seen.add(line)
                yield corpus.__name__, line
