"""What was found, for people and for programs: values in, text out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retranslate.pipeline import Run

FORMATS = {  # name -> (module, function), and whether the function takes all runs or one
    "full": ("text", "full"),
    "concise": ("text", "concise"),
    "github": ("github", "commands"),
    "diff": ("diff", "diff"),
    "html": ("html", "page"),
    "json": ("records", "as_json"),
    "jsonl": ("records", "as_jsonl"),
    "sarif": ("sarif", "sarif"),
}
_WHOLE = frozenset({"json", "jsonl", "sarif"})


def report(form: str, runs: Sequence[Run]) -> str:
    """``runs`` in the form called ``form`` (a key of `FORMATS`), documents in the order given."""
    module, name = FORMATS[form]
    function = getattr(import_module(f"{__name__}.{module}"), name)
    if form in _WHOLE:
        whole: Callable[[Sequence[Run]], str] = function
        return whole(runs)
    each: Callable[[Run], str] = function
    return "".join(each(run) for run in runs)
