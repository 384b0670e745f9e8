"""Numeric formulas in English: their build, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from align.model import Language
from glossary.formulas.model import Formula, Part
from glossary.language.english.words import word_set

_WORDS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
_VALUES = {word: i + 1 for i, word in enumerate(_WORDS)} | {"dual": 2, "twin": 2, "double": 2}
_PAIRS = ("dual", "twin", "double")
_NUMBER = r"(?:" + "|".join(sorted(_VALUES, key=len, reverse=True)) + r"|[1-9][0-9]?)"
_WORD = r"[a-z][a-z’']*"


#: Units, which are measured and never count members.
_UNITS = word_set(
    "year month week day hour minute second decade century quarter time percent percentage point"
    " yuan dollar euro ton tonne kilometer kilometre meter metre mile acre hectare mu degree"
    " million billion thousand hundred trillion dozen kilogram gram liter litre kilowatt watt"
    " fold star storey story floor seater third fourth fifth sixth seventh eighth half quarter"
    " dimensional dimension digit hundredth tenth term generation"
)
#: People, places and things that are plainly counted, unless the whole is a name ("Two Sessions").
_THINGS = word_set(
    "person people man woman child student worker farmer official cadre member expert teacher"
    " soldier resident citizen delegate representative leader brother sister son daughter friend"
    " doctor nurse engineer scientist researcher manager director secretary employee staff villager"
    " country nation province region city town county village district municipality place area"
    " community street road river mountain island border continent state republic economy"
    " department ministry agency bureau office unit enterprise company firm group institution bank"
    " factory plant school university college hospital museum library station site base park"
    " center centre laboratory lab farm mine port airport bridge tunnel dam railway highway"
    " project case example problem question issue reason side way means page word letter item piece"
    " kind type sort category part section chapter article paragraph used copy book paper report"
    " document file set pair team house home room building apartment flat family household job post"
    " seat ship vessel vehicle car truck bus train aircraft plane satellite rocket product batch"
    " machine device phone computer robot tree animal pig cow sheep chicken platform"
    " version session"
    " meeting thing lane door window bedroom size number figure participant applicant"
    " candidate patient passenger visitor tourist customer client consumer shareholder investor"
    " stage phase round occasion hotel restaurant shop store market branch subsidiary contract"
    " deal order patent award medal prize game match event ticket photo picture image sample"
    " indicator death casualty injury accident incident attack murder"
)
#: Nouns of the plans and doctrines that formulas sum up.
_ABSTRACT = word_set(
    "principle goal task mission objective requirement priority pillar campaign action initiative"
    " strategy battle guarantee assurance transformation test risk standard confidence"
    " consciousness"
    " establishment uphold represent comprehensive safeguard commitment imperative essential rule"
    " discipline belief stress change revolution plan policy concept idea philosophy line"
    " responsibility relation relationship advantage virtue decision guideline integration layout"
    " awareness affirmation centenary sphere front no don't worry lack cut reduction reform value"
    " spirit theory chain drive engine measure"
)
_PRONG = r"(?:pronged|sphere|point|step|fold|front|part|tiered|wheel|pillar|dimension)"
_SUMMED = re.compile(rf"(?P<sum>[1-9](?: ?\+ ?[1-9]){{1,4}})(?: {_WORD}){{0,5}}")
_IN_ONE = re.compile(rf"(?P<n>{_NUMBER}) (?:in|into) (?:one|1)(?: {_WORD}){{0,5}}")
_PRONGED = re.compile(rf"(?P<n>{_NUMBER}) (?P<head>{_PRONG})(?: {_WORD}){{0,5}}")
_PLAIN_FORM = re.compile(rf"(?P<n>{_NUMBER})(?P<words>(?: {_WORD}){{1,4}})")
_PART = re.compile(
    rf"(?:^|,? and |, |,? plus | )(?P<n>{_NUMBER}) (?P<head>{_WORD}(?: (?!and\b){_WORD}){{0,3}}?)"
    rf"(?=,? and {_NUMBER}\b|, {_NUMBER}\b| {_NUMBER}\b|,? plus|$)"
)
_QUOTES = re.compile("[“”\"«»]|(?<!\\w)[‘’']|[‘’'](?!\\w)")

_LEAD = re.compile(r"(?i)^(?:the|these|those|a|an|our|its|so-called)\s+")
_GAPS = re.compile(r"[-‐‑–\s]+")


def parse(form: str) -> Formula | None:
    """The formula that an English form is, or None where it is none or a plain quantity."""
    text = _QUOTES.sub("", form).strip(" .,;:")
    text = _LEAD.sub("", text)
    plain = _GAPS.sub(" ", text).lower().strip()
    if not plain:
        return None
    return (
        _in_one(plain)
        or _summed(plain)
        or _multipart(plain)
        or _pronged(plain)
        or _counted(plain, text)
    )


def counted(form: str) -> Formula | None:
    """A form that begins with a number and counts what follows, be it ever so plain."""
    plain = _GAPS.sub(" ", _LEAD.sub("", _QUOTES.sub("", form).strip(" .,;:"))).lower()
    parts = _parts(plain)
    if parts:
        return _formula(plain, parts, strong=False)
    match = re.fullmatch(rf"(?P<n>{_NUMBER}) (?P<head>{_WORD}(?: {_WORD}){{0,5}})", plain)
    if not match:
        return None
    return _formula(plain, (Part(number(match["n"]), match["head"]),), strong=False)


def number(word: str) -> int:
    """The value of a number word or of digits."""
    return int(word) if word.isdecimal() else _VALUES[word]


def _formula(form: str, parts: tuple[Part, ...], *, strong: bool) -> Formula | None:
    formula = Formula(Language.EN, form, parts, strong)
    return formula if 2 <= formula.count <= 20 else None


def _in_one(plain: str) -> Formula | None:
    match = _IN_ONE.fullmatch(plain)
    return _formula(plain, (Part(number(match["n"]), ""),), strong=True) if match else None


def _summed(plain: str) -> Formula | None:
    match = _SUMMED.fullmatch(plain)
    if not match:
        return None
    counts = [int(part) for part in match["sum"].split("+")]
    return _formula(plain, tuple(Part(count, "") for count in counts), strong=True)


def _pronged(plain: str) -> Formula | None:
    match = _PRONGED.fullmatch(plain)
    if not match or plain.split()[-1] in ("inquiry",):
        return None
    return _formula(plain, (Part(number(match["n"]), ""),), strong=True)


def _parts(plain: str) -> tuple[Part, ...]:
    """The counted parts of a form that has several: "two lines and three areas"."""
    parts = tuple(Part(number(m["n"]), m["head"]) for m in _PART.finditer(plain))
    return parts if len(parts) > 1 and plain.endswith(parts[-1].head) else ()


def _multipart(plain: str) -> Formula | None:
    parts = _parts(plain)
    if not parts:
        return None
    heads = [stem(part.head.split()[-1]) for part in parts]
    if any(all(head in plainly for head in heads) for plainly in (_UNITS, _THINGS)):
        return None
    return _formula(plain, parts, strong=True)


def _counted(plain: str, text: str) -> Formula | None:
    match = _PLAIN_FORM.fullmatch(plain)
    if not match or number(match["n"]) > 20:
        return None
    words = match["words"].split()
    last = stem(words[-1])
    name_like = _is_name(text)
    if (
        last in _UNITS
        or (last in _THINGS and not name_like)
        or (words[0] in _FUNCTION)
        or (words[-1] in _FUNCTION)
    ):
        return None
    strong = name_like or _is_nominalised(words[-1])
    if not strong and any(stem(word) in _UNITS | _THINGS for word in words[:-1]):
        return None
    return _formula(plain, (Part(number(match["n"]), " ".join(words)),), strong=strong)


_FUNCTION = word_set(
    "of in on at to for by with from and or the a an is are was were has have had be been that this"
    " which who it its their our more other such than as not hundred thousand million billion"
    " per percent or so out times"
)


def _is_name(text: str) -> bool:
    """Whether the number and the words after it are capitalised: "Two Centenary Goals"."""
    words = [w for w in re.split(r"[\s-]+", text) if w and w.lower() not in ("and", "of", "the")]
    return (
        len(words) > 1
        and all(w[0].isupper() or w[0].isdigit() for w in words)
        and any(w[0].isupper() for w in words[1:])
    )


def _is_nominalised(word: str) -> bool:
    """Whether a head is an ordinal, adverb, adjective or verb that is counted like a noun."""
    from glossary.language.english.tags import lexicon_tag

    base = stem(word)
    tag = lexicon_tag(base)
    if tag.startswith("N"):
        return False
    if base in ("first", "last") or base.endswith("ly"):
        return True
    counted = word != base or word.endswith("ss")
    return counted and (tag[:2] in ("JJ", "RB", "VB") or not (tag or lexicon_tag(word)))


def _is_plural_of_no_noun(word: str) -> bool:
    """Whether a word is known, or shaped, as another part of speech and stands in the plural."""
    from glossary.language.english.tags import lexicon_tag

    base = stem(word.lower())
    known = bool(lexicon_tag(base)) or base.endswith("ly")
    return base != word.lower() and known and _is_nominalised(word.lower())


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A noun without its plural ending, roughly."""
    word = re.sub("[’']s$|[’']$", "", word)
    if word.endswith("lies") and len(word) > 7:
        return word[:-3] + "y"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search("(?:ss|sh|ch|x)es$", word):
        return word[:-2]
    return word[:-1] if re.search("[^s]s$", word) and len(word) > 3 else word


