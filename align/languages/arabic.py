"""Arabic."""

from __future__ import annotations

from align.languages.keys import arabic
from align.languages.profile import Direction, Profile
from align.languages.spaced import splitter, stemmer

PROFILE = Profile(
    module=__name__,
    code="ar",
    name="Arabic",
    own_name="العربية",
    scripts=("Arab",),
    letters="\u0610-\u061a\u0620-\u065f\u0670-\u06d3\u06d5\u06fa-\u06fc",
    length=2.5,
    split=splitter(),
    normal=stemmer("arabic"),
    key=arabic,
    direction=Direction.RIGHT_TO_LEFT,
    marks=".!؟…",
    decimal="٫",
)
