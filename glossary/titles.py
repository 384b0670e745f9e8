"""What a column of a table of terms holds, told by its title.

Known are plain titles ("Chinese", "术语（中文）", "English term(s)", "备注 / Remarks"), the
languages of Trados MultiTerm and its Glossary Converter ("Chinese (PRC)", ">>L<<English"), and the
columns of memoQ's term bases ("Chinese_PRC", "English_Def", "Term_Info", "Entry_Note"); see
https://docs.memoq.com/current/api-docs/wsapi/memoqservices/tbservice.importexport.csv.html and
https://cerebus.de/glossaryconverter/help/AnnotatedFieldHeaders.html.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from align.model import Language
from align.script import simplified


class Role(StrEnum):
    """What a column holds; the names are those of the mapping option."""

    ZH = "zh"
    EN = "en"
    DEFINITION = "definition"
    DEFINITION_ZH = "definition-zh"
    DEFINITION_EN = "definition-en"
    DEFINITION_SOURCE = "definition-source"
    SUBJECT = "subject"
    NOTE = "note"
    STATUS = "status"
    KIND = "kind"
    ID = "id"
    REVISION = "revision"
    TERM_STATUS = "term-status"  #: of the terms in the column before it
    TERM_SOURCE = "term-source"
    TERM_NOTE = "term-note"


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
_BESIDE = frozenset((_REGIONS + " " + _WORDS).split())
_GENERAL = (
    "source target original origin term terms translation translations rendering renderings text"
    " equivalent equivalents expression language lang headword src tgt trg"
    " 术语 译名 词条 译文 译法 翻译 原文 源语 源语言 目标语 目标语言 目的语 原语 对应词 提法 词语"
    " 词汇 名称 表述 语 文本 内容"
)
#: What says that a column holds terms, and not in which language.
_ANY_LANGUAGE = frozenset(_GENERAL.split())
_DEFINES = frozenset({"def", "definition", "definitions", "定义", "释义", "释", "解释"})
_TITLES: Mapping[str, Role] = MappingProxyType(
    {
        **dict.fromkeys(_DEFINES, Role.DEFINITION),
        **dict.fromkeys(
            ("definition source", "definition from", "定义来源"), Role.DEFINITION_SOURCE
        ),
        **dict.fromkeys(("subject", "subject field", "domain", "field"), Role.SUBJECT),
        **dict.fromkeys(
            ("entry subject", "category", "领域", "主题", "学科", "分类", "类别"), Role.SUBJECT
        ),
        **dict.fromkeys(("note", "notes", "comment", "comments", "remark", "remarks"), Role.NOTE),
        **dict.fromkeys(("entry note", "备注", "注释", "说明", "注"), Role.NOTE),
        **dict.fromkeys(("id", "entry id", "concept id", "concept", "编号"), Role.ID),
        **dict.fromkeys(("kind",), Role.KIND),
        **dict.fromkeys(("revision",), Role.REVISION),
        **dict.fromkeys(("status", "状态"), Role.STATUS),
        **dict.fromkeys(("term info", "term status", "usage status", "usage"), Role.TERM_STATUS),
        **dict.fromkeys(("term source", "source", "来源", "出处"), Role.TERM_SOURCE),
        **dict.fromkeys(("term note", "usage note"), Role.TERM_NOTE),
    }
)
#: Titles of columns that no entry has a place for, and that are titles all the same.
_OTHERS = frozenset(
    [
        *("no", "no.", "number", "nr", "#", "序号", "号", "编码", "pinyin", "拼音", "pos", "词性"),
        *("date", "日期", "author", "作者", "page", "页码", "页", "example", "例句", "例"),
        *("context", "语境"),
    ]
)
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
                for word in (*_LANGUAGES, *_BESIDE, *_ANY_LANGUAGE, *_DEFINES)
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


def role_of(title: str) -> Role | None:
    """What the column with a plain title holds; None where the title is not known.

    A title may say the same in both languages, as "备注 / Remarks" does.
    """
    lower = _lower(title)
    whole = _role(lower)
    if whole is not None:
        return whole
    for parts in (re.split("[/|]", lower), _SCRIPTS.findall(lower)):
        roles = {_role(part) for each in parts if (part := each.strip(" /|()[]:-"))}
        if len(roles) == 1:
            return roles.pop()
    return None


def holds_terms(title: str) -> bool:
    """Whether a plain title says that its column holds terms, and not in which language."""
    words = _words(_lower(title))
    return (
        bool(words) and {*words} <= _BESIDE | _ANY_LANGUAGE and not _ANY_LANGUAGE.isdisjoint(words)
    )


def is_title(text: str) -> bool:
    """Whether a plain text is one that stands above columns of tables of terms."""
    return role_of(text) is not None or holds_terms(text) or _lower(text) in _OTHERS


def _lower(title: str) -> str:
    return simplified(title.lower().replace("_", " ").replace("(s)", "s").strip())


def _role(lower: str) -> Role | None:
    if lower in _TITLES:
        return _TITLES[lower]
    words = _words(lower)
    languages = {_LANGUAGES[word] for word in words if word in _LANGUAGES}
    if len(languages) > 1 and words[0] in _LANGUAGES:
        # 英文（英） is the English of England, and 中文（中国） says China.
        languages = {_LANGUAGES[words[0]]} if {*words[1:]} <= _BESIDE | {"英", "中"} else set()
    if not languages and (words[:1] == ["cn"] or (words and {*words} <= _SCRIPT_NAMES)):
        languages = {Language.ZH}
    if len(languages) != 1:
        return None
    (language,) = languages
    rest = {word for word in words if word not in _LANGUAGES}
    if rest & _DEFINES:
        return Role(f"definition-{language}") if rest - _DEFINES <= _BESIDE else None
    return Role(str(language)) if rest <= _BESIDE else None


def _words(lower: str) -> list[str]:
    """The words of a title; the known ones of a run of Chinese, or the run where it has others."""
    found: list[str] = []
    for word in _WORD.findall(lower):
        known = _KNOWN_HAN.findall(word)
        found += known if "".join(known) == word else [word]
    return found
