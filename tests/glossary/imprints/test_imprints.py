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
