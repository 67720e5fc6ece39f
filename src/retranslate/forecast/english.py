"""The language that garbled names are read in: which words stand for one another, and which say next to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import cache
from typing import Final

_FUNCTION_WORDS: Final = (
    "a an the of and to in on for with at by from as or is are be into that this its his her their s & 's"
)
_GENERIC_WORDS: Final = """
app apps application software website site web network net online internet company corporation corp co inc ltd
limited group holdings technology tech technologies platform game games brand store shop mall media studio bank
university college institute city county province district river lake mountain street road station hotel hospital
school team club fund automobile auto motor motors car cars phone mobile video music news travel plan project film movie
novel show
"""
STRANGERS = 9.0  # cost of two words that only look alike once a last e or a doubled letter is gone (lin, line)
INFLECTED, TWICE = 0.45, 0.7  # cost of an inflected form; of two different forms of one word
_VOWELS: Final = frozenset("aeiouy")
_IRREGULAR_FORMS: Final = """
man men|woman women|child children|foot feet|tooth teeth|goose geese|mouse mice|person people|ox oxen|leaf leaves
wolf wolves|life lives|knife knives|wife wives|half halves|self selves|shelf shelves|thief thieves
be am are is was were been being|go went gone goes|do does did done|have has had|say said|make made|get got gotten
take took taken|see saw seen|come came|know knew known|give gave given|find found|think thought|tell told
become became|leave left|feel felt|bring brought|begin began begun|keep kept|hold held|write wrote written
stand stood|hear heard|mean meant|meet met|run ran|pay paid|sit sat|speak spoke spoken|lead led|grow grew grown
lose lost|fall fell fallen|send sent|build built|draw drew drawn|break broke broken|spend spent|rise rose risen
drive drove driven|buy bought|wear wore worn|choose chose chosen|eat ate eaten|fly flew flown|fight fought
catch caught|throw threw thrown|win won|sleep slept|sell sold|teach taught|sing sang sung|ride rode ridden
swim swam swum|drink drank drunk|shake shook shaken|hide hid hidden|steal stole stolen|blow blew blown
freeze froze frozen|wake woke woken|strike struck stricken|swear swore sworn|tear tore torn|forget forgot forgotten
shoot shot|seek sought|dig dug|feed fed|light lit|shine shone|spin spun|bite bit bitten|bend bent|lend lent
sweep swept|weep wept|hang hung|sink sank sunk|ring rang rung|spring sprang sprung|bear bore born borne|swing swung
stick stuck|bind bound|wind wound|grind ground|lie lay lain|dream dreamt|burn burnt|learn learnt|leap leapt
good better best|bad worse worst|far farther further|old elder eldest|long length|strong strength|deep depth
wide width|high height|warm warmth|true truth|young youth|free freedom|wise wisdom|king kingdom|hot heat
die dead death|live alive|choose choice|fly flight|see sight|think thought|speak speech|sing song|sell sale
give gift|lose loss|grow growth|weigh weight|win winner|beautiful beauty|gold golden|hunger hungry|angry anger
wood wooden|wool woolen|silk silken|earth earthen|east eastern|west western|north northern|south southern|sun sunny
fool foolish|day daily|week weekly|month monthly|year yearly|china chinese|heaven heavenly|wing winged
"""
_WHOLE_WORDS: Final = """
after any beauty body brother butter buffer center chapter character corner counter country county cover early
either evening family father feather fashion flower forty letter leather leader master matter million billion
mission monday monster morning mother motion never news number nothing offer only order other party passion pension
portion potion power pretty proper quarter question river section session shower silver sister sixty something
station story summer supply tension thing tiger tower under water weather winter
"""
FUNCTION: Final = frozenset(_FUNCTION_WORDS.split())
GENERIC: Final = frozenset(_GENERIC_WORDS.split())
_WHOLE: Final = frozenset(_WHOLE_WORDS.split())  # what looks like a suffix is none
_IRREGULAR: Final = {
    form: base
    for family in _IRREGULAR_FORMS.strip().replace("\n", "|").split("|")
    for base, *forms in [family.split()]
    for form in forms
}
_SUFFIXES: Final = (
    tuple(  # suffixes, what takes their place, price, letters that must remain; the first that fits is taken
        (suffix, instead, price, keep)
        for suffixes, instead, price, keep in (
            ("'s", "", 0.45, 1),
            ("iness", "y", 1.1, 3),
            ("fulness ness", "", 1.1, 3),
            ("izations ization isations isation", "", 1.1, 3),
            ("ications ication", "y", 1.1, 3),
            ("ations ation itions ition ators ator ating ated ates ate", "", 1.1, 4),
            ("ions ion", "", 1.1, 3),
            ("ities ity", "", 1.1, 4),
            ("ments ment", "", 1.1, 3),
            ("izing ized izes ize ising ised ises ise", "", 0.9, 4),
            ("ingly", "", 1.1, 3),
            ("ings", "", 0.7, 3),
            ("ing ed", "", 0.45, 3),
            ("ied ies", "y", 0.45, 2),
            ("ially ically ally ial ical", "", 1.1, 4),
            ("ily", "y", 1.1, 3),
            ("ly", "", 1.1, 3),
            ("ers er", "", 1.1, 4),
            ("tors tor", "t", 1.1, 3),
            ("sors sor", "s", 1.1, 3),
            ("ier iest", "y", 0.9, 3),
            ("est", "", 0.9, 4),
            ("ously ious ous", "", 1.1, 4),
            ("fully ful", "", 1.1, 3),
            ("less", "", 1.6, 3),
            ("ives ive ance ence ant able ible ish ism ist al ic ary", "", 1.1, 4),
            ("shes", "sh", 0.45, 2),
            ("ches", "ch", 0.45, 2),
            ("xes", "x", 0.45, 2),
            ("sses", "ss", 0.45, 2),
            ("y", "", 0.9, 4),
        )
        for suffix in suffixes.split()
    )
)
_BY_TAIL: Final[dict[str, list[int]]] = {}
for _at, (_suffix, *_) in enumerate(_SUFFIXES):
    _BY_TAIL.setdefault(_suffix[-3:], []).append(_at)
_BY_END: Final = {  # most words end like no suffix: only those that end with the same three letters are tried
    end: tuple([_SUFFIXES[at] for at in sorted({at for n in (1, 2, 3) for at in _BY_TAIL.get(end[-n:], ())})])
    for end in _BY_TAIL
}
_NO_PLURAL: Final = ("ss", "us", "is")


_OPENING: Final = 4  # letters


def _opening(word: str) -> str:
    return word[:_OPENING].replace("y", "i")  # try, tried


_CHANGED: Final = [
    (_opening(base)[:3], _opening(form)) for form, base in _IRREGULAR.items() if _opening(base) != _opening(form)
]


def openings(roots: Iterable[str]) -> frozenset[str]:
    """What folded words begin with that have one of ``roots``, for `opens`."""
    kept = set(map(_opening, roots))  # a suffix goes, what it stood on stays
    shorter = {begin[:3] for begin in kept}
    return frozenset(kept.union(form for base, form in _CHANGED if base in shorter))


def opens(word: str, begin: Set[str]) -> bool:
    """Whether the folded ``word`` may have one of the roots that ``begin``; most words do not, and are not read."""
    first = _opening(word)
    return first in begin or first[:3] in begin


@cache
def root(word: str) -> tuple[str, float]:
    """A key shared by the forms of one folded word (headline, headlines; tremble, trembling), and how far it was to it.

    The suffixes and irregular forms are written out above; a price near 0.45 is an inflection, near 1 a derivation.
    """
    base = _IRREGULAR.get(word, word)
    price = INFLECTED if base != word else 0.0
    for _ in range(3):
        shorter, more = _strip(base)
        if shorter == base:
            break
        base, price = shorter, price + more
    if len(base) > 3 and base.endswith("e"):
        base = base[:-1]
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "aeiou":
        base = base[:-1]
    return base, price


def _strip(word: str) -> tuple[str, float]:
    if word in _WHOLE:
        return word, 0.0
    for suffix, instead, price, keep in _BY_END.get(word[-3:]) or _BY_END.get(word[-2:]) or _BY_END.get(word[-1:], ()):
        if word.endswith(suffix) and len(word) - len(suffix) >= keep:
            stem = word[: -len(suffix)]
            if not _VOWELS.isdisjoint(stem):
                return stem + instead, price
    if word.endswith("s") and len(word) > 3 and not word.endswith(_NO_PLURAL):
        return word[:-1], INFLECTED
    return word, 0.0


def distance(word: str, other: str) -> float:
    """The price of ``word`` standing for ``other``, two words with the same root; 0 for the same word."""
    if word == other:
        return 0.0
    one, two = root(word)[1], root(other)[1]
    if not one and not two:
        return STRANGERS
    return max(abs(one - two), TWICE if one and two else INFLECTED)
