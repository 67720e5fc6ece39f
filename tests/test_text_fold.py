"""The folded view: what becomes equal, and that the way back is exact."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retranslate.text.fold import _MELTING as MELTING
from retranslate.text.fold import BLANKS, INVISIBLE, Folded, fold, key, keys, unify

NASTY = (
    "aAbsz1- \t\n\u00a0\u2007\u202f\u3000\u200b\u00ad\ufeff\u0301\u0307\u0345\u0327"
    "İıßŉﬁΣςé’‘“”«—–Ａ１ａｱﾞﾡￂㄱㅏ각ΐᾳǰẖΆ가\u0300\u034f"
)
TEXTS = st.text(st.one_of(st.sampled_from(NASTY), st.characters(exclude_categories=[])), max_size=24)


def clusters(folded: Folded) -> list[tuple[int, int, str]]:
    """Raw ranges and the folded characters that stand for each."""
    found: list[tuple[int, int, str]] = []
    for start, end, char in zip(folded.starts, folded.ends, folded.text, strict=True):
        if found and found[-1][:2] == (start, end):
            found[-1] = (start, end, found[-1][2] + char)
        else:
            found.append((start, end, char))
    return found


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("a \u200b b")
@example("e\u200d\u0301")
@example("ﾊ\u00adﾞ")
def test_each_raw_range_folds_to_its_own_characters(raw: str) -> None:
    for start, end, text in clusters(fold(raw)):
        assert start < end
        assert fold(raw[start:end]).text == text


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_the_map_runs_forward_and_misses_nothing_but_the_invisible(raw: str) -> None:
    ranges = [(start, end) for start, end, _ in clusters(fold(raw))]
    assert ranges == sorted(ranges)
    covered = {at for start, end in ranges for at in range(start, end)}
    assert sum(end - start for start, end in ranges) == len(covered)
    assert {raw[at] for at in set(range(len(raw))) - covered} <= INVISIBLE


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_folding_twice_is_folding_once(raw: str) -> None:
    assert fold(fold(raw).text).text == fold(raw).text


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_composed_and_decomposed_fold_alike(raw: str) -> None:
    assert fold(unicodedata.normalize("NFC", raw)).text == fold(unicodedata.normalize("NFD", raw)).text


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.data())
def test_there_and_back(raw: str, data: st.DataObject) -> None:
    folded = fold(raw)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    outer = folded.from_raw(*folded.to_raw(start, end))
    if start < end:
        assert outer[0] <= start
        assert end <= outer[1]
        assert folded.to_raw(*outer) == folded.to_raw(start, end)
    at = data.draw(st.integers(0, len(raw)))
    stop = data.draw(st.integers(at, len(raw)))
    inner = folded.from_raw(at, stop)
    if inner[0] < inner[1]:
        back = folded.to_raw(*inner)
        assert set(raw[at : max(at, back[0])]) | set(raw[min(stop, back[1]) : stop]) <= INVISIBLE


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, max_size=6))
def test_many_keys_are_the_keys_of_each(raws: list[str]) -> None:
    assert keys(raws) == [key(raw.replace("\0", " ")) for raw in raws]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Are you\u00a0hungry", "are  you hungry"),
        ("Sheng\u3000large\tcloud", "sheng large cloud"),
        ("Yuan\u2007Shen", "Yuan\u202fShen"),
        ("Mi\u00adha\u200bTour", "mihatour"),
        ("Ele\u2019me", "ele\u02bcme"),
        ("“Legend”", "«legend»"),
        ("a–b—c‑d", "a-b-c-d"),
        ("Ｂｉｌｉｂｉｌｉ２", "bilibili2"),
        ("Cafe\u0301", "CAFÉ"),
        ("STRASSE", "straße"),
        ("ﬁsh", "FISH"),
    ],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"), [("B²", "B2"), ("a.b", "a b"), ("cafe", "café"), ("①", "1"), ("Legend™", "legendtm")]
)
def test_spellings_that_are_two(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_letters_that_grow_keep_later_offsets_right() -> None:
    raw = "İß Miha Tour"
    folded = fold(raw)
    at = folded.text.index("miha tour")
    assert raw[slice(*folded.to_raw(at, at + 9))] == "Miha Tour"


@pytest.mark.parametrize("raw", ["Cafe\u0301\u200b!", "Café\u00ad!", "Cafe\u200d\u0301\ufeff"])
def test_what_is_invisible_behind_a_letter_is_no_part_of_it(raw: str) -> None:
    folded = fold(raw)
    start, end = folded.to_raw(0, 4)
    assert raw[start:end] == raw.rstrip("!\u200b\u00ad\ufeff")


def test_astral_characters_count_once() -> None:
    raw = "👩‍👩‍👧 🇨🇳 Yuan Shen"
    folded = fold(raw)
    at = folded.text.index("yuan shen")
    assert raw[slice(*folded.to_raw(at, at + 9))] == "Yuan Shen"


def test_every_blank_of_unicode_is_one() -> None:
    assert {chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()} == BLANKS


def test_every_letter_that_melts_into_the_one_before_it_is_known() -> None:
    seconds = set()
    for code in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            second = chr(int(parts[1], 16))
            if not unicodedata.combining(second) and unicodedata.normalize(
                "NFC", chr(int(parts[0], 16)) + second
            ) == chr(code):
                seconds.add(second)
    assert seconds <= MELTING


def test_every_character_alone_keeps_the_promises() -> None:
    letters = [chr(code) for code in (*range(1, 0x3400), *range(0xA000, 0xAC10), *range(0xF900, 0x12000))]
    letters += [chr(code) for code in (*range(0x1D000, 0x1F200), *range(0x2F800, 0x2FA20))]
    letters = [letter for letter in letters if unicodedata.category(letter) not in ("Cn", "Co")]
    once = keys(letters)
    assert [one for one, two in zip(once, keys(once), strict=True) if one != two] == []


def test_unify_keeps_case() -> None:
    assert unify("Are\u00a0you  “hungry”") == 'Are you "hungry"'
    assert unify("Yuan Shen") != unify("yuan shen")
