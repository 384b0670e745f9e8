"""Terms found by inflected forms of their words: социалистической модернизации, communautés.

Inflection changes the ends of words, and in Arabic what is written in one with them before
(وبالإصلاح). So the terms that hold what is left of a long word of the query are looked at, and
those are found whose words have the normal forms of the query's, words of grammar aside.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from align.model import Language
from glossary.language.forms import content_words
from glossary.model import ConceptStatus
from glossary.model.searchable import Indexed, Searchable, TermHit, Where

#: Terms that are looked at for each word; those with few other words come first.
MOST_ASKED = 200
_WORDS = 3  #: of the query that are tried, the longest first
_SHORTEST = 3  #: characters of a word that are looked for
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0620-\u064a]")
#: The letters that all forms of a word have: all but the last two fifths, but in Arabic all but two
#: in front and one behind.
_KEPT = 0.6
_IN_FRONT, _BEHIND = 2, 1
#: Stems of one word are not always one (socied and sociedad, estat and estatal): they may go on
#: otherwise for so many letters behind so many that are the same.
_OTHER_END, _SAME_STEM = 2, 4
_LESS = 0.1  #: how much less alike they are then


def found_by_form(
    source: Searchable,
    forms: Mapping[str, frozenset[Language]],
    of: Indexed,
    *,
    language: Language | None,
    statuses: Collection[ConceptStatus],
) -> Iterator[tuple[TermHit, float]]:
    """The terms that read like a query once words are in their normal forms, and how alike.

    Args:
        forms: the query as a key or a spelling, each with the languages of such terms.
        language: of the terms to find; None: any.
    """
    for own, among in forms.items():
        query = _Normal(own)
        for part in _parts(own):
            hits = source.holding(
                part, Where.ANYWHERE, of, language=language, statuses=statuses, limit=MOST_ASKED
            )
            found = [
                (hit, share)
                for hit in hits
                if hit.language in among and (share := query.share(hit))
            ]
            yield from found
            if found:
                break


class _Normal:
    """A query with its words in their normal forms in each language that is asked for."""

    def __init__(self, own: str) -> None:
        self._own = own
        self._words: dict[Language, list[str]] = {}

    def share(self, hit: TermHit) -> float:
        """How alike a term is, 1 where all its words are the same.

        0 where some are others, and where only the spelling differs, which lookup finds by itself.
        """
        language = hit.language
        if language not in self._words:
            self._words[language] = self._read(language)
        own = self._words[language]
        words = content_words(hit.key, language) if own else []
        if not own or len(words) != len(own) or not all(map(_is_alike, own, words)):
            return 0.0
        if language.profile.key(hit.key) == language.profile.key(self._own):
            return 0.0
        others = sum(one != other for one, other in zip(own, words, strict=True))
        return 1.0 - _LESS * others / len(own)

    def _read(self, language: Language) -> list[str]:
        profile = language.profile
        # Between words without blanks there is little inflection, and to tell them takes long.
        is_written_so = profile.joint and re.search(f"[{profile.letters}]", self._own)
        return content_words(self._own, language) if is_written_so else []


def _is_alike(one: str, other: str) -> bool:
    same = next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    longest = max(len(one), len(other))
    return one == other or (same >= _SAME_STEM and longest - same <= _OTHER_END)


def _parts(own: str) -> Iterator[str]:
    for word in sorted(set(_WORD.findall(own)), key=lambda word: (-len(word), word))[:_WORDS]:
        part = word[: max(_SHORTEST, round(_KEPT * len(word)))]
        if _ARABIC.search(word) and len(word) >= _SHORTEST + _IN_FRONT + _BEHIND:
            part = word[_IN_FRONT:-_BEHIND]
        if len(part) >= _SHORTEST:
            yield part
