"""How Chinese characters are spelled in Latin letters: pinyin, Wade-Giles, and Hong Kong's Cantonese."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from retranslate.forecast.language import Reading, Syllable

OTHER_READING, PER_READING = 0.8, 0.3  # a reading that pypinyin does not give first in this context; each further one
RESPELLED = 0.3  # lu for lü; the second spelling of a Cantonese syllable
_SURNAMES: Final = """
wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang
feng yu dong xiao cheng cao yuan deng fu shen zeng peng lv lu su jiang cai jia ding wei xue ye yan pan du dai xia
zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan
duan lei qian yin chang wen qiao lai gong pang lan dou niu zhan lee wong chan cheung lau yeung chiu ng chow tsui
suen woo chu ko lam ho kwok law leung sung tse hon fung chang chao tsai hsu hsieh teng tseng peng lo tsao kuo chou
yeh chiang chung chien
"""
PINYIN, WADE_GILES, CANTONESE = "pinyin", "Wade-Giles", "Cantonese"

SURNAMES: Final = frozenset(  # the commonest of the mainland, then Hong Kong's and Taiwan's
    _SURNAMES.split()
)
_INITIALS: Final = (  # what is confused at the start of a syllable, by people and by engines
    (r"^(zh|z|j)", "z"),
    (r"^(ch|c|q)", "c"),
    (r"^(sh|s|x)", "s"),
    (r"^[nlr]", "l"),
    (r"^[hf]", "h"),
)
_FINALS: Final = ((r"ng$", "n"), (r"v", "u"), (r"uo$|ou$", "o"))


def family(syllable: str) -> str:
    """What the pinyin ``syllable`` shares with those it is confused with: zh/z/j, n/l/r, an/ang, uo/ou/o."""
    for pattern, instead in (*_INITIALS, *_FINALS):
        syllable = re.sub(pattern, instead, syllable)
    return syllable


def plain(sound: str) -> str:
    """``sound`` in lower-case ASCII letters: Wade-Giles without apostrophes and marks."""
    bare = unicodedata.normalize("NFKD", sound)
    return "".join(char for char in bare.casefold() if char.isascii() and char.isalpha())


def readings(source: str, fuller: str) -> tuple[tuple[Reading, ...], ...]:
    """The ways each character of ``source`` may be spelled, likeliest first; ``fuller``: in traditional ones."""
    from pypinyin import Style, pinyin

    def read(style: Style, *, all_of_them: bool) -> list[list[str]]:
        given: list[list[str]] = pinyin([*source] if all_of_them else source, style, all_of_them, errors=_each)
        return given

    first, others = read(Style.NORMAL, all_of_them=False), read(Style.NORMAL, all_of_them=True)
    old = read(Style.WADEGILES, all_of_them=False)
    south = _cantonese(fuller)
    return tuple(tuple(_of_one(char, *parts)) for char, *parts in zip(source, first, others, old, south, strict=True))


def _each(unread: str) -> Any:
    return [""] * len(unread)


def _of_one(char: str, first: list[str], others: list[str], old: list[str], south: list[str]) -> Iterator[Reading]:
    sounds = [*first, *(other for other in others if other not in first)]
    for rank, sound in enumerate(sound for sound in sounds if sound):
        cost = OTHER_READING + PER_READING * (rank - 1) if rank else 0.0
        yield from (Reading(spelled, PINYIN, cost + extra) for spelled, extra in _spellings(sound))
    yield from (Reading(wade_giles(one, sounds[0]), WADE_GILES, 0.0) for one in filter(None, old))
    for rank, sound in enumerate(dict.fromkeys(filter(None, map(plain, south)))):
        yield Reading(sound, CANTONESE, RESPELLED * rank)


def wade_giles(given: str, pinyin: str) -> str:
    """The Wade-Giles spelling that pypinyin gave for ``pinyin``, in ASCII letters; it gets -ai, -ie and shuo wrong."""
    spelled = plain(given.replace("v", "u"))
    if pinyin.endswith("ai"):
        return spelled.removesuffix("ei") + "ai" if spelled.endswith("ei") else spelled
    return {"toeh": "tieh", "sho": "shuo"}.get(spelled, spelled)


def _spellings(sound: str) -> Iterator[tuple[str, float]]:
    if "v" not in sound:
        yield sound, 0.0
        return
    yield sound, 0.0
    yield sound.replace("v", "ü"), 0.0
    yield sound.replace("v", "u"), RESPELLED
    yield sound.replace("v", "yu"), RESPELLED


def _cantonese(fuller: str) -> list[list[str]]:
    given: list[list[str]] = _hong_kong().getRoman(fuller)
    return given


@cache
def _hong_kong() -> Any:
    from cantoroman import Cantonese  # type: ignore[import-untyped,unused-ignore]

    return Cantonese()


def syllables(headwords: Iterable[tuple[str, str]], fuller: dict[str, str]) -> Iterator[Syllable]:
    """Every syllable of the three spellings, with its share among the syllables of dictionary headwords."""
    counts, characters = _counts(headwords)
    from pypinyin import Style, lazy_pinyin

    chars = "".join(characters)
    tables: dict[str, Counter[str]] = {PINYIN: Counter(), WADE_GILES: Counter(), CANTONESE: Counter()}
    for sound, count in counts.items():
        for spelled, _ in _spellings(sound):
            tables[PINYIN][spelled] += count
    pinyin = lazy_pinyin([*chars])
    for char, sound, old in zip(chars, pinyin, lazy_pinyin([*chars], Style.WADEGILES), strict=True):
        tables[WADE_GILES][wade_giles(old, sound)] += characters[char]
    for char, south in zip(chars, _cantonese("".join(fuller.get(char, char) for char in chars)), strict=True):
        for sound in {*map(plain, south)}:
            tables[CANTONESE][sound] += characters[char]
    for system, table in tables.items():
        total = sum(table.values())
        for sound, count in table.items():
            if sound:
                key = family(sound) if system == PINYIN else sound
                yield Syllable(sound, system, key, -math.log10((count + 1) / total))


def _counts(headwords: Iterable[tuple[str, str]]) -> tuple[Counter[str], Counter[str]]:
    """How often each pinyin syllable and each character stands in the headwords; names count five times."""
    sounds: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for word, pinyin in headwords:
        spelled = re.findall(r"[a-z:]+(?=[1-5])", pinyin.casefold())
        if len(spelled) == len(word):
            weight = 5 if pinyin[:1].isupper() else 1
            for char, sound in zip(word, spelled, strict=True):
                sounds[sound.replace("u:", "v")] += weight
                characters[char] += weight
    return sounds, characters
