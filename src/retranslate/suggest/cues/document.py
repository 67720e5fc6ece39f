"""What the whole text says, or all texts together: one name in several wordings, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retranslate.match.forms import squeeze

if TYPE_CHECKING:
    from retranslate.suggest.case import Case

OFTEN = 3


def two_ways(case: Case) -> str | None:
    """Wordings of which one spells what another translates."""
    return "; ".join(case.entity.because) or None


def respaced(case: Case) -> str | None:
    """Written together here and apart there: Yuanshen, Yuan Shen."""
    for letters in case.entity.wordings:
        said = {len(text.replace("-", " ").split()) for text in case.entity.spellings if squeeze(text) == letters}
        if len(said) > 1:
            return "written together and apart"
    return None


def recased(case: Case) -> str | None:
    """With a capital here and without there."""
    said = list(case.entity.spellings)
    return "with capitals and without" if len({text.casefold() for text in said}) < len(said) else None


def perhaps(case: Case) -> str | None:
    """Perhaps one with another wording, of which it spells or translates a part."""
    told = [name for name, why in case.entity.perhaps if "means" in why]
    return f"perhaps one with “{told[0]}”" if told else None


def again(case: Case) -> str | None:
    """Said twice."""
    return "twice" if len(case.entity.uses) == OFTEN - 1 else None


def often(case: Case) -> str | None:
    """Said more than twice."""
    return f"{len(case.entity.uses)} times" if len(case.entity.uses) >= OFTEN else None


def longer(case: Case) -> str | None:
    """What stands oftener in short, with more behind it: Hujiang Education Technology."""
    for name, count in case.entity.shorter:
        if count > len(case.entity.uses):
            return f"“{name}” with more behind it"
    return None


CUES = (longer, two_ways, respaced, recased, perhaps, again, often)
