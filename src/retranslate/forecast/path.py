"""What a path says: in an editor's words, of which sort it is, and whether it leaves part of a name standing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from retranslate.forecast.align import GLOSS, KEPT, Path, Step
from retranslate.forecast.models import Name
from retranslate.forecast.thresholds import Sort
from retranslate.forecast.tokens import Token

if TYPE_CHECKING:
    from retranslate.text import BlockView

_SILENT: Final = frozenset((KEPT,))


def sort(path: Path) -> Sort:
    """Of which sort ``path`` is."""
    hows = {step.how for step in path.steps} - {KEPT}
    if hows <= {GLOSS}:
        return Sort.LITERAL if path.last - path.first > 1 else Sort.WORD
    return Sort.MIXED if GLOSS in hows else Sort.PINYIN


def described(name: Name, path: Path, block: BlockView) -> str:
    """``path`` as ``米 Mi + 哈 ha (pinyin) + 游 Tour (gloss)``, in the raw text's own spelling."""
    parts = []
    for how, steps in groupby(path.steps, key=lambda step: step.how):
        said = " + ".join(f"{name.source[step.start : step.stop]} {_raw(step, block)}" for step in steps)
        parts.append(said if how in _SILENT else f"{said} ({how})")
    missing = "".join(name.source[at] for at in path.dropped)
    return " + ".join(parts) + (f", without {missing}" if missing else "")


def _raw(step: Step, block: BlockView) -> str:
    start, end = block.folded.to_raw(step.first, step.last)
    return " ".join(block.block.text[start:end].split())


def residue(path: Path, row: Sequence[Token], name: Name) -> bool:
    """Whether a word beside the span looks like the rest of the same name."""
    return False
