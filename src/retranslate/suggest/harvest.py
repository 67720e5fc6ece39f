"""Where names may stand that nobody has listed: runs of capitals, words no English knows, phrases in a name's place."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from retranslate.forecast.tokens import Gap, Token
from retranslate.judge.phrase import Shape, shape
from retranslate.model import Place
from retranslate.suggest.mention import Line, Mention
from retranslate.suggest.runs import LONGEST, runs
from retranslate.text.ordinary import zipf
from retranslate.text.speech import NOUN, among, can_be, mostly, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from retranslate.suggest.vocabulary import Vocabulary
    from retranslate.text import View

STRANGE: Final = 1.5  # Zipf; what is rarer, and reads as syllables, may be a name in small letters
SYLLABLES, LETTERS = 2, 5  # of such a word, at least
CLAUSE: Final = (4, 3, 2)  # words of a clause that is a name
TAIL: Final = 2  # small words that belong to a name


def harvest(view: View, skipped: AbstractSet[int], vocabulary: Vocabulary) -> list[Mention]:
    """Every mention in ``view`` that an edit may touch, the blocks with the indices ``skipped`` left out, in order."""
    blocks = (block for block in view.blocks if block.index not in skipped and block.block.place is not Place.CODE)
    lines = [Line(block) for block in blocks]
    found_runs = [(line, first, last) for line in lines for first, last in runs(line, vocabulary)]
    found = [line.mention(first, last) for line, first, last in _extended(found_runs, vocabulary)]
    for line in lines:
        taken = {at for one, first, last in found_runs if one is line for at in range(first, last)}
        others = (*_labels(line), *_openings(line), *_strange(line, taken, vocabulary))
        found += [line.mention(first, last) for first, last in others]
    free = (one for one in found if not view.blocks[one.span.block].is_protected(one.span.start, one.span.end))
    return sorted(free, key=lambda one: one.span)


def clauses(view: View, skipped: AbstractSet[int]) -> Iterator[Mention]:
    """Clauses that are a name if they stand in a name's place: Are you hungry, Where to go. Longer ones come first."""
    for block in view.blocks:
        line = Line(block)
        for at, token in enumerate(line.row if block.index not in skipped else ()):
            if not mostly(token.text, "bmw"):
                continue
            for size in CLAUSE:
                said = line.row[at : at + size]
                whole = len(said) == size and all(one.gap is Gap.NONE for one in said[1:])
                if whole and asks([one.text for one in said]):
                    yield line.mention(at, at + size)


def asks(said: Sequence[str]) -> bool:
    """Whether folded words are a short question: are you hungry, where to go, what is worth buying."""
    if len(said) < CLAUSE[-1] or not mostly(said[0], "bmw"):
        return False
    first, second, last = said[0], said[1], said[-1]
    opens = second in {"you", "we", "i"} if mostly(first, "bm") else second in {"to", "is", "are", "do"}
    return opens and mostly(last, "avnNg") and shape(" ".join(said)) is Shape.CLAUSE


def _extended(runs: Sequence[tuple[Line, int, int]], vocabulary: Vocabulary) -> Iterator[tuple[Line, int, int]]:
    """``runs``, a strange word with the small words that always go on after it ("Sheng large cloud")."""
    tails: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    often: Counter[str] = Counter()
    for line, first, last in runs:
        if last - first == 1:
            tails[line.row[first].text].add(_tail(line.row, last))
            often[line.row[first].text] += 1
    for line, first, last in runs:
        word = line.row[first].text
        tail = next(iter(tails[word])) if last - first == 1 and len(tails[word]) == 1 else ()
        bound = often[word] > 1 or len(tail) > 1
        belongs = tail and bound and not parts(word).strip("P") and vocabulary.syllables(word) > 0
        yield line, first, last + len(tail) if belongs else last


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


def _labels(line: Line) -> Iterator[tuple[int, int]]:
    """A small noun and a single letter: station B."""
    for at, token in enumerate(line.row[1:], 1):
        before = line.row[at - 1]
        letter = len(token.text) == 1 and token.capital and token.text.isalpha() and line.joined(at)
        if letter and not before.capital and mostly(before.text, NOUN) and token.text not in "ai":
            yield at - 1, at + 1


def _openings(line: Line) -> Iterator[tuple[int, int]]:
    """Small nouns with which a sentence opens, where every other sentence opens with a capital."""
    for at, token in enumerate(line.row):
        if at == 0 or not token.first:
            continue
        last = at
        while (last == at or line.joined(last)) and _is_small_noun(line.row[last]):
            last += 1
        if 1 < last - at <= LONGEST // 2:
            yield at, last


def _is_small_noun(token: Token) -> bool:
    return can_be(token.text, "nuNa") and not token.capital


def _strange(line: Line, taken: AbstractSet[int], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Words in small letters that English does not know and that read as syllables of a name."""
    for at, token in enumerate(line.row):
        if at in taken or token.capital or len(token.text) < LETTERS or zipf(token.text) >= STRANGE:
            continue
        if vocabulary.is_strange(token.text) and vocabulary.syllables(token.text) >= SYLLABLES:
            yield at, at + 1
