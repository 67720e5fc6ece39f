"""Make the test documents: ``python tests/documents/make.py [NAME ...]`` writes them beside this file.

Those by hand are markup as Word writes it. Those of LibreOffice and pandoc are made by the applications (Debian's
``libreoffice-writer`` and ``pandoc``) out of ``sources/``; they are committed, so that tests need neither.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from wordml import (
    DATE,
    NAMESPACES,
    Package,
    box,
    cell,
    control,
    field,
    gone,
    ins,
    link,
    note,
    notes,
    p,
    r,
    t,
    table,
)

HERE = Path(__file__).parent
BOLD, ITALIC = "<w:b/>", "<w:i/>"
RED = '<w:color w:val="FF0000"/>'
FOLLOW = "Scan to follow our channel."


def runs() -> Package:
    """A name cut by formats, spelling marks and bookmarks, as Word saves text that was typed in bits."""
    return Package(
        p("Where the giants sleep", props='<w:pStyle w:val="Heading1"/>'),
        p(
            "Search giant ",
            '<w:proofErr w:type="spellStart"/>',
            r("Hund", BOLD),
            r("red Deg", BOLD + ITALIC),
            '<w:proofErr w:type="spellEnd"/>',
            r("rees", RED),
            " grew, and ",
            '<w:bookmarkStart w:id="1" w:name="quick"/>',
            "Quick ",
            '<w:bookmarkEnd w:id="1"/>',
            "Hand followed.",
        ),
        p(
            r("Know", BOLD + f'<w:rPrChange w:id="7" {DATE}><w:rPr/></w:rPrChange>'),
            r(" Almost is bold now, Know Almost is not.", BOLD),
        ),
        p(
            '<w:r w:rsidR="00AB12CD"><w:t>Penguin</w:t></w:r>'
            '<w:r w:rsidR="00EF34AB"><w:t xml:space="preserve"> Goose</w:t></w:r>'
        ),
    )


def links() -> Package:
    """Names in links, across their edges, and in a link that another author inserted."""
    blue = '<w:rStyle w:val="Hyperlink"/>'
    return (
        Package(
            p("See ", link("rIdA", r("Quick Hand's page", blue)), " for more."),
            p("Use Hundred ", link("rIdB", r("Degrees maps", blue)), " now."),
            p("From ", link("rIdA", r("the site of Know ", blue)), "Almost on."),
            p('<w:hyperlink w:anchor="top">' + r("Penguin Goose", blue) + "</w:hyperlink>"),
            p("Added: ", ins(31, link("rIdB", r("Quick Hand", blue))), " and Know Almost."),
        )
        .link("rIdA", "https://example.org/a")
        .link("rIdB", "https://example.org/b")
    )


def tables() -> Package:
    """Nested tables, lines to delete at every edge, a note inside a cell."""
    inner = table((p("Know Almost inside"), p(FOLLOW)))
    return Package(
        p(FOLLOW),
        table(
            (p(FOLLOW), p("Name: Hundred Degrees") + p(FOLLOW)),
            (p("x") + p(FOLLOW) + p("y"), inner + p("")),
            (p(r("Quick ", BOLD), r("Hand", ITALIC), note("footnote", 1), " grew"), p("a note in a cell")),
        ),
        p("After the table, Penguin Goose."),
        p(FOLLOW),
        p("Before the next table."),
        p(FOLLOW),
        table((p("x"), p("y"))),
        p(FOLLOW),
    ).part(
        "footnotes",
        notes(
            "footnote",
            p(r("<w:footnoteRef/>"), " Quick Hand listed in 2021.", props='<w:pStyle w:val="FootnoteText"/>'),
        ),
    )


def footnotes() -> Package:
    """Notes beside and inside names; names inside notes; a note of two paragraphs."""
    return (
        Package(
            p("Hundred Degrees", note("footnote", 1), " and Quick", note("endnote", 1), " Hand met Know Almost."),
            p("Another line.", note("footnote", 2)),
        )
        .part(
            "footnotes",
            notes(
                "footnote",
                p(r("<w:footnoteRef/>"), " Hundred Degrees listed in 2005."),
                p(r("<w:footnoteRef/>"), " Penguin Goose too.") + p(FOLLOW) + p("The end of a note."),
            ),
        )
        .part("endnotes", notes("endnote", p(r("<w:endnoteRef/>"), " Quick Hand in Hong Kong.")))
    )


def headers() -> Package:
    """Headers and footers with a page number."""
    head = f"<w:hdr {NAMESPACES}>{p('Report on Hundred Degrees')}</w:hdr>"
    first = f"<w:hdr {NAMESPACES}>{p('Quick Hand, first page')}</w:hdr>"
    foot = f"<w:ftr {NAMESPACES}>{p('Know Almost, page ', field('PAGE', r('1')))}</w:ftr>"
    section = (
        '<w:headerReference w:type="default" r:id="rIdH"/><w:headerReference w:type="first" r:id="rIdF"/>'
        '<w:footerReference w:type="default" r:id="rIdT"/>'
    )
    made = Package(p("Body about Penguin Goose."), p("More."), section=section)
    made.document = made.document.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>")
    made.part("header1", head, "header", "rIdH").part("header2", first, "header", "rIdF")
    return made.part("footer1", foot, "footer", "rIdT")


def boxes() -> Package:
    """A text box with its second copy, and an old one that has none."""
    old = (
        '<w:pict><v:shape style="width:236pt;height:47pt" type="#_x0000_t202"><v:textbox><w:txbxContent>'
        + p("Old box: Know Almost.")
        + "</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    return Package(
        p(
            "Anchor of Hundred Degrees. ",
            box(p("Box says ", r("Quick", BOLD), " Hand."), p(FOLLOW), p("Penguin Goose last.")),
        ),
        p("Another anchor. ", r(old)),
        p("After."),
    )


def controls() -> Package:
    """Content controls: free, bound, locked, chosen, empty, around paragraphs, around a cell."""
    bound = '<w:dataBinding w:xpath="/x" w:storeItemID="{00000000-0000-0000-0000-000000000000}"/>'
    return Package(
        p("Firm: ", control('<w:alias w:val="firm"/><w:id w:val="5"/>', r("Quick Hand")), " and more."),
        p("Text: ", control('<w:id w:val="6"/><w:text/>', r("Know Almost site")), "."),
        p("Bound: ", control(bound, r("Quick Hand")), ", free Hundred Degrees."),
        p("Locked: ", control('<w:lock w:val="sdtContentLocked"/>', r("Quick Hand")), "."),
        p("Held: ", control('<w:lock w:val="sdtLocked"/>', r("Quick Hand")), "."),
        p(
            "Chosen: ",
            control('<w:dropDownList><w:listItem w:value="Quick Hand"/></w:dropDownList>', r("Quick Hand")),
            ".",
        ),
        p("Empty: ", control("<w:showingPlcHdr/>", r("Quick Hand")), "."),
        control('<w:id w:val="9"/>', p("Around: Penguin Goose.") + p("Last inside: Quick Hand.")),
        table((control("", cell(p("Cell of Know Almost"))),)),
        p("After, Penguin Goose."),
    )


def revisions() -> Package:
    """Another author's insertions, deletions, moves, formats and paragraph marks, with names across their edges."""
    mark = f'<w:rPr><w:ins w:id="4" {DATE}/></w:rPr>'
    gone_mark = f'<w:rPr><w:del w:id="9" {DATE}/></w:rPr>'
    return Package(
        p(
            "From ",
            ins(1, r("the popular Quick Hand site")),
            gone(2, "old Know Almost "),
            " to Hundred ",
            ins(3, r("Degrees")),
            ".",
        ),
        p(ins(5, r("New paragraph on Penguin Goose.")), props=mark),
        p(r("Know Almost", BOLD + f'<w:rPrChange w:id="6" {DATE}><w:rPr/></w:rPrChange>'), " is bold now."),
        p(gone(8, "Gone: Quick Hand."), props=gone_mark),
        p(
            ins(
                10,
                r("Quick "),
                f'<w:del w:id="11" w:author="Li Na" w:date="2026-01-06T09:00:00Z">{r(t("very ", "delText"))}</w:del>',
                r("Hand twice"),
            ),
            ".",
        ),
        p(
            '<w:moveFromRangeStart w:id="12" w:author="Zhou Min" w:date="2026-01-05T09:00:00Z" w:name="move1"/>'
            f'<w:moveFrom w:id="13" {DATE}>{r("Know Almost moved away. ")}</w:moveFrom><w:moveFromRangeEnd w:id="12"/>',
            "Stays here.",
        ),
        p(
            "Comes here: ",
            '<w:moveToRangeStart w:id="14" w:author="Zhou Min" w:date="2026-01-05T09:00:00Z" w:name="move1"/>'
            f'<w:moveTo w:id="15" {DATE}>{r("Know Almost moved away. ")}</w:moveTo><w:moveToRangeEnd w:id="14"/>',
        ),
        p("Last, Penguin Goose."),
    )


