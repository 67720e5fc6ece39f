"""What LibreOffice and pandoc make of our redlines: accepting gives the corrected text, rejecting the input."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from office import Office, pandoc
from redlining import DOCUMENTS, FOLLOW, OPTIONS, accepted, propose, stories
from retranslate import edit, redline
from retranslate.formats import docx
from retranslate.model import Document, Place

pytestmark = pytest.mark.application
EACH = pytest.mark.parametrize(
    "path", [path for path in DOCUMENTS if path.stem != "tracked"], ids=lambda path: path.stem
)
# "tracked" is left out: LibreOffice lets nobody accept or reject in a document protected like that.
UNSEEN_BY_PANDOC = (Place.HEADER, Place.FOOTER, Place.TEXT_BOX)
DROPPED_BY_PANDOC = {"computed": "Zhihu", "scripts": "Kuaishou"}  # the text of a simple field, of a w:bdo
LOST = {  # what LibreOffice itself loses of the input: a link inside an insertion, the result of a field it computes
    "links": ("Added: Quick Hand", "Added: "),
    "computed": ("Know Almost by", " by"),
}


def written(path: Path, folder: Path) -> tuple[Document, Path]:
    document = docx.read(path.read_bytes(), path.name)
    out = folder / f"{path.stem}.redline.docx"
    out.write_bytes(redline.write(document, propose(document), OPTIONS))
    return document, out


def lines(texts: Iterable[str | None]) -> list[str]:
    """Lines as every reader counts them, in any order: symbols and the numbers of pages left out, single blanks."""
    whole = "\n".join(re.sub("[\ue000-\uf8ff\ufffc\u00ad\u2011\\d]", "", text or "") for text in texts)
    return sorted(" ".join(line.split()) for line in whole.split("\n") if line.strip())


@EACH
def test_libreoffice_rejects_to_the_input(path: Path, tmp_path: Path, office: Office) -> None:
    _, out = written(path, tmp_path)
    saved, plain = tmp_path / "rejected.docx", tmp_path / "input.docx"
    wanted, got = office.do("reject", path, save=plain), office.do("reject", out, save=saved)
    assert got["pending"] == 0
    assert got["paragraphs"] == wanted["paragraphs"]
    assert stories(saved.read_bytes(), accepted) == stories(plain.read_bytes(), accepted)


@EACH
def test_libreoffice_accepts_to_the_corrected_text(path: Path, tmp_path: Path, office: Office) -> None:
    document, out = written(path, tmp_path)
    saved = tmp_path / "accepted.docx"
    assert office.do("accept", out, save=saved)["pending"] == 0
    wanted = edit.corrected(document, propose(document))
    read = stories(saved.read_bytes(), accepted)
    kept = [(text or "").replace(*LOST.get(path.stem, ("", ""))) for text in wanted]
    assert lines(text for story in read.values() for text in story) == lines(kept)


@EACH
def test_libreoffice_saves_what_we_wrote(path: Path, tmp_path: Path, office: Office) -> None:
    """An editor who only opens and saves changes no verdict: before, after and the manifest survive."""
    document, out = written(path, tmp_path)
    saved = tmp_path / "saved.docx"
    assert office.do("open", out, save=saved)["before"] or not propose(document)
    read, again = redline.read(out.read_bytes()), redline.read(saved.read_bytes())
    assert again.manifest == read.manifest
    ours = [{(one.kind, one.author) for one in kept.revisions if "retranslate" in one.author} for kept in (read, again)]
    assert ours[0] == ours[1]


@EACH
@pytest.mark.usefixtures("with_pandoc")
def test_pandoc_agrees(path: Path, tmp_path: Path) -> None:
    document, out = written(path, tmp_path)
    assert pandoc(out, "reject") == pandoc(path, "reject")
    before, after = pandoc(path, "accept"), pandoc(out, "accept")
    edits = [one for one in propose(document) if document.blocks[one.span.block].place not in UNSEEN_BY_PANDOC]
    for name in ("Baidu", "Kuaishou", "Zhihu", "Tencent"):
        dropped = DROPPED_BY_PANDOC.get(path.stem) == name
        lowered = after.lower().count(name.lower())  # it writes small capitals as capitals
        assert lowered == before.count(name) + sum(one.after == name for one in edits) - dropped
    deleted = before.count(FOLLOW) - after.count(FOLLOW)
    assert deleted == sum(one.after == "" for one in edits)
