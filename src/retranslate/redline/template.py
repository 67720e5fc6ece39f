"""The empty Word document that new redlines are composed in: made once by python-docx, then cached."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from retranslate import cache
from retranslate.formats.docx import package
from retranslate.formats.docx.names import w
from retranslate.formats.docx.package import Package
from retranslate.model import RetranslateError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

BULLETS, NUMBERS = "1", "2"  # ids of the two abstract numberings
BLANK, CODE, CODE_RUN, LINK = "BlankLine", "SourceCode", "SourceText", "Hyperlink"
TABLE, TABLE_TEXT, TABLE_HEADING = "TableGrid", "TableContents", "TableHeading"
_EPOCH: Final = "1980-01-01T00:00:00Z"
_FONT, _MONO, _CHINESE = "Georgia", "Consolas", "Microsoft YaHei"
_INK, _LINE = "1F2328", "A8B0B8"
CELL_MARGIN: Final = 100  # twentieths of a point, left and right of what stands in a table's cell
_KEPT: Final = frozenset(
    {
        *("Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Quote", "ListParagraph"),
        *("Strong", "Emphasis", BLANK, CODE, CODE_RUN, LINK, TABLE, TABLE_TEXT, TABLE_HEADING),
        *(f"Heading{level}" for level in range(1, 10)),
    }
)
_DROPPED: Final = ("stylesWithEffects", "customXml", "thumbnail")


def template() -> Package:
    """The template, from the cache when it is there and sound."""
    try:
        source = Path(__file__).read_bytes()
    except OSError:  # the package was not installed as files
        return package.read(_make(), "template")
    kept = cache.folder() / f"template-{zlib.crc32(source):08x}.docx"
    try:
        return package.read(kept.read_bytes(), "template")
    except (OSError, RetranslateError):
        made = _make()
    cache.keep(kept, made)
    return package.read(made, "template")


def _make() -> bytes:
    """Build the template with python-docx; the same bytes at any time of day."""
    import docx

    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    _set_numbering(document)
    _set_settings(document)
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, one in rels.items() if one.reltype.rsplit("/", 1)[-1] in _DROPPED]:
            del rels[key]
    saved = io.BytesIO()
    document.save(saved)
    opened = package.read(saved.getvalue(), "template")
    return package.write(opened, opened.parts, _EPOCH)


def _set_page(document: WordDocument) -> None:
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)


def _set_styles(document: WordDocument) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    for style_id, name, kind in (
        (BLANK, "Blank Line", WD_STYLE_TYPE.PARAGRAPH),
        (CODE, "Source Code", WD_STYLE_TYPE.PARAGRAPH),
        (TABLE_TEXT, "Table Contents", WD_STYLE_TYPE.PARAGRAPH),
        (TABLE_HEADING, "Table Heading", WD_STYLE_TYPE.PARAGRAPH),
        (CODE_RUN, "Source Text", WD_STYLE_TYPE.CHARACTER),
        (LINK, "Hyperlink", WD_STYLE_TYPE.CHARACTER),
    ):
        styles.add_style(name, kind).element.set(w("styleId"), style_id)
    for style in [one for one in styles if one.style_id not in _KEPT]:
        style.element.getparent().remove(style.element)
    _look(styles["Normal"], Pt(11), after=Pt(8), line=1.3)
    for name, size, before in (("Heading 1", 20, 12), ("Heading 2", 14, 14), ("Heading 3", 12, 12)):
        _look(styles[name], Pt(size), before=Pt(before), after=Pt(6), line=1.15, bold=True)
    for level in range(4, 10):
        _look(styles[f"Heading {level}"], Pt(11), before=Pt(10), after=Pt(4), line=1.15, bold=True)
    _look(styles["Quote"], Pt(11), after=Pt(8), line=1.3, indent=Pt(24))
    _look(styles["List Paragraph"], Pt(11), after=Pt(4), line=1.3)
    _look(styles["Blank Line"], Pt(2), line=Pt(2))
    _look(styles["Source Code"], Pt(9.5), after=Pt(8), line=1.2, font=_MONO)
    _look(styles["Table Contents"], Pt(9.5), before=Pt(2), after=Pt(2), line=1.15)
    _look(styles["Table Heading"], Pt(9.5), before=Pt(2), after=Pt(2), line=1.15, bold=True)
    _set_table_style(styles["Table Grid"])
    _face(styles["Source Text"], _MONO)
    styles["Hyperlink"].font.underline = True
    styles["Hyperlink"].font.color.rgb = RGBColor(0x05, 0x63, 0xC1)
    for style in styles:
        for link in style.element.findall(w("link")):
            style.element.remove(link)
    language = next(document.styles.element.iter(w("lang")))
    language.set(w("eastAsia"), "zh-CN")


def _set_table_style(style: Any) -> None:
    """Thin grey borders, and room around what stands in a cell."""
    from docx.oxml import OxmlElement

    properties = style.element.find(w("tblPr"))
    for border in properties.find(w("tblBorders")):
        border.set(w("color"), _LINE)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(OxmlElement(f"w:{side}", {w("w"): str(CELL_MARGIN), w("type"): "dxa"}))
    for old in properties.findall(w("tblCellMar")):
        properties.remove(old)
    properties.append(margins)


def _look(
    style: Any,
    size: Any,
    *,
    before: Any = 0,
    after: Any = 0,
    line: Any,
    bold: bool = False,
    font: str = _FONT,
    indent: Any = None,
) -> None:
    """Set one paragraph style: python-docx measures (``Pt``); ``line`` a multiple or an exact height."""
    from docx.shared import RGBColor

    _face(style, font)
    style.font.size, style.font.bold, style.font.italic = size, bold or None, False if style.name == "Quote" else None
    style.font.color.rgb = RGBColor.from_string(_INK)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = before, after, line
    if indent is not None:
        layout.left_indent = indent
    for border in style.element.pPr.findall(w("pBdr")):
        style.element.pPr.remove(border)


def _face(style: Any, font: str) -> None:
    style.font.name = font
    fonts = style.element.rPr.find(w("rFonts"))
    fonts.attrib.clear()
    for script, name in (("ascii", font), ("hAnsi", font), ("eastAsia", _CHINESE), ("cs", font)):
        fonts.set(w(script), name)


def _set_numbering(document: WordDocument) -> None:
    """One bulleted and one numbered list of nine levels; compose adds a ``w:num`` for each list it meets."""
    from docx.oxml import OxmlElement

    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for identity in (BULLETS, NUMBERS):
        abstract = OxmlElement("w:abstractNum", {w("abstractNumId"): identity})
        abstract.append(OxmlElement("w:multiLevelType", {w("val"): "multilevel"}))
        for level in range(9):
            abstract.append(_level(level, bulleted=identity == BULLETS))
        numbering.append(abstract)


def _level(level: int, *, bulleted: bool) -> Any:
    from docx.oxml import OxmlElement

    one = OxmlElement("w:lvl", {w("ilvl"): str(level)})
    form = "bullet" if bulleted else ("decimal", "lowerLetter", "lowerRoman")[level % 3]
    text = ("\u2022", "\u25e6", "\u25aa")[level % 3] if bulleted else f"%{level + 1}."
    for tag, value in (("start", "1"), ("numFmt", form), ("lvlText", text), ("lvlJc", "left")):
        one.append(OxmlElement(f"w:{tag}", {w("val"): value}))
    properties = OxmlElement("w:pPr")
    properties.append(OxmlElement("w:ind", {w("left"): str(360 * (level + 1)), w("hanging"): "360"}))
    one.append(properties)
    return one


def _set_settings(document: WordDocument) -> None:
    settings = document.settings.element
    for name in ("proofState", "savePreviewPicture", "rsids"):
        for found in settings.findall(w(name)):
            settings.remove(found)
    for zoom in settings.iter(w("zoom")):
        zoom.attrib.clear()
        zoom.set(w("percent"), "100")
    for mode in settings.iter(w("compatSetting")):
        if mode.get(w("name")) == "compatibilityMode":
            mode.set(w("val"), "15")
    for language in settings.iter(w("themeFontLang")):
        language.set(w("eastAsia"), "zh-CN")
