"""Names of WordprocessingML, in the namespaces of both kinds of ISO/IEC 29500."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

TRANSITIONAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"

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
