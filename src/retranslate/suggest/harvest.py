"""Where names may stand that nobody has listed: runs of capitals, words no English knows, phrases in a name's place."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from retranslate.forecast.tokens import Gap, Token, tokens
from retranslate.judge.phrase import Shape, shape
from retranslate.model import Place, Span
from retranslate.suggest.table import words
from retranslate.text.fold import unify
from retranslate.text.ordinary import zipf
from retranslate.text.speech import NOUN, among, can_be, mostly, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from retranslate.suggest.vocabulary import Vocabulary
    from retranslate.text import BlockView, View

LONGEST: Final = 6  # words of a name
STRANGE: Final = 1.5  # Zipf; what is rarer, and reads as syllables, may be a name in small letters
SYLLABLES, LETTERS = 2, 5  # of such a word, at least
CLAUSE: Final = (4, 3, 2)  # words of a clause that is a name
TAIL: Final = 2  # small words that belong to a name
YEARS: Final = range(1000, 2100)
SHORTEST: Final = 3  # letters of a name of one word


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a name may stand: ``text`` with blanks, quotes and dashes made equal, ``words`` folded.

    ``telling``: a capital there that neither a sentence's start nor a title explains.
    """

    span: Span
    text: str
    words: tuple[str, ...]
    telling: bool


class Page:
    """A block with its tokens."""

    def __init__(self, block: BlockView) -> None:
        self.block, self.row = block, tokens(block)

    def mention(self, first: int, last: int) -> Mention:
        """Tokens ``first`` to ``last`` (not included) as a mention."""
        start, end = self.block.folded.to_raw(self.row[first].start, self.row[last - 1].end)
        said = self.row[first:last]
        telling = any(token.telling for token in said)
        text = unify(self.block.block.text[start:end])
        return Mention(Span(self.block.index, start, end), text, tuple(token.text for token in said), telling)

    def raw(self, token: Token) -> str:
        """``token`` as it stands in the block."""
        return self.block.block.text[slice(*self.block.folded.to_raw(token.start, token.end))]

    def joined(self, at: int) -> bool:
        """Whether nothing but a blank or a hyphen stands before token ``at``."""
        return 0 < at < len(self.row) and self.row[at].gap is Gap.NONE


def harvest(view: View, skipped: AbstractSet[int], vocabulary: Vocabulary) -> list[Mention]:
    """Every mention in ``view`` that an edit may touch, the blocks with the indices ``skipped`` left out, in order."""
    blocks = (block for block in view.blocks if block.index not in skipped and block.block.place is not Place.CODE)
    pages = [Page(block) for block in blocks]
    runs = [(page, first, last) for page in pages for first, last in _runs(page, vocabulary)]
    found = [page.mention(first, last) for page, first, last in _extended(runs, vocabulary)]
    for page in pages:
        taken = {at for one, first, last in runs if one is page for at in range(first, last)}
        others = (*_labels(page), *_openings(page), *_strange(page, taken, vocabulary))
        found += [page.mention(first, last) for first, last in others]
    free = (one for one in found if not view.blocks[one.span.block].is_protected(one.span.start, one.span.end))
    return sorted(free, key=lambda one: one.span)


def clauses(view: View, skipped: AbstractSet[int]) -> Iterator[Mention]:
    """Clauses that are a name if they stand in a name's place: Are you hungry, Where to go. Longer ones come first."""
    for block in view.blocks:
        page = Page(block)
        for at, token in enumerate(page.row if block.index not in skipped else ()):
            if not mostly(token.text, "bmw"):
                continue
            for size in CLAUSE:
                said = page.row[at : at + size]
                whole = len(said) == size and all(one.gap is Gap.NONE for one in said[1:])
                if whole and asks([one.text for one in said]):
                    yield page.mention(at, at + size)


def asks(said: Sequence[str]) -> bool:
    """Whether folded words are a short question: are you hungry, where to go, what is worth buying."""
    if len(said) < CLAUSE[-1] or not mostly(said[0], "bmw"):
        return False
    first, second, last = said[0], said[1], said[-1]
    opens = second in {"you", "we", "i"} if mostly(first, "bm") else second in {"to", "is", "are", "do"}
    return opens and mostly(last, "avnNg") and shape(" ".join(said)) is Shape.CLAUSE


