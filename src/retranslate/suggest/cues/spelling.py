"""What the letters of a wording say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retranslate.forecast.english import GENERIC
from retranslate.judge.phrase import Shape, shape
from retranslate.suggest.harvest import asks
from retranslate.text.ordinary import zipf
from retranslate.text.speech import NOUN, can_be, mostly, parts

if TYPE_CHECKING:
    from retranslate.suggest.case import Case

COMMON = 3.7  # Zipf; rarer words are seldom in English names
GIVEN = 2  # syllables of a given name


def _shape(case: Case) -> Shape:
    return shape(" ".join(case.main.words))


def _ordinary(case: Case) -> bool:
    return len(case.plain) == len(case.words) and _shape(case) is not Shape.LABEL and not asks(case.main.words)


def _of_a_person(case: Case) -> bool:
    """Whether it is spelled as a person's name: a surname and one or two syllables."""
    words, vocabulary = case.main.words, case.vocabulary
    if len(words) != 2 or not vocabulary.is_surname(words[0]):
        return False
    syllables = vocabulary.syllables(words[1])
    return syllables == 1 or (syllables == GIVEN and not vocabulary.is_plain(words[1]))


def syllables(case: Case) -> str | None:
    """Syllables from end to end: Mihayou, Yuan Shen."""
    if not case.spelled or person(case) or sum(map(case.vocabulary.syllables, case.words)) < 2:
        return None
    return f"no English: reads as {_read(case, case.words)}"


def half(case: Case) -> str | None:
    """Syllables beside English words: Juzhou Capital, Miha Tour."""
    if case.spelled or not case.strange:
        return None
    return f"half English, half {_read(case, case.strange)}"


def small_words(case: Case) -> str | None:
    """A capital and small words: Sheng large cloud."""
    first, *rest = case.main.text.split()
    mixed = first[:1].isupper() and rest and all(map(str.islower, rest)) and not case.vocabulary.is_plain(case.words[0])
    return "goes on in small letters" if mixed else None


def words(case: Case) -> str | None:
    """Ordinary words with capitals: Original God."""
    if len(case.words) < 2 or not _ordinary(case) or case.main.text.islower():
        return None
    return "ordinary words with capitals"


def word(case: Case) -> str | None:
    """One ordinary word with a capital inside a sentence: Legend."""
    return "an ordinary word with a capital" if len(case.words) == 1 and _ordinary(case) else None


def uncommon(case: Case) -> str | None:
    """An ordinary phrase with a word that is not common: Krypton, heron."""
    rare = min(case.plain, key=zipf, default="")
    return f"“{rare}” is an uncommon word" if rare and not case.strange and zipf(rare) < COMMON else None


def label(case: Case) -> str | None:
    """A noun and a single letter: station B."""
    return "a noun and a letter" if _shape(case) is Shape.LABEL and case.main.words[-1].isalpha() else None


def one_of_labels(case: Case) -> str | None:
    """A label beside others: Station A, where there is a Station B."""
    return f"there is {case.entity.siblings[0]}, too" if case.entity.siblings else None


def clause(case: Case) -> str | None:
    """A clause: Are you hungry."""
    return "a question in a name's place" if asks(case.main.words) else None


def no_noun(case: Case) -> str | None:
    """Ordinary words that end in no noun, as no English name does: Know Almost."""
    last = case.words[-1]
    ends = len(case.words) > 1 and _ordinary(case) and parts(last) and not can_be(last, NOUN | {"P"})
    return f"“{last}” is no noun" if ends else None


def opens_with_verb(case: Case) -> str | None:
    """Ordinary words that begin with a verb."""
    first = case.words[0]
    return f"“{first}” is a verb" if len(case.words) > 1 and _ordinary(case) and mostly(first, "vz") else None


def small(case: Case) -> str | None:
    """Small letters throughout."""
    return "no capital anywhere" if all(text.islower() for text in case.entity.spellings) else None


def number(case: Case) -> str | None:
    """A number in front: 36 Krypton."""
    return "a number in front" if case.main.words[0].isdecimal() else None


def in_pieces(case: Case) -> str | None:
    """A person's name in pieces, or with English in it: Shen Zhi Bai, Gu Nine Songs."""
    first, *rest = case.main.words
    vocabulary = case.vocabulary
    if (
        len(rest) < 2
        or not vocabulary.is_surname(first)
        or GENERIC.intersection(rest)
        or vocabulary.is_famous(rest[-1])
    ):
        return None
    syllables = [vocabulary.syllables(one) for one in rest]
    return "a person's name in pieces" if set(syllables) in ({0}, {1}) else None


def person(case: Case) -> str | None:
    """A person's name as it should be, and in this one way: Zhou Min, Lu Zhengyao."""
    return "spelled as persons' names are" if _of_a_person(case) and len(case.entity.spellings) == 1 else None


def foreign(case: Case) -> str | None:
    """A word that is neither English nor pinyin: Calvino."""
    known = {*case.plain, *case.famous, *case.strange}
    odd = [one for one in case.words if one not in known and not case.vocabulary.syllables(one)]
    return f"“{odd[0]}” is neither English nor Chinese" if odd else None


def _read(case: Case, said: tuple[str, ...]) -> str:
    return " ".join("-".join(case.vocabulary.cuts(one)[0]) for one in said)


CUES = (
    syllables,
    half,
    small_words,
    words,
    word,
    uncommon,
    label,
    one_of_labels,
    clause,
    no_noun,
    opens_with_verb,
    small,
    number,
    in_pieces,
    person,
    foreign,
)
