"""Texts in the encodings that are met, as bytes and back."""

import codecs
import io
import random
from pathlib import Path

import pytest

from align.documents import read_document
from align.errors import InputError
from align.formats import UnreadableError
from align.formats.damage import repaired
from align.formats.encodings import Decoded, decode, decoded

SIMPLIFIED = "我们要坚持改革开放，走共同富裕的道路。"
TRADITIONAL = "我們要堅持改革開放，走共同富裕的道路。"
HONG_KONG = "政府在深水埗及鰂魚涌推行新計劃，市民可到該處查詢詳情。"
ENGLISH = "The Party’s “new era” – a naïve reader’s café."
SHORT = ("改革", "三首", "为什么", "同时", "新质生产力", "坚持和平发展")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "gb18030", "gbk", "gb2312", "utf-16-le", "utf-16-be"]
)
def test_simplified_chinese_is_read_in_every_encoding_in_use(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize(
    "encoding", ["utf-8", "big5", "cp950", "big5hkscs", "gb18030", "utf-16-le"]
)
def test_traditional_chinese_is_read_in_every_encoding_in_use(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


def test_characters_of_hong_kong_are_read() -> None:
    assert decode(HONG_KONG.encode("big5hkscs")) == HONG_KONG


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16-be"])
def test_english_with_typographic_marks_is_read(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize("sign", "¹²①№≤→☆")
def test_a_sign_in_a_short_english_text_is_no_chinese(sign: str) -> None:
    text = f"New quality productive forces{sign} are developed in all provinces."
    assert decode(text.encode()) == text


@pytest.mark.parametrize("text", SHORT)
def test_gbk_is_told_from_big5_and_utf_8_on_a_single_word(text: str) -> None:
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize("text", ["改革開放", "共同富裕", "實踐是檢驗真理的標準"])
def test_big5_is_told_from_gbk_on_a_few_characters(text: str) -> None:
    assert decode(text.encode("big5")) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + SIMPLIFIED.encode(encoding)) == SIMPLIFIED


def test_a_long_text_is_read_to_its_end_in_its_encoding() -> None:
    text = "甲" + SIMPLIFIED * 20_000  # no character ends where the sample does
    assert decode(text.encode("gb18030")) == text


def test_a_declared_encoding_is_used_where_it_makes_sense() -> None:
    assert decode(b"caf\xe9s", "latin-1") == "cafés"
    assert decode(SIMPLIFIED.encode("gb18030"), "big5") == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("gb18030"), "no-such-encoding") == SIMPLIFIED


@pytest.mark.parametrize("size", [100, 5_000, 400_000])
def test_random_bytes_are_no_text(size: int) -> None:
    with pytest.raises(UnreadableError):
        decode(random.Random(size).randbytes(size))


def test_a_text_in_an_encoding_of_another_language_is_refused_and_the_encoding_named() -> None:
    with pytest.raises(UnreadableError) as caught:
        decode("Мы должны строить новое общество вместе со всеми".encode("cp1251"))
    assert "cp1251" in caught.value.what
    assert "UTF-8" in caught.value.remedy


#: Sentences of which each differs from the next, so that no place looks like another.
PROSE = (
    "国有企业改革深化提升行动取得明显成效。\n中央企业要加快发展新质生产力，布局战略性新兴产业。\n"
    "目前，已有六十家中央企业建立采购绿色通道。\n各级党委要把全面从严治党落到实处。\n"
)
TALK = "China’s reform – a “new era” – goes on.\nThe people’s café is open, and so are we.\n" * 2


@pytest.mark.parametrize("fault", [b"\xff", b"\x80\xff", b""], ids=["added", "two", "lost"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((PROSE, encoding) for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")),
        (TALK, "utf-8"),
        (TRADITIONAL + TRADITIONAL[::-1], "big5hkscs"),
    ],
    ids=lambda value: value[:9],
)
def test_a_damaged_byte_costs_its_place_and_is_said(text: str, encoding: str, fault: bytes) -> None:
    data = text.encode(encoding)
    for place in (len(data) // 3, len(data) // 2 + 1, 2 * len(data) // 3):
        if not fault and min(data[place : place + 2]) < 0x80:
            continue  # that would leave another letter, which is no damage
        if len(fault) == 2 and encoding != "utf-8":
            continue  # that is a character there, or two places
        found = decoded(data[:place] + fault + data[place + (not fault) :])
        before, _, behind = found.text.partition("\ufffd")
        behind = behind.rpartition("\ufffd")[2]
        assert text.startswith(before[:-1])
        assert text.endswith(behind[2:])
        assert len(before) + len(behind) > len(text) - 4
        (loss,) = found.losses
        assert loss.startswith("1 place is damaged")
        assert f"in line {before.count(chr(10)) + 1};" in loss


def test_a_damaged_byte_behind_two_characters_of_one_code_costs_its_place() -> None:
    before = "香港的發展和改革" * 8
    data = f"{before}Ê\u0304".encode("big5hkscs") + b"\xff" + f"{before}。".encode("big5hkscs")
    found = repaired(data, "big5hkscs", lambda text: float(text.count("香港")))
    assert found is not None
    assert found.text == f"{before}Ê\u0304\ufffd{before}。"


def test_what_must_be_read_whole_is_refused_with_the_place() -> None:
    with pytest.raises(UnreadableError, match=r"1 place is damaged \(no UTF-8\), in line 3"):
        decode(f"{SIMPLIFIED}\n{SIMPLIFIED}\n".encode() + b"\xff" + SIMPLIFIED.encode())


def test_half_a_character_behind_a_mark_is_said() -> None:
    found = decoded(codecs.BOM_UTF16_LE + b"a\x00b")
    assert (found.text, len(found.losses)) == ("a\ufffd", 1)


def test_too_much_damage_is_no_text() -> None:
    data = b"\xff".join(each.encode("gb18030") for each in PROSE)
    with pytest.raises(UnreadableError):
        decoded(data)


def test_the_euro_sign_of_windows_is_read() -> None:
    data = SIMPLIFIED.encode("gb18030") + b"\x80100" + SIMPLIFIED.encode("gb18030")
    assert decoded(data).text == f"{SIMPLIFIED}€100{SIMPLIFIED}"
    assert decode(b"The Party\x92s plan costs \x805 m.") == "The Party’s plan costs €5 m."


def test_marks_of_windows_pasted_into_utf_8_are_read() -> None:
    data = TALK.encode() + b"The State\x92s \x93plan\x94."
    assert decoded(data) == Decoded(f"{TALK}The State’s “plan”.")


def test_byte_order_marks_within_a_text_are_left_out() -> None:
    assert decode(2 * (codecs.BOM_UTF8 + "甲。\n".encode())) == "甲。\n甲。\n"
    assert decode(codecs.BOM_UTF8 + SIMPLIFIED.encode("gb18030")) == SIMPLIFIED


def test_korean_is_not_read_as_chinese() -> None:
    text = "우리는 개혁개방을 견지하고 공동부유의 길을 걸어야 한다."
    assert decode(text.encode("euc_kr")) == text


def test_pinyin_beside_the_characters_is_no_sign_of_another_encoding() -> None:
    glossary = "".join(
        f"{zh}\t{pinyin}\t{en}\n"
        for zh, pinyin, en in (
            ("新质生产力", "xīn zhì shēng chǎn lì", "new quality productive forces"),
            ("国有企业", "guó yǒu qǐ yè", "state-owned enterprises"),
            ("绿色通道", "lǜ sè tōng dào", "green channel"),
        )
    )
    assert decode(glossary.encode("gb18030")) == glossary


def test_many_damaged_places_are_counted() -> None:
    line = SIMPLIFIED.encode("gb18030")
    data = (line + b"\xff" + line * 2 + b"\n") * 200
    found = decoded(data)
    assert found.losses[0].startswith("200 places are damaged (no GB18030), the first in line 1")
    assert found.text.count(SIMPLIFIED) == 600


def test_a_stray_nul_does_not_make_a_text_binary() -> None:
    assert decode(b"a\x00" + SIMPLIFIED.encode()) == "a\x00" + SIMPLIFIED


def test_files_are_read_in_their_encoding(tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    path.write_bytes(SIMPLIFIED.encode("gb18030"))
    assert read_document(str(path)).text == SIMPLIFIED


def test_files_in_no_encoding_are_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(InputError, match=r"a\.txt: not a text file"):
        read_document(str(path))


def test_standard_input_is_read_as_text_in_any_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    data = "人民对美好生活的向往。".encode("gb18030")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
    document = read_document("-")
    assert (document.text, document.source) == ("人民对美好生活的向往。", "-")
