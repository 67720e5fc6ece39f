"""An editor in LibreOffice, played over UNO; runs under a Python that has ``uno`` (Debian: ``/usr/bin/python3``).

Reads one job a line from standard input, ``{"path": ..., "steps": [[name, arguments ...]], "save": ...}``;
the answer to each: ``{"redlines": [[kind, author, text, date]], "did": [...]}``. The steps are the functions of
`STEPS`.
"""

import uno
from com.sun.star.uno import RuntimeException

from office_worker import serve, value

WORD, WRITER = "MS Word 2007 XML", "writer8"


class Page:
    """An open document, with the cursor an editor would have."""

    def __init__(self, desktop, dispatcher, path):
        hidden = (value("Hidden", True), value("UpdateDocMode", 0))
        self.desktop, self.dispatcher = desktop, dispatcher
        self.document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, hidden)
        self.cursor = self.document.getCurrentController().getViewCursor()

    def dispatch(self, command):
        frame = self.document.getCurrentController().getFrame()
        self.dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, ())

    def redlines(self):
        found, each = [], self.document.getRedlines().createEnumeration()
        while each.hasMoreElements():
            found.append(each.nextElement())
        return found

    def replace(self, old, new):
        """Type ``new`` over every ``old``; returns how many there were."""
        wanted = self.document.createReplaceDescriptor()
        wanted.setSearchString(old)
        wanted.setReplaceString(new)
        wanted.SearchCaseSensitive = True
        return self.document.replaceAll(wanted)

    def paragraphs(self):
        """The paragraphs of the body, outside tables."""
        found, each = [], self.document.getText().createEnumeration()
        while each.hasMoreElements():
            one = each.nextElement()
            if one.supportsService("com.sun.star.text.Paragraph"):
                found.append(one)
        return found

    def save(self, path, filter):
        self.document.storeToURL(uno.systemPathToFileUrl(path), (value("FilterName", filter),))

    def close(self):
        self.document.close(True)


def described(redline):
    start, end = redline.getPropertyValue("RedlineStart"), redline.getPropertyValue("RedlineEnd")
    text = None
    if start is not None and end is not None:
        try:
            cursor = start.getText().createTextCursorByRange(start)
            cursor.gotoRange(end, True)
            text = cursor.getString()
        except Exception:
            text = None
    date = redline.getPropertyValue("RedlineDateTime")
    when = f"{date.Year:04}-{date.Month:02}-{date.Day:02}"
    return [redline.getPropertyValue("RedlineType"), redline.getPropertyValue("RedlineAuthor"), text, when]


def decide(page, orders):
    """Carry out ``[[number of the redline, "Accept" or "Reject"]]``, the last first; the numbers where it could not."""
    names = [identity(one) for one in page.redlines()]
    stuck = []
    for number, order in sorted(orders, reverse=True):
        one = next((one for one in page.redlines() if identity(one) == names[number]), None)
        if one is None:  # decided with its neighbour
            continue
        try:
            page.cursor.gotoRange(one.getPropertyValue("RedlineStart"), False)
            page.cursor.gotoRange(one.getPropertyValue("RedlineEnd"), True)
        except RuntimeException:  # a header that no page shows
            stuck.append(number)
            continue
        page.dispatch(f"{order}TrackedChange")
        if names[number] in map(identity, page.redlines()):
            stuck.append(number)
    return stuck


def identity(redline):
    """What tells a redline from the others; where one of ours lay on another author's, that one is left."""
    return tuple(redline.getPropertyValue(name) for name in ("RedlineIdentifier", "RedlineType", "RedlineAuthor"))


def decide_all(page, order):
    """Accept or reject everything."""
    page.dispatch(f"{order}AllTrackedChanges")


def record(page, on):
    """Switch recording on or off."""
    page.document.setPropertyValue("RecordChanges", on)


def retype(page, old, new):
    """Type over a text, wherever it stands."""
    return page.replace(old, new)


def annotate(page, text):
    """Put a comment on the first word of every third paragraph."""
    for one in page.paragraphs()[::3]:
        note = page.document.createInstance("com.sun.star.text.textfield.Annotation")
        note.setPropertyValue("Author", "Ann")
        note.setPropertyValue("Content", text)
        one.getText().insertTextContent(one.getStart(), note, False)


def split(page, least):
    """Break every second paragraph of the body with at least so many characters after a full stop or comma in it."""
    count = 0
    for one in page.paragraphs()[::2]:
        text = one.getString()
        at = max(text.find(", ", least // 2), text.find(". ", least // 2)) + 2
        if len(text) >= least and 2 <= at < len(text):
            cursor = one.getText().createTextCursorByRange(one.getStart())
            cursor.goRight(at, False)
            if cursor.getText().createTextCursorByRange(cursor).getString() == "":
                one.getText().insertControlCharacter(cursor, 0, False)
                count += 1
    return count


def join(page, every):
    """Take the mark away between every so-manieth paragraph of the body and its neighbour, a blank in its place."""
    count = 0
    for one in reversed(page.paragraphs()[:-1][::every]):
        if not one.getString().strip():
            continue
        cursor = one.getText().createTextCursorByRange(one.getEnd())
        if cursor.goRight(1, True) and cursor.getString() in ("\n", "\r\n"):
            cursor.setString(" ")
            count += 1
    return count


def move(page, number):
    """Cut a paragraph of the body out and paste it at the document's end."""
    paragraphs = [one for one in page.paragraphs() if one.getString().strip()]
    if len(paragraphs) < 3:
        return False
    one = paragraphs[number % (len(paragraphs) - 1)]
    page.cursor.gotoRange(one.getStart(), False)
    page.cursor.gotoRange(one.getEnd(), True)
    page.dispatch("Cut")
    page.cursor.gotoRange(page.document.getText().getEnd(), False)
    page.document.getText().insertControlCharacter(page.cursor, 0, False)
    page.dispatch("Paste")
    return True


def drop(page, number):
    """Delete a paragraph of the body, mark and all; its text."""
    paragraphs = [one for one in page.paragraphs() if one.getString().strip()]
    if len(paragraphs) < 3:
        return None
    one = paragraphs[number % (len(paragraphs) - 1)]
    text = one.getString()
    one.dispose()
    return text


def write_before(page, text, every):
    """Write at the start of every so-manieth paragraph of the body."""
    for one in page.paragraphs()[::every]:
        if one.getString().strip():
            one.getText().insertString(one.getStart(), text, False)


def odt(page, path):
    """Save as ODT, and go on with what that file holds."""
    page.save(path, WRITER)
    page.close()
    page.__init__(page.desktop, page.dispatcher, path)


def docx(page, path):
    """Save as DOCX, and go on with what that file holds."""
    page.save(path, WORD)
    page.close()
    page.__init__(page.desktop, page.dispatcher, path)


STEPS = {
    step.__name__: step
    for step in (decide, decide_all, record, retype, annotate, split, join, move, drop, write_before, odt, docx)
}


def run(desktop, dispatcher, job):
    page = Page(desktop, dispatcher, job["path"])
    try:
        did = [STEPS[name](page, *arguments) for name, *arguments in job["steps"]]
        redlines = [described(one) for one in page.redlines()]
        if job.get("save"):
            page.save(job["save"], WORD)
        return {"redlines": redlines, "did": did}
    finally:
        page.close()


if __name__ == "__main__":
    serve(run)
