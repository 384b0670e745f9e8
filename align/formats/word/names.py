"""Names of WordprocessingML, in the namespaces of both kinds of ISO/IEC 29500."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

TRANSITIONAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"

#: What a tracked change takes away: text, or a mark of a paragraph, row or cell.
TAKEN_AWAY = frozenset(["w:del", "w:moveFrom"])

#: Left out with all that is in them: the text of deletions, the sound above a character (phonetic
#: guide), former properties, instructions of fields, and data of controls.
LEFT_OUT = frozenset(
    [
        *("w:delText", "w:delInstrText", "w:rt", "w:pPrChange", "w:rPrChange", "w:tcPrChange"),
        *("w:sectPr", "w:tblPr", "w:tblPrEx", "w:tblGrid", "w:fldData", "w:ffData"),
    ]
)

#: Read as a character or two.
CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
}

#: Parts of other files, which are not read.
ELSEWHERE = frozenset(["w:altChunk", "w:subDoc"])

_OFF = frozenset(["0", "false", "off", "none"])


@lru_cache(maxsize=1_000)
def local(tag: str) -> str:
    """The name of an element: "w:p" of WordprocessingML, "t" of any other."""
    space, _, name = tag.rpartition("}")
    return f"w:{name}" if f"{space}}}" in (TRANSITIONAL, STRICT) else name


def value(attributes: Mapping[str, str], name: str = "val") -> str:
    """An attribute of WordprocessingML; "" where it is missing."""
    return attributes.get(TRANSITIONAL + name) or attributes.get(STRICT + name) or ""


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether an element that switches a property switches it on."""
    return value(attributes).lower() not in _OFF


def is_raised(attributes: Mapping[str, str]) -> bool:
    """Whether w:vertAlign raises text above its line."""
    return value(attributes) == "superscript"
