"""Text that was read in a wrong encoding and stored so, read anew in the right one.

Only what can be undone without a doubt is: every character of the text is a byte, or two, of the
wrong encoding, and all bytes make sense in the right one.
"""

from __future__ import annotations

import re

from align.formats.encodings import plausibility

#: Share of common characters from which text that was read anew is right.
_PLAUSIBLE = 0.9
#: Share of common characters below which Chinese is odd: texts have .95, UTF-8 read as GB 18030 .5.
_COMMON = 0.75
_ENOUGH = 20
_SHOWN = 12
#: Fewer characters than this, in Chinese encodings, make sense by chance.
_FEW = 3

#: How UTF-8 of two bytes and more looks in encodings of one byte, roughly.
_LEADS = "[\u00c2-\u00f4\u0412-\u0454]"
_TRAILS = "[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u0402-\u045f\u2013-\u2044\u20ac\u2116\u2122]"
_LIKE_UTF_8 = re.compile(_LEADS + _TRAILS)
_LIKE_GB = re.compile("[\u00a1-\u00fe]{4}")
#: With these begin curly quotation marks, dashes and Chinese punctuation in UTF-8 read as GB 18030.
_PUNCTUATION_AS_GB = "\u9225\u9286"
_ODD_LETTER = re.compile(f"[\u00a1-\u00f4\u0402-\u045f{_PUNCTUATION_AS_GB}]")
_NOT_CHINESE = re.compile("[\u0080-\u009f\u00bc-\u00d6\u00d8-\u00f6\u00f8-\u00ff\ufffd]")
_HAN = re.compile("[\u3400-\u9fff]")

#: What the text was read in, what it is in, and how both are called.
_MISREAD = (
    ("cp1252", "utf-8", "UTF-8 read as Windows-1252"),
    ("cp1251", "utf-8", "UTF-8 read as Windows-1251"),
    ("gb18030", "utf-8", "UTF-8 read as GB 18030"),
    ("cp1252", "gb18030", "GB 18030 read as Windows-1252"),
    ("cp1252", "big5hkscs", "Big5 read as Windows-1252"),
)


def mended(text: str) -> tuple[str, str] | None:
    """The text in its right encoding, and what had gone wrong; None where nothing plainly had."""
    utf_8, gb = _LIKE_UTF_8.search(text), _LIKE_GB.search(text)
    for wrong, right, how in _MISREAD:
        looks = _HAN.search(text) if wrong == "gb18030" else utf_8 if right == "utf-8" else gb
        data = _bytes(text, wrong) if looks else None
        if data is None:
            continue
        try:
            found = data.decode(right)
        except UnicodeDecodeError:
            continue
        by_chance = right != "utf-8" and len(_HAN.findall(found)) < _FEW
        if found != text and not by_chance and plausibility(found, right) >= _PLAUSIBLE:
            return found, how
    return None


def may_be_mended(text: str) -> bool:
    """Whether a text has what Chinese and English have not: a glance before `mended`."""
    return not text.isascii() and _ODD_LETTER.search(text) is not None


def is_garbled(text: str) -> bool:
    """Whether a text has what is left of punctuation after its bytes were read as GB 18030."""
    return any(each in text for each in _PUNCTUATION_AS_GB)


def evidence(text: str) -> str:
    """What shows that Chinese text is mojibake, though it may be none that can be mended; or "".

    It is told by letters that no Chinese text has, or by characters that are rare and make common
    ones once they are read anew.
    """
    odd, han = len(_NOT_CHINESE.findall(text)), len(_HAN.findall(text))
    if odd > max(han, _FEW):
        return f"“{text[:_SHOWN]}” is no Chinese"
    if han < _ENOUGH or plausibility(text, "gb18030") >= _COMMON:
        return ""
    right = text.encode("gb18030", "replace").decode("utf-8", "ignore")
    if plausibility(right, "utf-8") < _PLAUSIBLE or _HAN.search(right) is None:
        return ""
    return f"“{text[:_SHOWN]}” seems to be “{right[:_SHOWN]}”"


def _bytes(text: str, encoding: str) -> bytes | None:
    """The bytes that were read; what Windows-1252 leaves undefined was taken for a control."""
    made = bytearray()
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        if encoding == "gb18030":
            return None
    for character in text:
        try:
            made += character.encode(encoding)
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return None
            made.append(ord(character))
    return bytes(made)
