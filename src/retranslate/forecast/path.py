"""What a path says: in an editor's words, of which sort it is, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from retranslate.forecast.align import FULL_COST, Path, capitals
from retranslate.forecast.arcs import GLOSS, KEPT, Step, same_root
from retranslate.forecast.english import FUNCTION, GENERIC
from retranslate.forecast.models import Name
from retranslate.forecast.reader import OPENING_CHANCE, Reader, chance
from retranslate.forecast.thresholds import Sort
from retranslate.forecast.tokens import Gap, Token

if TYPE_CHECKING:
    from retranslate.text import BlockView

MOST_SYLLABLES_OF_A_PERSON: Final = 3
ESTABLISHED_CHANCE: Final = 7.0  # -log10; places and persons that English knows are more frequent than this


def sort(path: Path, row: Sequence[Token]) -> Sort:
    """Of which sort ``path`` is."""
    hows = {step.how for step in path.steps} - {KEPT}
    if hows <= {GLOSS}:
        if path.last - path.first == len(path.steps) == 1:
            return Sort.WORD
        return Sort.LITERAL if capitals(row[path.first : path.last]) else Sort.PHRASE
    return Sort.MIXED if GLOSS in hows else Sort.PINYIN


def described(name: Name, path: Path, block: BlockView) -> str:
    """``path`` as ``米 Mi + 哈 ha (pinyin) + 游 Tour (gloss)``, in the raw text's own spelling."""
    parts = []
    for how, steps in groupby(path.steps, key=lambda step: step.how):
        said = " + ".join(f"{name.source[step.start : step.stop]} {_raw(step, block)}" for step in steps)
        parts.append(said if how == KEPT else f"{said} ({how})")
    missing = "".join(name.source[at] for at in path.dropped)
    return " + ".join(parts) + (f", without {missing}" if missing else "")


def _raw(step: Step, block: BlockView) -> str:
    start, end = block.folded.to_raw(step.first, step.last)
    return " ".join(block.block.text[start:end].split())


def signs(path: Path, row: Sequence[Token], name: Name, reader: Reader) -> Iterator[str]:
    """What speaks against ``path``, by the keys of `retranslate.forecast.thresholds.SIGNS`."""
    found = sort(path, row)
    if found is Sort.PINYIN and like_a_person(path, row, reader.models.surnames):
        yield "person"
    if found is Sort.PINYIN and is_established(path, row):
        yield "known"
    if found in (Sort.LITERAL, Sort.PHRASE) and is_part(path, name):
        yield "part"
    if found in (Sort.LITERAL, Sort.PHRASE) and is_dictionary_phrase(path, row, name, reader):
        yield "dictionary"
    if found is Sort.LITERAL and is_in_longer_name(path, row):
        yield "longer"


def is_in_longer_name(path: Path, row: Sequence[Token]) -> bool:
    """Whether a word with a capital stands beside the span, or follows on it by "of" (Chinese Academy of Fine Arts)."""
    places = [*beside(path, row)]
    if path.last in places and row[path.last].text == "of":
        places.append(path.last + 1)
    return any(at < len(row) and row[at].telling and row[at].text not in GENERIC for at in places)


def beside(path: Path, row: Sequence[Token]) -> tuple[int, ...]:
    """The places in ``row`` of the words that follow on the span or lead up to it without a mark between."""
    before = (path.first - 1,) if path.first and row[path.first].gap is Gap.NONE else ()
    after = (path.last,) if path.last < len(row) and row[path.last].gap is Gap.NONE else ()
    return (*before, *after)


def named_before(path: Path, row: Sequence[Token], surnames: frozenset[str]) -> bool:
    """Whether a surname stands before a spelled form of two syllables at most: a person's given name (Chen Weilai)."""
    if not path.first or row[path.first].gap is not Gap.NONE or len(path.steps) >= MOST_SYLLABLES_OF_A_PERSON:
        return False
    return path.last - path.first == 1 and row[path.first - 1].capital and row[path.first - 1].text in surnames


def is_part(path: Path, name: Name) -> bool:
    """Whether characters are missing that carry the name."""
    return any(name.drops[at] >= FULL_COST for at in path.dropped)


def is_dictionary_phrase(path: Path, row: Sequence[Token], name: Name, reader: Reader) -> bool:
    """Whether the words are what a dictionary has for the whole name (Red Sea for 红海): they may well be meant."""
    said = [token.text for token in row[path.first : path.last] if token.text not in FUNCTION]
    whole = {unit for start, stop, unit in name.pieces if stop - start == len(name.source)}
    return any(
        sense.unit in whole and len(sense.words) == len(said) and all(map(same_root, sense.words, said))
        for sense in reader.senses(said[0] if said else "")
    )


def is_established(path: Path, row: Sequence[Token]) -> bool:
    """Whether a form spelled as one word is a word that English knows anyway (Shanxi): then it is that word's name."""
    return path.last - path.first == 1 and chance(row[path.first].text) <= ESTABLISHED_CHANCE


def is_residue(token: Token, reader: Reader) -> bool:
    """Whether a word beside a spelled name looks like more of the same: a spelled word with a capital."""
    if not token.capital or chance(token.text) <= OPENING_CHANCE:
        return False
    return len(token.text) > 1 and reader.is_spelled(token.text)


def like_a_person(path: Path, row: Sequence[Token], surnames: frozenset[str]) -> bool:
    """Whether a spelled form is laid out as persons are, surname and given name apart (Yuan Shen, Hu Bingqing)."""
    if path.last - path.first != 2 or len(path.steps) > MOST_SYLLABLES_OF_A_PERSON:
        return False
    return row[path.first].text in surnames and row[path.last - 1].gap is Gap.NONE
