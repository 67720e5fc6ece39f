"""What the decisions of editors say the glossary should become."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from retranslate.glossary import Entry as Row
from retranslate.glossary import Table, entries, spelling, table
from retranslate.model import Apply, Kind, Problem, Verdict
from retranslate.review.added import Added
from retranslate.review.ledger import Entry
from retranslate.text.fold import unify
from retranslate.text.ordinary import ordinary

PROMOTE = 5  # acceptances without a rejection, in at least two documents, before an `ask` row is proposed as `auto`
PROTECT = 2  # rejections without an acceptance before a wording is proposed for protection
_SHOWN = 3  # documents named in a reason
_AROUND = 60  # characters of a sentence shown on each side of a form
_LISTED = frozenset({"name/listed", "name/inflected"})  # rules that find what a row says already


class Action(StrEnum):
    """What a proposal does to the glossary."""

    ADD_VARIANT = "add variant"  # a form of a known term that no row lists
    ADD_TERM = "add term"  # a name the glossary lacks, repaired by the editor's own hand
    AMEND_TERM = "amend term"  # the row's term is not what editors write
    PROMOTE = "promote"  # ask becomes auto
    PROTECT = "protect"  # never touched again


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of the diff: what to do, the row as it shall be (head to value), and from what that follows.

    ``at`` is the index of the row's line in the glossary's `Table`, None for a new row.
    """

    action: Action
    row: Mapping[str, str]
    because: str
    at: int | None = None


@dataclass(slots=True)
class _History:
    """All rows of the ledger about one form of one term."""

    variant: str
    term: str
    rules: set[str] = field(default_factory=set)
    documents: dict[Verdict, list[str]] = field(default_factory=dict)
    written: dict[str, list[str]] = field(default_factory=dict)
    sentence: str = ""

    def count(self, verdict: Verdict) -> int:
        return len(self.documents.get(verdict, ()))


def propose(
    decided: Iterable[Entry], added: Mapping[str, Sequence[Added]], glossary: Table, others: Iterable[Table] = ()
) -> tuple[Proposal, ...]:
    """What ``decided`` (rows of the ledger) and ``added`` (by document) ask of ``glossary``.

    ``others`` are the glossaries used together with it: what stands in them is known, and is changed by a row of
    ``glossary``, which wins. In the order: amended terms, new variants, new terms, promotions, protections; each sorted
    by its variant. A form that is already treated as proposed gives nothing, so proposing after writing gives nothing.
    """
    rows = _rows([*others, glossary])
    names = {known.row.term: known.row for known in rows.values() if known.row.term}
    histories = _histories(decided)
    found = [proposal for history in histories for proposal in _of_history(history, rows, names)]
    found += _of_added(added, rows, names, {spelling(history.variant) for history in histories})
    order = (Action.AMEND_TERM, Action.ADD_VARIANT, Action.ADD_TERM, Action.PROMOTE, Action.PROTECT)
    unique = {spelling(one.row["variant"]): one for one in sorted(found, key=lambda one: -order.index(one.action))}
    return tuple(sorted(unique.values(), key=lambda one: (order.index(one.action), one.row["variant"].casefold())))


def write(glossary: Table, proposals: Iterable[Proposal]) -> Table:
    """``glossary`` with ``proposals`` carried out; every other line stays byte for byte."""
    given = list(proposals)
    wide = table.widen(glossary, [head for one in given for head, value in one.row.items() if value])
    moved = wide.body - glossary.body  # a header line that was not there before
    for one in given:
        if one.at is not None:
            wide = table.amend(wide, one.at + moved, one.row)
    return table.append(wide, [one.row for one in given if one.at is None])


class _Known(NamedTuple):
    """A row that holds; ``at`` is the index of its line, None if it stands in another glossary."""

    at: int | None
    row: Row

    def changed(self, **cells: str) -> dict[str, str]:
        """The cells of the row as it shall be, all of them where it is a new one."""
        row = self.row
        if self.at is not None:
            return {"variant": row.variant, **cells}
        whole = {"variant": row.variant, "term": row.term, "source": row.source, "kind": str(row.kind)}
        return {**whole, "apply": str(row.apply), "context": "; ".join(row.context), "note": row.note, **cells}


