"""Repair the names a machine translation garbled, as tracked changes an editor can review.

The library's front door; the command line is a thin user of it::

    import retranslate

    glossary = retranslate.load_glossary("glossary.tsv")
    document = retranslate.read("article.txt")
    run = retranslate.check(document, glossary)
    redline = retranslate.render(run, to="docx")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retranslate.model import Options

if TYPE_CHECKING:
    from os import PathLike

    from retranslate.glossary import Glossary
    from retranslate.model import Document
    from retranslate.pipeline import Run

__version__ = "0.1.0"
__all__ = ["Options", "check", "load_glossary", "read", "render"]


def load_glossary(*paths: str | PathLike[str]) -> Glossary:
    """Read glossary files, later rows winning; without paths, the one that ships with the package."""
    from pathlib import Path

    from retranslate import glossary

    return glossary.load([Path(path) for path in paths] or [glossary.shipped()])


def read(path: str | PathLike[str], *, encoding: str | None = None) -> Document:
    """Read the article at ``path``; its suffix says the format. Raises `RetranslateError` if it cannot be used."""
    from pathlib import Path

    from retranslate import formats

    return formats.read(Path(path), encoding=encoding)


def check(
    document: Document, glossary: Glossary, options: Options | None = None, *, original: Document | None = None
) -> Run:
    """Find every edit of ``document``, resolved, in document order and proved on the text.

    ``original`` is the article in its own language, as `read` gives it.
    """
    from retranslate import pipeline

    return pipeline.check(document, glossary, options or Options(), original=original)


def render(run: Run, *, to: str = "docx", options: Options | None = None) -> bytes:
    """What ``fix`` writes for ``run``: ``docx`` (a proved redline), ``txt``, ``md``, ``html`` or ``json``."""
    from retranslate import pipeline

    return pipeline.render(run, options or Options(), to)
