"""Numeric formulas in Chinese: their build, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from align.model import Language
from align.numbers.chinese import ONES, value_of
from glossary.formulas.model import Formula, Part
from glossary.language.lists import lists, pattern

#: What every formula has some of.
_COUNTING = re.compile(f"[{ONES}十两双1-9１-９]")
_QUOTED = re.compile(r"[“‘\"「『](?P<in>[^“”\"]+)[”’\"」』](?P<out>\w{0,8})")
_QUOTES = re.compile("[“”‘’\"'「」『』《》〈〉\\s]")

_lists = partial(lists, Language.ZH, "formulas")
_pattern = partial(pattern, Language.ZH, "formulas")

_PLAIN = "{about}?{measures}"
_THING = "{plainly}?{things}"
_ABSTRACT = "{abstract}$"
_SORTS = "{sorts}*$"
_JOINING = "{joining}$"
_ONE_BODY = "(?:由.{1,4})?(?P<n>{number})(?P<head>{bodies}){sorts}*"
_SUMMED = r"(?P<sum>[1-9](?:\+[1-9]){1,4})[^\W\d_]{0,10}"
_FIGURED = r"(?P<n>{number}){figurative}(?P<head>[^\W\d_]{1,6})"
_COUNTED_PART = "{number}{classifiers_of_parts}?(?!{classifiers_of_members})"
_MULTIPART = f"新?(?:{_COUNTED_PART}{{head}}{{1,4}}[、，,]?){{2,5}}"
_PART = (
    "(?P<n>{number}){classifiers_of_parts}?(?!{classifiers_of_members})(?P<head>{head}{1,4}?)"
    "(?=[、，,]?(?:{number}|$))"
)
_CLASSIFIED = r"新?(?P<n>{number})(?P<cl>{classifiers})(?P<head>[^\W_]{1,10})"
_BARE = "新?(?P<n>{number}|双)(?P<head>{head}{1,4})"
#: Any form that counts something: 五个中心, 三步走, 四季游.
_COUNTED = r"新?(?P<n>双|{number})(?:{classifiers}|{loose_classifiers})?(?P<head>[^\W\d_]{1,12})"


def number(text: str) -> int:
    """The value of a Chinese number below one hundred, or of digits of either width."""
    if text == "双":
        return 2
    return int(text) if text.isdecimal() else int(value_of(text) or 0)


def parse(form: str) -> Formula | None:
    """The formula that a Chinese form is, or None where it is none or a plain quantity."""
    if not _COUNTING.search(form):
        return None
    quoted = _QUOTED.fullmatch(form.strip())
    text = _QUOTES.sub("", quoted["in"] if quoted else form)
    for kind in (_one_body, _summed, _multipart, _classified, _figured, _bare):
        found = kind(text)
        if found:
            return found
    return None


def counted(form: str) -> Formula | None:
    """A form that begins with a number and counts what follows, be it ever so plain."""
    text = _QUOTES.sub("", form)
    if _pattern(_MULTIPART).fullmatch(text):
        parts = tuple(Part(number(m["n"]), m["head"]) for m in _pattern(_PART).finditer(text))
        if len(parts) > 1:
            return _formula(text, parts, strong=False)
    match = _pattern(_COUNTED).fullmatch(text)
    if not match:
        return None
    return _formula(match[0], (Part(number(match["n"]), match["head"]),), strong=False)


def _formula(text: str, parts: tuple[Part, ...], *, strong: bool) -> Formula | None:
    formula = Formula(Language.ZH, text, parts, strong)
    return formula if 2 <= formula.count <= 20 else None


def _one_body(text: str) -> Formula | None:
    match = _pattern(_ONE_BODY).fullmatch(text)
    if not match:
        return None
    return _formula(text, (Part(number(match["n"]), ""),), strong=True)


def _summed(text: str) -> Formula | None:
    match = _pattern(_SUMMED).fullmatch(text)
    if not match:
        return None
    counts = [int(part) for part in match["sum"].split("+")]
    return _formula(text, tuple(Part(count, "") for count in counts), strong=True)


def _figured(text: str) -> Formula | None:
    match = _pattern(_FIGURED).fullmatch(text)
    if not match or _pattern(_THING).fullmatch(match["head"]):
        return None
    return _formula(text, (Part(number(match["n"]), match["head"]),), strong=False)


def _multipart(text: str) -> Formula | None:
    if not _pattern(_MULTIPART).fullmatch(text):
        return None
    parts = tuple(Part(number(m["n"]), m["head"]) for m in _pattern(_PART).finditer(text))
    if len(parts) < 2 or all(_is_measured(part.head) for part in parts) or _is_idiom(text):
        return None
    if all(part.count == 1 for part in parts) and (_tag(text) or len(text) > 3 * len(parts)):
        return None
    return _formula(text, parts, strong=True)


def _is_measured(head: str) -> bool:
    """Whether a head is a measure, a person, a place or a thing that is plainly counted."""
    return bool(_pattern(_PLAIN).fullmatch(head) or _pattern(_THING).fullmatch(head))


def _classified(text: str) -> Formula | None:
    match = _pattern(_CLASSIFIED).fullmatch(text)
    if not match:
        return None
    count, head, classifier = number(match["n"]), match["head"], match["cl"]
    if (
        _pattern(_THING).fullmatch(head)
        or head[0] in _lists()["no_first"].set
        or (classifier == "大" and count > 12)
    ):
        return None
    if classifier in _lists()["classifiers_of_kinds"].set and not _pattern(_ABSTRACT).search(head):
        return None
    whole = classifier in _lists()["classifiers_of_nouns"].set
    core = head if whole else _pattern(_SORTS).sub("", head) or head
    strong = classifier == "大" or bool(_pattern(_ABSTRACT).search(head)) or not _is_noun(core)
    return _formula(text, (Part(count, core),), strong=strong)


def _bare(text: str) -> Formula | None:
    match = _pattern(_BARE).fullmatch(text)
    if not match or match["head"][0] in _lists()["no_first_bare"].set or _is_common_word(text):
        return None
    head = _pattern(_JOINING).sub("", match["head"]) or match["head"]
    if (
        match["n"] != "双"
        and _pattern(_PLAIN).match(head)
        and not (len(head) > 1 and _tag(head)[:1] in ("v", "a"))
    ):
        return None
    count = 2 if match["n"] == "双" else number(match["n"])
    return _formula(text, (Part(count, head),), strong=False)


def _is_idiom(text: str) -> bool:
    return _tag(text) == "i"


def _is_noun(text: str) -> bool:
    return _tag(text).startswith("n")


def _tag(text: str) -> str:
    """The tag that jieba's dictionary gives a word, or ""."""
    from glossary.language.chinese.words import tag

    return tag(text)


