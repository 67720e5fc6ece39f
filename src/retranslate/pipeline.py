"""The two flows: what happens between the text read and the redline written, on one screen."""

from typing import TYPE_CHECKING, NamedTuple

from retranslate import edit, judge, match, rules, settle, text
from retranslate.model import Document, Edit, Options, Outcome, Problem, RetranslateError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retranslate.glossary import Glossary
    from retranslate.judge import Ledger
    from retranslate.text import View

ROUNDS = 4  # one round repairs, one proves; the others are for repairs that bring another to light


class Run(NamedTuple):
    """One document with its edits, resolved and in document order, and what the run had to say besides."""

    document: Document
    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...] = ()


def check(
    document: Document,
    glossary: "Glossary",
    options: Options,
    ledger: "Ledger | None" = None,
    original: Document | None = None,
) -> Run:
    """Find every edit of ``document`` and prove what can be proved without writing.

    ``original`` is the article in its own language: a witness for the names, and the only one for those that are lost.

    Raises `RetranslateError` where the edits do not keep the promises: a bug of ours, never of the document.
    """
    seen = text.view(document)
    edits, related = _find(seen, glossary, options, ledger, original)
    said = () if related or original is None else (_unrelated(document, original),)
    for _ in range(ROUNDS):
        accepted = settle.accept(document, edits)
        seen = text.view(accepted.document, seen)
        more = [one for one in _find(seen, glossary, options, ledger, original)[0] if one.after is not None]
        if not more:
            edit.prove(document, edits)
            return Run(document, edits, (*document.problems, *said, *glossary.problems))
        edits = edit.resolve(settle.settle(document, edits, accepted, more))
    raise RetranslateError(
        Problem(
            document.name, "the corrected text would be corrected again and again", "a bug of ours: please report it"
        )
    )


def render(run: Run, options: Options, to: str) -> bytes:
    """What ``fix`` writes: ``docx`` a redline, proved; ``txt``, ``md`` the corrected text; else a report."""
    if to == "docx":
        from retranslate import redline

        document = redline.word_document(run.document, options)
        data = redline.write(document, run.edits, options)
        redline.prove(document, run.edits, data)
        return data
    if to in {"html", "json"}:
        from retranslate.report import report

        return report(to, [run]).encode()
    from retranslate import formats

    return formats.write(run.document, run.edits, to)


def _find(
    seen: "View", glossary: "Glossary", options: Options, ledger: "Ledger | None", original: Document | None
) -> tuple[tuple[Edit, ...], bool]:
    """The edits of one look, and whether the original, if there is one, is that of this text."""
    found, related = match.find(seen, glossary), True
    if original is not None:
        from retranslate.match.original import compare

        found, related = compare(seen, glossary, found, original)
    names = judge.judge(seen, found, glossary, ledger)
    others = rules.find(seen, glossary, _selected(rules.NAMES, options))
    wanted = (
        one
        for one in (*names, *others)
        if _selected((one.rule,), options) and (options.ask or one.outcome is not Outcome.ASK)
    )
    return edit.resolve(wanted), related


def _unrelated(document: Document, original: Document) -> Problem:
    return Problem(
        original.name,
        f"seems to be no original of {document.name}, and was not used",
        "give -s once a file, in the order of the files",
    )


def _selected(names: "Sequence[str]", options: Options) -> tuple[str, ...]:
    def named(name: str, wanted: "Sequence[str]") -> bool:
        return name in wanted or name.partition("/")[0] in wanted

    return tuple(
        name
        for name in names
        if (not options.select or named(name, options.select)) and not named(name, options.ignore)
    )
