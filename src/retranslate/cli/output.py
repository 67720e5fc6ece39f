"""Where a result goes, and what protects the work an editor has done there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from retranslate import cache, files
from retranslate.model import Problem, RetranslateError

SUFFIX = {
    "docx": ".redline.docx",
    "txt": ".corrected.txt",
    "md": ".corrected.md",
    "html": ".redline.html",
    "json": ".redline.json",
}
_NEWEST = 32  # outputs that are remembered in each of the 256 folders of the cache, by the first figures of their names


def target(path: str, out: str | None, to: str, *, many: bool) -> str:
    """Where the result of ``path`` goes: ``-`` for standard output, else a file's path.

    Without ``out`` it stands beside the input. With several inputs ``out`` is a folder. Raises `RetranslateError` if
    the result would replace its own input.
    """
    if out == "-" or (path == "-" and out is None):
        return "-"
    name = ("stdin" if path == "-" else Path(path).stem) + SUFFIX[to]
    place = _place(path, out, name, many=many)
    if path != "-" and place.exists() and place.samefile(path):
        raise RetranslateError(
            Problem(str(place), "the output would replace the article itself", "choose another with -o")
        )
    return str(place)


def _place(path: str, out: str | None, name: str, *, many: bool) -> Path:
    if out is None:
        return Path(path).with_name(name)
    return Path(out) / name if many or Path(out).is_dir() else Path(out)


def write(place: str, data: bytes, *, force: bool) -> None:
    """Put ``data`` at ``place``, whole or not at all.

    Raises `RetranslateError` where a file stands that is not as we left it: an editor has worked in it. ``force`` says
    to replace it all the same.
    """
    if data.startswith(b"PK"):
        from retranslate.redline import kept

        kept.keep(data)
    if place == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(place)
    if path.is_file() and not force:
        there = path.read_bytes()
        if there != data and files.digest(there) != _remembered(path):
            raise RetranslateError(
                Problem(
                    place, "exists and is not as retranslate left it", "read its verdicts with learn, or use --force"
                )
            )
    files.replace(path, data)
    _remember(path, data)


def _record(path: Path) -> Path:
    """The file that remembers what we last wrote to ``path``: one a path, so that runs side by side never meet."""
    name = files.digest(os.fsencode(path.resolve()))
    return cache.folder() / "written" / name[:2] / name


def _remembered(path: Path) -> str:
    try:
        return _record(path).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def _remember(path: Path, data: bytes) -> None:
    """Without a memory the next run asks for --force, which is the safe side."""
    cache.keep(_record(path), files.digest(data).encode("ascii"), most=_NEWEST)
