"""What is read of a page: its main text as it is shown, whatever its markup."""

from __future__ import annotations

import time

import pytest

from align.formats import UnreadableError
from align.formats.breaks import unbroken
from align.formats.html import read
from align.formats.markdown import read as read_markdown

AROUND = "我们要坚持改革开放，走共同富裕的道路，这是全党的共识。"


def within(markup: str) -> str:
    """What is read of some markup between two paragraphs of an article."""
    page = f"<html><body><article><p>{AROUND}</p>{markup}<p>{AROUND}</p></article></body></html>"
    text = read(page.encode()).text
    assert text.startswith(AROUND)
    assert text.endswith(AROUND)
    return text.removeprefix(AROUND).removesuffix(AROUND).strip("\n")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>“<ruby>三首<rp>(</rp><rt>sān shǒu</rt><rp>)</rp></ruby>”产品</p>", "“三首”产品"),
        ("<p><ruby><rb>三</rb><rt>sān</rt>首<rt>shǒu</rt></ruby>产品</p>", "三首产品"),
        ("<p>加快发展新质<br>生产力，推动发展。</p>", "加快发展新质生产力，推动发展。"),
        ("<h2>加快发展新质<br/>\n  生产力</h2>", "加快发展新质生产力"),
        ("<p>high-quality<br>development of all</p>", "high-quality development of all"),
        ("<p>第一段在此。<br>第二段在此。</p>", "第一段在此。\n第二段在此。"),
        ("<p>单位：国资委<br>电话：123</p>", "单位：国资委\n电话：123"),
        ("<p>第一段<br><br>第二段</p>", "第一段\n\n第二段"),
        ("<div>　　第一段的话<br>\n　　第二段的话</div>", "第一段的话\n第二段的话"),
        ("<p>高质<wbr>量<b>发</b>展<!-- 注 --></p>", "高质量发展"),
        ("<p>one&nbsp;zone &amp; &lt;x&gt; &#x65B0;&#36136;</p>", "one\u00a0zone & <x> 新质"),
        ("<p>甲<span style='display: NONE'>隐</span>乙</p><p hidden>藏</p>", "甲乙"),
        ("<p>甲</p><template><p>模板</p></template>", "甲"),
        ("<p>在<time>2020年</time>全面<del>小康</del><ins>建成</ins></p>", "在2020年全面建成"),
        ("<p>甲<dfn>乙</dfn><cite>丙</cite><o:p>丁</o:p></p>", "甲乙丙丁"),
        (
            "<p>生产力<sup>1</sup>与<a>富裕</a><sup><a href='#n'>[2]</a></sup>。</p>",
            "生产力与富裕。",
        ),
        ("<p>5m<sup>2</sup>，10<sup>-6</sup>，the 20<sup>th</sup></p>", "5m²，10⁻⁶，the 20th"),
        ("<figure><img src=a><figcaption>图为会场。</figcaption></figure>", "图为会场。"),
        ("<ul><li>一项<ul><li>二项</li></ul></li></ul>", "一项\n\n二项"),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", "甲\n\n乙"),
        ("<pre>第一行。\n第二行。</pre>", "第一行。\n\n第二行。"),
    ],
)
def test_text_is_read_as_it_is_shown(markup: str, text: str) -> None:
    assert within(markup) == text.replace("\u00a0", " ")


@pytest.mark.parametrize("level", ["h1", "h2", "h3"])
@pytest.mark.parametrize("kind", ["article", "content", "x"])
def test_headings_within_the_main_text_and_above_it_are_read(kind: str, level: str) -> None:
    paragraphs = "".join(f"<p>{AROUND}（{number}）</p>" for number in range(12))
    page = (
        "<html><head><title>关于改革的通知_某网</title></head><body><ul><li>首页</li></ul>"
        f"<{level}>关于<br>改革的通知</{level}><p>打印</p><div class={kind}>"
        f"<{level}>总则</{level}>{paragraphs}<{level}>附则</{level}>{paragraphs}</div></body></html>"
    )
    lines = read(page.encode()).text.split("\n\n")
    assert [line for line in lines if "通知" in line or "则" in line] == [
        "关于改革的通知",
        "总则",
        "附则",
    ]


@pytest.mark.parametrize("count", [400, 5_000])
@pytest.mark.parametrize("tag", ["<div>", "<div class=a><p>", "<blockquote>", "<font><p>"])
def test_what_stands_deep_is_read(tag: str, count: int) -> None:
    page = "<html><body>" + "".join(f"{tag}第{n}段的文字。" for n in range(count))
    text = read(page.encode()).text
    assert all(f"第{n}段的文字。" in text for n in range(count))


def test_a_page_without_a_main_text_is_read_whole() -> None:
    for page in (f"<p>{AROUND[:9]}", AROUND[:9], f"<form><div>{AROUND[:9]}</div></form>"):
        assert read(page.encode()).text == AROUND[:9]


def test_attributes_cost_time_linear_in_their_number() -> None:
    def seconds(count: int) -> float:
        names = " ".join(f"a{number}=''" for number in range(count))
        page = f"<p {names}>{AROUND}</p>".encode()
        began = time.process_time()
        assert read(page).text == AROUND
        return time.process_time() - began

    seconds(10)  # imports
    assert seconds(80_000) < 5


def test_too_many_elements_are_refused() -> None:
    with pytest.raises(UnreadableError, match="more than 200,000 elements"):
        read(b"<html><body>" + b"<p>a</p>" * 200_001)


def test_the_encoding_that_is_declared_gives_way_to_that_which_is_used() -> None:
    page = f"<html><head><meta charset='{{}}'></head><body><p>{AROUND}</p><p>{AROUND}</p></html>"
    for declared, used in (("gb2312", "utf-8-sig"), ("utf-8", "gb18030"), ("gbk", "utf-16")):
        assert AROUND in read(page.format(declared).encode(used)).text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["关于新质", "生产力的意见"], "关于新质生产力的意见"),
        (["Opinions on the", "Development"], "Opinions on the Development"),
        (["第一条 总则", "第二条 目的"], "第一条 总则\n第二条 目的"),
        (["甲部", "（2020年）", "张三"], "甲部\n（2020年）\n张三"),
        (["张三", "李四", "王五", "赵六"], "张三\n李四\n王五\n赵六"),
        (["一、改革", "二、开放"], "一、改革\n二、开放"),
        (
            ["我们要坚持，", "走下去", "不停", "不歇", "不退"],
            "我们要坚持，走下去\n不停\n不歇\n不退",
        ),
        (["a sentence. ", "Another one"], "a sentence.\nAnother one"),
        (["", "甲", " "], "甲"),
    ],
)
def test_breaks_within_a_sentence_are_told_from_ends_of_lines(lines: list[str], text: str) -> None:
    assert unbroken(lines) == text


@pytest.mark.parametrize("depth", [9, 30, 120, 500])
@pytest.mark.parametrize("mark", ["- ", "1. ", "> ", "> - "])
def test_lists_and_quotations_of_any_depth_are_read(mark: str, depth: int) -> None:
    indent = "" if ">" in mark else " " * len(mark)
    lines = [(indent or mark) * number + mark + f"第{number}项" for number in range(depth)]
    found = read_markdown("\n\n".join(lines).encode()).text.split("\n\n")
    assert found == [f"第{number}项" for number in range(depth)]
