"""Read, lint, grow and write glossary.tsv."""

from __future__ import annotations

from dataclasses import dataclass

from retranslate.model import Problem, Term, Variant


@dataclass(frozen=True, slots=True)
class Glossary:
    """Rows as read: every term once, every variant once (later rows win), the faults of the rest as problems.

    ``terms`` holds all terms, those without a listed variant too. Rows with ``apply`` ``never`` and ``furniture`` rows
    are variants like others. ``ours`` maps nothing: a glossary is a value.
    """

    terms: tuple[Term, ...]
    variants: tuple[Variant, ...]
    problems: tuple[Problem, ...] = ()