def commented() -> Package:
    """Comments of others, one ending inside a name."""
    comments = "".join(
        f'<w:comment w:id="{number}" {DATE} w:initials="ZM">{p(text)}</w:comment>'
        for number, text in enumerate(("Which?", "Name?"))
    )
    return Package(
        p(
            "The ",
            '<w:commentRangeStart w:id="0"/>',
            "firm Hundred",
            '<w:commentRangeEnd w:id="0"/>',
            r('<w:commentReference w:id="0"/>'),
            " Degrees and ",
            '<w:commentRangeStart w:id="1"/>',
            "Quick Hand",
            '<w:commentRangeEnd w:id="1"/>',
            r('<w:commentReference w:id="1"/>'),
            " grew.",
        ),
        p(FOLLOW),
        p("End of Know Almost."),
    ).part("comments", f"<w:comments {NAMESPACES}>{comments}</w:comments>")


def computed() -> Package:
    """Fields: links as fields, quoted text, a table of contents over three paragraphs, a reference, a title."""
    toc = 'TOC \\o "1-1"'
    return Package(
        p(
            r('<w:fldChar w:fldCharType="begin"/>'),
            r(t(f" {toc} ", "instrText")),
            r('<w:fldChar w:fldCharType="separate"/>'),
            "On Quick Hand",
            props='<w:pStyle w:val="TOC1"/>',
        ),
        p(field("HYPERLINK \\l quick", r("On Know Almost")), props='<w:pStyle w:val="TOC1"/>'),
        p("On Penguin Goose", r('<w:fldChar w:fldCharType="end"/>'), props='<w:pStyle w:val="TOC1"/>'),
        p(
            "Link ",
            field('HYPERLINK "https://example.org/x"', r("Quick Hand page", BOLD)),
            " and ",
            '<w:fldSimple w:instr=" QUOTE x ">' + r("Know Almost") + "</w:fldSimple>",
            " end.",
        ),
        p("Hundred ", field('HYPERLINK "https://example.org/y"', r("Degrees here")), " ok."),
        p('<w:bookmarkStart w:id="1" w:name="quick"/>', "The place", '<w:bookmarkEnd w:id="1"/>', " is marked."),
        p("See ", field("REF quick", r("The place")), " and Quick Hand."),
        p('<w:fldSimple w:instr=" TITLE ">' + r("Know Almost") + "</w:fldSimple>", " by Know Almost."),
    )


