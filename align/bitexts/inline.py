"""The text of a segment with inline codes, as a reader of the finished document sees it.

A code that stands for something (an image, a line break, a number that is filled in) parts the
words beside it; one that formats parts nothing, so that "enter<b>prise</b>s" is one word. Native
code within the codes is no text. Sources: LISA OSCAR, TMX 1.4b (2005); OASIS, XLIFF 1.2 (2008) and
2.1 (2018); what CAT tools make of them was seen in files.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING

from align.text import is_wide
from align.xml_safe import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What a code does, as characters that XML cannot hold, until its surroundings are known.
_FORMATS, _STANDS, _BREAKS = "\x01", "\x02", "\x03"

#: Codes that format what is between two of them, or with what they enclose.
_PAIRED = frozenset({"bpt", "ept", "bx", "ex", "sc", "ec", "sm", "em", "g", "pc", "hi", "mrk"})
#: Codes that stand alone, and whose content is native code.
_ALONE = frozenset({"ph", "x", "it", "ut"})
_WITHOUT_TEXT = _ALONE | {"bpt", "ept", "bx", "ex", "sc", "ec", "sm", "em"}
#: Text that somebody deleted or moved away while changes were tracked.
_TRACKED = re.compile(r"delet|mov\w*.?from|^del$", re.IGNORECASE)
_ABOUT = frozenset({"ctype", "type", "subType", "equiv-text", "equiv", "equivStart", "disp"})

_BLOCKS = "br|cr|p|div|li|ul|ol|td|th|tr|table|hr|tab|lb|h[1-6]"
_FORMATTING = (
    "a|b|i|u|s|em|strong|span|font|sub|sup|small|big|tt|code|strike|del|ins|abbr|cite|q|cf|mark"
    "|wbr|g|bx|ex|bpt|ept|mrk|pc|sc|ec"
)
_ENDS_LINE = re.compile(
    rf"<\s*/?\s*(?:w:)?(?:{_BLOCKS})\b|\\(?:line|par|tab|page|cell|row)\b|\\[nrt](?![a-z])"
    r"|\b(?:xlf:)?[lp]b\b|\b(?:new|page|line)[-_ ]?(?:line|break)|\btab\b|^[\n\r\t]+$",
    re.IGNORECASE,
)
_FORMATTED = re.compile(
    rf"^\s*(?:<\s*/?\s*(?:w:)?(?:{_FORMATTING})\b|\{{?\\(?:b|i|ul|cf|f|fs|cs|highlight|plain|super"
    r"|sub|nosupersub|strike|lang)\d*\b)",
    re.IGNORECASE,
)
#: Tags that stand in the text: of HTML and XLIFF, OmegaT's (<l0>, <br1/>), memoQ's and Phrase's
#: ({1>, <2}, {b>, <b}).
_TAG = re.compile(
    rf"</?(?:{_BLOCKS}|{_FORMATTING}|img|x|ph|it|ut|[a-z]{{1,3}}\d+|\d+)(?:\s[^<>]*)?/?>"
    r"|\{(?:\d+[>}]|(?:[a-z]{1,2}|[_^])\d*>)|<(?:\d+|(?:[a-z]{1,2}|[_^])\d*)\}|\[\d+\}|\{\d+\]",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ALONE_TAG = re.compile(r"<[^>]*/>|\{\d+\}|<(?:img|x|ph|it|ut)\b", re.IGNORECASE)
_MARKS = re.compile("[\x01\x02\x03][ \t\n\x01\x02\x03]*")
_FORMATS_BLANK = re.compile("\x01[ \t\n]")  #: elsewhere what formats is nothing


def plain(element: _Element, *, has_tags: bool = True) -> str:
    """The text in an element.

    Args:
        has_tags: its text may hold tags and entities that were escaped once too often.
    """
    text = element.text or ""
    if len(element):
        parts = [text]
        _collect(element, parts)
        text = "".join(parts)
    if has_tags and ("<" in text or "&" in text or "{" in text or "[" in text):
        text = _TAG.sub(_tag, _ENTITY.sub(_entity, text))
    if _STANDS in text or _BREAKS in text or _FORMATS_BLANK.search(text):
        return _MARKS.sub(_joint, text)
    return text.replace(_FORMATS, "")


def _collect(element: _Element, parts: list[str]) -> None:
    for child in element:
        if isinstance(child.tag, str):
            _code(child, parts)
        parts.append(child.tail or "")


def _code(child: _Element, parts: list[str]) -> None:
    name = local_name(child)
    if name in _WITHOUT_TEXT:
        parts.append(_effect(child, name))
    elif name == "sub" or _TRACKED.search(child.get("mtype") or name):
        return
    elif name == "cp":  # a character that XML cannot hold, nor we
        if child.get("hex", "").lstrip("0").upper() in {"9", "A", "B", "C", "D"}:
            parts.append(_BREAKS)
    elif name == "ch" and child.get("val") is not None:  # memoQ's white space
        parts.append(child.get("val") or "")
    elif name in _PAIRED or len(child) or child.text:
        parts += _FORMATS, child.text or ""
        _collect(child, parts)
        parts.append(_FORMATS)
    else:
        parts.append(_STANDS)


def _effect(code: _Element, name: str) -> str:
    """What a code without text does to the words beside it."""
    about = [value for key, value in code.items() if key in _ABOUT]
    return _known_effect(name, code.text or "", tuple(about))


@lru_cache(maxsize=4_000)
def _known_effect(name: str, native: str, about: tuple[str, ...]) -> str:
    if any(_ENDS_LINE.search(each) for each in (native, *about)):
        return _BREAKS
    if name in _PAIRED or _FORMATTED.search(native):
        return _FORMATS
    return _STANDS


def _entity(match: re.Match[str]) -> str:
    name = match[0][1:-1]
    if name[0] != "#":
        return html5.get(f"{name};", match[0]).replace("\xa0", _BREAKS)
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    is_text = code in {9, 10, 13} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return chr(code) if is_text or 0x10000 <= code <= 0x10FFFF else ""


def _tag(match: re.Match[str]) -> str:
    tag = match[0]
    if _ENDS_LINE.match(tag):
        return _BREAKS
    return _STANDS if _ALONE_TAG.match(tag) and not _FORMATTED.match(tag) else _FORMATS


def _joint(match: re.Match[str]) -> str:
    """What takes the place of codes and the blanks behind them."""
    codes, text = match[0], match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if before.isspace():
        return ""
    if codes.strip(_FORMATS + _STANDS + _BREAKS):
        return "\n" if "\n" in codes else " "
    if not before or not after or is_wide(before) or is_wide(after):
        return ""
    if _BREAKS in codes:
        return " "
    if _STANDS not in codes:
        return ""
    ends = before.isalnum() or before in ".,;:!?)]}\u201d\u2019%"
    begins = after.isalnum() or after in "([{\u201c\u2018"
    return " " if ends and begins else ""
