"""The language that the title of a column names: "English (US)", "繁體中文", "中文术语"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import TypeVar

from align.model import Language
from align.script import simplified

Told = TypeVar("Told")

_LANGUAGES = MappingProxyType(
    {
        **dict.fromkeys(("zh", "zho", "chi", "chn", "cmn", "chinese", "mandarin"), Language.ZH),
        **dict.fromkeys(("中文", "汉语", "中", "汉", "汉文", "华文", "华语", "国语"), Language.ZH),
        **dict.fromkeys(("普通话", "简中", "繁中", "中译"), Language.ZH),
        **dict.fromkeys(("en", "eng", "english", "英文", "英语", "英", "英译"), Language.EN),
    }
)
#: What else may stand in the title of a column of terms: regions, scripts and words for "term".
_REGIONS = (
    "简体 繁体 正体 简 繁 prc cn hans hant tw hk sg mo simplified traditional simp trad china"
    " mainland taiwan hong kong sar macao macau singapore people's republic of us uk gb usa ca au"
    " nz ie united states kingdom american british canada australia international"
    " 大陆 内地 台湾 香港 澳门 新加坡 中国 美国 美式 美 英国 英式 加拿大 澳大利亚 国际 字 体 版"
)
_WORDS = (
    "term terms name names translation translations rendering renderings preferred other synonyms"
    " synonym equivalent equivalents expression expressions phrase phrases entry entries text"
    " version full short form abbreviation abbr variant variants alternative alternatives official"
    " headword suggested reference word words the in and for"
    " 术语 译名 名称 词条 译文 译法 译语 翻译 表述 表达 词语 词汇 词 对应词 提法 说法 全称 全名"
    " 简称 缩写 缩略语 别名 其他 其它 参考 建议 推荐 官方 对照 原文 源语 源语言 目标语 目标语言"
    " 目的语 原语 同义词 首选 规范 名 语"
)
BESIDE = frozenset((_REGIONS + " " + _WORDS).split())
_GENERAL = (
    "source target original origin term terms translation translations rendering renderings text"
    " equivalent equivalents expression language lang headword src tgt trg"
    " 术语 译名 词条 译文 译法 翻译 原文 源语 源语言 目标语 目标语言 目的语 原语 对应词 提法 词语"
    " 词汇 名称 表述 语 文本 内容"
)
#: What says that a column holds terms, and not in which language.
ANY_LANGUAGE = frozenset(_GENERAL.split())
#: What says that a column explains what others hold.
EXPLAINS = frozenset({"def", "definition", "definitions", "定义", "释义", "释", "解释"})
_SCRIPT_NAMES = frozenset(
    ["简体", "繁体", "正体", "简", "繁", "字", "版", "simplified", "traditional"]
)
_SCRIPTS = re.compile(r"[\u4e00-\u9fff]+|[^\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z']+|[\u4e00-\u9fff]+")
_KNOWN_HAN = re.compile(
    "|".join(
        sorted(
            {
                word
                for word in (*_LANGUAGES, *BESIDE, *ANY_LANGUAGE, *EXPLAINS)
                if "\u4e00" <= word[0] <= "\u9fff"
            },
            key=len,
            reverse=True,
        )
    )
)


def plain(title: str) -> str:
    """A title as it is compared: without width, blanks and the Glossary Converter's prefixes."""
    title = unicodedata.normalize("NFKC", title).strip()
    return " ".join(re.sub(r"^>>\w+<<", "", title).split())


def lower(title: str) -> str:
    """A plain title in lower case and simplified characters."""
    return simplified(title.lower().replace("_", " ").replace("(s)", "s").strip())


def told_by(title: str, tell: Callable[[str], Told | None]) -> Told | None:
    """What a title in lower case tells, whole or by its parts where all of them tell the same.

    A title may say the same in both languages, as "备注 / Remarks" does.
    """
    whole = tell(title)
    if whole is not None:
        return whole
    for parts in (re.split("[/|]", title), _SCRIPTS.findall(title)):
        found = {tell(part) for each in parts if (part := each.strip(" /|()[]:-"))}
        if len(found) == 1:
            return found.pop()
    return None


def language_named(title: str) -> tuple[Language | None, frozenset[str]]:
    """The one language that a title in lower case names, and the words that name none."""
    words = words_of(title)
    languages = {_LANGUAGES[word] for word in words if word in _LANGUAGES}
    if len(languages) > 1 and words[0] in _LANGUAGES:
        # 英文（英） is the English of England, and 中文（中国） says China.
        languages = {_LANGUAGES[words[0]]} if {*words[1:]} <= BESIDE | {"英", "中"} else set()
    if not languages and (words[:1] == ["cn"] or (words and {*words} <= _SCRIPT_NAMES)):
        languages = {Language.ZH}
    rest = frozenset(word for word in words if word not in _LANGUAGES)
    return next(iter(languages)) if len(languages) == 1 else None, rest


def language_titled(title: str) -> Language | None:
    """The language of what stands under a title; None where it says none, or what explains."""

    def tell(part: str) -> Language | None:
        language, rest = language_named(part)
        return language if rest <= BESIDE else None

    return told_by(lower(plain(title)), tell)


def words_of(title: str) -> Sequence[str]:
    """The words of a title in lower case.

    Of a run of Chinese they are the known ones, or the run where it has others.
    """
    found: list[str] = []
    for word in _WORD.findall(title):
        known = _KNOWN_HAN.findall(word)
        found += known if "".join(known) == word else [word]
    return found
