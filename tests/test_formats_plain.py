"""Plain text: what is read, what is refused, and that writing is the inverse of reading."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retranslate import formats
from retranslate.formats import plain
from retranslate.model import Edit, Outcome, RetranslateError, Span

STORABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"))
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
ENCODINGS = st.sampled_from(
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)]
)


def an_edit(block: int, start: int, end: int, before: str, after: str) -> Edit:
    return Edit(Span(block, start, end), before, after, "test", Outcome.AUTO, 1.0, ("because",))


def refusal(data: bytes, encoding: str | None = None) -> str:
    with pytest.raises(RetranslateError) as caught:
        plain.read(data, "a.txt", encoding=encoding)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_one_block_a_line_and_only_real_line_ends_end_one() -> None:
    document = plain.read("one\r\ntwo\u2028still\x85two\r\rfour\n".encode(), "a.txt")
    assert [block.text for block in document.blocks] == ["one", "two\u2028still\x85two", "", "four"]
    assert [block.offset for block in document.blocks] == [0, 5, 19, 20]


@pytest.mark.parametrize(
    ("text", "blocks"), [("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\n", ["a", ""]), ("\r", [""])]
)
def test_what_follows_the_last_line_end_is_no_line(text: str, blocks: list[str]) -> None:
    document = plain.read(text.encode(), "a.txt")
    assert [block.text for block in document.blocks] == blocks
    assert plain.write(document, ()) == text.encode()


@settings(max_examples=60, deadline=None)
@given(lines=st.lists(st.tuples(STORABLE, ENDS)), last=STORABLE, encoding=ENCODINGS)
def test_writing_without_edits_gives_the_input_byte_for_byte(
    lines: list[tuple[str, str]], last: str, encoding: tuple[str, bytes]
) -> None:
    codec, bom = encoding
    text = "".join(line + end for line, end in lines) + last
    data = bom + text.encode(codec)
    document = plain.read(data, "a.txt")
    assert plain.write(document, ()) == data
    for block in document.blocks:
        assert block.offset is not None
        assert text[block.offset :].startswith(block.text)


def test_an_edit_keeps_encoding_and_line_ends() -> None:
    data = codecs.BOM_UTF16_BE + "𝄞 At Station B\r\nnext".encode("utf-16-be")
    document = plain.read(data, "a.txt")
    written = plain.write(document, [an_edit(0, 5, 14, "Station B", "Bilibili")])
    assert written == codecs.BOM_UTF16_BE + "𝄞 At Bilibili\r\nnext".encode("utf-16-be")


def test_a_deleted_block_takes_its_line_end_with_it() -> None:
    document = plain.read(b"one\r\ntwo\rthree", "a.txt")
    assert plain.write(document, [an_edit(1, 0, 3, "two", "")]) == b"one\r\nthree"
    assert plain.write(document, [an_edit(2, 0, 5, "three", "")]) == b"one\r\ntwo\r"


def test_another_encoding_is_read_and_written_only_when_named() -> None:
    data = "米哈游 launched\n".encode("gb18030")
    assert "a.txt:1: is not UTF-8: byte 0xC3" in refusal(data)
    assert "--encoding" in refusal(data)
    document = plain.read(data, "a.txt", encoding="GB18030")
    assert document.blocks[0].text == "米哈游 launched"
    assert plain.write(document, ()) == data


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_named_family_still_heeds_the_byte_order_mark(codec: str) -> None:
    bom = codecs.BOM_UTF16_LE if codec == "utf-16-le" else codecs.BOM_UTF16_BE
    data = bom + "shell".encode(codec)
    document = plain.read(data, "a.txt", encoding="utf-16")
    assert document.blocks[0].text == "shell"
    assert plain.write(document, ()) == data


def test_a_named_encoding_without_a_mark_gains_none() -> None:
    for name, codec in [("utf-16", "utf-16-le"), ("utf-8-sig", "utf-8"), ("utf-32", "utf-32-le")]:
        data = "shell".encode(codec)
        assert plain.write(plain.read(data, "a.txt", encoding=name), ()) == data


def test_text_that_the_encoding_cannot_hold_is_one_clear_line() -> None:
    document = plain.read(b"caf\xe9", "a.txt", encoding="latin-1")
    with pytest.raises(RetranslateError, match="cannot be written in iso8859-1"):
        plain.write(document, [an_edit(0, 0, 4, "café", "咖啡")])


def test_the_line_of_a_bad_byte_is_named() -> None:
    assert refusal(b"good\r\ngood\rbad \xff\n").startswith("a.txt:3: is not UTF-8: byte 0xFF at byte 15")
    assert refusal(codecs.BOM_UTF16_LE + b"a\x00b").startswith("a.txt:1: is not UTF-16-LE")


@pytest.mark.parametrize("stray", ["\x0b", "\x0c", "\x08", "\x1c", "\x7f\x01", "\ufffe", "\uffff"])
def test_a_character_no_word_document_can_hold_is_refused_with_its_line(stray: str) -> None:
    message = refusal(f"one\ntwo {stray}\n".encode())
    assert message.startswith("a.txt:2: holds the control character U+")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x7fELF\x02\x01\x01\0\0\0", "is not text: NUL"),
        (b"PK\x03\x04rest", "zip package"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1\\ansi", "Rich Text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word file"),
        (codecs.BOM_UTF32_LE + "a".encode("utf-32-le"), "is UTF-32"),
        (b"\x89PNG\r\n\x1a\n", "is not UTF-8"),
    ],
)
def test_a_binary_file_named_text_is_one_clear_line(data: bytes, says: str) -> None:
    assert says in refusal(data)


@pytest.mark.parametrize("encoding", ["no-such", "base64", "rot13"])
def test_an_encoding_that_is_none_is_one_clear_line(encoding: str) -> None:
    assert encoding in refusal(b"abc", encoding)


@pytest.mark.parametrize("suffix", [".doc", ".DOC", ".odt", ".rtf", ".pdf", ".docm", ".pages", ".epub"])
def test_a_format_that_is_not_read_says_what_to_do(suffix: str) -> None:
    with pytest.raises(RetranslateError, match=r"cannot be read \(.*\.docx"):
        formats.read_bytes(b"", "a" + suffix, suffix=suffix)


@pytest.mark.parametrize("suffix", [".txt", ".TXT", ".text", "", ".article"])
def test_text_suffixes_none_and_unknown_ones_are_plain_text(suffix: str) -> None:
    assert [block.text for block in formats.read_bytes(b"a\nb", "x", suffix=suffix).blocks] == ["a", "b"]


def test_a_file_is_read_by_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"At Station B\n")
    document = formats.read(path)
    assert document.name == str(path)
    assert formats.offset(document, Span(0, 3, 12)) == 3
    assert formats.write(document, [an_edit(0, 3, 12, "Station B", "Bilibili")], "txt") == b"At Bilibili\n"