_QUOTED = re.compile('[“"‘]([^“”"‘’\n]{5,60})[”"’]')
_CANDIDATE = re.compile(
    rf"(?i)\b{_NUMBER}(?:[-\s]+(?:in|into)[-\s]+one\b|-{_PRONG}\b(?:\s+[A-Z][\w’'-]*){{0,4}})"
)
_CAPITALISED = re.compile(
    "\\b(?:" + "|".join(word.title() for word in _WORDS[1:]) + ")(?:-[A-Z][a-z]+)?"
    r"(?:\s+(?:[A-Z][\w’'-]*|and(?=\s[A-Z]))){1,4}"
)
_LOWER = re.compile(
    "(?i)\\b(?:" + "|".join(_WORDS[1:12]) + r")\s+(?:[a-z’'-]+\s+){0,2}[a-z]+(?:s|ly|first)\b"
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where formulas stand in a text: in quotation marks, or unmistakable without them."""
    found = sorted(set(_all_spans(text)), key=lambda pair: (pair[0], -pair[1]))
    reached = -1
    for start, end in found:
        if start >= reached:
            yield start, end
            reached = end


def _all_spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _QUOTED.finditer(text):
        if parse(match[1]):
            yield match.start(1), match.start(1) + len(match[1].rstrip(" ,.;:"))
    for match in _CANDIDATE.finditer(text):
        yield match.span()
    for match in _CAPITALISED.finditer(text):
        parsed = parse(match[0])
        if parsed and parsed.strong:
            yield match.span()
    for match in _LOWER.finditer(text):
        yield from _lower_span(match)


def _lower_span(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The shortest unmistakable formula at a match.

    A head in the plural comes before one in the singular, which modifies the next word in "five
    priority tasks" and is the last one in "four consciousness".
    """
    singular = 0
    for last in list(re.finditer(r"\S+", match[0]))[1:]:
        word, form = last[0].lower(), match[0][: last.end()]
        head = stem(word)
        if not ((head in _ABSTRACT or _is_plural_of_no_noun(last[0])) and parse(form)):
            continue
        if word != head:
            yield match.start(), match.start() + last.end()
            return
        singular = singular or last.end()
    if singular:
        yield match.start(), match.start() + singular
