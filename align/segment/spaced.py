"""Where sentences end in languages that set blanks between words.

The abbreviations are the non-breaking prefixes of the Moses tools (Koehn et al. 2007), as
sacremoses ships them, with those added that these lists lack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec

from align.languages import Language, Profile
from align.segment.marks import CONTINUING, Mark, is_wide, opens_german

_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0152\u0401\u0410-\u042f"
_LOWER = "a-z\u00df-\u00f6\u00f8-\u00ff\u0153\u0451\u0430-\u044f"
_TOKEN = re.compile(r"[\w.&’'/@:+-]+\Z")
_FIRST = re.compile(r"[^\w\s]*\s?[^\w\s]*(\w+)")
_OPENING = "\"'“‘„«»([（【《「『—–-*•¿¡"
_ELIDED = re.compile(r"\A(?:[dlnsDLNS]|[Qq]u)['’]")
_ASKING = frozenset("?!؟")
_ORDINAL = re.compile(r"(?:\d{1,2}|[IVX]{1,4})\Z")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
_CAPITALISED = re.compile(rf"[{_UPPER}][{_LOWER}]*(?=[\s,])|[{_UPPER}][{_LOWER}]{{3,}}\b")
_PLAIN = re.compile(rf"[{_UPPER}{_LOWER}]?[{_LOWER}]{{2,}}\Z")
_NUMBER = re.compile(rf"(?:\d{{1,3}}|[IVXLivxl]{{1,5}}|[{_UPPER}{_LOWER}])\Z")


@dataclass(frozen=True, slots=True)
class Spaced:
    """The rules of a language.

    Attributes:
        always: abbreviations that end no sentence.
        numeric: those that end none before a number.
        either: those that a sentence can end in; it does where a starter follows.
        months: abbreviated ones.
        starters: words that begin many sentences and are no names.
        weak: the same, but they are Chinese surnames too.
        binding: what binds a quotation to the sentence that goes on.
        has_ordinals: whether a point makes a number an ordinal (am 3. Oktober).
    """

    always: frozenset[str]
    numeric: frozenset[str]
    either: frozenset[str]
    months: frozenset[str]
    starters: frozenset[str]
    weak: frozenset[str]
    binding: tuple[str, ...]
    has_ordinals: bool

    def ends_sentence(self, text: str, mark: Mark, begin: int) -> bool:
        """Whether a mark ends the sentence that began at `begin`.

        Points of abbreviations, initials, decimals, addresses and the numbers of list items do
        not; nor does a mark that a lower-case word follows, even behind a quotation mark.
        """
        if mark.last:
            return True
        if mark.enclosed(text, begin) or _goes_on(text, mark):
            return False
        run = text[mark.start : mark.end]
        if mark.next == mark.after:
            return not text.startswith(self.binding, mark.next) and _glued(text, mark, run)
        word = _next_word(text, mark)
        if word[:1].islower():
            return False
        if not _ASKING.isdisjoint(run):
            return True
        if run != ".":
            return word not in {"I", "I’m"} or mark.after > mark.end
        return mark.after > mark.end or self._full_stop(text, mark, begin, word)

    def _full_stop(self, text: str, mark: Mark, begin: int, word: str) -> bool:
        """Whether a single point with a blank behind it is a full stop."""
        token, at_start, introduced = _token_before(text, mark, begin)
        token = _ELIDED.sub("", token)
        if _NUMBER.match(token) and (at_start or (introduced and token.isdigit())):
            return False
        if self.has_ordinals and _ORDINAL.match(token):
            return word in self.starters
        if token in self.months or token in self.numeric:
            return not word[:1].isdigit()
        if token in self.either:
            return word in self.starters or word in self.weak
        if len(token) == 1 and token.lower() != token.upper():
            return len(word) > 1 and word in self.starters
        if token in self.always:
            return False
        return not _ACRONYM.match(token) or word in self.starters or word in self.weak


def _goes_on(text: str, mark: Mark) -> bool:
    is_opened = mark.next > mark.after and opens_german(text, mark.next)
    return text[mark.next] in CONTINUING and not is_opened


def _next_word(text: str, mark: Mark) -> str:
    """The next word; "" where none follows at once."""
    found = _FIRST.match(text, mark.next, min(mark.next + 40, mark.limit))
    return found[1] if found else ""


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


@cache
def rules(language: Language) -> Spaced:
    """The rules of a language."""
    profile = language.profile
    always, numeric = _prefixes(language)
    return Spaced(
        always | _list(profile, "before"),
        numeric,
        _list(profile, "either"),
        _list(profile, "months"),
        _list(profile, "starters"),
        _list(profile, "starters_or_names"),
        profile.lists["binding"].words if "binding" in profile.lists else (),
        profile.has_ordinal_points,
    )


def _list(profile: Profile, name: str) -> frozenset[str]:
    return profile.lists[name].set if name in profile.lists else frozenset()


def _prefixes(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations that never end a sentence, and those that do not before numbers."""
    always: set[str] = set()
    numeric: set[str] = set()
    for line in _moses_lists().get(f"nonbreaking_prefix.{language}", "").splitlines():
        prefix, _, condition = line.strip().partition(" ")
        if prefix and not prefix.startswith("#"):
            (numeric if condition else always).add(prefix)
    return frozenset(always), frozenset(numeric)


@cache
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