def listed() -> Package:
    """A numbered list with a line to delete in it."""
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return Package(
        p("List:"),
        *(p(text, props=item) for text in ("Quick Hand", FOLLOW, "Know Almost app")),
        p("As they say: Hundred Degrees.", props='<w:pStyle w:val="Quote"/>'),
        p("run quick_hand --name 'Quick Hand'", props='<w:pStyle w:val="SourceCode"/>'),
    )


def characters() -> Package:
    """Tabs, breaks, hyphens and symbols beside and inside names."""
    return Package(
        p(r("<w:t>Col</w:t><w:tab/><w:t>Quick Hand</w:t><w:br/>" + t("next Know\u00a0")), r("Almost nb", BOLD)),
        p(
            r(
                t("Penguin Goose")
                + "<w:noBreakHyphen/><w:t>like co</w:t><w:softHyphen/>"
                + t("op ")
                + '<w:sym w:font="Wingdings" w:char="F04A"/>'
                + t(" Hundred")
                + "<w:tab/><w:t>Degrees</w:t>"
            )
        ),
        p(
            r(
                t("Page one, Quick Hand")
                + '<w:br w:type="page"/>'
                + t("page two, Quick")
                + '<w:br w:type="page"/>'
                + t("Hand")
            )
        ),
        p(r("<w:lastRenderedPageBreak/>" + t("Hundred ") + "<w:lastRenderedPageBreak/>" + t("Degrees again"))),
    )


