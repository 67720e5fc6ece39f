"""A translation and its original side by side: which blocks belong to which paragraphs, and what these name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from retranslate.match.original.naming import Naming, namings
from retranslate.text.fold import fold
from retranslate.text.parallel import Link, Passage, agreement, align

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retranslate.glossary import Glossary
    from retranslate.match.shielded import Shielded
    from retranslate.model import Document, Match
    from retranslate.text import BlockView

_NUMERAL: Final = re.compile(r"(?<![a-z0-9.])\d[\d,]*(?:\.\d+)?")
_LATIN: Final = re.compile(r"[a-z][a-z0-9]+")
RELATED: Final = 0.35  # of the marks of a translation that stand in its original, too; measured in test_match_original
FEWEST: Final = 2  # marks in common; a single one may be chance


class Group(NamedTuple):
    """Blocks that stand for some paragraphs of the original, and what these name (see `naming.Naming`).

    ``near`` are the terms that the paragraphs beside name.
    """

    blocks: tuple[int, ...]
    said: Counter[str]
    inside: frozenset[str]
    words: dict[str, str]
    text: str
    near: frozenset[str]
    sure: bool


def groups(view: Shielded, found: Iterable[Match], glossary: Glossary, original: Document) -> tuple[Group, ...]:
    """The groups of linked paragraphs, in order; none where ``original`` seems to be that of another text."""
    blocks = [block for block in view.blocks if block.block.text.strip()]
    texts = [block.text for block in original.blocks if block.text.strip()]
    said = namings(texts, glossary)
    folded = [fold(text).text for text in texts]
    latin = {word for text in folded for word in _LATIN.findall(text)}
    named: dict[int, set[str]] = {block.index: set() for block in blocks}
    whole = ((match.span, match.term) for match in found if not match.partial)
    for span, term in (*((one.span, one.term) for one in view.known), *whole):
        named[span.block].add(term.name)
    ours = [_ours(block, named[block.index], latin) for block in blocks]
    theirs = [_theirs(text, naming) for text, naming in zip(folded, said, strict=True)]
    links = align(ours, theirs)
    shared, share = agreement(links, ours, theirs)
    if shared < FEWEST or share < RELATED:
        return ()
    return tuple(_group(link, blocks, said) for link in links)


def _ours(block: BlockView, named: set[str], latin: set[str]) -> Passage:
    text = block.folded.text
    words = latin.intersection(_LATIN.findall(text))
    return Passage(len(text), frozenset((*_numerals(text), *words, *map(_mark, named))))


def _theirs(text: str, naming: Naming) -> Passage:
    return Passage(len(text), frozenset((*_numerals(text), *_LATIN.findall(text), *map(_mark, naming.said))))


def _mark(name: str) -> str:
    return f"the term {name}"  # no numeral and no word is spelled so


def _numerals(text: str) -> list[str]:
    """Numerals that tell something: single digits are often written out on one side only."""
    found = (one.replace(",", "") for one in _NUMERAL.findall(text))
    return [one for one in found if len(one) > 1]


def _group(link: Link, blocks: Sequence[BlockView], said: Sequence[Naming]) -> Group:
    here = [said[at] for at in link.theirs]
    beside = [said[at] for at in (link.theirs.start - 1, link.theirs.stop) if 0 <= at < len(said)]
    return Group(
        tuple(blocks[at].index for at in link.ours),
        sum((one.said for one in here), Counter()),
        frozenset().union(*(one.inside for one in here)),
        {name: word for one in here for name, word in one.words.items()},
        "\n".join(one.text for one in here),
        frozenset().union(*(one.words.keys() for one in beside)),
        link.sure,
    )
