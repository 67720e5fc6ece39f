"""Blanks that stand, or are missing, beside punctuation, and blanks in a row.

## What it does
Takes the blank away before a comma, full stop or other closing mark and inside parentheses, puts the missing one after
a comma, an ellipsis or the end of a sentence, and makes one of several blanks between two words. Only blanks change. It
asks sacremoses where blanks belong beside a mark, and changes nothing that sacremoses would not. Numbers, times, file
names, addresses, code, text in another language and the two blanks some writers leave after a full stop stay.

## Why
Translation engines work on words that were cut apart from their punctuation, and do not always put them together again.

## Example
    From Suzhou , by boat ,and then on foot …Don’t stop .

## Use instead
    From Suzhou, by boat, and then on foot… Don’t stop.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from typing import Final, NamedTuple

from retranslate.glossary import Glossary
from retranslate.model import Edit, Outcome
from retranslate.rules import moses, table
from retranslate.rules.english import is_prose
from retranslate.rules.hit import Hit, closing, opening
from retranslate.rules.policy import Policy
from retranslate.text import BlockView, View, speech

_BLANKS: Final = " \u00a0\u2009\u202f"  # B in spacing.tsv: blanks of running text; tabs and wide ones are layout
_UNIFIED: Final = str.maketrans(dict.fromkeys(_BLANKS, " "))  # one for one, so that offsets hold
_LETTER: Final = r"[^\W\d_]"  # L in spacing.tsv
_ABBREVIATION: Final = re.compile(r"\b(?:etc|inc|co|corp|ltd|jr|sr|u\.s|a\.m|p\.m|e\.g|i\.e|ph\.d)\.$", re.IGNORECASE)
_NOT_PROSE: Final = re.compile(r"[=<>{}\[\]()/\\_|:#@*]|[a-z][A-Z]")
_AUXILIARIES: Final = frozenset(
    ("do", "did", "does", "is", "are", "was", "were", "has", "have", "had", "could", "would", "should", "must", "need")
)
_WORDS: Final = re.compile(r"[^\W_]+")
_GAPS: Final = re.compile(rf"(?<=\S)[{_BLANKS}]+(?=\S)")
_RUN: Final = re.compile(rf"(?<=[^\s.!?:])[{_BLANKS}]{{2,}}(?=\S)")
_WORD: Final = 40  # code points in which the word before a parenthesis is looked for
_NUMERAL: Final = re.compile(r"[IVXLC]+\)")


class Repair(NamedTuple):
    """One row of spacing.tsv: what to look for, what to put there, when, and whether sacremoses must agree.

    ``unified``: it looks for blanks, and in a text whose blanks of running text are all plain ones.
    """

    policy: Policy
    pattern: re.Pattern[str]
    unified: bool
    after: str  # a template of the match's groups
    holds: Callable[[Hit], bool]
    asks: bool


def find(view: View, glossary: Glossary) -> Iterator[Edit]:
    """Every blank that is out of place."""
    found = list(_candidates(view))
    opinions = moses.opinions({hit.sentence for repair, _, hit, _ in found if repair.asks})
    for repair, seen, hit, after in found:
        if not repair.asks or _agrees(opinions[hit.sentence], hit, after):
            yield repair.policy.edit(seen, hit.start, hit.end, after)


def _candidates(view: View) -> Iterator[tuple[Repair, BlockView, Hit, str]]:
    for seen in view.blocks:
        for repair, found in view.once((_repairs, seen.block), partial(_found, seen.block.text)):
            hit = Hit.of(seen, found, view)
            if repair.holds(hit) and is_prose(hit.sentence):
                yield repair, seen, hit, found.expand(repair.after)


def _found(text: str) -> list[tuple[Repair, re.Match[str]]]:
    """What the rows of spacing.tsv find in ``text``, whatever stands around it."""
    unified = text.translate(_UNIFIED)
    return [
        (repair, found)
        for repair in _repairs()
        for found in repair.pattern.finditer(unified if repair.unified else text)
    ]


def _agrees(opinion: moses.Opinion | None, hit: Hit, after: str) -> bool:
    """Whether sacremoses would set the blanks of ``hit``'s sentence as ``after`` does."""
    if opinion is None:
        return False
    visible = [at for at in range(max(0, hit.start - 1), hit.end) if not hit.text[at].isspace()]  # with the one before
    stretch = hit.text[hit.start - 1] + after if hit.start else after
    ours = [stretch[at + 1 : at + 2].isspace() for at, char in enumerate(stretch) if not char.isspace()]
    if not after[-1].isspace():
        del ours[-1], visible[-1]  # what follows the last character is not ours to say
    return all(opinion.get(at - hit.first, blank) == blank for at, blank in zip(visible, ours, strict=True))


@cache
def _repairs() -> tuple[Repair, ...]:
    return tuple(
        Repair(
            Policy("spacing", Outcome(row["outcome"]), float(row["confidence"]), row["why"]),
            re.compile(row["pattern"].replace("B", " ").replace("L{", _LETTER + "{")),
            "B" in row["pattern"],
            row["after"],
            CONDITIONS[row["when"]],
            row["sacremoses"] == "yes",
        )
        for row in table.rows("spacing.tsv")
    )


