"""``retranslate suggest`` as an editor's desk meets it: what it lists, in which order, and what can be done with it."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from retranslate import formats, glossary
from retranslate.cli import main
from retranslate.glossary import Glossary
from retranslate.match.forms import squeeze
from retranslate.model import Block, Document, Problem, Term, Variant
from retranslate.suggest import Suggestion, suggest
from retranslate.suggest.cues import CUES
from retranslate.suggest.table import rows
from retranslate.suggest.weights import BASE

ROOT = Path(__file__).parent.parent
EMPTY = Glossary((), ())
HEADER = "variant\tterm\tsource\tkind\n"
ARTICLE = """Two lamps for one valley

At nine on Monday, Winter Bamboo Games put its new work on line. “Cloud Well”, as the game is called, had been tested \
on Station B for a month, and the servers of Weishan cloud in Shenzhen, a city that has seen a lot, did not hold.

Dongzhu, as the players call the firm for short, was founded by Tang Zhi Yan, who left Tencent in 2016. The founder of \
Dongzhu Games says that he never liked the name: in his village winter bamboo is what pigs are given. The money came \
from Jingming Capital and, later, from Mirror Bright Capital’s second fund.

Players in Beijing and Chengdu wrote on Know Almost that Yunjing is the first game that can be played with the lights \
off. They had to: on the evening of the launch there was a power cut in the whole of Songshan District, and the \
moderators of Station B counted 4,100 messages about candles.

“We sell lamps,” said Zhou Wen, who manages the shop beside the office. “For us Winter Bamboo Games is the best \
neighbor.” At home his son played Cloud Well until two.
"""
ORIGINAL = """一个山谷，两盏灯

周一九点，冬竹游戏的新作上线。这款名为《云井》的游戏在B站测试了一个月，微山云在深圳的服务器没有撑住。

玩家口中的冬竹由唐知言创立，他2016年离开腾讯。冬竹游戏的创始人说他从来不喜欢这个名字：在他的村子里，冬竹是喂猪的。\
资金来自镜明资本，后来又来自镜明资本的第二期基金。

北京和成都的玩家在知乎上写道，云井是第一款可以关灯玩的游戏。他们也只能如此：上线当晚松山区全区停电，B站的版主数到4100条关于蜡烛的消息。

