"""Portuguese."""

from __future__ import annotations

from align.languages.keys import latin
from align.languages.profile import LATIN, Profile
from align.languages.spaced import splitter, stemmer

PROFILE = Profile(
    module=__name__,
    code="pt",
    name="Portuguese",
    own_name="português",
    scripts=("Latn",),
    letters=LATIN,
    length=3.3,
    split=splitter("d"),
    normal=stemmer("portuguese"),
    key=latin,
    decimal=",",
)
