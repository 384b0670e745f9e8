"""Terms that are a part of a compound: Seidenstraße in Seidenstraßeninitiative.

A compound that general language has as a word of its own is no place of its parts: Wirtschaft is
not meant in Volkswirtschaft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.model import Language
from glossary.language.forms import Folded
from glossary.language.frequency import zipf
from glossary.marking.learned import Lookup
from glossary.marking.places import FormPlace

#: Letters of a part.
_SHORTEST = 4
#: General language has a word that is met about so often, or its part; on the Zipf scale.
_WORD, _PART = 1.5, 2.0
_LETTERS = re.compile(r"[^\W\d_]+")


def in_compounds(
    text: Folded, language: Language, places: Sequence[FormPlace], forms: Lookup
) -> Iterator[FormPlace]:
    """Terms of one word that are the first or last part of a compound, where `places` has none."""
    linking = language.profile.lists.get("linking")
    if linking is None or not forms.ids:
        return
    taken = {number for place in places for number in range(place.start, place.end)}
    for match in _LETTERS.finditer(text.text):
        word, first = match[0], text.origins[match.start()]
        if len(word) < 2 * _SHORTEST or first in taken or zipf(word, language) >= _WORD:
            continue
        part = _part(word, language, ("", *linking.words), forms)
        if part is not None:
            start, end = text.span(match.start() + part[0], match.start() + part[1])
            form = language.profile.normal(word[slice(*part)])
            yield FormPlace(start, end, language, form, forms.ids[form])


def _part(
    word: str, language: Language, linking: Sequence[str], forms: Lookup
) -> tuple[int, int] | None:
    """Where the longest term that is a part of a word stands in it."""
    normal = language.profile.normal
    for cut in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        if normal(word[:cut]) not in forms.ids:
            continue
        rests = (word[cut:].removeprefix(each) for each in linking if word[cut:].startswith(each))
        if any(_is_word(rest, language) for rest in rests):
            return 0, cut
    for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
        if normal(word[cut:]) not in forms.ids:
            continue
        rests = (word[:cut].removesuffix(each) for each in linking if word[:cut].endswith(each))
        if any(_is_word(rest, language) for rest in rests):
            return cut, len(word)
    return None


def _is_word(part: str, language: Language) -> bool:
    return len(part) >= _SHORTEST and zipf(part, language) >= _PART
