"""``retranslate explain``: the likely forms of a source name, or the names that may be behind some words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retranslate import config, forecast, glossary, judge, match, text
from retranslate.forecast.forms import Forecast
from retranslate.forecast.forms import forecast as forms
from retranslate.forecast.thresholds import TIERS, Sort, crowd
from retranslate.match.forecast import RULE, explanations
from retranslate.model import Block, Document, Edit, Match, Term

if TYPE_CHECKING:
    from retranslate.glossary import Glossary

MOST = 12


@click.command()
@click.argument("said", metavar="TEXT")
@click.option("-g", "--glossary", "glossaries", multiple=True, metavar="FILE", help="Glossary to ask; again for more.")
@click.option("-n", "--most", type=click.IntRange(1), default=MOST, show_default=True, help="Lines to show at most.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain(*, said: str, glossaries: tuple[str, ...], most: int, as_json: bool) -> None:
    """Say what TEXT may stand for, and why; for a name in the original language, the forms it may take."""
    settings = config.load(Path.cwd())
    rows = glossary.load(glossary.named(glossaries or settings.glossary, Path.cwd()))
    known = rows._replace(dictionaries=settings.dictionaries)
    less = crowd(len(forecast.models(known)))
    if any(language.claims(said) for language in forecast.languages()):
        term, found = _forecast(said, known, most)
        lines = _form_lines(term, found, less)
        told: dict[str, Any] = {"source": said, "term": term.name or None, "forms": [_form(one) for one in found]}
    else:
        matches = _matches(said, known)[:most]
        here = _judged(said, known)
        lines = chain(_match_lines(said, matches, less), map(_edit_line, here))
        told = {"text": said, "matches": [_match(said, one) for one in matches], "here": [_edit(one) for one in here]}
    if as_json:
        click.echo(json.dumps({"schema": 1, **told}, ensure_ascii=False, indent=1))
    else:
        for line in lines:
            click.echo(line)


def _forecast(source: str, known: Glossary, most: int) -> tuple[Term, list[Forecast]]:
    """The forms of ``source``, whether the glossary has it or not; its term has no name if it has not."""
    term = next((one for one in known.terms if one.source == source), Term("", source))
    asked = known if term.name else known._replace(terms=(*known.terms, term))
    models = forecast.models(asked)
    number = forecast.number_of(models, asked.terms.index(term))
    return term, [] if number is None else forms(models, number, most)


def _matches(said: str, known: Glossary) -> list[Match]:
    """What the glossary's rows say of the words, then every name that explains them, best first."""
    view = text.view(Document("TEXT", (Block(said),)))
    listed = [one for one in match.find(view, known) if one.rule != RULE]
    return [*listed, *explanations(view, known)]


def _judged(said: str, known: Glossary) -> list[Edit]:
    """What the judge makes of the words as they stand: the cues of their own sentence count."""
    view = text.view(Document("TEXT", (Block(said),)))
    return judge.judge(view, match.find(view, known), known)


def _edit_line(one: Edit) -> str:
    after = "a note" if one.after is None else f"“{one.after}”"
    return f"here: “{one.before}” → {after}: {one.outcome}, {int(one.confidence * 100)}%: {'; '.join(one.why)}"


def _edit(one: Edit) -> dict[str, Any]:
    judged = {"outcome": str(one.outcome), "confidence": round(one.confidence, 3), "why": list(one.why)}
    return {"start": one.span.start, "end": one.span.end, "before": one.before, "after": one.after, **judged}


def _worth(sort: Sort, score: float, rivals: Sequence[str] = ()) -> str:
    """What a form is worth by itself, in words."""
    tier = TIERS[sort]
    if score < tier.ask:
        return "only with the words around it"
    if score < tier.auto or rivals:
        return f"a question by itself: could also be {' or '.join(dict.fromkeys(rivals or (tier.rival,)))}"
    return "sure by itself"


def _form_lines(term: Term, found: Sequence[Forecast], less: float) -> Iterator[str]:
    yield f"{term.source} is {term.name}" if term.name else f"{term.source} is not in the glossary"
    width = max((len(one.form.text) for one in found), default=0)
    for one in found:
        yield f"  {one.form.text:{width}}  {one.score:5.1f}  {_worth(one.sort, one.score - less)}  ({one.why})"


def _match_lines(said: str, found: Sequence[Match], less: float) -> Iterator[str]:
    if not found:
        yield f"nothing in the glossary explains {said!r}"
    for one in found:
        name = f"{one.term.name} ({one.term.source})" if one.term.source else one.term.name
        words = said[one.span.start : one.span.end]
        if one.rule == RULE:
            worth = _worth(Sort(one.evidence[0].cue.partition("/")[2]), one.score - less, one.rivals)
            yield f"{words}: {name}  {one.score:.1f}  {worth}  ({one.evidence[0].why})"
        else:
            row = f", a row of {one.variant.where}" if one.variant else ""
            yield f"{words}: {name}  {one.rule}{row}"


def _form(one: Forecast) -> dict[str, Any]:
    worth = {"score": round(one.score, 2), "sort": one.sort.value, "why": one.why}
    return {"form": one.form.text, "cost": round(one.form.cost, 2), **worth}


def _match(said: str, one: Match) -> dict[str, Any]:
    return {
        "start": one.span.start,
        "end": one.span.end,
        "text": said[one.span.start : one.span.end],
        "term": one.term.name,
        "source": one.term.source or None,
        "rule": one.rule,
        "score": round(one.score, 2),
        "why": [evidence.why for evidence in one.evidence],
        "rivals": list(one.rivals),
    }
