"""Where English sentences end.

The abbreviations are the non-breaking prefixes of the Moses tools (Koehn et al. 2007), as
sacremoses ships them, with those added that these lists lack.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec

from align.segment.marks import CONTINUING, Mark, is_wide


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Abbreviations that stand before what they belong to, and so never end a sentence.
_BEFORE = _words(
    "Fig Figs Eq Eqs Vol Vols Sec Ch Chap Mt Ft Sept cf ca approx viz ed eds p fig vol ch sec "
    "Pres Amb Hon Supt Pt Cllr no nos"
)

#: Abbreviations that a sentence can end in; it does where the next word is one that begins many.
_EITHER = _words(
    "Inc Ltd Co Corp Cos Jr Sr etc al Bros Dept Univ Calif Conn Mass Mich Minn Pa Va Wash Ave Blvd "
    "Est Ltda Plc Rd Esq Ph.D M.D B.A M.A Op Con Res Ord"
)

_MONTHS = _words("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")

#: Words that begin many sentences and are no names.
_STARTERS = _words(
    "The This That These Those There Then Thus Therefore They It Its In On At As By For From With "
    "And But However If When While Since Although After Before During We Our His Her Their What "
    "Who Why How Where Not No So Such Some Many Most All Both Each Another One Two To"
)

#: The same, but they are Chinese surnames too (何, 佘, 尤, 安).
_STARTERS_OR_NAMES = frozenset(["He", "She", "You", "An", "A", "I"])

_TOKEN = re.compile(r"[\w.&’'/@:+-]+\Z")
_FIRST = re.compile(r"[^\w\s]*\s?[^\w\s]*(\w+)")
_OPENING = "\"'“‘«([（【《「『—–-*•"
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
_CAPITALISED = re.compile(r"[A-Z][a-z]*(?=[\s,])|[A-Z][a-z]{3,}\b")
_PLAIN = re.compile(r"[A-Za-z]?[a-z]{2,}\Z")
_NUMBER = re.compile(r"(?:\d{1,3}|[IVXLivxl]{1,5}|[A-Za-z])\Z")


def ends_sentence(text: str, mark: Mark, begin: int) -> bool:
    """Whether a mark ends the sentence that began at `begin`.

    Points of abbreviations, initials, decimals, addresses and the numbers of list items do not;
    nor does a mark that a lower-case word follows, even behind a quotation mark.
    """
    if mark.last:
        return True
    if mark.enclosed(text, begin) or text[mark.next] in CONTINUING:
        return False
    run = text[mark.start : mark.end]
    if mark.next == mark.after:
        return _glued(text, mark, run)
    word = _next_word(text, mark)
    if word[:1].islower():
        return False
    if "?" in run or "!" in run:
        return True
    if run != ".":
        return word not in {"I", "I’m"} or mark.after > mark.end
    return mark.after > mark.end or _full_stop(text, mark, begin, word)


def _next_word(text: str, mark: Mark) -> str:
    """The next word; "" where none follows at once."""
    found = _FIRST.match(text, mark.next, min(mark.next + 40, mark.limit))
    return found[1] if found else ""


def _full_stop(text: str, mark: Mark, begin: int, word: str) -> bool:
    """Whether a single point with a blank behind it is a full stop."""
    token, at_start, introduced = _token_before(text, mark, begin)
    if _NUMBER.match(token) and (at_start or (introduced and token.isdigit())):
        return False
    abbreviations, before_numbers = _prefixes()
    if token in _MONTHS:
        return not word[:1].isdigit()
    if token in before_numbers:
        return not word[:1].isdigit()
    if token in _EITHER:
        return word in _STARTERS or word in _STARTERS_OR_NAMES
    if len(token) == 1 and token.isalpha():
        return word in _STARTERS
    if token in abbreviations or token in _BEFORE:
        return False
    return not _ACRONYM.match(token) or word in _STARTERS or word in _STARTERS_OR_NAMES


def _token_before(text: str, mark: Mark, begin: int) -> tuple[str, bool, bool]:
    """The word before a point, whether it begins the sentence, whether a colon introduces it."""
    window = text[max(begin, mark.start - 40) : mark.start]
    found = _TOKEN.search(window)
    if not found:
        return "", False, False
    token = found.group().lstrip("'’-")
    before = text[begin : mark.start - len(token)] if mark.start - begin < 60 else "…"
    at_start = not before.strip(_OPENING + " \t\n\u3000")
    previous = window[: found.start()].rstrip()[-1:]
    return token, at_start, previous in set(":;,(：；，、（")


def _glued(text: str, mark: Mark, run: str) -> bool:
    """Whether a mark without a blank behind it ends a sentence: "of reform.The meeting"."""
    following = text[mark.next]
    closed = mark.after > mark.end
    if is_wide(following) or following in "“‘「『《（":
        return closed or run != "." or _plain_word(text, mark) or text[mark.start - 1] in "%)"
    if _CAPITALISED.match(text, mark.next, mark.limit) is None:
        return False
    return closed or _plain_word(text, mark)


def _plain_word(text: str, mark: Mark) -> bool:
    found = _TOKEN.search(text[max(0, mark.start - 40) : mark.start])
    return found is not None and _PLAIN.match(found.group()) is not None


@lru_cache(maxsize=1)
def _prefixes() -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations that never end a sentence, and those that do not before numbers."""
    always: set[str] = set()
    numeric: set[str] = set()
    for line in _moses_lists()["nonbreaking_prefix.en"].splitlines():
        prefix, _, condition = line.strip().partition(" ")
        if prefix and not prefix.startswith("#"):
            (numeric if condition else always).add(prefix)
    return frozenset(always), frozenset(numeric)


def _moses_lists() -> dict[str, str]:
    """The lists of sacremoses by name, without its tokeniser, which takes half a second to load."""
    package = find_spec("sacremoses")
    assert package is not None
    found = PathFinder.find_spec("_data_nonbreaking_prefixes", package.submodule_search_locations)
    assert found is not None
    assert found.loader is not None
    module = module_from_spec(found)
    found.loader.exec_module(module)
    lists: dict[str, str] = module.NONBREAKING_PREFIXES
    return lists
