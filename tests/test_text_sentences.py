"""Where sentences end, and where a stop ends nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retranslate.text.sentences import sentences


@pytest.mark.parametrize(
    "text",
    [
        "It rose.| It fell.",
        "Dr. Wang met Mr. Li.| Both left.",
        "The U.S. Congress voted.| It passed.",
        "He lives in the U.S. now.| Good.",
        "She left the U.S.| The trip was long.",
        "Sales rose 3.5 percent.| Costs fell.",
        "“Really?” he asked.| “Yes!” she said.",
        "Why?| Nobody knows.",
        "Ele.me delivers.| So does Meituan.",
        "Apple Inc. said so.| Nobody listened.",
        "She works at Apple Inc.| The firm is old.",
        "See Fig. 3 and No. 4.| Then go.",
        "J. K. Rowling wrote it.| Read it.",
        "He said: “Go.”| Then he left.",
        "all the way to the west ? , There are two.| Next.",
        "Wait…| What?",
        "So… it goes on.",
        "你好。|他走了！|真的吗？|“好。”|是。",
        "It ends at 5 p.m.| We leave then.",
        "They sell games, toys, etc. and more.| All sold.",
        "Was it?!| Yes.",
        "sales rose.| station B grew.",
        "no stop at all",
    ],
)
def test_sentences(text: str) -> None:
    plain = text.replace("|", "")
    expected = [part.strip() for part in text.split("|")]
    assert [plain[start:end].strip() for start, end in sentences(plain)] == expected


@given(st.text(st.sampled_from("aB .!?…。”\"'，\u00a0\n5")))
def test_sentences_cover_the_text_without_gaps(text: str) -> None:
    there = sentences(text)
    assert "".join(text[start:end] for start, end in there) == text
    assert all(start < end for start, end in there)
