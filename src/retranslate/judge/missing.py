"""Names that the translation lost: a question nobody can ask, a grammatical hole. Notes only, never a change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from retranslate.model import Edit, Outcome, Span
from retranslate.text import fold
from retranslate.text.speech import among, mostly, parts

if TYPE_CHECKING:
    from collections.abc import Collection

    from retranslate.glossary import Glossary
    from retranslate.model import Match
    from retranslate.text import BlockView, View

RULE = "name/missing"
CONFIDENCE = 0.6  # of a note: more often right than not; nothing is changed
QUESTION = 3  # words at least: an auxiliary, a pronoun, and what is asked
LONGEST_SUBJECT = 4  # words
_OWNER = re.compile(r"\b(of|by|from|with|behind)'s\b")
_VERB = re.compile(r" of ([a-z]+) (?:to|from|at|by|in|on|with|as|the|an|a|that)\b")
_HEAD = r"\b[a-z]+$"  # what is before it; compiled where a verb stands there


def find(view: View, glossary: Glossary, standing: Collection[str]) -> Iterator[Edit]:
    """Notes on places where a name seems to be lost; ``standing`` are the terms that surely stand in the document."""
    frames = tuple(_frames(glossary, standing))
    for block in view.blocks:
        for name, lead, rest in frames:
            if rest in block.folded.text:
                yield from _asked(block, name, lead, rest)
        yield from _holes(block)


def note(view: View, match: Match) -> Edit:
    """The note that ``match`` asks for: a name that the original has and the translation does not."""
    span = match.span
    why = "; ".join(one.why for one in match.evidence)
    return _note(view.blocks[span.block], span.start, span.end, match.term.name, why)


def _frames(glossary: Glossary, standing: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """(term, auxiliary, what is asked) of every listed variant that puts a question to somebody: are you hungry."""
    for row in glossary.variants:
        if row.term.name in standing and " " in row.text:
            words = fold(row.text).text.strip(" ?").split(" ")
            if len(words) >= QUESTION and mostly(words[0], "bm") and mostly(words[1], "s"):
                yield row.term.name, words[0], " ".join(words[2:])


def _asked(block: BlockView, name: str, lead: str, rest: str) -> Iterator[Edit]:
    """The same question put to a thing: nobody asks a customer experience whether it is hungry."""
    leads = "is|are|was|were" if mostly(lead, "b") else re.escape(lead)
    pattern = re.compile(rf"(?:^|(?<=[.!?:\"] ))(?:{leads}) ([a-z' -]+) {re.escape(rest)} ?\?")
    for found in pattern.finditer(block.folded.text):
        subject = found.group(1)
        words = subject.split(" ")
        start, end = block.folded.to_raw(*found.span())
        said = block.block.text[start:end]
        if len(words) <= LONGEST_SUBJECT and _thing(words) and said[1:] == said[1:].lower():
            why = f"asks of “{subject}” what is asked of people; {name} may stand behind “{rest}”"
            yield _note(block, start, end, name, why)


def _thing(words: list[str]) -> bool:
    """Whether ``words`` are a noun phrase about no living being and no group of people."""
    head = words[-1]
    plain = not any(mostly(word, "so") for word in words) and bool(parts(head)) and mostly(head, "nuN")
    return plain and head not in among("person", "animal", "group")


def _holes(block: BlockView) -> Iterator[Edit]:
    """A preposition with nothing behind it: ``experiences of’s``, ``the founding of originated from``."""
    text = block.folded.text
    for found in _OWNER.finditer(text) if "'s" in text else ():
        why = f"nobody is named between “{found.group(1)}” and “’s”: a name may be lost here"
        yield _note(block, *block.folded.to_raw(*found.span()), None, why)
    for found in _VERB.finditer(text):
        verb = found.group(1)
        before = re.search(_HEAD, text[: found.start()]) if parts(verb) in {"d", "b", "z"} else None
        head = before.group() if before else ""
        if head in among("office"):
            why = f"nobody is named between “{head} of” and “{verb}”: a name may be lost here"
            yield _note(block, *block.folded.to_raw(found.start() - len(head), found.end(1)), None, why)


def _note(block: BlockView, start: int, end: int, term: str | None, why: str) -> Edit:
    return Edit(
        span=Span(block.index, start, end),
        before=block.block.text[start:end],
        after=None,
        rule=RULE,
        outcome=Outcome.NOTE,
        confidence=CONFIDENCE,
        why=(why,),
        term=term,
    )
