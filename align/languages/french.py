"""French."""

from __future__ import annotations

from align.languages.keys import latin
from align.languages.profile import LATIN, Profile
from align.languages.spaced import splitter, stemmer

PROFILE = Profile(
    module=__name__,
    code="fr",
    name="French",
    own_name="français",
    scripts=("Latn",),
    letters=LATIN,
    length=3.4,
    split=splitter("c d j l m n qu s t jusqu lorsqu puisqu quoiqu"),
    normal=stemmer("french"),
    key=latin,
    decimal=",",
)
