"""What was found, for people and for programs: values in, text out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retranslate.pipeline import Run

FORMATS = {  # name -> (module, function)
    "full": ("text", "full"),
    "concise": ("text", "concise"),
    "github": ("github", "commands"),
    "diff": ("diff", "diff"),
    "html": ("html", "page"),
    "json": ("records", "as_json"),
    "jsonl": ("records", "as_jsonl"),
    "sarif": ("sarif", "sarif"),
}
_WHOLE = frozenset({"json", "jsonl", "sarif"})  # their functions take all runs, the others' one
_COLOURED = frozenset({"full", "concise"})


def report(form: str, runs: Sequence[Run], *, color: bool = False) -> str:
    """``runs`` in the form called ``form`` (a key of `FORMATS`), documents in the order given.

    ``color`` is for a terminal; forms that programs read have none.
    """
    module, name = FORMATS[form]
    function: Callable[..., str] = getattr(import_module(f"{__name__}.{module}"), name)
    if form in _WHOLE:
        return function(runs)
    options = {"color": color} if form in _COLOURED else {}
    return "".join(function(run, **options) for run in runs)
