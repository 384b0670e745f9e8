"""Which capitalised names in English text are persons'."""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.language.english.words import word_set

_INITIAL = "b|p|m|f|d|t|n|l|g|k|h|j|q|x|zh|ch|sh|r|z|c|s|y|w"
_FINAL = (
    "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue"
    "|ve|er|a|o|e|i|u|v|ü"
)
_PINYIN = re.compile(f"(?:(?:{_INITIAL})?(?:{_FINAL})['’-]?){{1,3}}")
_SURNAMES = word_set(
    "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang"
    " song zheng xie han tang feng yu dong xiao cheng cao yuan deng xu fu shen zeng peng lü lu"
    " su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan"
    " liao zou xiong jin lu hao kong bai cui kang mao qiu qin shi hou shao meng long wan duan"
    " qian tang yin li yi chang wu qiao he lai gong wen xi lian hua"
)


@lru_cache(maxsize=50_000)
def is_person(form: str) -> bool:
    """Whether a capitalised form looks like a person's name: a Chinese surname and a given name."""
    words = form.split()
    if words and words[0].lower() in ("comrade", "president", "premier", "chairman", "mr", "mr."):
        words = words[1:]
    if len(words) not in (2, 3) or not all(word[0].isupper() and word.isalpha() for word in words):
        return False
    return words[0].lower() in _SURNAMES and all(
        _PINYIN.fullmatch(word.lower()) for word in words[1:]
    )