def _runs(page: Page, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """The runs of words with capitals that may be names."""
    at = 0
    while at < len(page.row):
        last = _run_end(page, at, vocabulary)
        if last == at:
            at += 1
            continue
        first, end = _trimmed(page.row, at, last, vocabulary)
        if end - first <= LONGEST and _is_name(page, first, end, vocabulary):
            yield first, end
        at = last


def _run_end(page: Page, at: int, vocabulary: Vocabulary) -> int:
    """Where the run of capitals that begins at ``at`` ends; ``at`` itself where none does."""
    row = page.row
    figure = row[at].text.isdecimal() and at > 0 and page.joined(at + 1) and row[at + 1].telling  # 36 Krypton
    if not (row[at].capital or figure):
        return at
    end = at + 1
    while page.joined(end):
        inner = end + 1 if row[end].text in words("inner") and not row[end].capital else end
        inner += inner > end and page.joined(inner) and row[inner].text == "the"
        if inner > end and not (page.joined(inner) and _joins(row, at, end, inner, vocabulary)):
            break
        figure = row[inner].text.isdecimal() and inner == end
        if not (row[inner].capital or figure) or (row[inner].capital and _opens(row[inner])):
            break
        end = inner + 1
    return end


def _joins(row: Sequence[Token], first: int, at: int, after: int, vocabulary: Vocabulary) -> bool:
    """Whether the small word at ``at`` stands inside a name that began at ``first``, and not between two names."""
    word, before, then = row[at].text, row[at - 1].text, row[after]
    if not then.capital or word == "the":
        return False
    if word == "to":
        return mostly(before, "vgw") and not row[first].first
    if word == "a":
        return vocabulary.is_surname(before) and vocabulary.syllables(then.text) > 0
    if word == "and":
        if not (vocabulary.is_plain(before) and vocabulary.is_plain(then.text)):
            return False
        longer = after + 1 < len(row) and row[after + 1].capital
        return row[after + 1].text in words("institution") if longer else at - first == 1
    return True


def _opens(token: Token) -> bool:
    """Whether a word with a capital begins something else than a name ("... in Shanghai In 2001")."""
    return mostly(token.text, "Dpc") and len(token.text) > 1


def _trimmed(row: Sequence[Token], first: int, last: int, vocabulary: Vocabulary) -> tuple[int, int]:
    """The run without what opens its sentence, without titles before and role words after it."""
    while first < last and _leads(row[first:last], vocabulary):
        first += 1
        while first < last and row[first].text in words("inner"):
            first += 1
    while last - first > 1 and (row[last - 1].text in words("role") or _is_loose(row, last)):
        last -= 1
    return first, last


def _is_loose(row: Sequence[Token], end: int) -> bool:
    """Whether the word before ``end`` is a year, or one of several figures (2-1), and so no part of a name."""
    if not row[end - 1].text.isdecimal():
        return False
    beside = (*row[end - 2 : end - 1], *row[end : end + 1])
    return int(row[end - 1].text) in YEARS or any(token.text.isdecimal() for token in beside)


def _leads(said: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """Whether the first word of a run is no part of the name."""
    token, *rest = said
    if token.text.isdecimal():
        return len(rest) != 1 or not vocabulary.is_plain(rest[0].text) or len(token.text) > 2
    if token.text in words("title") or (rest and token.text in among("office")):
        return True
    if rest and mostly(token.text, "Q") and rest[0].text == "of":
        return True
    if len(token.text) > 1 and mostly(token.text, "Dpcso"):
        return True
    opens = token.first or not vocabulary.syllables(token.text)
    if (
        rest
        and opens
        and mostly(token.text, "vgwm")
        and not (vocabulary.is_famous(token.text) or vocabulary.is_plain(rest[0].text))
    ):
        return True
    return token.first and mostly(token.text, "wbmtxr" if rest else "wbmtxrvgd")


def _is_name(page: Page, first: int, last: int, vocabulary: Vocabulary) -> bool:
    """Whether what is left of a run may be a name: no abbreviation, no word that only opens its sentence."""
    content = [token for token in page.row[first:last] if not token.text.isdecimal()]
    if not content or content[0].text in words("day"):
        return False
    if len(content) > 1:
        return True
    token = content[0]
    if len(token.text) < SHORTEST or page.raw(token).isupper():
        return False
    if not vocabulary.is_plain(token.text):
        return True
    return token.telling and can_be(token.text, NOUN | {"v", "P"}) and not mostly(token.text, "rgdw")


def _extended(runs: Sequence[tuple[Page, int, int]], vocabulary: Vocabulary) -> Iterator[tuple[Page, int, int]]:
    """``runs``, a strange word with the small words that always go on after it ("Sheng large cloud")."""
    tails: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    often: Counter[str] = Counter()
    for page, first, last in runs:
        if last - first == 1:
            tails[page.row[first].text].add(_tail(page.row, last))
            often[page.row[first].text] += 1
    for page, first, last in runs:
        word = page.row[first].text
        tail = next(iter(tails[word])) if last - first == 1 and len(tails[word]) == 1 else ()
        bound = often[word] > 1 or len(tail) > 1
        belongs = tail and bound and not parts(word).strip("P") and vocabulary.syllables(word) > 0
        yield page, first, last + len(tail) if belongs else last


def _tail(row: Sequence[Token], at: int) -> tuple[str, ...]:
    """The small adjective and the noun in the singular that go on from ``at`` and end there, or the noun alone."""
    said: list[str] = []
    while at + len(said) < len(row) and len(said) <= TAIL:
        token = row[at + len(said)]
        if token.gap is not Gap.NONE or token.capital or not mostly(token.text, "nua"):
            break
        said.append(token.text)
    if not said or len(said) > TAIL or not can_be(said[-1], "nu") or said[-1] in among("role") - {"cloud"}:
        return ()
    return tuple(said) if len(said) == 1 or mostly(said[0], "a") else ()


def _labels(page: Page) -> Iterator[tuple[int, int]]:
    """A small noun and a single letter: station B."""
    for at, token in enumerate(page.row[1:], 1):
        before = page.row[at - 1]
        letter = len(token.text) == 1 and token.capital and token.text.isalpha() and page.joined(at)
        if letter and not before.capital and mostly(before.text, NOUN) and token.text not in "ai":
            yield at - 1, at + 1


def _openings(page: Page) -> Iterator[tuple[int, int]]:
    """Small nouns with which a sentence opens, where every other sentence opens with a capital."""
    for at, token in enumerate(page.row):
        if at == 0 or not token.first:
            continue
        last = at
        while (last == at or page.joined(last)) and _is_small_noun(page.row[last]):
            last += 1
        if 1 < last - at <= LONGEST // 2:
            yield at, last


def _is_small_noun(token: Token) -> bool:
    return can_be(token.text, "nuNa") and not token.capital


def _strange(page: Page, taken: AbstractSet[int], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Words in small letters that English does not know and that read as syllables of a name."""
    for at, token in enumerate(page.row):
        if at in taken or token.capital or len(token.text) < LETTERS or zipf(token.text) >= STRANGE:
            continue
        if vocabulary.is_strange(token.text) and vocabulary.syllables(token.text) >= SYLLABLES:
            yield at, at + 1