def scripts() -> Package:
    """Right-to-left and Chinese text, capitals, hidden text, a hint for the Chinese font."""
    chinese = '<w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="zh-CN"/>'
    return Package(
        p(
            r("\u05d4\u05d7\u05d1\u05e8\u05d4 ", "<w:rtl/>"),
            r("Quick Hand", "<w:rtl/>"),
            r(" \u05d2\u05d3\u05dc\u05d4", "<w:rtl/>"),
            props="<w:bidi/>",
        ),
        p("In capitals: ", r("Know Almost", "<w:caps/>"), " and small ", r("Penguin Goose", "<w:smallCaps/>"), "."),
        p(
            r("\u767e\u5ea6", chinese),
            r(" Hundred Degrees ", chinese),
            r("\u516c\u53f8Quick Hand\u5feb\u624b", chinese),
        ),
        p("Seen, ", r("hidden Quick Hand", "<w:vanish/>"), " seen."),
        p(
            "Marked: ",
            '<w:smartTag w:uri="urn:x" w:element="name">' + r("Know Almost") + "</w:smartTag>",
            ", ",
            '<w:bdo w:val="ltr">' + r("Quick Hand") + "</w:bdo>",
            ".",
        ),
    )


def locked() -> Package:
    """A document that may only be read."""
    return Package(
        p("Quick Hand may not change."), settings='<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    )


def tracked() -> Package:
    """A document that may only be changed by tracked changes, which is what a redline does."""
    protection = '<w:trackRevisions/><w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>'
    return Package(p("Quick Hand may change, Know Almost too."), p(FOLLOW), p("End."), settings=protection)


def convert(source: str, *, filters: str = "docx:MS Word 2007 XML") -> Callable[[Path], None]:
    """A maker that lets LibreOffice convert a file of ``sources``."""

    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = ["soffice", profile, "--headless", "--convert-to", filters, "--outdir", folder]
            subprocess.run([*command, str(HERE / "sources" / source)], check=True, capture_output=True)
            path.write_bytes((Path(folder) / source).with_suffix(".docx").read_bytes())

    return make


def pandoc(source: str) -> Callable[[Path], None]:
    """A maker that lets pandoc write a Word document."""

    def make(path: Path) -> None:
        subprocess.run(["pandoc", str(HERE / "sources" / source), "-o", str(path)], check=True)

    return make


def saved_by_libreoffice(name: str) -> Callable[[Path], None]:
    """A maker that lets LibreOffice open and save one of the documents made by hand."""

    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder]
            subprocess.run([*command, str(HERE / f"{name}.docx")], check=True, capture_output=True)
            path.write_bytes((Path(folder) / f"{name}.docx").read_bytes())

    return make


HAND = (
    runs,
    links,
    tables,
    footnotes,
    headers,
    boxes,
    controls,
    revisions,
    commented,
    computed,
    listed,
    characters,
    scripts,
    locked,
    tracked,
)
APPLICATIONS: dict[str, Callable[[Path], None]] = {
    "libreoffice-frames": convert("frames.fodt"),
    "libreoffice-page": convert("page.html", filters="docx:MS Word 2007 XML"),
    "libreoffice-tables": saved_by_libreoffice("tables"),
    "libreoffice-revisions": saved_by_libreoffice("revisions"),
    "libreoffice-footnotes": saved_by_libreoffice("footnotes"),
    "libreoffice-boxes": saved_by_libreoffice("boxes"),
    "pandoc-article": pandoc("article.md"),
    "pandoc-revisions": pandoc("revisions.md"),
}


def main(names: list[str]) -> None:
    for maker in HAND:
        if not names or maker.__name__ in names:
            (HERE / f"{maker.__name__}.docx").write_bytes(maker().build())
    for name, make in APPLICATIONS.items():
        if not names or name in names:
            make(HERE / f"{name}.docx")


if __name__ == "__main__":
    main(sys.argv[1:])
