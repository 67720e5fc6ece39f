"""Draw the pictures of the README anew: ``make docs``. Needs LibreOffice and pdftoppm; the curve takes minutes."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
MARGIN = '{"ExportNotes":{"type":"boolean","value":"false"},"ExportNotesInMargin":{"type":"boolean","value":"true"}}'


def draw_redline(target: Path) -> None:
    """The first page of the sample's redline, with its comments in the margin."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        redline = folder / "article.redline.docx"
        _run(
            sys.executable, "-m", "retranslate", "fix", "-q", str(ROOT / "samples" / "article.txt"), "-o", str(redline)
        )
        _run(
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            f"pdf:writer_pdf_Export:{MARGIN}",
            "--outdir",
            name,
            str(redline),
        )
        _run(
            "pdftoppm",
            "-r",
            "80",
            "-png",
            "-singlefile",
            "-l",
            "1",
            str(redline.with_suffix(".pdf")),
            str(folder / "page"),
        )
        shutil.copy(folder / "page.png", target)


def draw_growth(target: Path) -> None:
    """The curve of `benchmarks.growth`: a glossary that learns from one article to the next."""
    subprocess.run([sys.executable, "-m", "benchmarks.growth", "--draw", str(target)], cwd=ROOT, check=True)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    draw_redline(ROOT / "docs" / "redline.png")
    draw_growth(ROOT / "docs" / "growth.png")
