"""Numeric formulas in Chinese: their build, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.model import Language
from glossary.formulas.model import Formula, Part
from glossary.language.english.words import word_set

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "双": 2, "〇": 0}
_NUMBER = (
    r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两]|[1-9１-９][0-9０-９]?)"
)
#: What every formula has some of.
_COUNTING = re.compile("[一二三四五六七八九十两双1-9１-９]")
_CLASSIFIER = r"(?:个|项|大|条|种|类|重|步)"
#: Things that stand for what is counted: 三张清单, 四梁八柱, 两座大山.
_FIGURATIVE = r"(?:张|把|座|块|本|份|道|扇|根|面|支|条线|盏)"
_HEAD = r"[^\W\d_零一二三四五六七八九十两]"
#: Nothing before it that makes an ordinal or a larger number of it.
_NOT_COUNTED = r"(?<![第\d零一二三四五六七八九十百千万亿两])"
_QUOTED = re.compile(r"[“‘\"「『](?P<in>[^“”\"]+)[”’\"」』](?P<out>\w{0,8})")
_QUOTES = re.compile("[“”‘’\"'「」『』《》〈〉\\s]")

#: What is counted when quantities, not members, are meant: time, measures, people, places, things.
_MEASURES = word_set(
    "年 月 日 天 周 人 次 元 倍 成 亿 万 千 百 米 里 吨 克 斤 亩 岁 点 号 楼 层 级 届"
    " 名 位 家 条 项 个 种 件"
    " 张 本 台 套 辆 架 艘 座 间 所 处 户 口 头 只 匹 段 句 字 页 章 节 篇 册 卷 期"
    " 季 股 份 代 分 秒 时 寸"
    " 尺 丈 度 块 枚 根 批 轮 场 笔 幅 把 颗 群 队 对 双 副 声 回 遍 趟 番 下 款 则"
    " 封 支 排 等 者 重 步"
    " 小时 分钟 公里 公斤 平方 立方 千米 厘米 毫米 公顷 星期 礼拜 季度 世纪 年代 年度"
    " 月份 个月 百分点"
    " 工作日 周年 昼夜 学期 中全会 年级 方面 左右 以上 以下 以来 多年 余年 来年"
)
_THINGS = word_set(
    "人 月 国家 省 省份 省区 城市 地区 区域 县 区 乡镇 村 村庄 街道 社区 部门 部委 单位"
    " 企业 公司 集团 机构"
    " 银行 工厂 学校 高校 大学 医院 孩子 儿子 女儿 学生 老师 工人 农民 干部 同志 代表团"
    " 小组 团队 项目 案例"
    " 例子 问题 原因 方面 阶段 时期 小时 星期 季度 世纪 百分点 工作日 昼夜 年头 月份"
    " 钟头 民族 字 词 数字"
    " 文件 品种 产品 样本 指标 车间 平台 基地 园区 中心 网站 账户 洲 洋 人口 家庭 点"
    " 多月 半月 层面 环节 领域"
)
_PLAIN = re.compile("(?:多|几|余)?(?:" + "|".join(sorted(_MEASURES, key=len, reverse=True)) + ")")
_THING = re.compile(
    "(?:多|余|不同|主要|重点)?(?:" + "|".join(sorted(_THINGS, key=len, reverse=True)) + ")"
)
#: Nouns of the plans and doctrines that formulas sum up: after 项, 条, 个 a formula is likely.
_ABSTRACT = re.compile(
    "(?:原则|理念|规定|纪律|任务|使命|要求|行动|战略|工程|计划|制度|保障|考验|危险|意识|自信|攻坚战|目标"
    "|标准|方针|路线|观|体系|革命|优势|关系|转变|规律|矛盾|精神|法宝|作风|建设|改革|布局|力量|底线|红线"
    "|基石|支柱|抓手|机制|清单|先行|引领)$"
)
#: What names the sort of thing a formula is and so follows it: 五位一体总体布局.
_SUFFIX = (
    "(?:总体布局|战略布局|重要思想|发展理念|战略|布局|格局|机制|模式|体系|方针|原则|要求|目标|行动|工程|计划"
    "|工作法|工作|理念|思想|思路|路径|标准|教育|改革|政策|倡议|方略|制度|专项)*"
)

_ONE_BODY = re.compile(
    rf"(?:由.{{1,4}})?(?P<n>{_NUMBER})(?P<head>位一体|方一体|维一体|化一体|合一){_SUFFIX}"
)
_SUMMED = re.compile(r"(?P<sum>[1-9](?:\+[1-9]){1,4})[^\W\d_]{0,10}")
_FIGURED = re.compile(rf"(?P<n>{_NUMBER}){_FIGURATIVE}(?P<head>[^\W\d_]{{1,6}})")
#: What is done with what is counted: 三链融合 counts 链.
_JOINING = (
    "(?:融合|联动|协同|贯通|同步|并举|并重|互动|共建|共治|发力|改造|互促|集成|统筹|合力|同向)$"
)
_MULTIPART = re.compile(
    rf"(?:新)?(?:{_NUMBER}[个项大条]?(?![个项条])(?:{_HEAD}){{1,4}}[、，,]?){{2,5}}"
)
_PART = re.compile(
    rf"(?P<n>{_NUMBER})[个项大条]?(?![个项条])(?P<head>{_HEAD}{{1,4}}?)(?=[、，,]?(?:{_NUMBER}|$))"
)
_CLASSIFIED = re.compile(rf"(?:新)?(?P<n>{_NUMBER})(?P<cl>{_CLASSIFIER})(?P<head>[^\W_]{{1,10}})")
_BARE = re.compile(rf"(?:新)?(?P<n>{_NUMBER}|双)(?P<head>{_HEAD}{{1,4}})")

#: Any form that counts something: 五个中心, 三步走, 四季游.
_COUNTED = re.compile(
    rf"(?:新)?(?P<n>双|{_NUMBER})(?:{_CLASSIFIER}|点|方面|张|支)?(?P<head>[^\W\d_]{{1,12}})"
)


def number(text: str) -> int:
    """The value of a Chinese number below one hundred, or of digits of either width."""
    if text == "双":
        return 2
    if text[0].isdigit() and text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
    return _DIGITS[text]


def parse(form: str) -> Formula | None:
    """The formula that a Chinese form is, or None where it is none or a plain quantity."""
    if not _COUNTING.search(form):
        return None
    quoted = _QUOTED.fullmatch(form.strip())
    text = _QUOTES.sub("", quoted["in"] if quoted else form)
    for kind in (_one_body, _summed, _multipart, _classified, _figured, _bare):
        found = kind(text)
        if found:
            return found
    return None


def counted(form: str) -> Formula | None:
    """A form that begins with a number and counts what follows, be it ever so plain."""
    text = _QUOTES.sub("", form)
    if _MULTIPART.fullmatch(text):
        parts = tuple(Part(number(m["n"]), m["head"]) for m in _PART.finditer(text))
        if len(parts) > 1:
            return _formula(text, parts, strong=False)
    match = _COUNTED.fullmatch(text)
    if not match:
        return None
    return _formula(match[0], (Part(number(match["n"]), match["head"]),), strong=False)


def _formula(text: str, parts: tuple[Part, ...], *, strong: bool) -> Formula | None:
    formula = Formula(Language.ZH, text, parts, strong)
    return formula if 2 <= formula.count <= 20 else None


def _one_body(text: str) -> Formula | None:
    match = _ONE_BODY.fullmatch(text)
    if not match:
        return None
    return _formula(text, (Part(number(match["n"]), ""),), strong=True)


def _summed(text: str) -> Formula | None:
    match = _SUMMED.fullmatch(text)
    if not match:
        return None
    counts = [int(part) for part in match["sum"].split("+")]
    return _formula(text, tuple(Part(count, "") for count in counts), strong=True)


def _figured(text: str) -> Formula | None:
    match = _FIGURED.fullmatch(text)
    if not match or _THING.fullmatch(match["head"]):
        return None
    return _formula(text, (Part(number(match["n"]), match["head"]),), strong=False)


def _multipart(text: str) -> Formula | None:
    if not _MULTIPART.fullmatch(text):
        return None
    parts = tuple(Part(number(m["n"]), m["head"]) for m in _PART.finditer(text))
    if len(parts) < 2 or all(_is_measured(part.head) for part in parts) or _is_idiom(text):
        return None
    if all(part.count == 1 for part in parts) and (_tag(text) or len(text) > 3 * len(parts)):
        return None
    return _formula(text, parts, strong=True)


def _is_measured(head: str) -> bool:
    """Whether a head is a measure, a person, a place or a thing that is plainly counted."""
    return bool(_PLAIN.fullmatch(head) or _THING.fullmatch(head))


def _classified(text: str) -> Formula | None:
    match = _CLASSIFIED.fullmatch(text)
    if not match:
        return None
    count, head, classifier = number(match["n"]), match["head"], match["cl"]
    if _THING.fullmatch(head) or head[0] in "以之第的分" or (classifier == "大" and count > 12):
        return None
    if classifier in "种类重步" and not _ABSTRACT.search(head):
        return None
    core = head if classifier in "项条大" else re.sub(f"{_SUFFIX}$", "", head) or head
    strong = classifier == "大" or bool(_ABSTRACT.search(head)) or not _is_noun(core)
    return _formula(text, (Part(count, core),), strong=strong)


def _bare(text: str) -> Formula | None:
    match = _BARE.fullmatch(text)
    if not match or match["head"][0] in "多几余来第的之大" or _is_common_word(text):
        return None
    head = re.sub(_JOINING, "", match["head"]) or match["head"]
    if (
        match["n"] != "双"
        and _PLAIN.match(head)
        and not (len(head) > 1 and _tag(head)[:1] in ("v", "a"))
    ):
        return None
    count = 2 if match["n"] == "双" else number(match["n"])
    return _formula(text, (Part(count, head),), strong=False)


def _is_idiom(text: str) -> bool:
    return _tag(text) == "i"


def _is_noun(text: str) -> bool:
    return _tag(text).startswith("n")


def _tag(text: str) -> str:
    """The tag that jieba's dictionary gives a word, or ""."""
    from glossary.language.chinese.words import tag

    return tag(text)


