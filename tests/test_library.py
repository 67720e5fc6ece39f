"""The front door: what a script does without the command line."""

from __future__ import annotations

from pathlib import Path

import retranslate
from retranslate import Options


def test_read_check_render(tmp_path: Path) -> None:
    (tmp_path / "glossary.tsv").write_text("variant\tterm\tsource\nMihayou\tmiHoYo\t米哈游\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Take Mihayou as an example.\n", encoding="utf-8")
    run = retranslate.check(retranslate.read(tmp_path / "a.txt"), retranslate.load_glossary(tmp_path / "glossary.tsv"))
    (edit,) = run.edits
    assert (edit.before, edit.after, edit.term) == ("Mihayou", "miHoYo", "miHoYo")
    assert retranslate.render(run, to="txt") == b"Take miHoYo as an example.\n"
    options = Options(date="2026-01-31T09:00:00Z")
    assert retranslate.render(run, options=options) == retranslate.render(run, options=options)


def test_the_shipped_glossary_is_the_default() -> None:
    assert len(retranslate.load_glossary().terms) > 300
