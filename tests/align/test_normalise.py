import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import normalise
from align.normalise import Habits, normalised, read

#: Everything that the reading looks at, with some of what it leaves alone.
PIECES = st.sampled_from(
    [
        *"共同富裕新质生产力的在王李毅一二三",
        *"，。、；：（）《》“”‘’—…·-–/.％％",
        *" \t\n\r\u00a0\u2009\u3000\u0085\u2028\x0b",
        *"\u00ad\u200b\u200d\ufeff\ufe0f\U000e0100\u202e\u0301\u0316\u3099\u1161\u11a8",
        *"ﬁ⾸⻓\ufa72ＡＩ３５．－／︵︒﹐ｶﾞ\u1100각\u2011é\u212b𝐀",
        "五位一体", "社会主义", "加快发展", "习近平", "李克强", "国有企业改革",
        "prosper", "ity", "state", "owned", "and", "COVID", "19", "AI ", "的 ", "  ", "-\n", " \n ",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=24).map("".join) | st.text(max_size=12)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("三⾸", "三首"),
        ("⻓江⺠⽣", "长江民生"),
        ("四个\ufa72面", "四个全面"),
        ("三\U000e0100首\ufe00", "三首"),
        ("共\u200b同\u2060富\ufeff裕", "共同富裕"),
        ("strate\u00adgic ﬁrst ﬄuent", "strategic first ffluent"),
        ("ＡＩ＋ ３．５％", "AI+ 3.5%"),
        ("ＣＯＶＩＤ－１９", "COVID-19"),
        ("cafe\u0301 A\u030a", "café Å"),
        ("각", "각"),
        ("ｶﾞｽ、ﾊﾟﾝ｡", "ガス、パン。"),
        ("︽决定︾︵草案︶﹐︒", "《决定》（草案），。"),
        ("ﺍﻟﺴﻼﻡ", "السلام"),
        ("a\u00a0b\u2009c\u3000d\te", "a b c d e"),
        ("\u200eabc\u202c", "abc"),
    ],
)
def test_characters_are_read_as_what_they_are_meant_for(written: str, meant: str) -> None:
    assert normalised(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "坚持“四个全面”（2014年），推进《决定》：一、二；三！",
        "10² m², ① ½ Ⅳ, 5–10 — the Party’s “line”…",
        "人民 Party’s café naïve 한국어 текст",
        "",
    ],
)
def test_what_is_written_plainly_stays(text: str) -> None:
    assert normalised(text) == text
    assert read(text).outer(0, len(text)) == (0, len(text))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("人民对美好\n  生活的向往，\n就是目标", "人民对美好生活的向往，就是目标"),
        ("建立“三\n首”采购；“三首”\n采购", "建立“三首”采购；“三首”采购"),
        ("坚持改革——\n推动开放", "坚持改革——推动开放"),
        ("到2025\n年使用AI\n技术", "到2025年使用AI技术"),
        ("设立1\n3个试验区，增长6.\n5%", "设立13个试验区，增长6.5%"),
        ("共 1\n3 个试验区", "共 1 3 个试验区"),
        ("in 2016 1\n3 zones", "in 2016 1 3 zones"),
        ("到 2025\n年使用 AI\n技术", "到 2025 年使用 AI 技术"),
        ("the people’s \nwish for a good\nlife", "the people’s wish for a good life"),
        ("the reform.\n国有企业", "the reform. 国有企业"),
        ("the word—\nand either/\nor", "the word—and either/or"),
        ("한국어\n문장", "한국어 문장"),
        ("ひらがな\nカタカナ", "ひらがなカタカナ"),
        ("one\r\ntwo\u2028three\x0bfour", "one two three four"),
    ],
)
def test_lines_are_joined_as_their_script_joins_words(written: str, meant: str) -> None:
    assert normalised(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("common prosper-\nity", "common prosperity"),
        ("COMMON PROSPER-\nITY", "COMMON PROSPERITY"),
        ("under-\nstanding of gov- \n  ernance", "understanding of governance"),
        ("prosper\u00ad\nity", "prosperity"),
        ("prosper\u2010\nity", "prosperity"),
        ("state-\nowned and people-\ncentred", "state-owned and people-centred"),
        ("high-\nquality, long-\nterm", "high-quality, long-term"),
        ("with-\ndraw, out-\ndated, re-\nstructure", "withdraw, outdated, restructure"),
        ("in-\ndepth, on-\nsite, up-\nto-date", "in-depth, on-site, up-to-date"),
        ("short-\nand long-term", "short- and long-term"),
        ("COVID-\n19 in 2016-\n2020", "COVID-19 in 2016-2020"),
        ("Sino-\nUS and Asia-\nPacific", "Sino-US and Asia-Pacific"),
        ("1949 -\nthe year", "1949 - the year"),
        # The document's own words decide before what is usual.
        ("decision-makers, decision-\nmakers", "decision-makers, decision-makers"),
        ("cooperation: co-\noperation", "cooperation: cooperation"),
        ("co-operation: co-\noperation", "co-operation: co-operation"),
        ("the xiaokangish xiaokang-\nish", "the xiaokangish xiaokangish"),
    ],
)
def test_a_word_hyphenated_at_a_line_end_is_what_is_likelier(written: str, meant: str) -> None:
    assert normalised(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("共 同 富 裕", "共同富裕"),
        ("共\u3000同\u3000富\u3000裕", "共同富裕"),
        ("共 同  富 裕", "共同 富裕"),
        ("建 立 “ 三 首 ” 通 道 ， 加 快", "建立“三首”通道，加快"),
        ("共 同 富\n裕 社 会", "共同富裕社会"),
        ("五\u3000位一体", "五位一体"),
        ("目  录", "目录"),
        ("我们 的 目标 是 共同 富裕", "我们的目标是共同富裕"),
        ("出席的有李 强、王 毅", "出席的有李强、王毅"),
        ("丁薛祥 李 希 王沪宁", "丁薛祥 李希 王沪宁"),
        ("“ 三 首 ” 、 （ 套 ） 装 备", "“三首”、（套）装备"),
    ],
)
def test_letter_spaced_chinese_is_taken_together(written: str, meant: str) -> None:
    assert normalised(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "习近平 李克强",
        "北京 上海 天津 重庆",
        "坚持稳中求进 推动高质量发展",
        "使用 AI 技术 和 5G",
        "精神上的“钙 ” ， 没有理想",
        "第 1 条",
        "甲 乙",
        "the “four comprehensives” — and",
        "한국 경제 성장",
    ],
)
def test_blanks_that_part_items_are_kept(text: str) -> None:
    assert normalised(text) == text


