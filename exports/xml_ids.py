"""Identifiers of concepts as XML names, which ids in XML have to be."""

from __future__ import annotations

import re

_NAME_START = re.compile(r"[A-Za-z_]")
_NAME = re.compile(r"[A-Za-z0-9_.-]")
_ESCAPE = re.compile(r"_x((?:10|[0-9A-F])?[0-9A-F]{4})_")


def xml_id(text: str) -> str:
    """An identifier as an XML name, from which `text_of_id` gets it back.

    What a name cannot hold becomes _xHHHH_, as ISO/IEC 9075-14 (SQL/XML) maps identifiers.
    """
    parts = []
    for at, character in enumerate(text):
        plain = (_NAME if at else _NAME_START).match(character)
        escapes = character == "_" and text[at + 1 : at + 2] == "x"
        parts.append(character if plain and not escapes else f"_x{ord(character):04X}_")
    return "".join(parts)


def text_of_id(name: str) -> str:
    """The identifier that an XML name stands for."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), name)
