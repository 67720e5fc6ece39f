"""What the redline tests share: edits to make, and a reader of tracked changes that knows nothing of ours."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from retranslate import edit
from retranslate.model import Document, Edit, Options, Outcome, Span

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.docx"))
NAMES = {"Hundred Degrees": "Baidu", "Quick Hand": "Kuaishou", "Know Almost": "Zhihu", "Penguin Goose": "Tencent"}
FOLLOW = "Scan to follow our channel."
OPTIONS = Options(date="2026-01-31T09:00:00Z", comments="all")
_NAME = re.compile("|".join(name.replace(" ", r"\s+") for name in NAMES), re.IGNORECASE)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def propose(document: Document) -> tuple[Edit, ...]:
    """An edit for every name and every line to delete that no one forbids to touch; every third one is a question."""
    found: list[Edit] = []
    for index, block in enumerate(document.blocks):
        if block.text == FOLLOW and not block.frozen:
            found.append(_edit(index, (0, len(block.text)), block.text, "", len(found)))
            continue
        for name in _NAME.finditer(block.text):
            if not any(a < name.end() and name.start() < b for a, b in block.frozen):
                after = NAMES[" ".join(name.group().split()).title()]
                found.append(_edit(index, name.span(), name.group(), after, len(found)))
    return edit.resolve(found)


def _edit(block: int, place: tuple[int, int], before: str, after: str, number: int) -> Edit:
    outcome = Outcome.ASK if number % 3 == 2 else Outcome.AUTO
    rule = "name/listed" if after else "furniture"
    why = (f"{before.strip()!r} is a garbled form of {after}" if after else "a line of the web page",)
    return Edit(Span(block, *place), before, after, rule, outcome, 0.97, why, after or None, before if after else None)


def stories(data: bytes, keep: Callable[[etree._Element], bool]) -> dict[str, list[str]]:
    """The texts of a document's paragraphs by part, written without a look at the product's own reader.

    ``keep(revision)`` says whether the content of a ``w:ins`` or ``w:del`` is text. A paragraph without a mark runs
    into the next one; empty paragraphs are left out.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if re.search(r"word/[a-z]+\d*\.xml$", name)}
    found = {}
    for name, xml in sorted(parts.items()):
        if not re.search(r"document|header|footer|notes", name):
            continue
        root = etree.fromstring(xml)
        for copy in [*root.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")]:
            copy.getparent().remove(copy)  # type: ignore[union-attr]
        found[name] = _texts(root, keep)
    return found


def _texts(root: etree._Element, keep: Callable[[etree._Element], bool]) -> list[str]:
    texts, carried = [], ""
    for paragraph in root.iter(f"{W}p"):
        text = carried + "".join(_pieces(paragraph, keep))
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}del")
        carried = text if mark is not None and not keep(mark) else ""
        if text and not carried:
            texts.append(text)
    return [text for text in texts if text.strip()]


def _pieces(element: etree._Element, keep: Callable[[etree._Element], bool]) -> list[str]:
    pieces: list[str] = []
    for child in element:
        kind = str(child.tag).removeprefix(W)
        if kind in ("ins", "del", "moveTo", "moveFrom") and not keep(child):
            continue
        if kind in ("t", "delText"):
            pieces.append(child.text or "")
        elif kind in ("tab", "br", "cr") and element.tag == f"{W}r":
            pieces.append("\t" if kind == "tab" else "\n")
        elif kind not in ("p", "tbl", "txbxContent", "pPr", "rPr", "sdtPr", "instrText"):
            pieces += _pieces(child, keep)
    return pieces


def accepted(revision: etree._Element) -> bool:
    """Accept everything."""
    return revision.tag in (f"{W}ins", f"{W}moveTo")


def ours_rejected(revision: etree._Element) -> bool:
    """Reject what we wrote; count everybody else's as accepted."""
    ours = str(revision.get(f"{W}author")).startswith("retranslate")
    return accepted(revision) != ours


def looks(data: bytes, keep: Callable[[etree._Element], bool]) -> list[tuple[str, str, str]]:
    """Every character of the main part with its format and the containers around it, however its runs are cut."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    found = []
    for text in root.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br"):
        run = text.getparent()
        if (
            run is None
            or run.tag != f"{W}r"
            or not all(keep(one) for one in run.iterancestors() if one.tag in REVISIONS)
        ):
            continue
        properties = run.find(f"{W}rPr")
        look = "" if properties is None or not len(properties) else re.sub(rb' w:id="\d+"', b"", _canonical(properties))
        around = "/".join(etree.QName(one).localname for one in run.iterancestors() if one.tag not in REVISIONS)
        found += [(char, str(look), around) for char in text.text or etree.QName(text).localname]
    return found


def _canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


REVISIONS = {f"{W}{kind}" for kind in ("ins", "del", "moveTo", "moveFrom")}


def structure(data: bytes) -> dict[str, int]:
    """How many of each thing that is no text the body and the notes hold."""
    kinds = ("footnoteReference", "bookmarkStart", "bookmarkEnd", "hyperlink", "fldChar", "sdt", "smartTag", "tbl", "p")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        roots = [etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "footnotes")]
    return {kind: sum(1 for root in roots for _ in root.iter(f"{W}{kind}")) for kind in kinds}
