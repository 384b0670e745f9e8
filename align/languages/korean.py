"""Korean.

Particles and endings are cut from the words before them by how often Korean writes each.
"""

from __future__ import annotations

from align.languages.keys import korean
from align.languages.likely import cutter
from align.languages.profile import Profile

_HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"

PROFILE = Profile(
    module=__name__,
    code="ko",
    name="Korean",
    own_name="한국어",
    scripts=("Hang",),
    letters=_HANGUL,
    length=1.2,
    split=cutter("ko", "small", f"[{_HANGUL}]+"),
    normal=str.lower,
    key=korean,
    cells=2,
)
