"""English words reduced to crude stems, and the closed class of words of grammar.

The stem only has to be the same for forms of one word where a dictionary and a text meet; it need
not be a word. It follows the idea of Porter (1980, An algorithm for suffix stripping) with fewer
rules, and a table for irregular forms.
"""

from __future__ import annotations

import re
from functools import lru_cache


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_IRREGULAR = (
    "be am is are was were been being 's 're 'm;have has had having 've;do does did done doing;"
    "say said;go went gone;make made;take took taken;come came;see saw seen;know knew known;"
    "get got gotten;give gave given;find found;think thought;tell told;become became;leave left;"
    "feel felt;bring brought;begin began begun;keep kept;hold held;write wrote written;stand stood;"
    "hear heard;mean meant;meet met;run ran;pay paid;sit sat;speak spoke spoken;lead led;"
    "grow grew grown;lose lost;fall fell fallen;send sent;build built;understand understood;"
    "draw drew drawn;break broke broken;spend spent;rise rose risen;drive drove driven;buy bought;"
    "wear wore worn;choose chose chosen;seek sought;throw threw thrown;catch caught;deal dealt;"
    "win won;forget forgot forgotten;sell sold;fight fought;teach taught;eat ate eaten;"
    "sing sang sung;"
    "strike struck stricken;shake shook shaken;ride rode ridden;fly flew flown;lie lay lain;"
    "undertake undertook undertaken;undergo underwent undergone;arise arose arisen;"
    "bear bore born borne;"
    "withdraw withdrew withdrawn;overcome overcame;hide hid hidden;shoot shot;sink sank sunk;"
    "swim swam swum;steal stole stolen;wake woke woken;blow blew blown;freeze froze frozen;"
    "show shown;prove proven;man men;woman women;child children;person people persons;foot feet;"
    "tooth teeth;wife wives;life lives;good better best;bad worse worst;much many more most;"
    "little less least;far further farther furthest;i me my mine;we us our ours;he him his;"
    "she her hers;they them their theirs;it its;you your yours;this these;that those;a an;not n't;"
    "can could;will would 'll;shall should;may might;datum data;crisis crises;"
    "analysis analyses;news"
)
_STEMS = {form: forms.split(" ")[0] for forms in _IRREGULAR.split(";") for form in forms.split(" ")}

#: Words of grammar: a meaning of several words is not told by them.
GRAMMAR = frozenset(
    _list(
        "a an the to of in on at by for with from as into onto upon and or but be is are was were "
        "been being sb sth one's one oneself etc esp e.g i.e it its that this which who whom whose "
        "'s s"
    )
)

#: Endings with what takes their place; the first that leaves a stem of three letters is taken.
_ENDINGS = (
    ("isations", "ize"), ("izations", "ize"), ("isation", "ize"), ("ization", "ize"),
    ("ations", ""), ("ation", ""), ("ating", ""), ("ated", ""), ("ates", ""), ("ate", ""),
    ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""),
    ("nesses", ""), ("ness", ""), ("fulness", ""), ("fully", ""), ("ful", ""),
    ("ically", ""), ("ical", ""), ("ics", ""), ("ic", ""), ("ally", ""),
    ("ies", "y"), ("ied", "y"), ("ily", "y"),
    ("ions", ""), ("ion", ""), ("ings", ""), ("ing", ""), ("ers", ""), ("ors", ""),
    ("er", ""), ("or", ""), ("en", ""), ("ed", ""), ("es", ""), ("ly", ""), ("al", ""), ("s", ""),
)  # fmt: skip

_TENSE = re.compile(r"(?<=[a-z]{3})(?:ing|ed)$")
_BY_LETTER = {
    letter: tuple(each for each in _ENDINGS if each[0].endswith(letter))
    for letter in {ending[-1] for ending, _ in _ENDINGS}
}


@lru_cache(maxsize=200_000)
def singular(word: str) -> str:
    """A lower-case word without its regular plural ending; both numbers of a word end up alike."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if is_plural else word


@lru_cache(maxsize=200_000)
def base(word: str) -> str:
    """A lower-case word without number and tense; it need not be a word: policies, polici."""
    bare = _TENSE.sub("", word)
    return trimmed(singular(word) if bare == word else bare)


def trimmed(word: str) -> str:
    """A word that has no inflection with the end of a base: plann, plan; develope, develop."""
    once = word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
    open_ended = once.removesuffix("e")
    return f"{open_ended[:-1]}i" if open_ended.endswith("y") else open_ended


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The crude stem of a lower-case word."""
    known = _STEMS.get(word)
    if known is not None:
        return known
    if not word.isalpha() or not word.isascii():
        return word
    for _ in range(2):
        word = _without_ending(word)
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word.endswith("y"):
        word = word[:-1] + "i"
    return word


def _without_ending(word: str) -> str:
    if word.endswith(("ss", "us", "is")):
        return word
    for ending, instead in _BY_LETTER.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + instead
    return word
