"""German."""

from __future__ import annotations

from align.languages.keys import latin
from align.languages.profile import LATIN, Profile
from align.languages.spaced import splitter, stemmer

PROFILE = Profile(
    module=__name__,
    code="de",
    name="German",
    own_name="Deutsch",
    scripts=("Latn",),
    letters=LATIN,
    length=3.5,
    split=splitter(),
    normal=stemmer("german"),
    key=latin,
    decimal=",",
    closers="“‘«‹",
    has_ordinal_points=True,
    has_capital_nouns=True,
)
