"""The house keeps its rules: who may import whom, and how large a thing may grow."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "retranslate"
MODULES = sorted(SOURCE.rglob("*.py"))
INNER = ("text", "glossary", "forecast", "match", "judge", "rules", "suggest", "edit")
OUTER = ("redline", "formats", "report", "cli")
HOMES = {"lxml": ("redline", "formats"), "docx": ("redline", "formats"), "click": ("cli",), "rich": ("cli", "report")}


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Every module that ``path`` imports, at the top or in a function, type checking included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def rooms_imported(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("retranslate.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports(path: Path) -> None:
    here, seen = room(path), rooms_imported(path)
    if here == "model":
        assert not seen
    if here in INNER:
        assert not seen & set(OUTER)
    for library, homes in HOMES.items():
        if any(name == library or name.startswith(library + ".") for name in imports(path)):
            assert here in homes, f"{library} lives in {homes}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_size(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 350, "a module answers one question"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 50, f"{node.name}: a function fits on a screen"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_the_command_line_prints_exits_or_reads_the_clock(path: Path) -> None:
    if room(path) == "cli":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            assert name not in {"print", "sys.exit", "exit", "datetime.now", "time.time", "date.today"}, name


def test_the_rule_bites(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text("def late():\n    from retranslate.redline import write\n    import lxml.etree\n", encoding="utf-8")
    assert rooms_imported(path) == {"redline"}
    assert "lxml.etree" in imports(path)
