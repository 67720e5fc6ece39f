"""LibreOffice's side of the application tests; runs under a Python that has ``uno`` (Debian: ``/usr/bin/python3``).

Reads one job a line from standard input, ``{"op": "accept" | "reject" | "open", "path": ..., "save": ...}``, and
answers each with a line: ``{"paragraphs": {story: [text]}, "before": number, "pending": number}``. One ``soffice`` with
a profile of its own serves all.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def start():
    profile = tempfile.mkdtemp(prefix="retranslate-office-")
    pipe = f"retranslate{os.getpid()}"
    command = ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    where = [f"-env:UserInstallation={uno.systemPathToFileUrl(profile)}", f"--accept=pipe,name={pipe};urp;"]
    process = subprocess.Popen(command + where, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    began = time.monotonic()
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return process, profile, context
        except NoConnectException:
            if time.monotonic() - began > 120:
                raise
            time.sleep(0.1)


def paragraph_text(paragraph):
    pieces, portions = [], paragraph.createEnumeration()
    while portions.hasMoreElements():
        portion = portions.nextElement()
        if portion.TextPortionType in ("Text", "TextField"):
            pieces.append(portion.getString())
        elif portion.TextPortionType == "ContentControl":
            pieces.append(paragraph_text(portion.ContentControl))
    return "".join(pieces)


def row_and_column(name):
    return int("".join(filter(str.isdigit, name))), name


def walk(text, found):
    elements = text.createEnumeration()
    while elements.hasMoreElements():
        element = elements.nextElement()
        if element.supportsService("com.sun.star.text.TextTable"):
            for name in sorted(
                element.getCellNames(), key=lambda name: (int("".join(filter(str.isdigit, name))), name)
            ):
                walk(element.getCellByName(name), found)
        elif element.supportsService("com.sun.star.text.Paragraph"):
            found.append(paragraph_text(element))
    return found


def stories(document):
    found = {"body": walk(document.getText(), []), "notes": []}
    for notes in (document.getFootnotes(), document.getEndnotes()):
        for index in range(notes.getCount()):
            walk(notes.getByIndex(index), found["notes"])
    return {name: [text for text in texts if text.strip()] for name, texts in found.items()}


def pending(document):
    count, redlines = 0, document.getRedlines().createEnumeration()
    while redlines.hasMoreElements():
        redlines.nextElement()
        count += 1
    return count


def run(desktop, dispatcher, job):
    hidden = (value("Hidden", True), value("UpdateDocMode", 0))
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(job["path"]), "_blank", 0, hidden)
    try:
        frame = document.getCurrentController().getFrame()
        order = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}.get(job["op"])
        before = pending(document)
        if order:
            dispatcher.executeDispatch(frame, order, "", 0, ())
        if job.get("save"):
            filters = (value("FilterName", job.get("filter", "MS Word 2007 XML")),)
            document.storeToURL(uno.systemPathToFileUrl(job["save"]), filters)
        return {"paragraphs": stories(document), "before": before, "pending": pending(document)}
    finally:
        document.close(True)


def serve(run):
    """Answer every line of standard input with what ``run`` makes of the job in it, in one LibreOffice."""
    process, profile, context = start()
    try:
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        for line in sys.stdin:
            try:
                answer = run(desktop, dispatcher, json.loads(line))
            except Exception as error:
                answer = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), flush=True)
        desktop.terminate()
    finally:
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.terminate()
        shutil.rmtree(profile, ignore_errors=True)


if __name__ == "__main__":
    serve(run)
