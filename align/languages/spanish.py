"""Spanish."""

from __future__ import annotations

from align.languages.keys import latin
from align.languages.profile import LATIN, Profile
from align.languages.spaced import splitter, stemmer

PROFILE = Profile(
    module=__name__,
    code="es",
    name="Spanish",
    own_name="español",
    scripts=("Latn",),
    letters=LATIN,
    length=3.4,
    split=splitter(),
    normal=stemmer("spanish"),
    key=latin,
    decimal=",",
)
