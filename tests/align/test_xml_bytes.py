"""Damage of XML files costs its place, not the file, and is said; what does harm is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from align.bitexts import read_bitext
from align.errors import InputError
from align.model import Bitext
from align.xml_bytes import Pieces
from align.xml_safe import records

ZH, EN = "国有企业改革取得明显成效。", "The reform of “state-owned” enterprises goes on."


def tmx(zh: str = ZH, en: str = EN, encoding: str = "UTF-8", times: int = 1) -> str:
    unit = (
        f'<tu><tuv xml:lang="zh"><seg>{zh}</seg></tuv>\n<tuv xml:lang="en"><seg>{en}</seg></tuv>'
        "</tu>\n"
    )
    declared = f' encoding="{encoding}"' if encoding else ""
    head = f'<?xml version="1.0"{declared}?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    return f'{head}<tmx version="1.4"><header/>\n<body>{unit * times}</body></tmx>'


def read(folder: Path, data: bytes) -> tuple[Bitext, list[str]]:
    path, said = folder / "a.tmx", list[str]()
    path.write_bytes(data)
    bitext = read_bitext(str(path), said.append)
    assert bitext is not None
    return bitext, [each.removeprefix(f"{path}: ") for each in said]


@pytest.mark.parametrize(
    "control", ["&#x1F;", "&#31;", "&#0;", "&#xFFFE;", "&#xD83D;", "&#99999999;", "\x1f", "\x00"]
)
def test_a_control_character_costs_its_place(control: str, tmp_path: Path) -> None:
    bitext, said = read(tmp_path, tmx(zh=ZH[:5] + control + ZH[5:], times=2).encode())
    assert bitext.source.texts == (ZH, ZH)
    assert said == ["2 control characters left out, the first in line 4"]
    assert not bitext.is_whole


def test_controls_of_text_processors_mean_what_they_mean_there(tmp_path: Path) -> None:
    bitext, _ = read(tmp_path, tmx(en="one&#x0B;two state&#x1E;owned").encode())
    assert bitext.target.texts == ("one two state-owned",)


@pytest.mark.parametrize("before", ["\n", "  \r\n\n", "\ufeff\n", "\n\ufeff", "\n<!-- a -->\n"])
def test_blanks_before_the_declaration_are_passed_over(before: str, tmp_path: Path) -> None:
    bitext, said = read(tmp_path, (before + tmx()).encode())
    assert bitext.source.texts == (ZH,)
    assert said == ["something stands before the XML declaration, which was passed over"]


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("UTF-16", "utf-8"),
        ("GB2312", "utf-8"),
        ("ISO-8859-1", "utf-8"),
        ("windows-1252", "utf-8-sig"),
        ("no-such", "utf-8"),
        ("UTF-8", "gb18030"),
        ("", "gb18030"),
        ("UTF-8", "utf-16"),
        ("UTF-8", "utf-16-le"),
        ("GBK", "utf-16"),
    ],
)
def test_a_wrong_declaration_is_passed_over_and_said(
    declared: str, written: str, tmp_path: Path
) -> None:
    bitext, said = read(tmp_path, tmx(encoding=declared).encode(written))
    assert (bitext.source.texts, bitext.target.texts) == ((ZH,), (EN,))
    assert len(said) == 1
    assert said[0].startswith("was read as ")
    assert bitext.is_whole


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("UTF-8", "utf-8"),
        ("", "utf-8"),
        ("utf8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16LE", "utf-16-le"),
        ("GB2312", "gb18030"),
        ("gbk", "gbk"),
        ("GB18030", "gb18030"),
    ],
)
def test_a_right_declaration_is_followed_without_a_word(
    declared: str, written: str, tmp_path: Path
) -> None:
    bitext, said = read(tmp_path, tmx(encoding=declared).encode(written))
    assert (bitext.source.texts, bitext.target.texts) == ((ZH,), (EN,))
    assert said == []


def test_traditional_characters_in_big5(tmp_path: Path) -> None:
    zh = "國有企業改革取得明顯成效。"
    for declared in ("Big5", "UTF-8"):
        bitext, _ = read(tmp_path, tmx(zh, "Reform", declared).encode("big5"))
        assert bitext.source.texts == (zh,)


def test_a_damaged_byte_costs_its_place(tmp_path: Path) -> None:
    data = tmx(times=3000).encode()
    place = len(data) // 2
    place = data.index(ZH.encode(), place) + 3
    bitext, said = read(tmp_path, data[:place] + b"\xff" + data[place:])
    assert sum(text == ZH for text in bitext.source.texts) == 2999
    assert any(text == ZH[0] + "\ufffd" + ZH[1:] for text in bitext.source.texts)
    assert len(said) == 1
    assert said[0].startswith("1 damaged place with \ufffd in the place of bytes, in line ")


def test_entities_of_html_are_characters(tmp_path: Path) -> None:
    bitext, _ = read(tmp_path, tmx(en="one&mdash;two &copy; caf&eacute;").encode())
    assert bitext.target.texts == ("one—two © café",)


def test_signs_that_are_no_markup_are_text(tmp_path: Path) -> None:
    bitext, said = read(tmp_path, tmx(en="R&D at AT&T: 5 < 6 <1} & so on").encode())
    assert bitext.target.texts == ("R&D at AT&T: 5 < 6 & so on",)
    assert said == ["5 bare < or & read as text, the first in line 5"]
    bitext, said = read(tmp_path, tmx(en="<![CDATA[R&D &mdash; 5 < 6]]>").encode())
    assert bitext.target.texts == ("R&D — 5 < 6",)
    assert said == []


def test_entities_make_no_markup(tmp_path: Path) -> None:
    bitext, _ = read(tmp_path, tmx(en="a &LT;ph/&GT; b &AMP;lt; c").encode())
    assert bitext.target.texts == ("a b < c",)


@pytest.mark.parametrize(
    "attack",
    [
        '<!DOCTYPE tmx [<!ENTITY nbsp "x">]>',
        '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE tmx [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]>',
        '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_stay_refused(attack: str, encoding: str, tmp_path: Path) -> None:
    text = tmx().replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', attack)
    with pytest.raises(InputError, match="entities"):
        read(tmp_path, ("\n" + text).encode(encoding))


def test_lines_keep_their_numbers(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 7"):
        read(tmp_path, ("\n\n" + tmx(en="<b>")).encode())


@at_most(60)
@given(st.text(st.sampled_from("改a&;#x1F\x1f<\n中")), st.integers(1, 30))
def test_pieces_of_any_length_give_the_same(text: str, size: int) -> None:
    class Small(io.BytesIO):
        def read(self, wanted: int | None = -1) -> bytes:
            return super().read(size)

    data = f"<a>{text}</a>".encode()
    whole, parts = Pieces(io.BytesIO(data)), Pieces(Small(data))
    assert b"".join(whole) == b"".join(parts)
    assert whole.losses == parts.losses


def test_memory_of_what_was_read_is_given_back_between_units(tmp_path: Path) -> None:
    """What stands outside the units, and a unit without end, are bounded too."""
    path, held = tmp_path / "a.tmx", list[int]()
    around = "<group><!-- --><prop>a</prop></group>" * 30_000
    path.write_text(
        tmx(times=2).replace("<body>", f"<body>{around}").replace("</body>", f"{around}</body>")
    )
    with path.open("rb") as stream:
        for element in records(stream, {"tmx"}, {"tu"}, "TMX"):
            held.append(sum(1 for _ in element.getroottree().iter()))
    assert len(held) == 3
    assert max(held[1:]) < 100_000


def test_codes_within_each_other_are_read_to_the_depth_that_a_file_may_have(tmp_path: Path) -> None:
    deep = "<hi>" * 240 + ZH + "</hi>" * 240
    assert read(tmp_path, tmx(zh=deep).encode())[0].source.texts == (ZH,)
    with pytest.raises(InputError, match="more than 256 deep"):
        read(tmp_path, tmx(zh="<hi>" * 300 + ZH + "</hi>" * 300).encode())


def test_a_unit_in_another_and_unknown_references_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    inner = f"<unit id='2'><segment><source>{ZH}</source></segment></unit>"
    path.write_text(f"<xliff version='2.0'><file><unit id='1'>{inner}</unit></file></xliff>")
    with path.open("rb") as stream:
        found = list(records(stream, {"xliff"}, {"unit"}, "XLIFF"))
    assert len(found) == 2  # the root and the outer unit
    with pytest.raises(InputError, match="uses the entity &nothing;"):
        read(tmp_path, tmx(zh=f"{ZH}&nothing;").encode())
