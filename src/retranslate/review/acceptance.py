"""How editors judged a form so far: the evidence that the ledger gives to the judge."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from retranslate.review.ledger import DECIDED, about
from retranslate.text.fold import key


@dataclass(frozen=True, slots=True)
class Record:
    """How editors judged one variant of one term: numbers of decisions."""

    accepted: int = 0
    rejected: int = 0
    amended: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """The decisions so far, looked up by form and term; the file is read when the first answer is looked at."""

    path: Path
    _asked: set[str] = field(default_factory=set)
    _known: dict[str, dict[str, Record]] = field(default_factory=dict)

    def record(self, variant: str, term: str) -> Answer:
        """How editors judged ``variant`` (in any case and spacing) of ``term``."""
        if key(variant) not in self._known:
            self._asked.add(variant)
        return Answer(self, variant, term)

    def look_up(self, variant: str, term: str) -> Record:
        """The record itself: every form that was asked about is looked up in one pass over the file."""
        if self._asked:
            self._known.update({key(form): {} for form in self._asked})
            rows = Counter((one.variant, one.term, one.verdict) for one in about(self.path, self._asked))
            counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
            for (form, name, verdict), number in rows.items():
                counts[key(form), name][verdict] += number
            for (form, name), of in counts.items():
                self._known[form][name] = Record(*(of[verdict] for verdict in DECIDED))
            self._asked.clear()
        return self._known[key(variant)].get(term, Record())


@dataclass(frozen=True, slots=True)
class Answer:
    """The record of one form of one term, looked up when first needed, together with all others asked for by then."""

    ledger: Ledger
    variant: str
    term: str

    @property
    def accepted(self) -> int:
        """How many edits were accepted as they were."""
        return self.ledger.look_up(self.variant, self.term).accepted

    @property
    def rejected(self) -> int:
        """How many edits were rejected."""
        return self.ledger.look_up(self.variant, self.term).rejected

    @property
    def amended(self) -> int:
        """How many edits were accepted and then written over."""
        return self.ledger.look_up(self.variant, self.term).amended


def load(path: Path) -> Ledger | None:
    """The ledger at ``path``, None where there is none yet."""
    return Ledger(path) if path.exists() else None