“我们卖灯。”在办公室旁边开店的周文说，“对我们来说，冬竹游戏是最好的邻居。”他的儿子在家玩云井玩到两点。
"""
GARBLED = {
    "冬竹游戏": {"Winter Bamboo Games", "Dongzhu Games"},
    "云井": {"Cloud Well", "Yunjing"},
    "镜明资本": {"Jingming Capital", "Mirror Bright Capital"},
    "B站": {"Station B"},
    "知乎": {"Know Almost"},
    "唐知言": {"Tang Zhi Yan"},
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "glossary.tsv").write_text(HEADER, encoding="utf-8")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "a.zh.txt").write_text(ORIGINAL, encoding="utf-8")
    return tmp_path


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["suggest", *words], input=given)


def names(*words: str, given: str | None = None) -> list[dict[str, object]]:
    done = run("--json", *words, given=given)
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["schema"] == 1
    return list(found["names"])


def spellings(found: Iterable[dict[str, object]]) -> list[set[str]]:
    return [set(one["spellings"]) for one in found]  # type: ignore[call-overload]


def listed(text: str, known: Glossary = EMPTY) -> tuple[Suggestion, ...]:
    return suggest([Document("x", tuple(map(Block, text.split("\n"))))], known).names


def test_garbled_names_come_first() -> None:
    found = spellings(names("a.txt"))
    first = found[: len(GARBLED)]
    assert all(any(forms <= here for here in first) for forms in GARBLED.values()), found
    assert not any({"Tencent", "Beijing", "Zhou Wen", "Songshan District"} & here for here in first)


def test_every_key_of_the_json() -> None:
    (first, *others) = names("a.txt")
    assert first["spellings"] == {"Winter Bamboo Games": 2, "Dongzhu Games": 1}
    assert first["source"] is None
    assert first["first"] == "At nine on Monday, Winter Bamboo Games put its new work on line."
    assert first["guess"] == "冬竹"
    assert first["files"] == {"a.txt": 3}
    because = "冬 is read dong and means “winter”; 竹 is read zhu and means “bamboo”"
    assert first["perhaps"] == [{"spelling": "Dongzhu", "why": because}]
    scores = [one["score"] for one in (first, *others)]
    assert scores == sorted(scores, reverse=True)  # type: ignore[type-var]
    assert all(0 <= score <= 1 for score in scores)  # type: ignore[operator]
    for one in (first, *others):
        counts = list(one["spellings"].values())  # type: ignore[attr-defined]
        assert counts == sorted(counts, reverse=True)


def test_the_original_gives_the_source_names() -> None:
    told = {str(one["source"]): set(one["spellings"]) for one in names("a.txt", "-s", "a.zh.txt")}  # type: ignore[call-overload]
    for source, forms in GARBLED.items():
        assert forms <= told[source]


def test_an_original_of_another_article_tells_nothing(folder: Path) -> None:
    (folder / "b.txt").write_text("天气很好。\n\n我们去公园喝茶，2031年有87只鸟。\n\n再见。\n", encoding="utf-8")
    done = run("--json", "a.txt", "-s", "b.txt")
    assert "b.txt: seems to be no original of a.txt, and was not used" in done.stderr
    assert all(one["source"] is None for one in json.loads(done.stdout)["names"])


def test_a_term_that_the_glossary_has_is_filled_in(folder: Path) -> None:
    known = HEADER + "\tSoulframe\t云井\tterm\n"  # of kind term, so that its forms are not forecast
    (folder / "glossary.tsv").write_text(known, encoding="utf-8")
    (one,) = [one for one in names("a.txt", "-s", "a.zh.txt") if one["source"] == "云井"]
    assert one["term"] == "Soulframe"
    assert "\nCloud Well\tSoulframe\t云井\t" in run("a.txt", "-s", "a.zh.txt").stdout


def test_the_output_is_a_glossary_with_the_terms_left_to_fill_in(folder: Path) -> None:
    printed = run("a.txt").stdout
    assert printed.startswith("variant\tterm\tsource\t")
    table = glossary.parse(printed.encode(), "new.tsv")
    said = list(glossary.entries(table))
    assert {type(one) for one in said} == {Problem}
    assert all("has no term" in one.message for one in said if isinstance(one, Problem))
    (folder / "new.tsv").write_text(
        re.sub(r"^([^#\t]+)\t\t", "\\1\tThe Right Name\t", printed, flags=re.MULTILINE), encoding="utf-8"
    )
    done = CliRunner().invoke(main, ["glossary", "check", "new.tsv"])
    assert done.exit_code == 0, done.output


def test_what_is_listed_is_made_right_once_its_rows_are_filled_in(folder: Path) -> None:
    wanted = {"Cloud Well": "Soulframe", "Yunjing": "Soulframe"}
    rows = [line.split("\t") for line in run("a.txt").stdout.splitlines() if line.split("\t")[0] in wanted]
    assert len(rows) == len(wanted)
    lines = ["\t".join([cells[0], wanted[cells[0]]]) for cells in rows]
    (folder / "glossary.tsv").write_text("\n".join(["variant\tterm", *lines, ""]), encoding="utf-8")
    assert not any(wanted.keys() & here for here in spellings(names("a.txt")))
    fixed = CliRunner().invoke(main, ["fix", "a.txt", "--to", "txt", "-o", "-", "--ask"])
    assert fixed.stdout.count("Soulframe") == 3


@pytest.mark.parametrize(
    "row",
    [
        Variant("Cloud Well", Term("Soulframe")),
        Variant("cloud  well", Term("Soulframe")),
        Variant("x", Term("Cloud Well")),
        Variant("x", Term("Soulframe", "云井")),
    ],
    ids=["listed", "in another shape", "the right name", "forecast"],
)
def test_what_the_glossary_knows_is_left_out(row: Variant) -> None:
    found = listed(ARTICLE, Glossary((row.term,), (row,)))
    assert not any(text == "Cloud Well" for one in found for text, _ in one.spellings)


def test_several_files_are_one_body_of_evidence(folder: Path) -> None:
    (folder / "b.txt").write_text("The users of Blue Kiln pay nothing.\n", encoding="utf-8")
    (folder / "c.txt").write_text("He works for Lan Yao, and his sister does.\n", encoding="utf-8")
    (one,) = [one for one in names("b.txt", "c.txt") if "Blue Kiln" in one["spellings"]]  # type: ignore[operator]
    assert one["spellings"] == {"Blue Kiln": 1, "Lan Yao": 1}
    assert one["files"] == {"b.txt": 1, "c.txt": 1}
    alone = next(one for one in names("b.txt") if "Blue Kiln" in one["spellings"])  # type: ignore[operator]
    assert one["score"] > alone["score"]  # type: ignore[operator]


def test_the_rest_is_counted() -> None:
    every = len(names("a.txt"))
    printed = run("a.txt", "--limit", "2").stdout
    assert printed.splitlines()[-1] == f"# {every - 2} more, less likely: --limit {every}"
    assert len(names("a.txt", "--limit", "2")) == 2


def test_standard_input_and_other_encodings(folder: Path) -> None:
    assert spellings(names("-", given=ARTICLE)) == spellings(names("a.txt"))
    (folder / "big5.txt").write_bytes("Winter Bamboo Games （冬竹） and Dongzhu Games met.\n".encode("big5"))
    assert run("big5.txt").exit_code == 2
    assert spellings(names("big5.txt", "--encoding", "big5"))[0] == {"Winter Bamboo Games", "Dongzhu Games"}


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_other_formats(folder: Path, suffix: str) -> None:
    paragraphs = ARTICLE.replace("&", "&amp;").split("\n\n")
    text = "".join(f"<p>{one}</p>" for one in paragraphs) if suffix == ".html" else ARTICLE
    (folder / f"a{suffix}").write_text(f"<html><body>{text}</body></html>" if suffix == ".html" else text, "utf-8")
    assert spellings(names(f"a{suffix}"))[:3] == spellings(names("a.txt"))[:3]


def test_a_word_file(folder: Path) -> None:
    assert CliRunner().invoke(main, ["fix", "a.txt", "-q"]).exit_code == 0
    assert spellings(names("a.redline.docx"))[:3] == spellings(names("a.txt"))[:3]


def test_one_bad_file_does_not_stop_the_others() -> None:
    done = run("gone.txt", "a.txt", "--json")
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("Error: gone.txt")
    assert json.loads(done.stdout)["names"]
    assert run("gone.txt").stdout == ""


def test_nothing_to_say() -> None:
    assert names("-", given="") == []
    assert run("-", given="It rained.\n").stdout == "variant\tterm\tsource\tkind\tapply\tcontext\tnote\n"


def test_nothing_is_written_and_nothing_differs_on_a_second_run(folder: Path) -> None:
    before = sorted(folder.iterdir())
    assert run("a.txt", "-s", "a.zh.txt").stdout == run("a.txt", "-s", "a.zh.txt").stdout
    assert sorted(folder.iterdir()) == before


SAID = "Miha Tour|Mihayou|the|of|and|a|3|Cloud|cloud|Station|B.|“Legend”|(Yuan|Shen)|36|,|is|are you|hungry"
WORDS = st.sampled_from(SAID.split("|"))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=30).map(" ".join)))
def test_every_spelling_stands_in_the_text_as_often_as_said(text: str) -> None:
    plain = " ".join(text.split()).casefold()
    for one in listed(text):
        assert one.spellings
        assert 0 <= one.score <= 1
        for spelling, count in one.spellings:
            assert count > 0
            assert squeeze(plain).count(squeeze(spelling)) >= count


def test_every_cue_has_a_weight_and_every_weight_a_cue_and_a_reason() -> None:
    assert rows("weights.tsv").keys() == {BASE, *CUES}
    for cue, (weight, reason, fitted) in rows("weights.tsv").items():
        assert abs(float(weight)) < 5, cue
        assert reason, cue
        assert fitted, cue


def test_good_english_has_few_likely_names() -> None:
    paths = [*(ROOT / "tests/data/china").glob("*.txt"), *(ROOT / "tests/data/english").glob("*.txt")]
    likely = sum(one.score >= 0.5 for path in paths for one in suggest([formats.read(path)], EMPTY).names)
    words = sum(len(path.read_text("utf-8").split()) for path in paths)
    assert likely / words < 2.5 / 1000


def test_right_names_are_never_made_one(folder: Path) -> None:
    """All good texts together: no two of their names spell and translate the same characters."""
    paths = sorted((ROOT / "tests/data/china").glob("*.txt"))
    found = suggest([formats.read(path) for path in paths], EMPTY).names
    assert [one.spellings for one in found if one.guess] == []


def test_a_terminal_gets_a_table_and_the_rows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = importlib.import_module("retranslate.cli.suggest")
    monkeypatch.setattr(command, "sys", SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True)))
    command._say(listed(ARTICLE), 2)
    printed = capsys.readouterr().out
    assert "spellings" in printed
    assert "Winter Bamboo Games 2" in printed
    assert "\nDongzhu Games\t\t" in printed
    assert "\n# 1." not in printed
