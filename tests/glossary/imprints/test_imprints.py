"""Who issued a text and when, as texts say it themselves; the texts are of our own writing."""

from __future__ import annotations

from datetime import date

import pytest

from align.model import Language
from glossary.imprints import imprint_of
from glossary.imprints.dates import marked
from glossary.model import Imprint

TODAY = date(2025, 6, 30)
BODY = "各地要建设海绵城市，2019年5月1日起试行。\n海绵城市能吸水。"

#: A text, who issued it and when.
CHINESE = {
    "letterhead and signature": (
        (
            f"国务院文件\n国发〔2024〕5号\n国务院关于建设海绵城市的意见\n各省：\n{BODY}\n"
            "国务院\n2024年3月5日\n（此件公开发布）"
        ),
        "国务院",
        "2024-03-05",
    ),
    "characters set apart, numerals": (
        f"市政通知\n{BODY}\n国 务 院 办 公 厅\n二〇二四年三月五日",
        "国务院办公厅",
        "2024-03-05",
    ),
    "several organs in one line": (
        f"通知\n{BODY}\n财政部 税务总局\n2024年3月5日",
        "财政部、税务总局",
        "2024-03-05",
    ),
    "several organs below each other, an annex": (
        f"通知\n{BODY}\n中共中央\n国务院\n2024年3月5日\n附件：1.一览表\n2.说明",
        "中共中央、国务院",
        "2024-03-05",
    ),
    "local government": (
        f"通知\n{BODY}\n浙江省人民政府办公厅\n2024 年 3 月 5 日",
        "浙江省人民政府办公厅",
        "2024-03-05",
    ),
    "labels, of which the day of making counts": (
        "发文机关：国务院办公厅\n成文日期：2024年3月5日\n发布日期：2024年3月9日",
        "国务院办公厅",
        "2024-03-05",
    ),
    "a title": ("财政部关于印发办法的通知\n财办〔2023〕5号", "财政部", ""),
    "dateline, published later": (
        f"题目\n2024-03-06 10:20 来源：新华社\n新华社北京3月5日电 {BODY}",
        "新华社",
        "2024-03-05",
    ),
    "dateline without a year": (f"题目\n新华社北京3月5日电（记者甲）{BODY}", "新华社", ""),
    "report of a broadcaster": (
        "题目\n央视网消息（新闻联播）：今天，2023年1月2日，他说。",
        "央视网",
        "",
    ),
    "source and time": (
        f"题目\n来源：人民日报 发布时间：2024-03-05\n{BODY}",
        "人民日报",
        "2024-03-05",
    ),
    "below the title": (f"在大会上的讲话\n（2024年3月5日）\n某某\n{BODY}", "", "2024-03-05"),
    "where it was said": (
        f"报告\n——2024年3月5日在第九届代表大会第二次会议上\n{BODY}",
        "",
        "2024-03-05",
    ),
    "in the title": (f"《晚间新闻》（20240305）\n{BODY}", "", "2024-03-05"),
    "adopted": (f"某法\n（2024年3月5日第九届代表大会通过）\n{BODY}", "", "2024-03-05"),
    # what is not clear is not said
    "adopted and amended": (
        f"某法\n（1982年12月4日第五届代表大会通过 2018年3月11日修正）\n{BODY}",
        "",
        "",
    ),
    "quoted numbers and departments": (
        f"根据《意见》（国发〔2014〕5号），{BODY}\n来源：办公厅",
        "",
        "",
    ),
    "a page's time and address": (
        f"题目\n{BODY}\n更新时间：2023-09-04T14:22\n来源：news.example.cn",
        "",
        "",
    ),
    "a page that is younger than the document it has": (
        f"发布时间：2024-11-01 21:09 来源：某网\n某省意见\n某政发〔2014〕20号\n{BODY}",
        "",
        "",
    ),
    "a page that has a law": (
        f"某法\n发布时间：2024-04-29\n（2000年10月31日大会通过 2001年1月1日公布）\n{BODY}",
        "",
        "",
    ),
    "two sources": (f"题目\n来源：新华社\n{BODY}\n来源：人民日报", "", ""),
    "the signature of another text in it": (
        f"综述\n{BODY}\n国务院\n2020年3月5日\n{BODY}\n{BODY}",
        "",
        "",
    ),
    "the future": (f"纲要\n{BODY}\n国务院\n2035年3月5日", "国务院", ""),
    "no such day": (f"通知\n{BODY}\n国务院\n2023年2月30日", "国务院", ""),
    "a title about an organ": ("学习国务院关于海绵城市的通知\n" + BODY, "", ""),
}
ENGLISH_BODY = "All regions must build sponge cities.\nThey were tried from May 1, 2019."
ENGLISH = {
    "dateline": (
        f"Title\nBEIJING, March 5, 2024 (Xinhua) -- {ENGLISH_BODY}",
        "Xinhua",
        "2024-03-05",
    ),
    "dateline without a year": (
        f"Title\nNEW YORK, Sept. 5 (Xinhua) -- {ENGLISH_BODY}",
        "Xinhua",
        "",
    ),
    "published later": (
        f"Title\n(Xinhua) 14:20, March 05, 2024\nBEIJING, March 4 (Xinhua) -- {ENGLISH_BODY}",
        "Xinhua",
        "2024-03-04",
    ),
    "where it was said": (
        "Report\nDelivered at the Second Session of the Ninth Congress on March 5, 2024\n"
        + ENGLISH_BODY,
        "",
        "2024-03-05",
    ),
    "signature": (
        f"Notice\n{ENGLISH_BODY}\nMinistry of Finance\nMarch 5, 2024",
        "Ministry of Finance",
        "2024-03-05",
    ),
    "source, and a page's time": (
        f"Title\nSource: China Daily | Updated: 2024-03-05\n{ENGLISH_BODY}",
        "China Daily",
        "",
    ),
    "no blank after a comma": (f"Title\nAug 15,2016\n{ENGLISH_BODY}", "", "2016-08-15"),
    "nothing": (f"Title\n{ENGLISH_BODY}", "", ""),
}


