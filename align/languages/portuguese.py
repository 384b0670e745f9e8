"""Portuguese."""

from __future__ import annotations

import re

from align.languages.keys import latin
from align.languages.profile import LATIN, Profile
from align.languages.spaced import splitter, stemmer

#: Plurals of words in -ão, which the stemmer keeps apart from these.
_PLURAL = re.compile("(?:ões|ães|ãos)$")
_stem = stemmer("portuguese")


def normal(word: str) -> str:
    """The stem of the word, or of its singular in -ão: ascensões, ascensão."""
    return _stem(_PLURAL.sub("ão", word.lower()))


PROFILE = Profile(
    module=__name__,
    code="pt",
    name="Portuguese",
    own_name="português",
    scripts=("Latn",),
    letters=LATIN,
    length=3.3,
    split=splitter("d"),
    normal=normal,
    key=latin,
    decimal=",",
)
