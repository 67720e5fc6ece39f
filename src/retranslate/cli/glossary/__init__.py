"""``retranslate glossary``: look after the list of names."""

from __future__ import annotations

import click

from retranslate.cli.glossary.add import add
from retranslate.cli.glossary.check import check
from retranslate.cli.glossary.exchange import bring, send
from retranslate.cli.glossary.merge import merge
from retranslate.cli.glossary.stats import stats


@click.group()
def glossary() -> None:
    """Look after the glossary: find its faults, let it grow, bring it in and out."""


for command in (check, add, bring, send, merge, stats):
    glossary.add_command(command)