def _is_common_word(text: str) -> bool:
    """Whether general language uses a form like 双方 or 一般 often, as a word."""
    from glossary.language.frequency import zipf

    return bool(_tag(text)) and zipf(text, Language.ZH) > _COMMON


#: Zipf frequency (log10 of occurrences in a thousand million words) above which a dictionary word
#: is everyday language.
_COMMON = 4.0

_QUOTED_IN_TEXT = re.compile('[“‘"「『]([^“”‘’"「」『』]{2,16})[”’"」』]')
_ONE_BODY_IN_TEXT = re.compile(rf"{_NOT_COUNTED}{_NUMBER}(?:位一体|方一体)")
_CLASSIFIED_IN_TEXT = re.compile(rf"{_NOT_COUNTED}{_NUMBER}(?:个|项|大){_HEAD}{{2,6}}")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where formulas stand in a text: in quotation marks, or unmistakable without them."""
    for match in _QUOTED_IN_TEXT.finditer(text):
        if parse(match[1]):
            inner = match[1].strip()
            start = match.start(1) + match[1].index(inner)
            yield start, start + len(inner)
    for match in _ONE_BODY_IN_TEXT.finditer(text):
        yield match.span()
    for match in _CLASSIFIED_IN_TEXT.finditer(text):
        yield from _head_in_text(text, match)
    yield from _multipart_in_text(text)


def _head_in_text(text: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The formula at a match, as long as the abstract noun that it counts."""
    for end in range(match.end(), match.start() + 2, -1):
        form = text[match.start() : end]
        parsed = parse(form)
        if parsed and parsed.strong and _ABSTRACT.search(form):
            yield match.start(), end
            return


def _multipart_in_text(text: str) -> Iterator[tuple[int, int]]:
    counted = f"[一两三四五六七八]{_HEAD}{{1,2}}"
    pattern = f"{_NOT_COUNTED}{counted}(?:{counted}){{1,3}}"
    for match in re.finditer(pattern, text):
        for end in (match.end(), match.end() - 1):
            form = text[match.start() : end]
            if _known_whole(form) and parse(form):
                yield match.start(), end
                break


def _known_whole(form: str) -> bool:
    """Whether the words of general language leave a multi-part form in one piece."""
    return len(form) % 2 == 0 and not _is_idiom(form) and _tag(form) != ""
