"""Russian."""

from __future__ import annotations

from align.languages.keys import russian
from align.languages.profile import Profile
from align.languages.spaced import splitter, stemmer

PROFILE = Profile(
    module=__name__,
    code="ru",
    name="Russian",
    own_name="русский",
    scripts=("Cyrl",),
    letters="\u0400-\u052f",
    length=3.4,
    split=splitter(),
    normal=stemmer("russian"),
    key=russian,
    decimal=",",
    closers="“",
)