def _is_common_word(text: str) -> bool:
    """Whether general language uses a form like 双方 or 一般 often, as a word."""
    from glossary.language.frequency import zipf

    return bool(_tag(text)) and zipf(text, Language.ZH) > _COMMON


#: Zipf frequency (log10 of occurrences in a thousand million words) above which a dictionary word
#: is everyday language.
_COMMON = 4.0

_QUOTED_IN_TEXT = re.compile('[“‘"「『]([^“”‘’"「」『』]{2,16})[”’"」』]')
_ONE_BODY_IN_TEXT = "(?<!{not_counted}){number}{bodies_in_text}"
_CLASSIFIED_IN_TEXT = "(?<!{not_counted}){number}{classifiers_in_text}{head}{2,6}"
_MULTIPART_IN_TEXT = "(?<!{not_counted})(?:{few}{head}{1,2}){2,4}"


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where formulas stand in a text: in quotation marks, or unmistakable without them."""
    for match in _QUOTED_IN_TEXT.finditer(text):
        if parse(match[1]):
            inner = match[1].strip()
            start = match.start(1) + match[1].index(inner)
            yield start, start + len(inner)
    for match in _pattern(_ONE_BODY_IN_TEXT).finditer(text):
        yield match.span()
    for match in _pattern(_CLASSIFIED_IN_TEXT).finditer(text):
        yield from _head_in_text(text, match)
    yield from _multipart_in_text(text)


def _head_in_text(text: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The formula at a match, as long as the abstract noun that it counts."""
    for end in range(match.end(), match.start() + 2, -1):
        form = text[match.start() : end]
        parsed = parse(form)
        if parsed and parsed.strong and _pattern(_ABSTRACT).search(form):
            yield match.start(), end
            return


def _multipart_in_text(text: str) -> Iterator[tuple[int, int]]:
    for match in _pattern(_MULTIPART_IN_TEXT).finditer(text):
        for end in (match.end(), match.end() - 1):
            form = text[match.start() : end]
            if _known_whole(form) and parse(form):
                yield match.start(), end
                break


def _known_whole(form: str) -> bool:
    """Whether the words of general language leave a multi-part form in one piece."""
    return len(form) % 2 == 0 and not _is_idiom(form) and _tag(form) != ""