#: Lines below a title as sites of governments, agencies and newspapers have them, with who issued
#: the text; all say 2024-03-05.
CHINESE_LINES = {
    "新华社北京2024年3月5日电（记者 甲）各地要建设海绵城市。": "新华社",
    "（新华社北京2024年3月5日电）": "新华社",
    "国家发展改革委 2024年3月5日": "国家发展改革委",
    "2024年3月5日 国家发展改革委": "国家发展改革委",
    "发布时间：2024-03-05来源：新华网": "新华网",
    "2024-03-05 16:28 来源： 新华社 【字体：大 中 小】 打印": "新华社",
    "来源：新华社 2024-03-05 16:28": "新华社",
    "来源：新华网 | 2024年03月05日 16:28:30": "新华网",
    "2024年03月05日16:28 | 来源：人民网－人民日报": "人民日报",
    "来源：光明网-《光明日报》 2024-03-05 04:30": "光明日报",
    "来源：央视新闻客户端 | 2024年03月05日 10:00:00": "央视新闻",
    "《 人民日报 》（ 2024年03月05日   01 版）": "人民日报",
    "人民日报 2024年03月05日 星期二": "人民日报",
    "新华社 | 2024-03-05": "新华社",
    "来源：《求是》 作者：甲 2024-03-05 10:00:00": "求是",
    "信息来源：财政部 发布日期：2024-03-05 浏览次数：33": "财政部",
    "来源：外交部网站\n日期：2024-03-05": "外交部",
    "发布时间: 2024年03月05日 16:28 文章来源：商务部新闻办公室": "商务部",
    "发布时间：2024-03-05 来源：国务院新闻办公室": "国务院新闻办公室",
    "时间：2024-03-05 来源：浙江省人民政府": "浙江省人民政府",
    "来源： 杭州市人民政府\n发布时间：2024-03-05": "杭州市人民政府",
    "发布时间：2024-03-05 来源：杭州日报": "杭州日报",
    "发文机关：\n国务院办公厅\n成文日期：\n2024年03月05日\n来 源：\n中国政府网": "国务院办公厅",
    "发文机关： | 国务院办公厅 | 成文日期： | 2024年03月05日": "国务院办公厅",
    "（2024年3月5日，北京）": "",
}
ENGLISH_LINES = {
    "(Xinhua, March 5, 2024)": "Xinhua",
    "Xinhua | March 5, 2024": "Xinhua",
    "March 5, 2024 (Xinhua)": "Xinhua",
    "(Source: Xinhua, March 5, 2024)": "Xinhua",
    "Source: Xinhua| 2024-03-05 16:28:30|Editor: huaxia": "Xinhua",
    "Xinhua | Updated: 2024-03-05 10:00": "Xinhua",
    "BEIJING, March 5, 2024 /Xinhua/ -- All is well.": "Xinhua",
    "Politics 16:28, 05-Mar-2024\nCGTN": "CGTN",
    "By Jia Yi (People’s Daily Online) 16:28, March 05, 2024": "People's Daily",
    "By JIA YI | China Daily | Updated: 2024-03-05 10:00": "China Daily",
    "Global Times | Published: Mar 05, 2024 10:00 PM": "Global Times",
    "Ministry of Commerce, March 5, 2024": "Ministry of Commerce",
    "Ministry of Foreign Affairs of the People's Republic of China\n2024-03-05 19:30": (
        "Ministry of Foreign Affairs"
    ),
    "2024-03-05 Source: Ministry of Commerce": "Ministry of Commerce",
    "Tuesday, March 5, 2024": "",
    "Beijing, March 5, 2024": "",
}
#: Sentences and headings that are about a day and an organ.
CHINESE_SENTENCES = (
    "国务院2024年3月5日印发了意见，各地照办。",
    "2024年3月5日，国家发展改革委印发了意见。",
    "人民日报2024年3月5日发表社论",
    "据新华社2024年3月5日报道，各地照办。",
    "参见新华社北京2024年3月5日电。",
    "时间：2024年3月5日 地点：国务院新闻办公室",
    "财政部 2024年3月5日 关于预算的说明",
    "各市人民政府 自2024年3月5日起施行",
    f"{BODY}\n国务院 2020年3月5日\n{BODY}",
    "更新时间：2024-03-05",
)
ENGLISH_SENTENCES = (
    "Xinhua reported on March 5, 2024 that all is well.",
    "On March 5, 2024, the Ministry of Commerce said so.",
    "The State Council, March 5, 2024, and what it did",
    "March 5, 2024 was the day.",
    "Updated: 2024-03-05",
)


