"""Inline codes of CAT tools, and what is no text in their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.bitexts import read_bitext
from align.bitexts.tags import language_of
from align.errors import InputError
from align.model import Bitext, Language

OLD = "urn:oasis:names:tc:xliff:document:1.2"
NEW = "urn:oasis:names:tc:xliff:document:2.0"


def read(folder: Path, suffix: str, text: str) -> tuple[Bitext, list[str]]:
    path, said = folder / f"a{suffix}", list[str]()
    path.write_text(text, "utf-8")
    bitext = read_bitext(str(path), said.append)
    assert bitext is not None
    return bitext, [each.removeprefix(f"{path}: ") for each in said]


def tmx(*units: tuple[str, str], languages: tuple[str, str] = ("zh-CN", "en-US")) -> str:
    one, other = languages
    body = "".join(
        f'<tu><tuv xml:lang="{one}"><seg>{zh}</seg></tuv>'
        f'<tuv xml:lang="{other}"><seg>{en}</seg></tuv></tu>'
        for zh, en in units
    )
    return f'<?xml version="1.0"?><tmx version="1.4"><header/><body>{body}</body></tmx>'


def xliff1(units: str, languages: tuple[str, str] = ("zh-CN", "en-US"), about: str = "") -> str:
    return (
        f'<file original="a" source-language="{languages[0]}" target-language="{languages[1]}"'
        f"{about}><body>{units}</body></file>"
    )


def old(*files: str) -> str:
    spaces = 'xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns:mq="MQXliff"'
    return f'<xliff xmlns="{OLD}" {spaces} version="1.2">{"".join(files)}</xliff>'


def unit1(zh: str, en: str, *, unit: str = "", target: str = "") -> str:
    return f"<trans-unit {unit}><source>{zh}</source><target {target}>{en}</target></trans-unit>"


def new(*units: str) -> str:
    body = "".join(f"<unit>{unit}</unit>" for unit in units)
    head = f'<xliff xmlns="{NEW}" version="2.0" srcLang="zh" trgLang="en"'
    return f"{head}><file id='f'>{body}</file></xliff>"


def english(folder: Path, written: str, suffix: str = ".tmx") -> str:
    """What is read as the English of a unit."""
    if suffix == ".tmx":
        text = tmx(("国有企业", written))
    elif suffix == ".xlf":
        text = old(xliff1(unit1("国有企业", written)))
    else:
        text = new(f"<segment><source>国有企业</source><target>{written}</target></segment>")
        suffix = ".xliff"
    (bitext, _) = read(folder, suffix, text)
    return bitext.target.texts[0]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("one<ph>{1}</ph>two", "one two"),
        ("one <ph>{1}</ph>two", "one two"),
        ("one<ph>{1}</ph> two", "one two"),
        ("one <ph>{1}</ph> two", "one two"),
        ("one<ph>{1}</ph>.", "one."),
        ("(<ph>{1}</ph>one)", "(one)"),
        ("One.<ph>{1}</ph>Two", "One. Two"),
        ("one<ph>&lt;br/&gt;</ph>two<ph>\\n</ph>three", "one two three"),
        ("enter<bpt i='1'>&lt;b&gt;</bpt>pri<ept i='1'>&lt;/b&gt;</ept>ses", "enterprises"),
        ("one<bpt i='1'>&lt;p&gt;</bpt>two<ept i='1'>&lt;/p&gt;</ept>", "one two"),
        ("an <it pos='begin'>&lt;i&gt;</it>enterprise", "an enterprise"),
        ("enter<it pos='end'>&lt;/i&gt;</it>prise", "enterprise"),
        ("clear<ut>{\\cf1 }</ut>ly<ut>{\\line}</ut>so", "clearly so"),
        ("<hi type='x'>one</hi>s <hi>two</hi>", "ones two"),
        ("a<ph>&lt;fn&gt;<sub>a footnote</sub></ph> b", "a b"),
        ("<!-- no -->one<?no?>s", "ones"),
        ("<![CDATA[one & <b>two</b>]]>", "one & two"),
    ],
)
def test_codes_of_memories(written: str, right: str, tmp_path: Path) -> None:
    assert english(tmp_path, written) == right


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("&lt;l0&gt;one&lt;/l0&gt; two&lt;br1/&gt;three", "one two three"),
        ("&lt;b&gt;one&lt;/b&gt;s&amp;nbsp;and &amp;amp; two", "ones and & two"),
        ("&amp;lt;b&amp;gt;one&amp;lt;/b&amp;gt;", "one"),
        ("one{1}two {2&gt;three&lt;2} [3}four{3]", "one two three four"),
        ("one&lt;0/&gt;two&lt;1&gt;three&lt;/1&gt;", "one twothree"),
        ("&lt;font color='red'&gt;one&lt;/font&gt;&lt;br&gt;two", "one two"),
        ("x &lt; y &gt; z &lt;三首&gt; &lt;note&gt;", "x < y > z <三首> <note>"),
        ("AT&amp;T; R&amp;D &amp;#8212; &amp;copy;", "AT&T; R&D — ©"),
        ("curly {name} and [1]", "curly {name} and [1]"),
        ("enter{b&gt;prise&lt;b}s {bi&gt;a&lt;bi} m{^&gt;2&lt;^}", "enterprises a m2"),
        ("{a} &lt;b} {x&gt;y", "{a} y"),
    ],
)
def test_escaped_tags_are_tags_and_other_text_is_text(
    written: str, right: str, tmp_path: Path
) -> None:
    assert english(tmp_path, written) == right


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("one<x id='1'/>two", "one two"),
        ("one<x id='1' ctype='lb'/>two", "one two"),
        ("enterprise<g id='2'>s</g>", "enterprises"),
        ("<g id='1'>one</g><g id='2'>two</g>", "onetwo"),
        ("<bx id='1'/>one<ex id='1'/>s", "ones"),
        ("<mrk mtype='term'>one</mrk>s <mrk mtype='protected'>two</mrk>", "ones two"),
        ("one <mrk mtype='x-sdl-deleted'>two<g id='1'>x</g></mrk>three", "one three"),
        (
            "<mrk mtype='x-sdl-added'>one <mrk mtype='x-sdl-deleted'>two</mrk></mrk>three",
            "one three",
        ),
        ("<mrk mtype='x-moved-from'>one </mrk>two", "two"),
        ("one<mq:ch val=' '/>two", "one two"),
        ("one<bpt id='1' ctype='bold'>{}</bpt>s<ept id='1'>{}</ept>", "ones"),
    ],
)
def test_codes_of_xliff_1(written: str, right: str, tmp_path: Path) -> None:
    assert english(tmp_path, written, ".xlf") == right


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("one<ph id='1'/>two", "one two"),
        ("one<ph id='1' type='fmt' subType='xlf:lb'/>two", "one two"),
        ("enter<pc id='1'>prise</pc>s", "enterprises"),
        ("<sc id='1'/>one<ec startRef='1'/>s", "ones"),
        ("<mrk id='m' type='term'>one</mrk>s", "ones"),
        ("one<cp hex='000B'/>two", "one two"),
        ("one<cp hex='001A'/>s", "ones"),
        ("<sm id='1'/>one<em startRef='1'/>s", "ones"),
    ],
)
def test_codes_of_xliff_2(written: str, right: str, tmp_path: Path) -> None:
    assert english(tmp_path, written, ".2") == right


def test_no_blank_comes_into_chinese(tmp_path: Path) -> None:
    zh = "国有<ph>{1}</ph>企业<ph>&lt;br/&gt;</ph>改<bpt i='1'/>革<ept i='1'/>与<x/>GDP"
    zh += "&amp;nbsp;增长 5"
    bitext, _ = read(tmp_path, ".tmx", tmx((zh, "SOE")))
    assert bitext.source.texts == ("国有企业改革与GDP增长 5",)


@pytest.mark.parametrize("state", ["new", "needs-translation", "needs-l10n"])
def test_a_target_that_is_marked_as_not_translated_is_none(state: str, tmp_path: Path) -> None:
    units = unit1("国企", "SOE", target=f'state="{state}"') + unit1("改革", "reform")
    bitext, said = read(tmp_path, ".xlf", old(xliff1(units)))
    assert [(bead.source, bead.target) for bead in bitext.beads] == [((0,), ()), ((1,), (0,))]
    assert bitext.beads[0].is_untranslated
    assert said == ["unit 1 of 2: not translated"]


@pytest.mark.parametrize(
    ("unit", "target"),
    [
        ("", 'state="translated"'),
        ("", 'state="needs-review-translation"'),
        ("", 'state="final"'),
        ('mq:status="ManuallyConfirmed" mq:locked="locked"', ""),
        ('approved="no"', ""),
        ('translate="no"', ""),
    ],
)
def test_what_is_to_be_reviewed_or_locked_is_translated(
    unit: str, target: str, tmp_path: Path
) -> None:
    text = old(xliff1(unit1("国企", "SOE", unit=unit, target=target)))
    bitext, said = read(tmp_path, ".mqxliff", text)
    assert bitext.target.texts == ("SOE",)
    assert said == []


def test_states_of_tools(tmp_path: Path) -> None:
    memoq = unit1("国企", "SOE", unit='mq:status="NotStarted"')
    sdl = (
        '<trans-unit><source>x</source><seg-source><mrk mtype="seg" mid="1">改革</mrk>'
        '<mrk mtype="seg" mid="2">开放</mrk></seg-source><target><mrk mtype="seg" mid="1">reform'
        '</mrk><mrk mtype="seg" mid="2">opening</mrk></target><sdl:seg-defs>'
        '<sdl:seg id="1" conf="Unspecified"/><sdl:seg id="2" conf="Draft" locked="true"/>'
        "</sdl:seg-defs></trans-unit>"
    )
    bitext, _ = read(tmp_path, ".sdlxliff", old(xliff1(memoq + sdl)))
    assert bitext.source.texts == ("国企", "改革", "开放")
    assert bitext.target.texts == ("opening",)
    initial = "<segment state='{}'><source>国企</source><target>SOE</target></segment>"
    bitext, _ = read(tmp_path, ".xlf", new(initial.format("initial"), initial.format("final")))
    assert [bead.target for bead in bitext.beads] == [(), (0,)]


def test_what_is_not_for_translation_is_left_out_and_said(tmp_path: Path) -> None:
    units = unit1("国企", "SOE") + unit1("代码", "代码", unit='translate="no"')
    bitext, said = read(tmp_path, ".xlf", old(xliff1(units)))
    assert bitext.source.texts == ("国企",)
    assert said == ["1 unit not to be translated, and left out"]


def test_proposals_of_memories_are_no_translation(tmp_path: Path) -> None:
    unit = (
        "<trans-unit><source>国企</source><target>SOE</target><alt-trans><source>国企</source>"
        "<target>wrong</target></alt-trans></trans-unit>"
    )
    bitext, _ = read(tmp_path, ".xlf", old(xliff1(unit)))
    assert bitext.target.texts == ("SOE",)


def segment(zh: str, en: str, order: str = "") -> str:
    said = f' order="{order}"' if order else ""
    return f"<segment><source>{zh}</source><target{said}>{en}</target></segment>"


REFORM = ("国有企业改革取得明显成效。", "Reform of state-owned enterprises has clear results.")
SHARED = ("我们推进共同富裕。", "We promote common prosperity.")
GAP = "<ignorable><source> </source><target> </target></ignorable>"


def test_the_order_of_targets_is_that_of_their_places(tmp_path: Path) -> None:
    crossed = new(segment(REFORM[0], SHARED[1], "3") + GAP + segment(SHARED[0], REFORM[1], "1"))
    bitext, _ = read(tmp_path, ".xlf", crossed)
    assert list(zip(bitext.source.texts, bitext.target.texts, strict=True)) == [REFORM, SHARED]


def test_targets_that_only_stand_elsewhere_stay_with_their_sources(tmp_path: Path) -> None:
    moved = new(segment(*REFORM, "3") + GAP + segment(*SHARED, "1"))
    bitext, _ = read(tmp_path, ".xlf", moved)
    assert list(zip(bitext.source.texts, bitext.target.texts, strict=True)) == [REFORM, SHARED]


@pytest.mark.parametrize("order", ["9", "0", "x", "1"])
def test_an_order_that_cannot_be_is_none(order: str, tmp_path: Path) -> None:
    text = new(segment(*REFORM, "1") + segment(*SHARED, order))
    bitext, _ = read(tmp_path, ".xlf", text)
    assert list(zip(bitext.source.texts, bitext.target.texts, strict=True)) == [REFORM, SHARED]


def test_what_has_no_target_or_says_no_language_is_told(tmp_path: Path) -> None:
    units = unit1("国企", "SOE") + "<trans-unit><source>改革</source></trans-unit>"
    bitext, said = read(tmp_path, ".xlf", old(xliff1(units)))
    assert [bead.is_untranslated for bead in bitext.beads] == [False, True]
    assert said == ["unit 2 of 2: not translated"]
    for one, other in (("国企", "SOE"), ("SOE", "国企")):
        unsaid = "<file><body>" + unit1(one, other) + "</body></file>"
        bitext, _ = read(tmp_path, ".xlf", old(unsaid))
        assert (bitext.source.texts, bitext.target.texts) == (("国企",), ("SOE",))
    with pytest.raises(InputError, match="holds no units in two languages"):
        read(tmp_path, ".xlf", old(xliff1(unit1("", ""))))


def test_a_file_in_a_language_that_is_not_known_costs_that_file(tmp_path: Path) -> None:
    french = xliff1(unit1("国企", "entreprise"), ("zh-CN", "it-IT"))
    bitext, said = read(tmp_path, ".xlf", old(french, xliff1(unit1("改革", "reform"))))
    assert bitext.target.texts == ("reform",)
    assert said == ["1 unit in zh-CN and it-IT left out"]
    assert not bitext.is_whole
    with pytest.raises(InputError, match="is in zh-CN and it-IT, not in two"):
        read(tmp_path, ".xlf", old(french))


@pytest.mark.parametrize(
    "tag", ["zh", "ZH_CN", "zh-Hant-TW", "zho", "cmn-Hans", "yue-HK", "CHS", "ZH-CHS", "2052"]
)
def test_tags_of_chinese(tag: str, tmp_path: Path) -> None:
    assert language_of(tag) is Language.ZH
    bitext, _ = read(tmp_path, ".tmx", tmx(("国企", "SOE"), languages=(tag, "ENU")))
    assert bitext.source.texts == ("国企",)


@pytest.mark.parametrize("tag", ["en", "EN-gb", "en_US.UTF-8", "eng", "ENU", "English (UK)"])
def test_tags_of_english(tag: str) -> None:
    assert language_of(tag) is Language.EN


@pytest.mark.parametrize("tag", [None, "", "it", "enm", "zha", "*all*", "x-en"])
def test_other_tags(tag: str | None) -> None:
    assert language_of(tag) is None


def test_what_a_memory_holds_beside_one_text_a_language_is_said(tmp_path: Path) -> None:
    unit = "".join(
        f"<tuv xml:lang='{tag}'><seg>{text}</seg></tuv>"
        for tag, text in (("zh-CN", "国企"), ("en-US", "SOE"), ("en-GB", "firm"), ("it", "a"))
    )
    bitext, said = read(tmp_path, ".tmx", f"<tmx><header/><body><tu>{unit}</tu></body></tmx>")
    assert (bitext.source.texts, bitext.target.texts) == (("国企",), ("SOE",))
    assert said == [
        "1 text not read, since their units have one in that language before them",
        "1 text in it not read",
    ]


def test_tags_that_are_not_known_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="2 texts in CHX and ENX not read"):
        read(tmp_path, ".tmx", tmx(("国企", "SOE"), languages=("CHX", "ENX")))