def test_a_text_whose_blanks_part_words_has_blanks_that_mean_nothing() -> None:
    text = (
        "国有企业改革　深化提升行动取得成效。中央企业要加　快发展。社会主　义市场经济。"
        "以人　民为中心，全面　从严治党。"
    )
    assert normalised(text) == text.replace("　", "")
    headlines = "国有企业改革 深化提升行动\n中央企业 加快发展\n社会主义 市场经济\n"
    assert normalised(headlines).count(" ") == 3


def test_the_document_decides_for_its_parts() -> None:
    document = "政策-sphere five-\nsphere; the deci-\nders; deciders"
    assert read("deci-\nders", Habits.of(document)).text == "deciders"
    loose = Habits.of("要加　快发展。社会主　义市场。以人　民为中心。")
    assert read("国有企业改革　深化提升，", loose).text == "国有企业改革深化提升，"


@given(TEXTS)
def test_reading_what_is_read_changes_nothing(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once
    assert once == once.strip()
    assert "\n" not in once
    assert unicodedata.normalize("NFC", once) == once


@given(TEXTS, st.data())
def test_places_lead_to_what_was_read_and_back(text: str, data: st.DataObject) -> None:
    reading = read(text)
    end = data.draw(st.integers(0, len(reading.text)))
    start = data.draw(st.integers(0, end))
    first, last = reading.outer(start, end)
    assert 0 <= first <= last <= len(text)
    if start == end:
        return
    low, high = reading.inner(first, last)
    assert low <= start < end <= high
    around = reading.outer(low, high)
    assert around[0] <= first < last <= around[1]
    meant = reading.text[low:high]
    # What a blank, a hyphen or a full-width point means is told by what stands around it.
    bare = str.maketrans("", "", " -－.．/／")
    assert normalised(text[first:last]).translate(bare) == meant.translate(bare)


def test_a_place_holds_the_selector_of_its_last_character_and_no_more() -> None:
    reading = read("“三\u200b\u2fb8\ufe00\u200b”")
    assert reading.text == "“三首”"
    assert reading.outer(1, 3) == (1, 5)
    assert reading.inner(1, 5) == (1, 3)


@pytest.mark.parametrize(
    "piece",
    [*" \n中“", "中 ", "北京 ", "ab-\n", "e\u0301\u0316", "\u0316\u0301", "\u00ad \n", "三\ufe00"],
)
def test_time_is_linear(piece: str) -> None:
    normalised(piece * 100)  # what is loaded once

    def seconds(times: int) -> float:
        start = time.process_time()
        normalised(piece * times)
        return time.process_time() - start

    assert seconds(32_000) < 40 * max(seconds(4_000), 0.01)


AT_A_GLANCE = (
    "aB1.-/,'\"(&‘’“”„«»¿º·–—…、。《》【】〇中国有企业，：；？！（） "
    "éßœžДяёصةيىかナー・한국\u0301\u0654\u3099\u11a8"
)


@given(st.text(AT_A_GLANCE, max_size=12))
def test_what_is_plain_at_a_glance_reads_as_it_stands(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        at_a_glance = normalised(text)
        patch.setattr(normalise, "_PLAIN", re.compile("(?!)"))
        assert normalised(text) == at_a_glance
