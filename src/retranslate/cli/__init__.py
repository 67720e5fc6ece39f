"""The command line: a file a command; the only room that prints, exits or reads the clock."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from retranslate import __version__
from retranslate.model import RetranslateError

COMMANDS = ("fix", "check", "learn", "suggest", "explain", "glossary")


class Fault(click.ClickException):
    """One line on standard error, and exit 2."""

    exit_code = 2


class _Late(click.Group):
    """Imports a command when it is called, so that no run pays for another's libraries."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"retranslate.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RetranslateError as error:
            raise Fault(str(error)) from error


@click.group(cls=_Late, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="retranslate")
def main() -> None:
    """Repair the names a machine translation garbled, as tracked changes an editor can review."""
