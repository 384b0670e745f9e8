"""Languages by their tags, as TMX, XLIFF and TBX have them."""

from __future__ import annotations

import re
from functools import lru_cache

from align.model import Language
from align.titles import names_of_languages

#: ISO 639 in two and three letters, Chinese languages that are written in characters, what Windows
#: calls its languages, their numbers there, and names.
_CHINESE = (
    "zh zho chi cmn yue wuu nan hak gan lzh cn chs cht zhh zhi zhm chinese mandarin 中文 汉语 漢語"
    " 2052 1028 3076 4100 5124 0x0804 0x0404 0x0c04"
)
_ENGLISH = (
    "en eng enu ena enc enz eni ens enj english 英文 英语 英語 1033 2057 3081 4105 0x0409 0x0809"
)
_CODES = {
    **dict.fromkeys(_CHINESE.split(), Language.ZH),
    **dict.fromkeys(_ENGLISH.split(), Language.EN),
}
_REST = re.compile(r"[-_.@ (（].*", re.DOTALL)


@lru_cache(maxsize=1_000)
def language_of(tag: str | None) -> Language | None:
    """The language of a tag; None for one that is not known.

    Tags are those of BCP 47 ("zh-Hans-CN", "EN_us"), of POSIX ("en_US.UTF-8"), of Windows ("CHS",
    "ENU", "2052") and names ("Chinese (PRC)").
    """
    name = _REST.sub("", (tag or "").strip().lower())
    return _CODES.get(name) or names_of_languages().get(name)
