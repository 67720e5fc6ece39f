"""A name repaired by hand is learnt whole: what it shares with its repair belongs to it, other words do not."""

from __future__ import annotations

import pytest

from retranslate.model import Mark
from retranslate.review.verdicts import read

CASES = {
    "nothing is shared": (
        "Even Fragrant Drifting sells milk tea in cups of paper.",
        "Even Xiangpiaopiao sells milk tea in cups of paper.",
        {"Fragrant Drifting": "Xiangpiaopiao"},
    ),
    "the last word is shared": (
        "Every store of Mountain Mist Coffee now has a shelf of books.",
        "Every store of Moor Coffee now has a shelf of books.",
        {"Mountain Mist Coffee": "Moor Coffee"},
    ),
    "an ordinary word is written over": (
        "“We used to look at houses,” said Land Yiming, who sits on the board.",
        "“We used to look at houses,” said Lu Yiming, who sits on the board.",
        {"Land Yiming": "Lu Yiming"},
    ),
    "the family name is shared": (
        "Then Gu Nine Songs, the founder, came in to get out of the rain.",
        "Then Gu Jiuge, the founder, came in to get out of the rain.",
        {"Gu Nine Songs": "Gu Jiuge"},
    ),
    "both ends are shared": (
        "The complaint of Orange Continent Capital was about the wind.",
        "The complaint of Orange Isle Capital was about the wind.",
        {"Orange Continent Capital": "Orange Isle Capital"},
    ),
    "a small word in the middle is shared": (
        "Players of King of Glory wait for the next season.",
        "Players of Honor of Kings wait for the next season.",
        {"King of Glory": "Honor of Kings"},
    ),
    "a name in the middle is shared": (
        "Students of Traffic Jiaotong Great Learning wait for the next season.",
        "Students of Xi'an Jiaotong University wait for the next season.",
        {"Traffic Jiaotong Great Learning": "Xi'an Jiaotong University"},
    ),
    "what follows a small word stays outside": (
        "Last year South Branch Bank of Fuzhou has begun to accept kelp.",
        "Last year South Bough Bank of Fuzhou has begun to accept kelp.",
        {"South Branch Bank": "South Bough Bank"},
    ),
    "a sentence's first word stays outside": (
        "Yesterday Deep Cow Coffee paid for a night. Yet Deep Cow Coffee is quiet.",
        "Yesterday Shenniu Coffee paid for a night. Yet Shenniu Coffee is quiet.",
        {"Deep Cow Coffee": "Shenniu Coffee"},
    ),
    "a name's own first word opens the sentence": (
        "Orange Continent Capital paid. South Branch Bank of Fuzhou did not.",
        "Orange Isle Capital paid. South Bough Bank of Fuzhou did not.",
        {"Orange Continent Capital": "Orange Isle Capital", "South Branch Bank": "South Bough Bank"},
    ),
    "titles and days stay outside": (
        "On Monday Deep Cow Coffee and its CEO Land Yiming said nothing.",
        "On Monday Shenniu Coffee and its CEO Lu Yiming said nothing.",
        {"Deep Cow Coffee": "Shenniu Coffee", "Land Yiming": "Lu Yiming"},
    ),
    "the owner stays outside": (
        "The boss of Tencent's Pole Light Studio left.",
        "The boss of Tencent's Timi Studio left.",
        {"Pole Light Studio": "Timi Studio"},
    ),
    "a no-break space is a blank": (
        "The plan was reported by Floating\u00a0Light Network. The postman has denied it.",
        "The plan was reported by Shimmer News. The postman has denied it.",
        {"Floating\u00a0Light Network": "Shimmer News"},
    ),
    "small letters": (
        "He posted a video on fast hand every day.",
        "He posted a video on Kuaishou every day.",
        {"fast hand": "Kuaishou"},
    ),
    "a known part of a heading": (
        "Mountain Mist Coffee Opens Its Hundredth Store\nThe founder of Mountain Mist Coffee was there.",
        "Moor Coffee Opens Its Hundredth Store\nThe founder of Moor Coffee was there.",
        {"Mountain Mist Coffee": "Moor Coffee"},
    ),
    "two names in one sentence": (
        "Here Deep Cow Coffee and Snow King Tea met on Monday.",
        "Here Shenniu Coffee and Mixue Tea met on Monday.",
        {"Deep Cow Coffee": "Shenniu Coffee", "Snow King Tea": "Mixue Tea"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_whole_name(name: str) -> None:
    before, after, pairs = CASES[name]
    found = read(before.split("\n"), (), [((line, Mark.NONE),) for line in after.split("\n")]).added
    assert {one.before: one.written for one in found} == pairs
    assert all(one.before in before.split("\n")[one.block] for one in found)
