"""Write docs/rules.md anew from the rules' own pages: ``python docs/rules.py``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from retranslate import rules
from retranslate.rules import table
from retranslate.rules.policy import Policy

PAGE = Path(__file__).with_suffix(".md")
HEAD = """# Rules

<!-- Written by docs/rules.py from the docstrings in src/retranslate/rules/. Change those and run it again. -->

Names are found by rules called `name/...`; these are the others. `--select spacing,quotes` runs only some,
`--ignore furniture` all but some; `select` and `ignore` in the project's settings do the same. A rule takes words
away only by asking, unless a glossary row says `auto`. All leave alone code, addresses, text in other languages, what a
glossary row with `apply` `never` holds, and lines that say `retranslate:ignore`.
"""


def page() -> str:
    """The whole of docs/rules.md."""
    parts = [HEAD]
    for name in rules.NAMES:
        rule = rules.rule(name)
        title, _, body = (rule.__doc__ or "").strip().partition("\n")
        parts.append(f"\n## {name}\n\n{title}\n{re.sub('^## ', '### ', body, flags=re.MULTILINE)}\n")
        parts.append("\n### Outcomes\n\n| outcome | confidence | what the editor reads |\n|---|---|---|\n")
        parts += [f"| {one[0]} | {one[1]} | {one[2]} |\n" for one in dict.fromkeys(_policies(name, rule))]
    return "".join(parts)


def _policies(name: str, rule: ModuleType) -> Iterator[tuple[str, str, str]]:
    """Outcome, confidence and reason of everything the rule may propose."""
    for value in vars(rule).values():
        for policy in value.values() if isinstance(value, dict) else [value]:
            if isinstance(policy, Policy) and policy.rule == name:
                yield policy.outcome, f"{policy.confidence:.2f}", policy.why
    if Path(rule.__file__ or "").with_suffix(".tsv").exists():
        for row in table.rows(f"{name}.tsv"):
            if "outcome" in row:
                yield row["outcome"], f"{float(row['confidence']):.2f}", row["why"]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
