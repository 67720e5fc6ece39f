"""The command line: a file a command; the only room that prints, exits or reads the clock."""

import click


@click.group()
def main() -> None:
    """Repair garbled names."""