def _rows(glossaries: Sequence[Table]) -> dict[str, _Known]:
    """The last row of each variant, by its spelling; terms without one by their name."""
    found: dict[str, _Known] = {}
    for glossary in glossaries:
        for row in entries(glossary):
            if not isinstance(row, Problem):
                at = int(row.where.rpartition(":")[2]) - 1 if glossary is glossaries[-1] else None
                found[spelling(row.variant) if row.variant else f"\t{row.term}"] = _Known(at, row)
    return found


def _histories(decided: Iterable[Entry]) -> list[_History]:
    found: dict[tuple[str, str], _History] = {}
    spelled = cache(spelling)  # of thousands of rows on a few forms
    for entry in decided:
        history = found.setdefault((spelled(entry.variant), entry.term), _History(entry.variant, entry.term))
        history.rules.add(entry.rule)
        history.documents.setdefault(Verdict(entry.verdict), []).append(entry.document)
        history.sentence = history.sentence or entry.sentence
        if entry.verdict == Verdict.AMENDED and entry.written:
            history.written.setdefault(_plain(entry.written), []).append(entry.document)
    return list(found.values())


def _of_history(history: _History, rows: Mapping[str, _Known], names: Mapping[str, Row]) -> Iterator[Proposal]:
    if not history.term or not any(rule.startswith("name/") for rule in history.rules):
        return
    known = rows.get(spelling(history.variant))
    if known is not None and (known.row.kind is Kind.IDIOM or known.row.apply is Apply.NEVER):
        return
    accepted, rejected = history.count(Verdict.ACCEPTED), history.count(Verdict.REJECTED)
    meant = _meant(history)
    if meant and (known is None or known.row.term != meant):
        yield _named(history, meant, known, names)
    elif accepted == 0 and rejected >= PROTECT and not history.written:
        yield _protected(history, known)
    elif accepted > rejected and known is None and not history.rules <= _LISTED:
        yield _variant(history, names)
    elif known is not None and known.row.apply is Apply.ASK and _proved(history):
        because = f"{_times(accepted)} accepted in {_documents(history, Verdict.ACCEPTED)}, never rejected"
        yield Proposal(Action.PROMOTE, known.changed(apply=str(Apply.AUTO)), because, known.at)


def _meant(history: _History) -> str | None:
    """What editors write instead of the term, if they agree and nobody took the term itself."""
    if len(history.written) != 1 or history.count(Verdict.ACCEPTED) or history.count(Verdict.REJECTED):
        return None
    (written,) = history.written
    return written if _is_name(written) and written != history.term else None


def _proved(history: _History) -> bool:
    documents = history.documents.get(Verdict.ACCEPTED, [])
    return (
        len(documents) >= PROMOTE
        and len(set(documents)) >= 2
        and not history.count(Verdict.REJECTED)
        and not history.count(Verdict.AMENDED)
    )


def _named(history: _History, meant: str, known: _Known | None, names: Mapping[str, Row]) -> Proposal:
    because = f"{_times(history.count(Verdict.AMENDED))} amended from {history.term} to {meant} in " + _documents(
        history, Verdict.AMENDED
    )
    if known is not None:
        return Proposal(Action.AMEND_TERM, known.changed(term=meant), because, known.at)
    row = _new_row(history.variant, meant, names, history.documents[Verdict.AMENDED])
    return Proposal(Action.ADD_VARIANT, row, because + _seen(history.sentence, history.variant))


def _variant(history: _History, names: Mapping[str, Row]) -> Proposal:
    because = f"{_times(history.count(Verdict.ACCEPTED))} accepted in {_documents(history, Verdict.ACCEPTED)}"
    row = _new_row(history.variant, history.term, names, history.documents[Verdict.ACCEPTED])
    return Proposal(Action.ADD_VARIANT, row, because + _seen(history.sentence, history.variant))


def _protected(history: _History, known: _Known | None) -> Proposal:
    because = (
        f"{_times(history.count(Verdict.REJECTED))} rejected in {_documents(history, Verdict.REJECTED)}, never accepted"
    )
    if known is not None:
        return Proposal(Action.PROTECT, known.changed(apply=str(Apply.NEVER)), because, known.at)
    new = {"variant": history.variant, "term": history.term, "apply": str(Apply.NEVER)}
    return Proposal(Action.PROTECT, new, because + _seen(history.sentence, history.variant))


