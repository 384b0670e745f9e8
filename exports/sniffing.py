"""Which format of a glossary a file is in, told by how it begins."""

from __future__ import annotations

from align.errors import InputError
from exports.registry import GLOSSARY_FORMATS, Format

_ARCHIVE = b"PK"
_SURE = frozenset({"xlsx", "tbx", "tbx2", "jsonl"})  #: formats that begin as no other
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def format_of(start: bytes) -> Format:
    """The format of a file that begins so.

    Raises:
        InputError: it looks like none that is read.
    """
    name = _name(start)
    if name not in GLOSSARY_FORMATS or not GLOSSARY_FORMATS[name].reads:
        raise InputError("standard input: the format cannot be told", "name it with --format")
    return GLOSSARY_FORMATS[name]


def require_format(name: str, form: Format, start: bytes) -> None:
    """Say in one line, not in one for every line of it, that a file is not what it is called.

    Raises:
        InputError: a workbook, XML or JSON Lines has the ending of another format.
    """
    found = _name(start)
    sure = _SURE if form.name == "jsonl" else {*_SURE, "csv", "tsv", ""}
    same = found in GLOSSARY_FORMATS and GLOSSARY_FORMATS[found].suffix == form.suffix
    certain = form.name in _SURE or found in _SURE
    if same or not form.reads or found not in sure or not certain:
        return
    looks = GLOSSARY_FORMATS[found].title if found in GLOSSARY_FORMATS else "something else"
    raise InputError(
        f"{name}: is no {form.title}, and looks like {looks}", "name its format with --format"
    )


def _name(start: bytes) -> str:
    """The name of the format; "" where it cannot be told."""
    if start.startswith((_ARCHIVE, _OLD_WORKBOOK)):
        return "xlsx"
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = start.decode("utf-16" if wide else "utf-8-sig", errors="replace").lstrip()
    if text.startswith("<"):
        return "tbx2" if "<martif" in text else "tbx"
    if text.startswith("{"):
        return "jsonl"
    first = text.split("\n", 1)[0]
    return "tsv" if "\t" in first else "csv" if "," in first or ";" in first else ""
