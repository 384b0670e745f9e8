"""Full forms and the short forms that live on their own: 国资委 of 国务院国有资产监督管理委员会.

A link needs both forms in the texts, and one of these: the text says it (以下简称, "hereinafter");
the dictionary says it; or the short form takes a character of each of several words of the full
one, in their order, is opaque by itself, and their translations do not contradict. In English the
letters of an acronym are the initials of the full form's words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from align.model import CHINESE_ENGLISH, Language, SegmentedDocument
from glossary.language.chinese.resources import abbreviated, is_abbreviation_of, is_headword
from glossary.language.chinese.words import tag, words
from glossary.language.lists import function_words, pattern
from glossary.model import Kind, Proposal, TermType, preferred
from glossary.model.keys import key, simplified
from glossary.model.proposals import note_of_short_form

#: What has short forms that are made of its words.
_NAMES = frozenset({Kind.INSTITUTION, Kind.MEETING, Kind.LAW})
_LONGEST_SHORT = 6  #: characters of a Chinese short form
_SHORTEST_FULL = 5  #: characters of a Chinese full form
_LONGEST_ACRONYM = 10  #: letters
_CALLED = {
    Language.ZH: '[（(]{called}[：:]?[“‘「『"]?(?P<short>[^“”‘’「」『』"（）()，。；]{2,12})'
    '[”’」』"]?[）)]',
    Language.EN: r"[ ]?\({called}[ ]?(?:the[ ])?[“\"‘']?"
    r"(?P<short>[A-Z][\w&.-]*(?:[ ][\w&.-]+){0,4})[”\"’']?\)",
}
_WORD = re.compile(r"[^\W\d_]+")


def link(proposals: Sequence[Proposal], documents: Sequence[SegmentedDocument]) -> list[Proposal]:
    """The proposals, with each short form that is one linked to the full form that is another."""
    linked = list(proposals)
    for language in CHINESE_ENGLISH:
        own = _by_form(proposals, language)
        stated = _stated(documents, own, language)
        found = dict(_derived(own, proposals, language))
        for short, full in (found | stated).items():
            number = own[short]
            linked[number] = _as_short(linked[number], language, full)
    return linked


def _by_form(proposals: Sequence[Proposal], language: Language) -> dict[str, int]:
    """The number of the best proposal that stands for itself in a language, by its term."""
    found: dict[str, int] = {}
    for number, proposal in enumerate(proposals):
        own = proposal.terms[0].language
        term = preferred(proposal.terms, language)
        if own is language and term is not None and term.frequency:
            found.setdefault(term.text, number)
    return found


def _as_short(proposal: Proposal, language: Language, full: str) -> Proposal:
    first = preferred(proposal.terms, language)
    terms = tuple(
        replace(term, type=TermType.SHORT_FORM, note=term.note or note_of_short_form(full))
        if term is first
        else term
        for term in proposal.terms
    )
    return replace(proposal, terms=terms, short_for=full)


def _stated(
    documents: Iterable[SegmentedDocument], own: Mapping[str, int], language: Language
) -> dict[str, str]:
    """Short forms with the full forms right before the brackets that name them."""
    called = pattern(language, "short_forms", _CALLED[language])
    by_key = {key(form, language): form for form in reversed(list(own))}
    longest = max(map(len, by_key), default=0)
    found: dict[str, str] = {}
    for document in documents:
        if document.language is not language:
            continue
        for text in document.readings:
            for match in called.finditer(text):
                short = by_key.get(key(match["short"], language))
                before = text[max(0, match.start() - longest - 2) : match.start()]
                full = _ending(before, by_key, language)
                if short and full and len(short) < len(full):
                    found.setdefault(short, full)
    return found


def _ending(before: str, by_key: Mapping[str, str], language: Language) -> str | None:
    """The longest term that a text ends with."""
    starts: Iterable[int] = range(len(before))
    if language is Language.EN:
        starts = (match.start() for match in _WORD.finditer(before))
    for start in starts:
        if full := by_key.get(key(before[start:], language)):
            return full
    return None


def _derived(
    own: Mapping[str, int], proposals: Sequence[Proposal], language: Language
) -> Iterator[tuple[str, str]]:
    """Short forms with the full forms that they can be made of, each with the likeliest one."""
    if language is Language.EN:
        yield from _acronyms(own)
        return
    plain_of = {form: simplified(form) for form in own if len(form) >= _SHORTEST_FULL}
    by_plain: dict[str, list[str]] = defaultdict(list)
    for form, plain in plain_of.items():
        by_plain[plain].append(form)
    # Only names, and what a dictionary says, are full forms: the words of no other are needed.
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form in plain_of:
        if proposals[own[form]].kind in _NAMES:
            for ends in _ends(form):
                names[ends].append(form)
    for short in own:
        plain = simplified(short)
        if not 2 <= len(plain) <= _LONGEST_SHORT:
            continue
        fulls = {*names.get((plain[0], plain[-1]), ()), *_in_dictionary(plain, by_plain)}
        for full in sorted(fulls, key=own.__getitem__):
            pair = proposals[own[short]], proposals[own[full]]
            if _abbreviates(plain, plain_of[full], *pair):
                yield short, full
                break


def _in_dictionary(short: str, by_plain: Mapping[str, Sequence[str]]) -> list[str]:
    """The forms of which the dictionary says that a short one abbreviates them.

    Args:
        by_plain: forms by themselves in simplified script.
    """
    parts = {
        said[start:end]
        for said in abbreviated(short)
        for start in range(len(said))
        for end in range(start + _SHORTEST_FULL, len(said) + 1)
    }
    told = (form for part in parts for form in by_plain.get(part, ()))
    return [form for form in told if (short[0], short[-1]) in _ends(form)]


def _ends(form: str) -> set[tuple[str, str]]:
    """The first and last characters that a short form of a form may have."""
    parts = _parts(form)
    return {(part[0], last) for part in parts[:2] for last in parts[-1]}


def _parts(form: str) -> tuple[str, ...]:
    """The words of a form; those of four characters and more are compounds, and cut in two."""
    found: list[str] = []
    for word in words(form).texts:
        cut = [word] if len(word) < 4 else [word[: len(word) // 2], word[len(word) // 2 :]]
        found.extend(cut)
    return tuple(found)


def _abbreviates(short: str, full: str, one: Proposal, other: Proposal) -> bool:
    if len(full) < 2 * len(short) - 1 or short in full:
        return False
    if is_abbreviation_of(short, full):
        return True
    opaque = tag(short) in ("", "j", "nt") and not (is_headword(short) and tag(short) != "j")
    return (
        opaque
        and len(short) > 2
        and other.kind in _NAMES
        and one.kind in (other.kind, Kind.CONCEPT)
        and _takes_from_each(short, _parts(full))
        and not _contradict(one, other)
    )


def _takes_from_each(short: str, parts: Sequence[str]) -> bool:
    """Whether the characters begin as many parts in order; the last may stand within its part."""
    place = 0
    for character in short[:-1]:
        while place < len(parts) and parts[place][0] != character:
            place += 1
        place += 1
    return place < len(parts) and short[-1] in parts[-1]


def _contradict(one: Proposal, other: Proposal) -> bool:
    """Whether both are rendered, in words of which none is shared, nor one the other's acronym."""
    texts = [preferred(each.terms, Language.EN) for each in (one, other)]
    if texts[0] is None or texts[1] is None:
        return False
    short, full = (_content(term.text.lower()) for term in texts if term is not None)
    acronym = "".join(word[0] for word in full)
    return not (set(short) & set(full)) and "".join(short) != acronym


def _content(text: str) -> list[str]:
    minor = function_words(Language.EN)
    return [word for word in _WORD.findall(text) if word.lower() not in minor]


def _acronyms(own: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    full_forms: dict[str, str] = {}
    for form in own:
        content = _content(form)
        if len(content) > 1 and all(word[0].isupper() for word in content):
            full_forms.setdefault("".join(word[0] for word in content), form)
    for form in own:
        if 2 <= len(form) <= _LONGEST_ACRONYM and form.isupper() and form in full_forms:
            yield form, full_forms[form]