@pytest.mark.parametrize(("lines", "issuer"), CHINESE_LINES.items(), ids=CHINESE_LINES)
def test_lines_of_chinese_sites_say_it_in_many_layouts(lines: str, issuer: str) -> None:
    expected = Imprint(issuer, "2024-03-05")
    assert imprint_of(f"题目\n{lines}\n{BODY}", Language.ZH, TODAY) == expected


@pytest.mark.parametrize(("lines", "issuer"), ENGLISH_LINES.items(), ids=ENGLISH_LINES)
def test_lines_of_english_sites_do(lines: str, issuer: str) -> None:
    expected = Imprint(issuer, "2024-03-05")
    assert imprint_of(f"Title\n{lines}\n{ENGLISH_BODY}", Language.EN, TODAY) == expected


@pytest.mark.parametrize(
    "end", ["（新华社北京3月5日电）", "\n（据新华社北京3月5日电）\n责任编辑：甲"]
)
def test_a_newspaper_says_at_the_end_whose_report_it_prints(end: str) -> None:
    text = f"题目\n《人民日报》（2024年03月06日 01版）\n{BODY}{end}"
    assert imprint_of(text, Language.ZH, TODAY) == Imprint("新华社", "2024-03-05")
    assert imprint_of(f"题目\n{BODY}\n《人民日报》（2024年03月06日 01版）", Language.ZH, TODAY) == (
        Imprint("人民日报", "2024-03-06")
    )


@pytest.mark.parametrize("sentence", CHINESE_SENTENCES)
def test_chinese_sentences_about_a_day_and_an_organ_say_nothing(sentence: str) -> None:
    assert imprint_of(f"题目\n{sentence}\n{BODY}", Language.ZH, TODAY) == Imprint()


@pytest.mark.parametrize("sentence", ENGLISH_SENTENCES)
def test_english_sentences_about_them_say_nothing(sentence: str) -> None:
    assert imprint_of(f"Title\n{sentence}\n{ENGLISH_BODY}", Language.EN, TODAY) == Imprint()


@pytest.mark.parametrize(("text", "issuer", "dated"), CHINESE.values(), ids=CHINESE.keys())
def test_chinese_texts_say_who_issued_them_and_when(text: str, issuer: str, dated: str) -> None:
    assert imprint_of(text, Language.ZH, TODAY) == Imprint(issuer, dated)


@pytest.mark.parametrize(("text", "issuer", "dated"), ENGLISH.values(), ids=ENGLISH.keys())
def test_english_texts_do(text: str, issuer: str, dated: str) -> None:
    assert imprint_of(text, Language.EN, TODAY) == Imprint(issuer, dated)


def test_nothing_is_read_from_texts_in_other_languages() -> None:
    assert imprint_of("Source: Xinhua\n2024-03-05", Language("fr"), TODAY) == Imprint()


def test_dates_are_marked_in_any_writing() -> None:
    line = marked(
        "２０２４年３月５日　2024/3/6 二○二四年三月七日 8 March 2024 3月9日 2024-3-4-5", TODAY
    )
    assert line.text == "◆ ◆ ◆ ◆ ◇ 2024-3-4-5"
    assert line.dates == ("2024-03-05", "2024-03-06", "2024-03-07", "2024-03-08", "03-09")
    assert line.at(line.text.index("◇")) == "03-09"
