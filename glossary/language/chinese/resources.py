"""How a dictionary glosses Chinese words."""

from __future__ import annotations

import re
from functools import lru_cache

from align.dictionary import definitions
from align.model import Language
from glossary.language.lists import pattern

_NOT_WORDS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\{[^}]*\}")


@lru_cache(maxsize=20_000)
def glosses(text: str) -> tuple[str, ...]:
    """English equivalents of a headword in CC-CEDICT, remarks in brackets taken off."""
    found = []
    for definition in definitions(text):
        if _says("meta").match(definition):
            continue
        plain = " ".join(_NOT_WORDS.sub(" ", definition).split())
        if plain:
            found.append(plain)
    return tuple(found)


def is_headword(text: str) -> bool:
    """Whether CC-CEDICT has an entry of that form."""
    return bool(definitions(text))


def is_political(text: str) -> bool:
    """Whether CC-CEDICT glosses a headword in words of politics and government."""
    return any(_says("political").search(definition) for definition in definitions(text))


def _says(what: str) -> re.Pattern[str]:
    return pattern(Language.ZH, "glosses", f"{{{what}}}")


def abbreviated(short: str) -> tuple[str, ...]:
    """What CC-CEDICT says of a headword that abbreviates something, in simplified characters."""
    return tuple(filter(_says("abbreviates").search, definitions(short)))


def is_abbreviation_of(short: str, full: str) -> bool:
    """Whether CC-CEDICT says that a headword abbreviates a form, both in simplified characters."""
    said = [definition for definition in abbreviated(short) if full in definition]
    if not said:
        return False
    bounded = re.compile(rf"(?:^|[ |(]){re.escape(full)}(?:[\[,;) ]|$)")
    return any(map(bounded.search, said))
