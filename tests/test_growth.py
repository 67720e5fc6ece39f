"""A glossary grows by `learn` alone: what one article taught is repaired in the next without a question."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import editor, growth  # noqa: E402

RISING = ("01", "04", "05")  # the travel company and its investors come back


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[growth.Step]:
    articles = [growth.SERIES / f"{number}.txt" for number in RISING]
    return list(growth.play(growth.Course("empty", growth.HEAD.encode()), tmp_path_factory.mktemp("desk"), articles))


def test_what_was_learnt_is_done_without_a_question(steps: list[growth.Step]) -> None:
    assert steps[0].work.auto == 0
    assert all(one.work.auto >= 1 for one in steps[1:])
    assert all(one.work.spoiled == 0 for one in steps)
    assert [one.rows for one in steps] == sorted({one.rows for one in steps})


def page(*pieces: str) -> editor.Page:
    """A document with one paragraph: text, "-old" deletions and "+new" insertions, sure ones."""
    made = []
    for piece in pieces:
        kind, text = ({"-": "del", "+": "ins"}.get(piece[:1]), piece[1:])
        run = f"<w:r><w:{'delText' if kind == 'del' else 't'}>{text if kind else piece}</w:t></w:r>"
        run = run.replace("</w:t>", "</w:delText>") if kind == "del" else run
        made.append(f'<w:{kind} w:author="retranslate">{run}</w:{kind}>' if kind else run)
    return editor.page(f'<w:p xmlns:w="{editor.W[1:-1]}">{"".join(made)}</w:p>'.encode())


def reviewed(seen: editor.Page, *names: tuple[str, str]) -> tuple[str, editor.Work]:
    places = [
        editor.Name(seen.text.index(old), seen.text.index(old) + len(old), old, right, "") for old, right in names
    ]
    work = editor.review(seen, places)
    return "".join(text.text or "" for text in seen.root.iter(editor.T)), work


def test_the_editor_accepts_what_is_right_rejects_what_is_not_and_types_over_the_rest() -> None:
    seen = page("Users of ", "-Station B", "+Bilibili", " like ", "-Fast Hand", "+Quick Hand", ", not Vibrato.")
    text, work = reviewed(seen, ("Station B", "Bilibili"), ("Fast Hand", "Kuaishou"), ("Vibrato", "Douyin"))
    assert text == "Users of Bilibili like Kuaishou, not Douyin."
    assert work == editor.Work(names=3, auto=1, ask=0, spoiled=1, idle=0)


def test_the_editor_rejects_what_changes_other_words() -> None:
    text, work = reviewed(page("Are you ", "-hungry", "+Ele.me", "? A Weilai car."), ("Weilai", "NIO"))
    assert text == "Are you hungry? A NIO car."
    assert (work.auto, work.spoiled) == (0, 1)
