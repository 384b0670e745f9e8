"""Which capitalised names in English text are persons'."""

from __future__ import annotations

from functools import lru_cache

from align.model import Language
from glossary.language.lists import lists, pattern

_SYLLABLES = "(?:{initials}?{finals}['’-]?){1,3}"


@lru_cache(maxsize=50_000)
def is_person(form: str) -> bool:
    """Whether a capitalised form looks like a person's name: a Chinese surname and a given name."""
    words, known = form.split(), lists(Language.EN, "names")
    if words and words[0].lower() in known["titles"].set:
        words = words[1:]
    if len(words) not in (2, 3) or not all(word[0].isupper() and word.isalpha() for word in words):
        return False
    syllables = pattern(Language.EN, "names", _SYLLABLES)
    return words[0].lower() in known["surnames"].set and all(
        syllables.fullmatch(word.lower()) for word in words[1:]
    )
