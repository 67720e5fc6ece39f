"""The original beside the translation: it confirms, it refuses, it brings to light, and it knows what was lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from matching import document
from retranslate import glossary, pipeline
from retranslate.cli import main
from retranslate.edit import corrected
from retranslate.formats import read
from retranslate.glossary import Glossary, parse
from retranslate.model import Edit, Options, Outcome
from retranslate.pipeline import Run

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = ("article", "museum", "football")
HEAD = "variant\tterm\tsource\tkind\tapply\tcontext\n"
ROWS = """
eBay\tEachNet\t易趣\tcompany
Shell\tBeike\t贝壳;贝壳找房\tcompany
Fast Hand\tKuaishou\t快手\tcompany
Sky Mail\tFeishu\t飞书\tproduct\t\tByteDance
\tEle.me\t饿了么\tcompany
\tmiHoYo\t米哈游\tcompany
\tHupu\t虎扑\tcompany
\tMogu Street\t蘑菇街\tcompany
\tShanda\t盛大\tcompany
\tShanda Games\t盛大游戏\tcompany
"""
OPENING = "In 2019 the 36 founders met again in Suzhou to talk about the 4,800 shops that they had opened together."
ZH_OPENING = "2019年，36位创始人在苏州再次见面，谈起他们一起开的4800家店。"
CLOSING = "By 2021 only 17 of them were left, and the 250 guests of the last dinner knew why."
ZH_CLOSING = "到2021年，他们只剩下17位，最后一次晚宴的250位客人都知道原因。"


def rows() -> Glossary:
    found = glossary.read.combine([parse((HEAD + ROWS.lstrip()).encode(), "rows.tsv")])
    assert not found.problems
    return found


def run(text: str, original: str | None) -> Run:
    """The run of an article with ``text`` as its middle paragraph."""
    ours = document(OPENING, "", text, "", CLOSING)
    theirs = None if original is None else document(ZH_OPENING, original, ZH_CLOSING)
    return pipeline.check(ours, rows(), Options(select=("name",)), original=theirs)


def said(found: Run) -> list[tuple[str, str | None, str]]:
    return [(one.before, one.after, one.outcome.value) for one in found.edits]


def test_a_real_name_is_confirmed() -> None:
    text = "In the same year two classmates founded eBay in a small flat, and the first seller came by bicycle."
    assert said(run(text, None)) != [("eBay", "EachNet", "auto")]
    found = run(text, "同年，两位同学在一间小公寓里创立了易趣，第一位卖家是骑自行车来的。")
    assert said(found) == [("eBay", "EachNet", "auto")]
    assert "the original has 易趣 here" in found.edits[0].why


def test_a_real_name_is_refused() -> None:
    text = "In the same year two classmates worked at eBay in America, and the first seller came by bicycle."
    assert said(run(text, "同年，两位同学在美国的一家网站工作，第一位卖家是骑自行车来的。")) == []


def test_what_a_name_means_besides_is_not_confirmed() -> None:
    text = "On the beach the children found a shell and put it to their ears, for they wanted to hear the sea."
    assert said(run(text, "孩子们在海滩上找到一个贝壳，放在耳边，因为他们想听听大海的声音。")) == []


def test_more_uses_than_the_original_has_are_not_all_confirmed() -> None:
    text = (
        "She has a fast hand at cards, and in the evening she watches the videos of Fast Hand until she falls asleep."
    )
    found = run(text, "她打牌手快，晚上看快手的视频，一直看到睡着为止，每天都是这样。")
    assert [(one.before, one.after) for one in found.edits] == [("Fast Hand", "Kuaishou")]


def test_single_words_that_only_the_original_explains() -> None:
    text = "Whoever works late in the towers by the river orders from Hungry, and the riders know every guard by name."
    assert said(run(text, None)) == []
    found = run(text, "在江边写字楼里加班的人都用饿了么点餐，骑手认识每一位保安的名字。")
    assert said(found) == [("Hungry", "Ele.me", "ask")]
    assert found.edits[0].rule == "name/original"


def test_a_row_whose_context_is_not_there() -> None:
    text = "Since last spring all of them write to each other on Sky Mail, and nobody sends letters any more."
    assert said(run(text, None)) == []
    found = run(text, "从去年春天起，他们都用飞书互相写信，再也没有人寄信了。")
    assert said(found) == [("Sky Mail", "Feishu", "auto")]


def test_a_lost_name_is_noted() -> None:
    text = "After that the company hired two hundred people and moved to the other side of the river in the same week."
    found = run(text, "此后，米哈游招聘了两百人，并在同一周搬到了河的另一边。")
    assert [(one.rule, one.after, one.outcome, one.term) for one in found.edits] == [
        ("name/missing", None, Outcome.NOTE, "miHoYo")
    ]
    assert found.edits[0].why == ("the original names miHoYo (米哈游) here; the translation does not",)


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("After that miHoYo hired two hundred people in a week.", "此后，米哈游在一周内招聘了两百人。"),  # it is there
        ("After that Mihayou hired two hundred people in a week.", "此后，米哈游在一周内招聘了两百人。"),  # garbled
        ("After that Shanda Games hired two hundred people.", "此后，盛大游戏招聘了两百人。"),  # 盛大 is but a part
        ("After that the Shanda people hired two hundred.", "此后，盛大游戏的人又招聘了两百位。"),  # in short
    ],
)
def test_a_name_that_stands_is_not_noted(text: str, original: str) -> None:
    assert [one for one in run(text, original).edits if one.rule == "name/missing"] == []


def test_traditional_characters() -> None:
    text = "In the same year two classmates founded eBay in a small flat, and the first seller came by bicycle."
    found = run(text, "同年，兩位同學在一間小公寓裡創立了易趣，第一位賣家是騎自行車來的，還帶著貓頭鷹與龜殼。")
    assert said(found) == [("eBay", "EachNet", "auto")]


def shipped() -> Glossary:
    return glossary.load([glossary.shipped()])


def edits(name: str, original: str | None) -> Run:
    theirs = read(SAMPLES / f"{original}.zh.txt") if original else None
    return pipeline.check(read(SAMPLES / f"{name}.txt"), shipped(), Options(), original=theirs)


def key(one: Edit) -> tuple[object, ...]:
    return one.span, one.after, one.outcome, one.why


@pytest.mark.parametrize("name", NAMES)
def test_the_samples_get_surer_and_lose_no_sure_edit(name: str) -> None:
    alone, beside = edits(name, None), edits(name, name)
    sure = [{(one.span, one.after) for one in run.edits if one.outcome is Outcome.AUTO} for run in (alone, beside)]
    assert sure[0] < sure[1]
    assert not beside.problems
    again = read(SAMPLES / f"{name}.txt")
    texts = [text for text in corrected(again, beside.edits) if text is not None]
    second = pipeline.check(document(*texts), shipped(), Options(), original=read(SAMPLES / f"{name}.zh.txt"))
    assert [one for one in second.edits if one.after is not None] == []


@pytest.mark.parametrize(("name", "other"), [(a, b) for a in NAMES for b in NAMES if a != b])
def test_the_original_of_another_article_is_not_used(name: str, other: str) -> None:
    alone, beside = edits(name, None), edits(name, other)
    assert list(map(key, alone.edits)) == list(map(key, beside.edits))
    (problem,) = beside.problems
    assert "was not used" in problem.message


@pytest.mark.parametrize("name", NAMES)
def test_the_opening_of_an_original_helps_with_the_opening(name: str) -> None:
    whole = read(SAMPLES / f"{name}.zh.txt")
    part = document(*(block.text for block in whole.blocks[:12]))
    article = read(SAMPLES / f"{name}.txt")
    found = pipeline.check(article, shipped(), Options(), original=part)
    assert not found.problems
    assert any("the original has" in why for one in found.edits if one.span.block < 12 for why in one.why)
    assert not any("the original" in why for one in found.edits if one.span.block > 16 for why in one.why)


def test_command_line(tmp_path: Path) -> None:
    article, original = str(SAMPLES / "museum.txt"), tmp_path / "museum.zh.txt"
    original.write_text((SAMPLES / "museum.zh.txt").read_text("utf-8"), "gb18030")
    call = CliRunner().invoke
    plain = call(main, ["check", article, "--output-format", "concise"])
    beside = call(main, ["check", article, "-s", str(original), "--output-format", "concise"])
    assert "ask name/listed: “Central Music Academy”" in plain.output
    assert "auto name/listed: “Central Music Academy”" in beside.output
    wrong = call(main, ["check", article, article, article, "-s", str(original)])
    assert wrong.exit_code == 2
    assert "originals (-s): 1, files: 3" in wrong.output
    assert "Traceback" not in wrong.output
    assert call(main, ["fix", article, "-s", str(tmp_path / "none.txt"), "--diff"]).exit_code == 2
