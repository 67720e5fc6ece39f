"""The text as the finders see it: what is right in it is known and out of bounds, what the rows claim is known too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from retranslate.match import canonical
from retranslate.match.claims import claims, longest
from retranslate.text.spans import overlap, overlapping
from retranslate.text.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retranslate.glossary import Glossary
    from retranslate.match.canonical import Mention
    from retranslate.match.claims import Claim
    from retranslate.model import Match
    from retranslate.text import BlockView


class Shielded(View):
    """A view in which canonical names and the wordings of ``never`` rows are protected, too.

    ``known`` are the canonical names that stand in the text, in document order; ``claims`` are the rows that have a
    say in what is not protected, in whatever shape; they may overlap. A canonical name that is only a part of a longer
    listed wording is not protected: where "Ali cloud Shanghai" is listed, it is one wording, whatever "Shanghai" is.
    ``refused`` are the rows whose context forbids them to speak: what they refuse, no other way of finding may say.
    """

    def __init__(
        self,
        view: View,
        blocks: tuple[BlockView, ...],
        known: tuple[Mention, ...],
        claims: tuple[Claim, ...],
        refused: tuple[Claim, ...] = (),
    ) -> None:
        super().__init__(view.document, blocks, view.kept)
        self.known: Final = known
        self.claims: Final = claims
        self.refused: Final = refused

    def refuses(self, match: Match) -> bool:
        """Whether an unlisted ``match`` says of a wording what the row that lists it refuses to say here."""
        if match.variant is not None:
            return False

        def say(claims: Iterable[Claim]) -> bool:
            return any(one.row.term.name == match.term.name and overlap(one.span, match.span) for one in claims)

        return say(self.refused) and not say(self.claims)


def shield(view: View, glossary: Glossary) -> Shielded:
    """Find what is right in ``view`` and what the rows say of the rest."""
    known = canonical.mentions(view, glossary)
    every = tuple(claims(view, glossary))
    rows = {(one.span, one.row.term.name) for one in every if not one.own}
    said = tuple(
        one for one in every if one.holds and (one.never or not one.own or (one.span, one.row.term.name) not in rows)
    )
    winners = longest(one for one in said if all(_beats(one, name) for name in overlapping(known, one.span)))
    ranges: dict[int, list[tuple[int, int]]] = {}
    for kept in (
        *(row.span for row in winners if row.never),
        *(name.span for name in known if not overlapping(winners, name.span)),
    ):
        ranges.setdefault(kept.block, []).append((kept.start, kept.end))
    blocks = tuple([block.protecting(ranges[block.index]) if block.index in ranges else block for block in view.blocks])
    free = (one for one in said if not blocks[one.span.block].is_protected(one.span.start, one.span.end))
    refused = tuple(one for one in every if not one.holds)
    return Shielded(view, blocks, known, tuple(free), refused)


def _beats(claim: Claim, name: Mention) -> bool:
    """Whether a row may speak where a canonical name stands: when it holds more, or the name is not quite right."""
    if claim.span == name.span:
        return claim.never or (claim.listed and (bool(claim.evidence) or not name.exact))
    return claim.span.start <= name.span.start and name.span.end <= claim.span.end
