"""Chinese names as a machine spells and translates them: all that is particular to Mandarin."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

from retranslate.forecast import store
from retranslate.forecast.language import Gloss, Reading, Syllable
from retranslate.forecast.mandarin import numbers, sounds
from retranslate.forecast.mandarin.dictionary import Dictionary
from retranslate.text import fold

LONGEST_PIECE = 8  # characters
KEPT = 0.1  # Latin letters and digits stay as they are
DROPPED, PARTICLE, TAIL = 2.0, 0.3, 0.8  # leaving out a character; one without meaning; one of "company", "video" ...

_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff\u3007]")
_PIECE: Final = re.compile(rf"[A-Za-z]+\d*|\d+[A-Za-z]*|{numbers.NUMERAL}|[^\W_]")
_PARTICLES: Final = frozenset("的了么之与和及吗呢吧儿们着")
_TAILS: Final = re.compile(
    "(?:股份|有限|责任|控股|公司|集团|企业|科技|网络|技术|信息|平台|网|网站|软件|游戏|影业|传媒|文化|娱乐|实业|国际|"
    "出行|汽车|单车|外卖|快递|物流|金融|财经|证券|保险|资本|投资|地产|教育|直播|视频|音乐|地图|电商|电子|智能)+$"
)


class Mandarin:
    """Chinese, in simplified or traditional characters; see `retranslate.forecast.language.Language`."""

    code = "zh"

    def __init__(self, dictionaries: Sequence[Path] = ()) -> None:
        self._paths = tuple(dictionaries)

    @cached_property
    def _dictionary(self) -> Dictionary:
        return Dictionary.open(self._paths)

    def claims(self, source: str) -> bool:
        """Whether ``source`` has a Chinese character."""
        return bool(_HAN.search(source))

    def normal(self, source: str) -> str:
        """``source`` in simplified characters, without blanks and marks."""
        kept = "".join(char for char in source if char.isalnum())
        return self._dictionary.simplified(kept)

    def pieces(self, source: str) -> Iterator[tuple[int, int]]:
        """Latin runs and numerals whole; every run of other pieces up to `LONGEST_PIECE`."""
        runs = [(found.start(), found.end()) for found in _PIECE.finditer(source)]
        for at, (start, stop) in enumerate(runs):
            yield start, stop
            for _, end in runs[at + 1 : at + LONGEST_PIECE]:
                if not (_HAN.match(source, start) and _HAN.match(source, end - 1)):
                    break
                yield start, end

    def glosses(self, piece: str) -> tuple[Gloss, ...]:
        """Dictionary senses; digits for numerals; Latin letters as they are."""
        if not _HAN.search(piece):
            return (Gloss((fold(piece).text,), KEPT),)
        return numbers.glosses(piece) + self._dictionary.glosses(piece)

    def readings(self, source: str) -> tuple[tuple[Reading, ...], ...]:
        """Pinyin in context, then other readings, Wade-Giles, Cantonese."""
        fuller = self._dictionary.fuller
        return sounds.readings(source, "".join(fuller.get(char, char) for char in source))

    def drops(self, source: str) -> tuple[float, ...]:
        """Particles and the tails of company names are left out easily."""
        tail = _TAILS.search(source)
        start = max(tail.start(), 2) if tail else len(source)
        return tuple(
            PARTICLE if char in _PARTICLES else TAIL if at >= start else DROPPED for at, char in enumerate(source)
        )

    def surnames(self) -> frozenset[str]:
        """The hundred commonest surnames in pinyin."""
        return sounds.SURNAMES

    def syllables(self) -> tuple[Syllable, ...]:
        """The syllables of all three spellings."""
        return self._syllables

    @cached_property
    def _syllables(self) -> tuple[Syllable, ...]:
        def make() -> bytes:
            return marshal.dumps(list(map(tuple, sounds.syllables(self._dictionary.spoken(), self._dictionary.fuller))))

        return tuple(Syllable(*one) for one in marshal.loads(store.kept("syllables", (), self._paths, make)))
