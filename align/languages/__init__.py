"""The languages that texts may be in: what is known of each is data, a module a language.

    >>> from align.languages import Language
    >>> french = Language("fr")
    >>> french.label, french.profile.joint
    ('French', ' ')

`language.MODULES` lists them. A language's module is imported when its profile is asked for, and
what is heavy in it (dictionaries, stemmers) when a word is.
"""

from __future__ import annotations

from align.languages.language import CHINESE_ENGLISH, Language, languages
from align.languages.profile import Direction, Profile

__all__ = ["CHINESE_ENGLISH", "Direction", "Language", "Profile", "languages"]
