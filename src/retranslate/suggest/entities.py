"""Which mentions are of one name: the same letters, wordings that one source name explains, a name and its gloss."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.forecast.english import root
from retranslate.match.forms import squeeze
from retranslate.suggest.mention import Mention
from retranslate.text.fold import unify

if TYPE_CHECKING:
    from retranslate.suggest.rendering import Rendering, Renderings
    from retranslate.text import View

SURE: Final = 2.0  # log10 of the odds against chance, the number of wordings to compare with taken off
PERHAPS: Final = 0.3
_GLOSSED: Final = re.compile(r"\s?\((?:also|formerly|or|i\.e\.,?|known as|also known as|called|previously)\s[\"'“‘]?")


class Use(NamedTuple):
    """A mention in the document with the number ``document`` of those that were given."""

    document: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class Entity:
    """What seems to be one name: its uses in order, and what makes its wordings one, in an editor's words.

    ``perhaps`` are wordings of other entities that may be the same name, each with the reason. ``guess`` is a source
    name that would explain all wordings, "" where none is known to. ``shorter`` are wordings of others with which the
    first wording begins, with their counts; ``siblings`` differ from it in a last letter alone. ``source`` is its name
    in the original, "" where that does not tell.
    """

    uses: tuple[Use, ...]
    because: tuple[str, ...] = ()
    perhaps: tuple[tuple[str, str], ...] = ()
    guess: str = ""
    shorter: tuple[tuple[str, int], ...] = ()
    siblings: tuple[str, ...] = ()
    source: str = ""

    @property
    def spellings(self) -> Counter[str]:
        """Every spelling with its count."""
        return Counter(use.mention.text for use in self.uses)

    @property
    def wordings(self) -> dict[str, Mention]:
        """The spellings that differ in more than blanks and case, the most frequent first, one mention of each."""
        often: Counter[str] = Counter(squeeze(use.mention.text) for use in self.uses)
        first: dict[str, Mention] = {}
        for use in self.uses:
            first.setdefault(squeeze(use.mention.text), use.mention)
        return {letters: first[letters] for letters, _ in often.most_common()}


def entities(uses: Iterable[Use], views: Sequence[View], renderings: Renderings) -> list[Entity]:
    """The entities behind ``uses``, in the order of their first ones."""
    by_letters: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        by_letters[squeeze(use.mention.text)].append(use)
    groups = _Groups({letters: Entity(tuple(found)) for letters, found in by_letters.items()})
    compared = sorted(_compared(by_letters, renderings), key=lambda pair: -pair.score)
    for one, other, why, source in (*_sure(compared), *_glosses(by_letters, views)):
        groups.join(one, other, why, source)
    for pair in compared:
        if not _is_sure(pair):
            groups.point(pair.one, pair.other, "; ".join(pair.found.told) or "one may be the other in short")
    found = _beside(groups.found())
    return sorted(found, key=lambda entity: (entity.uses[0].document, entity.uses[0].mention.span))


def joined(found: Sequence[Entity], sources: Sequence[str]) -> list[Entity]:
    """``found`` with those made one that have the same name in ``sources``, which are theirs, "" for unknown ones."""
    by_source: dict[str, list[Entity]] = defaultdict(list)
    for number, (entity, source) in enumerate(zip(found, sources, strict=True)):
        by_source[source or f"{number}"].append(replace(entity, source=source))
    return [_joined(some) if len(some) > 1 else some[0] for some in by_source.values()]


def _joined(some: Sequence[Entity]) -> Entity:
    uses = _sorted(use for entity in some for use in entity.uses)
    own = {use.mention.text for use in uses}
    said = (*(why for one in some for why in one.because), f"the original has {some[0].source} for all of them")
    perhaps = tuple(dict.fromkeys(pair for one in some for pair in one.perhaps if pair[0] not in own))
    return replace(some[0], uses=uses, because=tuple(dict.fromkeys(said)), perhaps=perhaps)


def _sorted(found: Iterable[Use]) -> tuple[Use, ...]:
    return tuple(sorted(found, key=lambda use: (use.document, use.mention.span)))


def _beside(found: Iterable[Entity]) -> Iterator[Entity]:
    """``found`` with what each has beside it."""
    every = [(entity, next(iter(entity.wordings.values()))) for entity in found]
    by_words = {main.words: (main.text, len(entity.uses)) for entity, main in every}
    labels: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for _, main in every:
        if len(main.words[-1]) == 1:
            labels[main.words[:-1]].append(main.text)
    for entity, main in every:
        shorter = (main.words[:size] for size in range(1, len(main.words)))
        siblings = labels[main.words[:-1]] if len(main.words[-1]) == 1 else []
        yield replace(
            entity,
            shorter=tuple(by_words[words] for words in shorter if words in by_words),
            siblings=tuple(text for text in siblings if text != main.text),
        )


class _Groups:
    """Entities by the letters of their wordings, joined step by step."""

    def __init__(self, start: dict[str, Entity]) -> None:
        self._of = {letters: letters for letters in start}
        self._entities = start

    def join(self, one: str, other: str, why: str, source: str) -> None:
        first, second = self._of[one], self._of[other]
        if first == second:
            return
        a, b = self._entities[first], self._entities.pop(second)
        uses = _sorted((*a.uses, *b.uses))
        because = tuple(dict.fromkeys((*a.because, *b.because, why)))
        self._entities[first] = Entity(uses, because, (), source or a.guess or b.guess)
        self._of = {letters: first if group == second else group for letters, group in self._of.items()}

    def point(self, one: str, other: str, why: str) -> None:
        """Say of both entities that they may be one."""
        if self._of[one] == self._of[other]:
            return
        for here, there in ((one, other), (other, one)):
            entity, name = (
                self._entities[self._of[here]],
                self._entities[self._of[there]].spellings.most_common(1)[0][0],
            )
            if name not in dict(entity.perhaps):
                self._entities[self._of[here]] = replace(entity, perhaps=(*entity.perhaps, (name, why)))

    def found(self) -> Iterable[Entity]:
        return self._entities.values()


class _Pair(NamedTuple):
    """Two wordings and what they have in common; ``score`` has chance taken off.

    The more wordings there are to compare with, the more of it; those that share a word are compared among themselves.
    """

    one: str
    other: str
    score: float
    found: Rendering


def _compared(by_letters: dict[str, list[Use]], renderings: Renderings) -> Iterator[_Pair]:
    """The pairs of wordings that may be one name."""
    often = Counter(root(word)[0] for uses in by_letters.values() for word in set(uses[0].mention.words))
    places: dict[str, list[str]] = defaultdict(list)
    for letters, uses in by_letters.items():
        words = uses[0].mention.words
        in_use = renderings.vocabulary.is_in_use(" ".join(words))
        mates: dict[str, None] = {}
        for begins in sorted(renderings.beginnings(words)):
            mates |= dict.fromkeys(places[begins])
            places[begins].append(letters)
        for mate in mates:
            mate_in_use = renderings.vocabulary.is_in_use(" ".join(by_letters[mate][0].mention.words))
            if in_use and mate_in_use:
                continue  # the Red Sea is not Zhuhai, whatever their characters may mean
            found = renderings.compare(by_letters[mate][0].mention.words, words)
            chance = math.log10(max(2, min([len(by_letters), *(often[word] for word in found.same)])))
            known = found.left and (in_use or mate_in_use)  # Shanghai Railway is not Shanghai in full
            if found.score >= chance + PERHAPS and not known:
                yield _Pair(mate, letters, found.score - chance, found)


def _is_sure(pair: _Pair) -> bool:
    return pair.score >= SURE and bool(pair.found.told) and not pair.found.left


def _sure(pairs: Iterable[_Pair]) -> Iterator[tuple[str, str, str, str]]:
    """(wording, wording, why, source name that explains both or "") of those that are one name."""
    for pair in pairs:
        if _is_sure(pair):
            source = pair.found.source
            yield pair.one, pair.other, "; ".join(pair.found.told), "" if "?" in source else source


def _glosses(by_letters: dict[str, list[Use]], views: Sequence[View]) -> Iterator[tuple[str, str, str, str]]:
    """Wordings of which one stands in brackets behind the other: "Mihayou (Miha Tour)"."""
    starts = {
        (use.document, use.mention.span.block, use.mention.span.start): (letters, use.mention)
        for letters, uses in by_letters.items()
        for use in uses
    }
    for (document, block, _), (letters, mention) in starts.items():
        text = views[document].blocks[block].block.text
        opened = _GLOSSED.match(text, mention.span.end)
        inside = starts.get((document, block, opened.end())) if opened else None
        if inside and text[inside[1].span.end :].lstrip("\"'”’")[:1] == ")" and inside[0] != letters:
            said = unify(text[mention.span.start : inside[1].span.end])
            yield letters, inside[0], f"“{said})” stands in the text", ""
