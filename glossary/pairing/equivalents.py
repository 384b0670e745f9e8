"""What CC-CEDICT says that a Chinese word may be in English, as stems."""

from __future__ import annotations

import re
from functools import lru_cache

from align.dictionary import entry
from align.english import stem
from align.model import Language
from glossary.language.chinese.resources import glosses
from glossary.language.lists import function_words

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@lru_cache(maxsize=100_000)
def equivalents(word: str) -> dict[str, float]:
    """Stems of the English equivalents of a Chinese word, weighted by their share of a gloss."""
    found: dict[str, float] = {}
    for gloss in glosses(word) or _parts(word):
        lower = gloss.lower()
        plain = _content(lower.replace("-", " "))
        compounds = [w for w in _WORD.findall(lower) if "-" in w]
        content = [stem(w) for w in (*plain, *compounds)]
        for part in content:
            found[part] = max(found.get(part, 0.0), 1.0 / len(content) ** 0.5)
    return found


def _content(gloss: str) -> list[str]:
    function = function_words(Language.EN)
    return [word for word in _WORD.findall(gloss) if word not in function]


def _parts(word: str) -> tuple[str, ...]:
    if len(word) < 3:
        return ()
    return tuple(gloss for i in range(len(word) - 1) for gloss in glosses(word[i : i + 2])[:3])


#: Characters of the parts of a form whose equivalents are asked, and what each is worth.
_PARTS = ((4, 1.0), (3, 1.0), (2, 1.0), (1, 0.5))


@lru_cache(maxsize=1 << 15)
def meanings(form: str) -> dict[str, float]:
    """Stems of the English equivalents of all parts of a form, with what they are worth.

    防控 is "prevention" to those who link words; its parts mean "control" too.
    """
    found: dict[str, float] = {}
    for size, worth in reversed(_PARTS):
        for start in range(len(form) - size + 1):
            part = form[start : start + size]
            if entry(part):  # few parts are words
                found.update(dict.fromkeys(_meant(part), worth))
    return found


@lru_cache(maxsize=100_000)
def _meant(word: str) -> frozenset[str]:
    parts = (_content(gloss.lower().replace("-", " ")) for gloss in glosses(word))
    return frozenset(stem(part) for some in parts for part in some)