def _of_added(
    added: Mapping[str, Sequence[Added]],
    rows: Mapping[str, _Known],
    names: Mapping[str, Row],
    decided: set[str],
) -> Iterator[Proposal]:
    """New rows from names that editors repaired by hand where we found nothing."""
    made: dict[tuple[str, str], list[str]] = {}
    sentences: dict[tuple[str, str], str] = {}
    for document, ones in added.items():
        for one in ones:
            repair = unify(one.before), _plain(one.written)
            if _is_name(repair[1]) and _may_be_variant(repair[0]) and not _is_style(one):
                made.setdefault(repair, []).append(document)
                sentences.setdefault(repair, _plain(one.sentence))
    repaired = [before for before, _ in made]
    for (before, written), documents in made.items():
        if any(_says_all(shorter, (before, written)) for shorter in made):
            continue
        known = spelling(before) in rows or spelling(before) in decided or f"\t{before}" in rows
        if known or repaired.count(before) > 1:  # editors who do not agree teach nothing
            continue
        action = Action.ADD_VARIANT if written in names else Action.ADD_TERM
        because = f"repaired by hand {_times(len(documents))} in {_list(documents)}"
        row = _new_row(before, written, names, documents)
        yield Proposal(action, row, because + _seen(sentences[before, written], before))


def _says_all(shorter: tuple[str, str], repair: tuple[str, str]) -> bool:
    """Whether ``repair`` is the ``shorter`` one with words beside it that did not change: a title, another name."""
    one, other = shorter
    return (
        shorter != repair
        and bool(re.search(rf"\b{re.escape(one)}\b", repair[0]))
        and repair[0].replace(one, other) == repair[1]
    )


def _new_row(variant: str, term: str, names: Mapping[str, Row], documents: Sequence[str]) -> dict[str, str]:
    known = names.get(term)
    row = {"variant": variant, "term": term, "source": known.source if known else ""}
    return {**row, "kind": str(known.kind) if known else "", "note": f"learned from {_name(documents[0])}"}


_NAME = re.compile(r"[^\W_].*", re.DOTALL)


def _plain(text: str) -> str:
    """``text`` with plain blanks: a no-break space belongs to the line, not to the name."""
    return " ".join(text.split())


def _is_name(text: str) -> bool:
    """Whether ``text`` is written as a name is: short, one line, with a capital in it."""
    return bool(_NAME.fullmatch(text)) and len(text.split()) <= 6 and any(map(str.isupper, text)) and text.isprintable()


def _is_style(one: Added) -> bool:
    """Whether a repair changes no name: only the case, or ordinary words where a sentence begins."""
    if spelling(one.before) == spelling(one.written):
        return True
    words = [*one.before.split(), *one.written.split()]
    return one.sentence.startswith(one.before) and all(ordinary(word.casefold()) for word in words) and len(words) <= 2


def _may_be_variant(text: str) -> bool:
    """Whether ``text`` is long enough to be told from other text, and short enough to be a name."""
    return bool(_NAME.fullmatch(text)) and len(text) >= 3 and len(text.split()) <= 6 and text.isprintable()


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _documents(history: _History, verdict: Verdict) -> str:
    return _list(history.documents[verdict])


def _list(documents: Iterable[str]) -> str:
    """The documents by name, without the digest that tells two of one name apart."""
    names = list(dict.fromkeys(map(_name, documents)))
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _name(document: str) -> str:
    return document.rpartition("#")[0] or document


def _seen(sentence: str, variant: str) -> str:
    """The words around ``variant`` in ``sentence``, as the end of a reason."""
    at = max(0, sentence.find(variant))
    start, end = at - _AROUND, at + len(variant) + _AROUND
    start = 0 if start <= 0 else sentence.find(" ", start) + 1
    end = len(sentence) if end >= len(sentence) else max(sentence.rfind(" ", 0, end), at + len(variant))
    shown = "…" * (start > 0) + sentence[start:end] + "…" * (end < len(sentence))
    return f": “{shown}”" if shown else ""