def _ends_here(hit: Hit) -> bool:
    """A mark after a word, not one that is spoken of, part of a number, an emoticon or a row of marks."""
    before, mark, rest = hit.text[hit.start - 1], hit.text[hit.end - 1], hit.after.lstrip()
    if not (before.isalnum() or before in ")]%”’\"'°" or (mark != "." and _ABBREVIATION.search(hit.before))):
        return False
    if rest[:1] in tuple(",;:.?!…(") or (mark == ";" and rest[:1] == ")") or (mark == "?" and " : " in rest):
        return False
    if len(hit.word_before) == 1 and len(hit.word_after) == 1 and mark == ".":
        return False  # x . y
    return not (before.isdigit() and rest[:1].isdigit()) and hit.word_before.casefold() not in table.words("spoken-of")


def _introduces(hit: Hit) -> bool:
    """A colon inside prose: not a label's (``Name : value``), not a ratio's."""
    if hit.word_before.casefold() in table.words("spoken-of"):
        return False
    return hit.text[hit.start - 1].isalpha() and len(hit.sentence.split()) > 5 and hit.before.count(" ") > 1


def _is_paired(hit: Hit) -> bool:
    """A blank inside parentheses around some words; those of a function call touch the name before them."""
    at = hit.start if hit.text[hit.start] == "(" else opening(hit.text, hit.end - 1)
    to = closing(hit.text, at) if at is not None else None
    if at is None or to is None:
        return False
    spoken_of = table.words("spoken-of")
    before = _WORDS.findall(hit.text[max(0, at - _WORD) : at].casefold())
    inner = _WORDS.findall(hit.text[at:to].casefold())
    if (
        not inner
        or inner[-1] in spoken_of
        or spoken_of.intersection(before[-1:])
        or hit.text[at:to].rstrip()[-1] in ",|"
    ):
        return False
    return at == 0 or (not hit.text[at - 1].isalnum() and hit.text[at - 1] not in ":;=-")


def _is_lone_comma(hit: Hit) -> bool:
    """The only comma of a token that is prose: not a list of tags, not code."""
    return hit.token.count(",") == 1 and not _NOT_PROSE.search(hit.token)


def _goes_on(hit: Hit) -> bool:
    return _is_lone_comma(hit) and (hit.word_after[0].isupper() or speech.is_closed(hit.word_after.casefold()))


def _may_go_on(hit: Hit) -> bool:
    return _is_lone_comma(hit) and not _goes_on(hit)


def _begins_a_sentence(hit: Hit) -> bool:
    """A common lower-case word, a stop, and a little word with a capital: no file name, no host."""
    before = hit.word_before
    known = before.islower() and bool(speech.parts(before))
    return known and speech.is_closed(hit.word_after.casefold()) and not _NOT_PROSE.search(hit.token)


def _goes_on_with_little_word(hit: Hit) -> bool:
    return speech.is_closed(hit.word_after.casefold())


def _is_no_layout(hit: Hit) -> bool:
    """One of few runs: not what lines up columns or fills a line, and not what a writer leaves after a sentence."""
    if hit.text[0].isspace() or "\t" in hit.text or hit.before.rstrip(")”’\"'")[-1:] in tuple(".!?:…"):
        return False
    return _is_running(hit.text) and not any(map(_RUN.search, hit.beside))


@lru_cache(maxsize=1)  # asked for every run of a block
def _is_running(text: str) -> bool:
    gaps = [len(gap) for gap in _GAPS.findall(text)]
    runs = sum(gap > 1 for gap in gaps)
    return max(gaps) < 4 and (runs == 1 or runs * 8 < len(gaps))


def _is_clitic(hit: Hit) -> bool:
    return not hit.after.startswith(("’", "'", "-"))  # the letter ’s’, ’s-Hertogenbosch


def _is_negation(hit: Hit) -> bool:
    """do n’t, don ’t, don ’ t: with one n."""
    letters = "".join(filter(str.isalpha, hit.text[hit.start : hit.end])).casefold()
    return _is_clitic(hit) and (letters in {"cant", "wont"} or letters.removesuffix("nt") in _AUXILIARIES)


def _is_gloss(hit: Hit) -> bool:
    inner = hit.text[hit.end : closing(hit.text, hit.end - 1)]
    return (" " in inner or inner[:1].isupper()) and not _NUMERAL.match(hit.text, hit.end) and "," not in inner


CONDITIONS: Final[dict[str, Callable[[Hit], bool]]] = {  # the column ``when`` of spacing.tsv
    "always": lambda _: True,
    "begins_a_sentence": _begins_a_sentence,
    "ends_here": _ends_here,
    "goes_on": _goes_on,
    "goes_on_with_little_word": _goes_on_with_little_word,
    "introduces": _introduces,
    "is_clitic": _is_clitic,
    "is_gloss": _is_gloss,
    "is_lone_comma": _is_lone_comma,
    "is_negation": _is_negation,
    "is_no_layout": _is_no_layout,
    "is_paired": _is_paired,
    "may_go_on": _may_go_on,
}
