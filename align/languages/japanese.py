"""Japanese."""

from __future__ import annotations

from align.languages.keys import kana
from align.languages.likely import cutter
from align.languages.profile import Profile
from align.numbers.chinese import leading

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_KANA = "\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff"


def normal(word: str) -> str:
    """The word with its Han characters as simplified Chinese writes them."""
    from align.script import simplified_japanese

    return simplified_japanese(word.lower())


PROFILE = Profile(
    module=__name__,
    code="ja",
    name="Japanese",
    own_name="日本語",
    scripts=("Jpan",),
    letters=_HAN + _KANA,
    length=1.3,
    split=cutter("ja", "small", f"[{_HAN}\u3041-\u3096\u309d\u309e]+"),
    normal=normal,
    key=kana,
    joint="",
    cells=2,
    marks="。！？…",
    numerals=leading,
)
