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
        **dict.fromkeys(("zh", "zho", "chi", "cmn", "chinese"), Language.ZH),
        **dict.fromkeys(("中文", "汉语", "漢語", "中", "简体中文", "汉文"), Language.ZH),
        **dict.fromkeys(("en", "eng", "english", "英文", "英语", "英語", "英"), Language.EN),
    }
)
#: What else may stand in the title of a column of terms: regions, scripts and words for "term".
_REGIONS = (
    "简体 繁体 繁體 prc cn hans hant tw hk sg mo simplified traditional china mainland taiwan hong"
    " kong sar macao singapore people's republic of us uk gb usa ca au nz ie united states kingdom"
    " american british canada australia"
)
_WORDS = (
    "term terms name translation translations rendering renderings preferred other synonyms"
    " 术语 術語 译名 譯名 名称 词条 译文 翻译 表述"
)
_BESIDE = frozenset((_REGIONS + " " + _WORDS).split())
_DEFINES = frozenset({"def", "definition", "definitions", "定义", "定義", "释义", "释", "解释"})
_TITLES: Mapping[str, Role] = MappingProxyType(
    {
        **dict.fromkeys(_DEFINES, Role.DEFINITION),
        **dict.fromkeys(
            ("definition source", "definition from", "定义来源"), Role.DEFINITION_SOURCE
        ),
        **dict.fromkeys(
            (
                "subject",
                "subject field",
                "domain",
                "field",
                "entry subject",
                "领域",
                "主题",
                "学科",
            ),
            Role.SUBJECT,
        ),
        **dict.fromkeys(
            ("note", "notes", "comment", "comments", "remark", "remarks", "entry note"), Role.NOTE
        ),
        **dict.fromkeys(("领域", "主题", "学科"), Role.SUBJECT),
        **dict.fromkeys(("备注", "注释", "说明"), Role.NOTE),
        **dict.fromkeys(("id", "entry id", "concept id", "concept", "编号"), Role.ID),
        **dict.fromkeys(("kind",), Role.KIND),
        **dict.fromkeys(("revision",), Role.REVISION),
        **dict.fromkeys(("status", "状态"), Role.STATUS),
        **dict.fromkeys(("term info", "term status", "usage status", "usage"), Role.TERM_STATUS),
        **dict.fromkeys(("term source", "source", "来源"), Role.TERM_SOURCE),
        **dict.fromkeys(("term note", "usage note"), Role.TERM_NOTE),
    }
)

_SCRIPTS = re.compile(r"[\u4e00-\u9fff]+|[^\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z']+|[\u4e00-\u9fff]+")
_OF_LANGUAGE = re.compile(r"(中文|汉语|漢語|英文|英语|英語)(.+)")


def plain(title: str) -> str:
    """A title as it is compared: without width, blanks and the Glossary Converter's prefixes."""
    title = unicodedata.normalize("NFKC", title).strip()
    return " ".join(re.sub(r"^>>\w+<<", "", title).split())


def role_of(title: str) -> Role | None:
    """What the column with a plain title holds; None where the title is not known.

    A title may say the same in both languages, as "备注 / Remarks" does.
    """
    lower = title.lower().replace("_", " ").replace("(s)", "s").strip()
    whole = _role(lower)
    if whole is not None:
        return whole
    for parts in (re.split("[/|]", lower), _SCRIPTS.findall(lower)):
        roles = {_role(part) for each in parts if (part := each.strip(" /|()[]:-"))}
        if len(roles) == 1:
            return roles.pop()
    return None


def _role(lower: str) -> Role | None:
    if lower in _TITLES:
        return _TITLES[lower]
    words = _words(lower)
    if words[:1] == ["other"]:
        words = words[1:]
    languages = {_LANGUAGES[word] for word in words if word in _LANGUAGES}
    if len(languages) != 1:
        return None
    (language,) = languages
    rest = {word for word in words if word not in _LANGUAGES}
    if rest & _DEFINES:
        return Role(f"definition-{language}") if rest - _DEFINES <= _BESIDE else None
    return Role(str(language)) if rest <= _BESIDE else None


def _words(lower: str) -> list[str]:
    """The words of a title; what follows a language in Chinese is a word of its own."""
    found: list[str] = []
    for word in _WORD.findall(lower):
        match = _OF_LANGUAGE.fullmatch(word)
        found += match.groups() if match else [word]
    return found
