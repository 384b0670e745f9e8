"""The word lists of a language: files in its folder, one a matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from align.languages.language import MODULES
from align.model import Language
from align.word_lists import WordList, compiled, word_lists


def _folder(language: Language) -> str:
    """The package with the lists of a language, named as the module that holds its profile."""
    return f"{__package__}.{MODULES[language].rpartition('.')[2]}"


@cache
def has_lists(language: Language, matter: str) -> bool:
    """Whether a language has lists about a matter; Chinese and English have all."""
    folder = files(__package__).joinpath(MODULES[language].rpartition(".")[2])
    return folder.joinpath(f"{matter}.toml").is_file()


def lists(language: Language, matter: str) -> Mapping[str, WordList]:
    """The lists of a language about a matter, by name."""
    return word_lists(_folder(language), matter)


def pattern(
    language: Language, matter: str, template: str, flags: re.RegexFlag = re.NOFLAG
) -> re.Pattern[str]:
    """A regular expression in which lists about a matter stand by their names, in braces."""
    return compiled(_folder(language), matter, template, flags)


def patterns(
    language: Language, matter: str, name: str, flags: re.RegexFlag = re.NOFLAG
) -> Mapping[str, re.Pattern[str]]:
    """The regular expressions of a table, by name, in its order."""
    table = lists(language, matter)[name].values
    return {kind: pattern(language, matter, str(regex), flags) for kind, regex in table.items()}


@cache
def function_words(language: Language) -> frozenset[str]:
    """Words that carry grammar rather than meaning, in lower case."""
    own = language.profile.function_words
    return own | lists(language, "grammar")["more_function"].set if language is Language.EN else own
