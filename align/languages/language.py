"""A language, named by its BCP 47 code, and the registry of all."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, ClassVar, cast

if TYPE_CHECKING:
    from align.languages.profile import Profile

#: The module with the profile of each language. docs/adding-a-language.md says what it holds.
MODULES: dict[str, str] = {
    "zh": "align.languages.chinese",
    "en": "align.languages.english",
    "fr": "align.languages.french",
    "ru": "align.languages.russian",
    "es": "align.languages.spanish",
    "ar": "align.languages.arabic",
    "ja": "align.languages.japanese",
    "ko": "align.languages.korean",
    "de": "align.languages.german",
    "pt": "align.languages.portuguese",
}
_known: dict[str, Language] = {}


class Language(str):
    """A language, which is its BCP 47 code; there is one object for each, so that `is` compares.

    Raises:
        ValueError: the code is of none that is registered.
    """

    __slots__ = ()

    ZH: ClassVar[Language]
    EN: ClassVar[Language]

    def __new__(cls, code: str) -> Language:
        found = _known.get(code)
        if found is not None:
            return found
        if code not in MODULES:
            raise ValueError(f"{code!r} is not the code of a language that tifa knows")
        return _known.setdefault(code, super().__new__(cls, code))

    def __repr__(self) -> str:
        return f"Language({self.value!r})"

    @property
    def value(self) -> str:
        """The code."""
        return str.__str__(self)

    @property
    def label(self) -> str:
        """Its English name."""
        return self.profile.name

    @property
    def profile(self) -> Profile:
        """What is known of it; its module is imported now."""
        return cast("Profile", importlib.import_module(MODULES[self]).PROFILE)


Language.ZH = Language("zh")
Language.EN = Language("en")
#: The pair that is known best: the original and its translation, in this order.
CHINESE_ENGLISH: tuple[Language, Language] = (Language.ZH, Language.EN)


def languages() -> tuple[Language, ...]:
    """All that are registered, in the order of the registry."""
    return tuple(map(Language, MODULES))
