"""The nouns. Named tuples, without work; this module imports nothing of ours.

Every offset here counts Unicode code points of a block's raw text, half-open: ``text[start:end]``.
"""

from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """What the editor sees of an edit."""

    AUTO = "auto"  # a tracked change: wrong at most once in a hundred
    ASK = "ask"  # a tracked change with a comment that says why it is in doubt
    NOTE = "note"  # a comment, no change


class Apply(StrEnum):
    """The policy of a glossary row."""

    AUTO = "auto"  # the editor has decided: always a change
    ASK = "ask"  # never more than a question
    NEVER = "never"  # this wording is protected from every rule
    JUDGE = ""  # the evidence decides


class Kind(StrEnum):
    """What sort of concept a term names."""

    COMPANY = "company"
    PRODUCT = "product"
    GAME = "game"
    PERSON = "person"
    PLACE = "place"
    ORG = "org"
    WORK = "work"
    TERM = "term"
    IDIOM = "idiom"
    FURNITURE = "furniture"  # text of the web page around the article; to be deleted
    UNKNOWN = ""


class Place(StrEnum):
    """Where in its document a block stands."""

    BODY = "body"
    HEADING = "heading"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"
    QUOTATION = "quotation"
    CODE = "code"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXT_BOX = "text box"


class Verdict(StrEnum):
    """What the editor did with an edit."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    AMENDED = "amended"
    PENDING = "pending"
    GONE = "gone"


class Mark(StrEnum):
    """Whether a piece of reviewed text is held by a pending revision of ours."""

    NONE = "none"
    INSERTED = "inserted"
    DELETED = "deleted"


class Block(NamedTuple):
    """One paragraph's text as read.

    ``frozen`` holds the ranges of ``text`` that no edit may touch and no finder should look into (code, fields that
    recompute, locked content controls). ``level`` is 1-9 for headings, else 0. ``offset`` counts code points
    from the start of the decoded input (plain text only, else None).
    """

    text: str
    place: Place = Place.BODY
    level: int = 0
    frozen: tuple[tuple[int, int], ...] = ()
    offset: int | None = None


class Document(NamedTuple):
    """A document as read: ``name`` for messages, ``blocks`` in reading order.

    ``origin`` is what the document's format needs to write it back; only that format looks inside. ``problems`` holds
    what the reader had to leave alone, for the report.
    """

    name: str
    blocks: tuple[Block, ...]
    origin: object = None
    problems: "tuple[Problem, ...]" = ()


class Span(NamedTuple):
    """``document.blocks[block].text[start:end]``: half-open, in code points of the block's raw text."""

    block: int
    start: int
    end: int


class Term(NamedTuple):
    """One concept: its canonical name in exact case, and the name in the original language (may be empty)."""

    name: str
    source: str = ""
    kind: Kind = Kind.UNKNOWN
    note: str = ""


class Variant(NamedTuple):
    """One garbled form of a term, with its policy: one row of the glossary.

    ``context`` holds words that must be near, and ``!words`` that must not. ``where`` is ``file:line`` of the row.
    """

    text: str
    term: Term
    apply: Apply = Apply.JUDGE
    context: tuple[str, ...] = ()
    note: str = ""
    where: str = ""


class Evidence(NamedTuple):
    """One named reason for or against a match; ``weight`` in natural log-odds, ``why`` in an editor's words."""

    cue: str
    weight: float
    why: str


class Match(NamedTuple):
    """A span that may be a variant of a term.

    ``span`` covers the garbled name alone. ``rule`` says how it was found (``name/listed`` ...). ``variant`` is the
    glossary row it goes back to, None for a form that no row lists. ``score`` is the finder's own measure (log10
    likelihood ratio for a forecast, similarity 0-1 for a fuzzy one, 1.0 for a listed one). ``rivals`` are canonical
    names of other terms that explain the span about as well. ``partial`` marks a span that leaves part of a name
    standing beside it, so that it can only be a note.
    """

    span: Span
    term: Term
    rule: str
    variant: Variant | None = None
    score: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    rivals: tuple[str, ...] = ()
    partial: bool = False


class Edit(NamedTuple):
    """A chosen change. ``after`` is None for a note, "" for a deletion.

    ``before`` is the raw text of ``span``. A deletion of a whole block has the block's whole text as its span and takes
    the block's line end with it. ``term`` is the canonical name, or None where no name is concerned. ``variant`` is
    the garbled name alone (the span may hold an article or a doubled word besides). ``confidence`` is the probability
    (0-1) that an editor accepts it.
    """

    span: Span
    before: str
    after: str | None
    rule: str
    outcome: Outcome
    confidence: float
    why: tuple[str, ...]
    term: str | None = None
    variant: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Revision(NamedTuple):
    """An insertion or deletion as a document stores it: ``kind`` is ``ins`` or ``del``, ``date`` ISO 8601."""

    kind: str
    block: int
    text: str
    author: str
    date: str


class Decision(NamedTuple):
    """What the editor did with an edit; ``written`` is what stands there now when the verdict is amended."""

    span: Span
    before: str
    after: str
    term: str | None
    rule: str
    verdict: Verdict
    written: str | None = None
    variant: str | None = None
    outcome: Outcome = Outcome.ASK
    confidence: float = 0.0
    sentence: str = ""


class Problem(NamedTuple):
    """A fault of an input, as a value: where (``file:line``), what, and what to do about it."""

    where: str
    message: str
    hint: str = ""


class RetranslateError(Exception):
    """An input or an output that cannot be used. Carries the one line the command line prints before exit 2."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.where}: {problem.message}" + (f" ({problem.hint})" if problem.hint else ""))
        self.problem = problem


class Options(NamedTuple):
    """What a run was asked for. ``date`` is ISO 8601 UTC (``2026-01-31T09:00:00Z``)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    ask: bool = True
    author: str = "retranslate"
    date: str = "1970-01-01T00:00:00Z"
    comments: str = "doubtful"  # which edits carry a comment: none, doubtful, all
