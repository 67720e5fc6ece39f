"""An entity with all that the cues look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retranslate.suggest.table import words

if TYPE_CHECKING:
    from retranslate.judge.scene import Scene
    from retranslate.suggest.entities import Entity
    from retranslate.suggest.mention import Mention
    from retranslate.suggest.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Case:
    """An entity and the scenes of its uses in their order.

    ``main`` is its most frequent wording, ``words`` are that one's words that say something, folded.
    """

    entity: Entity
    scenes: tuple[Scene, ...]
    vocabulary: Vocabulary
    main: Mention
    words: tuple[str, ...]

    @property
    def strange(self) -> tuple[str, ...]:
        """Those of its words that read as syllables and are nothing else."""
        return tuple(filter(self.vocabulary.is_strange, self.words))

    @property
    def plain(self) -> tuple[str, ...]:
        """Those of its words that are ordinary English."""
        return tuple(filter(self.vocabulary.is_plain, self.words))

    @property
    def famous(self) -> tuple[str, ...]:
        """Those of its words that are names readers know."""
        return tuple(filter(self.vocabulary.is_famous, self.words))

    @property
    def spelled(self) -> bool:
        """Whether the main wording is syllables from end to end."""
        return self.vocabulary.spelled(self.words)


def case(entity: Entity, scenes: tuple[Scene, ...], vocabulary: Vocabulary) -> Case:
    """The case of ``entity``."""
    main = next(iter(entity.wordings.values()))
    said = tuple(word for word in main.words if word not in words("inner") | {"s"} and not word.isdecimal())
    return Case(entity, scenes, vocabulary, main, said or main.words)
