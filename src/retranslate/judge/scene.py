"""A match and its surroundings, read once, as the cues see them."""

import re
from typing import TYPE_CHECKING, NamedTuple

from retranslate.judge.grammar import Slot, slot
from retranslate.judge.phrase import Shape, shape
from retranslate.text.speech import among, can_be, mostly, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retranslate.judge.ledger import Ledger, Record
    from retranslate.model import Match, Span
    from retranslate.text import BlockView, View

_TOKEN = re.compile(r"[^\W_]+(?:(?:'(?!s\b)|-)[^\W_]+)*|'s\b|[^\w\s]")
OPENING = frozenset("\"':-(.")
SENTENCE_ENDS = frozenset(".;?!,…")
WINDOW = 10  # tokens on either side that the grammar reads: a noun phrase, what governs it, and what that goes with
SHORT = 3  # letters of words that may be small in titles
SHARE_IN_TITLES, SHARE_IN_REFERENCES = 0.5, 0.7  # of the longer words: capitals, without a full stop and with one
NOUNLESS = frozenset({Shape.CLAUSE, Shape.VERB, Shape.MODIFIER})
FREE = frozenset({Shape.PLURAL, Shape.MASS, Shape.WHOLE, Shape.LABEL, Shape.PROPER})
NOUNS = FREE | {Shape.COUNT}


class Token(NamedTuple):
    """A word or a mark of a sentence: folded text, raw text, folded offsets, and whether a known name stands there."""

    text: str
    raw: str
    start: int
    end: int
    name: bool

    @property
    def word(self) -> bool:
        """Whether it is a word, not a mark."""
        return self.text[:1].isalnum()

    @property
    def capital(self) -> bool:
        """Whether it opens with a capital."""
        return self.raw[:1].isupper()


EDGE = Token("", "", 0, 0, False)


def small(token: Token) -> bool:
    """Whether ``token`` is a mark or a word that stays small in names: of, the, and."""
    return not token.word or can_be(token.text, "Dpctwb") or len(token.text) == 1


class Senses(NamedTuple):
    """What the rest of the document says: how often, the scene itself aside.

    ``sure``: the term surely stands there, under any form. ``name`` and ``phrase``: the same wording is surely the name
    there, or surely plain English.
    """

    sure: int = 0
    name: int = 0
    phrase: int = 0


class Scene(NamedTuple):
    """A match in its sentence.

    ``before`` runs from the match to the sentence's start, ``after`` to its end. ``opens``: it stands where a sentence,
    a quotation or the part after a colon begins. ``titled``: capitals mean nothing there, as in headings.
    """

    match: "Match"
    block: "BlockView"
    phrase: tuple[Token, ...]
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    shape: Shape
    wording: str
    slot: Slot
    opens: bool
    titled: bool
    record: "Record | None" = None

    def left(self, at: int = 0) -> Token:
        """The token ``at`` steps before the phrase; an empty one beyond the sentence's start."""
        return self.before[at] if at < len(self.before) else EDGE

    def right(self, at: int = 0) -> Token:
        """The token ``at`` steps after the phrase; an empty one beyond the sentence's end."""
        return self.after[at] if at < len(self.after) else EDGE

    @property
    def question_word(self) -> bool:
        """Whether it is a clause with a question word, which may stand in a noun's place itself."""
        return self.shape is Shape.CLAUSE and can_be(self.phrase[0].text, "wD")

    @property
    def capital(self) -> bool:
        """Whether it has a capital that neither a sentence's start nor a title explains."""
        names = self.phrase[:1] if self.shape in NOUNLESS else [token for token in self.phrase if not small(token)]
        return bool(names) and all(token.capital for token in names) and not self.opens and not self.titled

    @property
    def head(self) -> str:
        """The word that says what a noun phrase is about: the last before ``of``, else the last."""
        words = [token.text for token in self.phrase if token.word]
        return words[words.index("of") - 1] if "of" in words[1:] else words[-1] if words else ""

    @property
    def person(self) -> bool:
        """Whether it names people even as ordinary English."""
        return self.head in among("person") or mostly(self.head, "s")


def scenes(
    view: "View", matches: "Sequence[Match]", known: "Iterable[Span]", ledger: "Ledger | None" = None
) -> tuple[Scene, ...]:
    """The scene of every match; ``known`` are the spans where names surely stand."""
    by_block: dict[int, list[tuple[int, int]]] = {}
    for span in known:
        by_block.setdefault(span.block, []).append(view.blocks[span.block].folded.from_raw(span.start, span.end))
    found = (_scene(view, match, by_block.get(match.span.block, [])) for match in matches)
    if ledger is None:
        return tuple(found)
    return tuple(one._replace(record=ledger.record(raw(view, one.match.span), one.match.term.name)) for one in found)


def raw(view: "View", span: "Span") -> str:
    """The raw text of ``span``."""
    return view.blocks[span.block].block.text[span.start : span.end]


def _scene(view: "View", match: "Match", known: list[tuple[int, int]]) -> Scene:
    block = view.blocks[match.span.block]
    start, end = block.folded.from_raw(match.span.start, match.span.end)
    first, last = block.folded.from_raw(*_sentence(block, match.span))
    before = tuple(_tokens(block, min(first, start), start, known))
    after = tuple(_tokens(block, end, max(last, end), known))
    wording = block.folded.text[start:end]
    leads = not any(token.word for token in before)
    return Scene(
        match=match,
        block=block,
        phrase=tuple(_tokens(block, start, end, known)),
        before=before[::-1],
        after=after,
        shape=shape(wording),
        wording=wording,
        slot=slot([token.text for token in before[-WINDOW:]], [token.text for token in after[:WINDOW]]),
        opens=leads or before[-1].text in OPENING,
        titled=block.block.level > 0 or _titled((*before[1:], *after)),
    )


def _titled(around: tuple[Token, ...]) -> bool:
    """Whether most of the longer English words ``around`` a match, the sentence's first aside, have capitals."""
    longer = [token for token in around if len(token.text) > SHORT and not token.name]
    others = [token for token in longer if parts(token.text) not in {"", "P"}]
    ended = any(token.text in SENTENCE_ENDS for token in around[-2:])
    share = SHARE_IN_REFERENCES if ended else SHARE_IN_TITLES
    return sum(token.capital for token in others) > share * len(others) > 0


def _sentence(block: "BlockView", span: "Span") -> tuple[int, int]:
    inside = (one for one in block.sentences if one[0] <= span.start < one[1])
    return next(inside, (0, len(block.block.text)))


def _tokens(block: "BlockView", start: int, end: int, known: list[tuple[int, int]]) -> "Iterable[Token]":
    text, raw, starts, ends = block.folded.text, block.folded.raw, block.folded.starts, block.folded.ends
    here = [(a, b) for a, b in known if a < end and start < b]
    for found in _TOKEN.finditer(text, start, end):
        a, b = found.span()
        name = bool(here) and any(x < b and a < y for x, y in here)
        yield Token(found.group(), raw[starts[a] : ends[b - 1]], a, b, name)
