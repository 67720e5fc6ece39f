"""Which article a word takes, and where nobody can be sure."""

import pytest

from retranslate.text.article import indefinite

A = """unicorn uniform university European euro one once one-stop user useful usual UGC URL UFO USB US UN UK 5G 3D 4K 10
100 180 1 110 1999 Xiaohongshu Youku Tencent miHoYo NetEase LinkedIn SaaS PDF CEO T-shirt U-turn B2B year hospital
house Uyghur Ukrainian unanimous unidirectional hundred OnePlus UnionPay UNESCO one's yuan WeChat GDP hand home unique
TV $5 US$8 university’s hero EURO ONE 0.8"""
AN = """hour honest honor heir unimportant unusual uninvited unidentified umbrella upper eBay iPhone iOS Ele.me AI IPO
IT API NBA MBA FBI SMS HTML SDK NGO NGOs X-ray F 8 80 800 8th 8-year 11 18 11th 18-year 8,000 11,000 80% 8K H5
F1 O2O OPPO élite apple AutoNavi EachNet EU e-commerce $8 11.5 S-shaped RMB EV iQiyi unironic usher urgent IoT MMORPG"""
UNSURE = "NASA SUV LED SWAT herb historic hotel FAQ mRNA 1800 Euler Yves Ng nth 中国 homage uber SQL unionised ? ’"


@pytest.mark.parametrize("word", A.split())
def test_a(word: str) -> None:
    assert indefinite(word) == "a"


@pytest.mark.parametrize("word", AN.split())
def test_an(word: str) -> None:
    assert indefinite(word) == "an"


@pytest.mark.parametrize("word", [*UNSURE.split(), ""])
def test_where_usage_is_divided_or_the_sound_unknown_nothing_is_said(word: str) -> None:
    assert indefinite(word) is None
