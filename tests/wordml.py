"""WordprocessingML as Word writes it, in small pieces, and packages made of it."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": OFFICE,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
DATE = 'w:author="Zhou Min" w:date="2026-01-05T09:00:00Z"'
SECTION = (
    '<w:sectPr>{}<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>'
    "</w:sectPr>"
)
STYLES = f"""<w:styles {NAMESPACES} mc:Ignorable="w14"><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:eastAsia="Noto Serif CJK SC"/>
<w:sz w:val="22"/><w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="SourceCode"><w:name w:val="Source Code"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>"""
NUMBERING = f"""<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def t(text: str, tag: str = "t") -> str:
    return f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}>'


def r(content: str, looks: str = "") -> str:
    """A run: plain text, or markup that begins with ``<``."""
    inner = content if content.startswith("<") else t(content)
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{inner}</w:r>"


def p(*content: str, props: str = "") -> str:
    """A paragraph; a piece that is no markup becomes a run."""
    runs = "".join(one if one.startswith("<") else r(one) for one in content)
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{runs}</w:p>"


def ins(number: int, *runs: str) -> str:
    return f'<w:ins w:id="{number}" {DATE}>{"".join(runs)}</w:ins>'


def gone(number: int, text: str, looks: str = "") -> str:
    return f'<w:del w:id="{number}" {DATE}>{r(t(text, "delText"), looks)}</w:del>'


def link(identity: str, *runs: str) -> str:
    return f'<w:hyperlink r:id="{identity}" w:history="1">{"".join(runs)}</w:hyperlink>'


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is markup of its paragraphs, or a control around a ``w:tc``."""
    grid = '<w:gridCol w:w="3000"/>' * len(rows[0])
    lines = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="6000" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>'


def _cell(content: str) -> str:
    return content if content.startswith("<w:sdt>") else cell(content)


def cell(content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def field(instruction: str, *result: str) -> str:
    return (
        r('<w:fldChar w:fldCharType="begin"/>')
        + r(t(f" {instruction} ", "instrText"))
        + r('<w:fldChar w:fldCharType="separate"/>')
        + "".join(result)
        + r('<w:fldChar w:fldCharType="end"/>')
    )


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def note(kind: str, number: int) -> str:
    return r(f'<w:{kind}Reference w:id="{number}"/>', '<w:rStyle w:val="FootnoteReference"/>')


def notes(kind: str, *paragraphs: str) -> str:
    rules = "".join(
        f'<w:{kind} w:type="{rule}" w:id="{number}"><w:p><w:r><w:{rule}/></w:r></w:p></w:{kind}>'
        for number, rule in ((-1, "separator"), (0, "continuationSeparator"))
    )
    texts = "".join(f'<w:{kind} w:id="{number}">{one}</w:{kind}>' for number, one in enumerate(paragraphs, 1))
    return f"<w:{kind}s {NAMESPACES}>{rules}{texts}</w:{kind}s>"


def box(*paragraphs: str) -> str:
    """A text box as Word writes it: the shape, and its second copy for older readers."""
    inside = "".join(paragraphs)
    shape = (
        '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>300000</wp:posOffset></wp:positionV>'
        '<wp:extent cx="3000000" cy="600000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>'
        '<wp:docPr id="1" name="Text Box 1"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="600000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="square"/></wps:wsp></a:graphicData></a:graphic></wp:anchor>'
    )
    old = (
        '<w:pict><v:shape style="width:236pt;height:47pt" type="#_x0000_t202">'
        f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    return r(
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )


class Package:
    """A Word package under construction."""

    def __init__(self, *body: str, settings: str = "", section: str = "") -> None:
        self.parts: dict[str, str] = {}
        self.types: list[tuple[str, str]] = []
        self.relations: list[str] = []
        self._add("styles", STYLES)
        self._add("numbering", NUMBERING)
        self._add("settings", f"<w:settings {NAMESPACES}>{settings}</w:settings>")
        inside = "".join(body) + SECTION.format(section)
        self.document = f'<w:document {NAMESPACES} mc:Ignorable="w14"><w:body>{inside}</w:body></w:document>'

    def _add(self, name: str, xml: str, kind: str = "", identity: str = "") -> None:
        kind = kind or name
        self.parts[f"word/{name}.xml"] = xml
        self.types.append((f"/word/{name}.xml", f"{WORD}.{kind}+xml"))
        identity = identity or f"rId{len(self.relations) + 1}"
        self.relations.append(f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>')

    def part(self, name: str, xml: str, kind: str = "", identity: str = "") -> Package:
        self._add(name, xml, kind, identity)
        return self

    def link(self, identity: str, address: str) -> Package:
        self.relations.append(
            f'<Relationship Id="{identity}" Type="{OFFICE}/hyperlink" Target="{address}" TargetMode="External"/>'
        )
        return self

    def build(self) -> bytes:
        """The package as a file."""
        relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
        types = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in self.types)
        entries = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}'
            f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships {relations}><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": self.document,
            "word/_rels/document.xml.rels": f"<Relationships {relations}>{''.join(self.relations)}</Relationships>",
            **self.parts,
        }
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, xml in entries.items():
                entry = zipfile.ZipInfo(name, (2026, 1, 5, 9, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml)
        return made.getvalue()
