"""Ways to write numbers in both languages: which are one number, and which are another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.model import Bead, Bitext, Document, Language
from align.numbers.english import names
from align.segment import segment_lines
from glossary.check.model import Finding
from glossary.check.numbers import number_findings
from glossary.check.reading import read_pair


def findings(zh: str, en: str) -> list[Finding]:
    """What is found in one sentence and its translation."""
    sides = (
        segment_lines(Document(zh, "a.zh", Language.ZH)),
        segment_lines(Document(en, "a.en", Language.EN)),
    )
    return list(number_findings(read_pair(Bitext(*sides, (Bead((0,), (0,), 1.0),)))))


#: Chinese, English that says the same, and English that says something else, or "" for none.
TABLE = """
一万五千亿元的规模。|A scale of 1.5 trillion yuan.|A scale of 1.4 trillion yuan.
一万五千亿元。|RMB1.5tn.|RMB1.5bn.
3万5千亿元。|3.5 trillion yuan.|3.5 billion yuan.
十万亿元。|10 trillion yuan.|10 billion yuan.
两万亿元。|2 trillion yuan.|3 trillion yuan.
一亿五千万人。|150 million people.|15 million people.
1亿2千万人。|120 million people.|12 million people.
二百五十亿零三千万元。|25.03 billion yuan.|25.3 billion yuan.
投入4.1亿美元。|410 million U.S. dollars.|41 million U.S. dollars.
三万五的月薪。|A salary of 35,000.|A salary of 30,500.
三万零五人。|30,005 people.|35,000 people.
一千二的价格。|A price of 1,200.|A price of 1,002.
两千零二十五年。|In 2025.|In 2024.
二零二五年。|In 2025.|In 2035.
二〇二五年。|In twenty twenty-five.|In twenty thirty-five.
一九四九年。|In nineteen forty-nine.|In nineteen forty-five.
九五年毕业。|Graduated in 1995.|Graduated in 1985.
95年毕业。|Graduated in '95.|Graduated in '85.
〇八年奥运会。|The 2008 Olympics.|The 2018 Olympics.
95后青年。|Young people born after 1995.|Young people born after 1985.
95后。|The post-95s generation.|The post-85s generation.
90后。|Those born in the 1990s.|Those born in the 1980s.
90后。|The post-1990s generation.|The post-1980s generation.
80后。|Those born between 1980 and 1989.|Those born between 1970 and 1979.
00后。|Those born after 2000.|Those born after 1990.
九五后员工。|Employees born after 1995.|Employees born after 1985.
占比超过三成。|It makes up more than 30 percent.|It makes up more than 40 percent.
占比超过三成。|Three tenths of it.|Four tenths of it.
超过七成半。|More than 75%.|More than 65%.
七成的机会。|A 70% chance.|A 78% chance.
三成员国表态。|Three member states declared themselves.|
打八折。|A 20% discount.|A 30% discount.
打八折。|At 80 percent of the price.|At 70 percent of the price.
提高到1/3。|Raised to one third.|Raised to one quarter.
提高到1/3。|Raised to a third.|Raised to a fifth of it.
提高到1/3。|Raised to 1/3.|Raised to 1/4.
三分之一。|One-third.|One-fifth.
三分之一的人。|A third of the people.|A fifth of the people.
五分之一的人。|One in five people.|One in six people.
五分之一的人。|A fifth of the people.|A sixth of the people.
三分之二的国家。|Two thirds of the countries.|Three quarters of the countries.
三分之二的国家。|Two out of three countries.|Two out of five countries.
三分之二的国家。|2/3 of the countries.|3/4 of the countries.
四分之三。|Three quarters.|Two quarters and one third.
下降四分之一。|A drop of one quarter.|A drop of one third.
下降四分之一。|A drop of 25 percent.|A drop of 35 percent.
百分之三十三。|33 percent.|35 percent.
千分之三。|3 per thousand.|4 per thousand.
千分之三。|0.3%.|0.4%.
万分之五。|0.05 percent.|0.5 percent.
0.8‰的水平。|A level of 0.8 per thousand.|A level of 0.9 per thousand.
百分之百支持。|Full support.|
增长百分之五左右。|Growth of around 5 percent.|Growth of around 6 percent.
增长3.5个百分点。|Up by 3.5 percentage points.|Up by 2.5 percentage points.
增长0.5个百分点。|Up by 50 basis points.|Up by 25 basis points.
共1 234 567人。|1,234,567 people.|1,234,568 people.
共1234567人。|1 234 567 people.|1 234 667 people.
共1234567人。|1\u2009234\u2009567 people.|1\u2009234\u2009667 people.
共1\u202f234\u202f567人。|1\u00a0234\u00a0567 people.|1\u00a0244\u00a0567 people.
共１２３４５人。|12,345 people.|12,445 people.
４，０００倍。|A 4,000-fold return.|A 4,700-fold return.
2020年为5%，2020年后为6%。|It was 5% in 2020 and 6% since then.|It was 5% in 2021 and 6% since then.
2024年5月1日至2024年5月3日。|May 1 to 3, 2024.|May 1 to 4, 2024.
12月8日至10日。|From December 8 to 10.|From December 8 to 12.
9月3日报道。|Reported on Sept. 3.|Reported on Oct. 3.
2024.7.18公布。|Published on July 18, 2024.|Published on July 19, 2024.
2024-07-18公布。|Published on 18 July 2024.|Published on 18 June 2024.
一半的企业。|Half of the enterprises.|A third of the enterprises.
半数以上企业。|More than 50% of enterprises.|More than 30% of enterprises.
半个世纪以来。|Over the past half century.|
半年时间。|Six months.|
五十年来。|For half a century.|For a decade and a half.
25年来。|Over a quarter of a century.|Over half a century.
十五年来。|For a decade and a half.|For half a century.
三年半时间。|Three and a half years.|Four and a half years.
两个半小时。|Two and a half hours.|Three and a half hours.
一个半小时。|An hour and a half.|
250万人。|Two and a half million people.|Three and a half million people.
两三千人。|A few thousand people.|
七八百万人。|Millions of people.|
几十万人。|Hundreds of thousands of people.|
数亿人。|Hundreds of millions of people.|
上百万人。|Over a million people.|
十几项措施。|A dozen or so measures.|
十几亿人。|More than a billion people.|
成千上万的人。|Thousands of people.|
12个国家。|A dozen countries.|Two dozen countries.
二十四个月。|Two dozen months.|Three dozen months.
翻一番。|Double.|
翻一番。|An increase of 100 percent.|
翻两番。|Quadruple.|
翻两番。|A fourfold increase.|Five times as much.
约2.3倍。|About 2.3 times.|About 3.2 times.
增长2倍。|It tripled.|
增长两倍。|It rose by 200%.|
30倍。|Thirtyfold.|Fortyfold.
两周时间。|A fortnight.|
7天时间。|A week.|Six days.
24小时值班。|Round-the-clock duty.|23-hour duty.
第十四个五年规划。|The 14th Five-Year Plan.|The 13th Five-Year Plan.
“十四五”规划。|The 14th Five-Year Plan.|The 13th Five-Year Plan.
十四五期间。|During the 14th Five-Year Plan period.|During the 15th Five-Year Plan period.
“十四五”时期。|The five-year plan period.|
党的二十大。|The 20th National Congress.|The 19th National Congress.
第十四届全国人大。|The fourteenth Congress.|The thirteenth Congress.
第二十一条。|Article twenty-one.|Article twenty-two.
第一条 总则。|Article 1 General provisions.|Article 2 General provisions.
第一章 总纲|Chapter I General Principles|Chapter II General Principles
第四章 附则|Chapter IV Supplementary Provisions|Chapter VI Supplementary Provisions
第二次世界大战。|World War II.|
第三季度的数据。|Data for Q3.|Data for Q4.
第一，要改革。|First, we reform.|
20世纪90年代以来。|Since the 1990s.|Since the 1980s.
上世纪九十年代。|In the nineties.|In the eighties.
80年代。|The 1980s.|The 1970s.
二十一世纪。|The 21st century.|The 20th century.
2010年代。|The 2010s.|The 2020s.
增长3%—5%。|Growth of 3% to 5%.|Growth of 3% to 6%.
3%—5%。|3-5 percent.|3-6 percent.
3—5万人。|30,000 to 50,000 people.|30,000 to 60,000 people.
12亿至15亿元。|1.2 to 1.5 billion yuan.|1.2 to 1.6 billion yuan.
12—15亿元。|1.2-1.5 billion yuan.|1.2-1.7 billion yuan.
三至五年。|Three to five years.|Three to six years.
2023—2025年。|2023-25.|2023-26.
3.5万户。|35,000 households.|3,500 households.
14亿人口。|1.4 billion people.|1.3 billion people.
14亿多人口。|More than 1.4 billion people.|More than 14 billion people.
十四亿人口。|1,400 million people.|1,300 million people.
3万多家。|More than 30,000 firms.|More than 3,000 firms.
一百多个国家。|More than 100 countries.|
2.5万余人。|Over 25 thousand people.|Over 24 thousand people.
3千万元。|30 mn yuan.|3 mn yuan.
五十万元。|5 lakh yuan.|6 lakh yuan.
8时30分开会。|The meeting began at 8:30 a.m.|The meeting began at 8:40 a.m.
8时30分。|Half past eight.|Half past nine.
8时15分。|A quarter past eight.|A quarter past nine.
15时开会。|It began at 3 p.m.|It began at 4 p.m.
下午3点开会。|It began at 3 p.m.|It began at 4 p.m.
三点五十分。|3:50.|3:40.
20点30分。|8:30 p.m.|8:40 p.m.
18岁以上。|Aged 18 and above.|Aged 16 and above.
八旬老人。|An octogenarian.|
60岁及以上。|Sixty and above.|Seventy and above.
这是一个好办法。|This is a good way.|
一位老人。|An old man.|
千方百计增收。|Raise incomes by every means.|
万众一心。|United as one.|
四面八方的人。|People from all directions.|
一带一路建设。|The Belt and Road.|
两会召开。|The two sessions were held.|
全国两会召开。|The NPC and CPPCC sessions were held.|
实现双碳目标。|Carbon peaking and neutrality.|
扎实推进“三去一降一补”。|Progress in five priority tasks.|
这十分重要。|This is very important.|
七上八下。|Uneasy.|
三三两两的人。|Small groups of people.|
五一假期。|The May Day holiday.|
十一黄金周。|The National Day Golden Week.|
双十一购物节。|The Singles' Day shopping festival.|
一分部署、九分落实。|10% planning, 90% implementation.|
应对新冠疫情的两场硬仗。|The hard fights against COVID-19.|
18亿亩耕地红线。|120 million hectares of arable land.|220 million hectares of arable land.
走了两万五千里。|The 25,000-li Long March.|The 35,000-li Long March.
300公里时速。|186 miles per hour.|196 miles per hour.
100平方公里。|39 square miles.|49 square miles.
80公斤。|176 pounds.|196 pounds.
气温30℃。|A temperature of 86 degrees Fahrenheit.|A temperature of 96 degrees Fahrenheit.
10万分之一。|One in 100,000.|One in 200,000.
人民币壹仟贰佰元整。|1,200 yuan.|1,300 yuan.
花了五十兩銀子。|It cost fifty taels.|It cost sixty taels.
投資3萬億元。|3 trillion yuan.|4 trillion yuan.
民法典第一千零九十九条。|Article 1099 of the Civil Code.|Article 1909 of the Civil Code.
零增长。|Zero growth.|
负债率60.5%。|A ratio of 60.5%.|A ratio of 65.0%.
每10万人口中。|Per 100,000 people.|Per 10,000 people.
三个自信。|The three matters of confidence.|The four matters of confidence.
五位委员。|Five members.|Six members.
12345热线。|The 12345 hotline.|The 12354 hotline.
5G网络。|5G networks.|6G networks.
即1/10万。|1 in 100,000.|1 in 200,000.
三成五。|35 percent.|45 percent.
千分之一。|One thousandth.|One hundredth.
1000分之一。|One in a thousand.|One in a million.
壹亿贰仟万元。|120 million yuan.|130 million yuan.
二十一世纪二十年代。|The third decade of the 21st century.|The fourth decade of the 21st century.
2024/25年度。|The 2024/25 season.|The 2023/24 season.
110千伏线路。|A 110 kV line.|A 220 kV line.
1.3万亿斤粮食。|650 million tonnes of grain.|750 million tonnes of grain.
两成左右。|About a fifth.|About a third.
6·18购物节。|The 618 shopping festival.|
十六进制。|Hexadecimal.|
“九二共识”。|The 1992 Consensus.|
国发〔2024〕15号。|Guofa [2024] No. 15.|Guofa [2024] No. 16.
"""
ROWS = [tuple(line.split("|")) for line in TABLE.strip().splitlines()]
QUIET = [(zh, en) for zh, en, _ in ROWS]
WRONG = [(zh, en) for zh, _, en in ROWS if en]


@pytest.mark.parametrize(("zh", "en"), QUIET)
def test_one_number_in_two_ways_is_no_finding(zh: str, en: str) -> None:
    assert [(each.term, each.stands) for each in findings(zh, en)] == []


@pytest.mark.parametrize(("zh", "en"), WRONG)
def test_another_number_is_a_finding(zh: str, en: str) -> None:
    assert findings(zh, en)


_ZH = "零一二三四五六七八九"
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _under_10_000(value: int) -> str:
    """Numerals up to 9999: 3005 is 三千零五."""
    made, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            made += ("零" if gap and made else "") + _ZH[digit] + name
            gap = False
        else:
            gap = True
    return made


def numerals(value: int) -> str:
    """A number in Chinese numerals."""
    if value == 0:
        return "零"
    made = ""
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = value // unit % 10**4
        if part:
            made += ("零" if made and part < 1000 else "") + _under_10_000(part) + name
    return made.removeprefix("一") if made.startswith("一十") else made


_ENGLISH_UNITS = (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")


def english(value: int) -> str:
    """A number in English words."""
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10 - 2] + (f"-{_ONES[value % 10]}" if value % 10 else "")
    for unit, name in (
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if value >= unit:
            rest = value % unit
            joined = " and " if rest < 100 and unit == 100 else " "
            return f"{english(value // unit)} {name}" + (joined + english(rest) if rest else "")
    raise AssertionError(value)


def _short(value: int, unit: int) -> str:
    whole, rest = divmod(value, unit)
    return f"{whole}.{rest:0{len(str(unit)) - 1}}".rstrip("0").rstrip(".")


CHINESE_STYLES = (
    str,
    lambda value: f"{value:,}",
    lambda value: f"{value:,}".replace(",", " "),
    lambda value: f"{value:,}".replace(",", "\u2009"),
    lambda value: f"{value:,}".translate({ord(str(n)): 0xFF10 + n for n in range(10)}),
    numerals,
    lambda value: f"{_short(value, 10**4)}万" if value >= 10**4 else str(value),
    lambda value: f"{_short(value, 10**8)}亿" if value >= 10**8 else str(value),
)
ENGLISH_STYLES = (
    str,
    lambda value: f"{value:,}",
    lambda value: f"{value:,}".replace(",", "\u202f"),
    english,
    lambda value: f"{_short(value, 1000)} thousand" if value >= 1000 else str(value),
    lambda value: f"{_short(value, 10**6)} million" if value >= 10**6 else str(value),
    lambda value: f"{_short(value, 10**9)} billion" if value >= 10**9 else str(value),
)
_IN_CHINESE, _IN_ENGLISH = map(st.sampled_from, (CHINESE_STYLES, ENGLISH_STYLES))
_VALUES = st.one_of(
    st.integers(11, 999),
    st.integers(1000, 10**12),
    st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(1, 999), st.integers(1, 9)),
)


@given(_VALUES, _IN_CHINESE, _IN_ENGLISH)
def test_a_number_in_any_style_is_itself_in_any_style(
    value: int, chinese: Callable[[int], str], english_style: Callable[[int], str]
) -> None:
    zh, en = f"共有{chinese(value)}个，已完成。", f"There are {english_style(value)} of them."
    assert [(each.term, each.stands) for each in findings(zh, en)] == [], (zh, en)


@given(_VALUES, st.integers(2, 99), _IN_CHINESE, _IN_ENGLISH)
def test_another_number_in_any_style_is_told(
    value: int, more: int, chinese: Callable[[int], str], english_style: Callable[[int], str]
) -> None:
    if value in (10, 100, 1000, 10**4, 10**8) or (chinese is numerals and value < 21):
        return  # said of many things that are not counted
    other = value + max(more, value // 20)
    zh, en = f"共有{chinese(value)}个，已完成。", f"There are {english_style(other)} of them."
    assert findings(zh, en), (zh, en)


@given(
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(1950, 2049),
    st.sampled_from(("{y}年{m}月{d}日", "{y}.{m}.{d}", "{y}-{m:02}-{d:02}", "{zy}年{zm}月{zd}日")),
    st.sampled_from(("{M} {d}, {y}", "{d} {M} {y}", "{y}-{m:02}-{d:02}", "{S}. {d}, {y}")),
)
def test_a_date_is_itself_in_any_style(
    month: int, day: int, year: int, chinese: str, style: str
) -> None:
    name = names("months")[month - 1].title()
    parts = {
        "y": year, "m": month, "d": day, "M": name, "S": name[:3],
        "zy": "".join(_ZH[int(digit)].replace("零", "〇") for digit in str(year)),
        "zm": numerals(month), "zd": numerals(day),
    }  # fmt: skip
    zh, en = (
        f"于{chinese.format(**parts)}公布。",
        f"It was issued on {style.format(**parts)}.",
    )
    assert [(each.term, each.stands) for each in findings(zh, en)] == [], (zh, en)


@given(st.integers(1, 99), st.integers(2, 99), st.data())
def test_a_share_in_any_style_is_itself_in_any_style(
    over: int, under: int, data: st.DataObject
) -> None:
    if over >= under:
        over, under = under - 1, under
    in_words = f"{numerals(under)}分之{numerals(over)}"
    zh = data.draw(st.sampled_from((f"{over}/{under}", f"{under}分之{over}", in_words)))
    in_words = f"{english(over)} out of {english(under)}"
    en = data.draw(st.sampled_from((f"{over}/{under}", f"{over} in {under}", in_words)))
    assert findings(f"占{zh}。", f"It is {en}.") == [], (zh, en)


@given(
    st.integers(11, 99),
    st.sampled_from(("{d}%", "百分之{w}", "百分之{d}", "{d}个百分点")),
    st.sampled_from(("{d}%", "{e} percent", "{d} per cent", "{d} percentage points")),
)
def test_a_percentage_is_itself_in_any_style(value: int, chinese: str, style: str) -> None:
    parts = {"d": value, "w": numerals(value), "e": english(value)}
    zh, en = f"占{chinese.format(**parts)}。", f"It is {style.format(**parts)}."
    assert findings(zh, en) == [], (zh, en)
