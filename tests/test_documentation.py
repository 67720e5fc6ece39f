"""Documentation that is executed: README.md and CONTRIBUTING.md say only what happens.

A ``console`` block holds commands (``$ …``) and what they print (``...`` stands for anything, as in doctest). A
comment ``<!-- file: PATH -->`` before a block writes the block to PATH; ``<!-- diff: PATH -->`` replaces the block's
``-`` lines by its ``+`` lines there. ``<!-- editor: PATH; WORDS = WORDS -->`` before a console block is what the page's
editor does in the Word document PATH before its commands: he accepts every change, and types the words behind ``=``
over those before it. The blocks of one page run one after the other in one folder.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from test_learn import review

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(
    r"(?:<!-- (file|diff|editor): ([^\s;]+)(?:; ([^\n]+))? -->\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
PAGES = {
    "README.md": ("samples", "glossary.tsv"),
    "CONTRIBUTING.md": ("src", "tests/cases", "tests/test_cases.py", "samples", "glossary.tsv", "pyproject.toml"),
}


def run(command: str, folder: Path) -> str:
    """What ``command`` prints, standard error too, with its exit status at the end if it is not 0."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(folder / "src") if (folder / "src").exists() else "",
        "RETRANSLATE_CACHE": str(folder / ".cache"),
        "SOURCE_DATE_EPOCH": "1770000000",
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.stdout + (f"[exit {done.returncode}]\n" if done.returncode else "")


def transcript(block: str) -> list[tuple[str, str]]:
    """The (command, expected output) pairs of a console block."""
    parts = re.split(r"^\$ (.*(?:\\\n.*)*)\n?", block, flags=re.MULTILINE)
    assert not parts[0].strip(), f"a console block begins with a command: {block!r}"
    return list(zip(parts[1::2], parts[2::2], strict=True))


def matches(expected: str, printed: str) -> bool:
    if not expected.strip():
        return "[exit" not in printed and "Error" not in printed
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    return doctest.OutputChecker().check_output(expected, printed, flags)


def follow(page: Path, folder: Path) -> int:
    """Do what ``page`` says in ``folder``; the number of commands that were run."""
    ran = 0
    for kind, path, words, language, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "editor":
            old, _, new = words.partition(" = ")
            review(folder / path, "accept", (old, new))
        if kind == "file":
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(body, encoding="utf-8")
        elif kind == "diff":
            patch(folder / path, body)
        elif language == "console":
            for command, expected in transcript(body):
                printed = run(command, folder)
                assert matches(expected, printed), f"{page.name}: $ {command}\nsays\n{expected}\nprints\n{printed}"
                ran += 1
        elif language == "python":
            (folder / "block.py").write_text(body, encoding="utf-8")
            printed = run(f"{sys.executable} block.py", folder)
            assert "[exit" not in printed, f"{page.name}: the Python block fails\n{printed}"
            ran += 1
    return ran


def patch(path: Path, diff: str) -> None:
    lines = diff.splitlines()
    old = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    new = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: the page's {old!r} does not stand there once"
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, tmp_path: Path) -> None:
    for part in PAGES[name]:
        source, target = ROOT / part, tmp_path / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.redline.*"))
        else:
            shutil.copy(source, target)
    assert follow(ROOT / name, tmp_path) >= 4


def test_a_page_that_lies_is_caught(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo one\ntwo\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="prints"):
        follow(page, tmp_path)


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name
)
def test_links_and_pictures_exist(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
