"""Languages by their tags, and the text of elements with inline codes: what TMX and XLIFF share."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from align.model import Language
from align.xml_safe import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODES = {
    **dict.fromkeys(("zh", "zho", "chi", "cmn"), Language.ZH),
    **dict.fromkeys(("en", "eng"), Language.EN),
}


def language_of(tag: str | None) -> Language | None:
    """The language of a tag as "zh-Hans-CN" or "EN_us"; None for every other (BCP 47)."""
    first = re.split("[-_]", (tag or "").strip().lower(), maxsplit=1)[0]
    return _CODES.get(first)


def plain(element: _Element, codes: Collection[str]) -> str:
    """The text in an element without that of the inline codes within, which is no language."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and local_name(child) not in codes:
            # XLIFF 2 writes <cp hex="…"/> for a character that XML cannot hold, nor we.
            parts.append("\ufffd" if local_name(child) == "cp" else plain(child, codes))
        parts.append(child.tail or "")
    return "".join(parts)
