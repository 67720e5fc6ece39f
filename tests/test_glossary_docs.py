"""docs/glossary.md says what the code does: its tables are those of the code, its commands are run."""

from __future__ import annotations

import re
from pathlib import Path

from retranslate.cli.glossary.exchange import NAMES
from retranslate.cli.glossary.merge import CONFLICTS
from retranslate.glossary import HEADS
from retranslate.glossary.exchange import FORMATS, First
from retranslate.glossary.lint import CHECKS
from retranslate.glossary.merge import OnConflict
from retranslate.model import Apply, Kind
from test_documentation import follow

PAGE = Path(__file__).parent.parent / "docs" / "glossary.md"


def part(name: str) -> str:
    """What stands on the page from the comment ``name`` to the next empty line."""
    return PAGE.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")[2].partition("\n\n")[0]


def test_the_commands_print_what_the_page_says(tmp_path: Path) -> None:
    assert follow(PAGE, tmp_path) > 10


def test_the_columns() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", part("columns"), re.MULTILINE))
    assert tuple(rows) == HEADS
    assert {kind.value for kind in Kind if kind} == set(re.findall(r"`(\w+)`", rows["kind"]))
    assert {policy.value for policy in Apply if policy} == set(re.findall(r"`(\w+)`", rows["apply"]))


def test_the_checks() -> None:
    rows = [f"| `{each.__name__}` | {each.__doc__} |" for each in CHECKS]
    assert part("checks") == "\n".join(["| check | what it finds |", "|---|---|", *rows])


def test_the_formats() -> None:
    rows = [f"| `{name}` | {f'`{one.suffix}`' if one.suffix else ''} | {one.about} |" for name, one in FORMATS.items()]
    assert part("formats") == "\n".join(["| `--format` | known by | what it is |", "|---|---|---|", *rows])


def test_the_command_line_offers_what_there_is() -> None:
    assert tuple(FORMATS) == NAMES
    assert tuple(policy.value for policy in OnConflict) == CONFLICTS
    assert [one.value for one in First] == ["auto", "source", "variant"]


def test_a_missing_line_would_be_seen() -> None:
    assert part("none") == ""
