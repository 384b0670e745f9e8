"""Where the forms of terms stand in a text, by characters in Chinese and by words elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.model import Language
from glossary.language.forms import Folded, FormToken, has_quotes
from glossary.marking.bounds import is_turned_in_english, is_whole
from glossary.marking.learned import Id, Lookup

#: The name of an attribute of `FormToken`, and terms by the forms that it has.
Named = tuple[str, Lookup]


@dataclass(frozen=True, slots=True)
class FormPlace:
    """Where a form stands in the text, and the concepts that have it."""

    start: int
    end: int
    language: Language
    form: str
    ids: tuple[Id, ...]


def in_chinese(text: Folded, original: str, forms: Lookup) -> Iterator[FormPlace]:
    """Where Chinese terms stand by themselves."""
    lengths, ids, whole = forms.lengths, forms.ids, text.text
    for place, first in enumerate(whole):
        for length in lengths.get(first, ()):
            end = place + length
            form = whole[place:end]
            if end > len(whole) or form not in ids or not _is_apart(whole, place, end):
                continue
            if is_whole(whole, place, end, _quoted(text, original, place, end)):
                yield FormPlace(*text.span(place, end), Language.ZH, form, ids[form])
                break


def _quoted(text: Folded, original: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether quotation marks stand in the original before and behind a place of the text."""
    first, last = text.span(start, end)
    before = text.origins[start - 1] + 1 if start else 0
    after = text.origins[end] if end < len(text.text) else len(original)
    return has_quotes(original[before:first]), has_quotes(original[last:after])


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit is cut off at either end, as "5G" would be of "15G"."""
    return not any(
        place
        and text[place - 1 : place + 1].isascii()
        and text[place - 1 : place + 1].isalnum()
        and place < len(text)
        for place in (start, end)
    )


def in_english(
    found: Sequence[FormToken], text: str, forms: Sequence[Named]
) -> Iterator[FormPlace]:
    """Where English terms stand in words that do not turn them round."""
    for place, length, form, ids in _of_words(found, forms):
        if not _is_turned(found, place, text):
            yield _placed(found, place, length, Language.EN, form, ids)


def in_words(
    found: Sequence[FormToken], language: Language, forms: Sequence[Named]
) -> Iterator[FormPlace]:
    """Where terms stand in words of a language."""
    for place, length, form, ids in _of_words(found, forms):
        yield _placed(found, place, length, language, form, ids)


def _placed(
    found: Sequence[FormToken],
    place: int,
    length: int,
    language: Language,
    form: str,
    ids: tuple[Id, ...],
) -> FormPlace:
    return FormPlace(found[place].start, found[place + length - 1].end, language, form, ids)


def _of_words(
    found: Sequence[FormToken], forms: Sequence[Named]
) -> Iterator[tuple[int, int, str, tuple[Id, ...]]]:
    """The longest form that begins at each word: the word, how many, the form, its concepts."""
    each_form = [(known, [getattr(token, name) for token in found]) for name, known in forms]
    begun = {
        place
        for known, texts in each_form
        for place, first in enumerate(texts)
        if first in known.lengths
    }
    for place in sorted(begun):
        length, form, ids = max(
            (_longest(place, *each) for each in each_form), key=lambda match: match[0]
        )
        if length:
            yield place, length, form, ids


def _is_turned(found: Sequence[FormToken], place: int, text: str) -> bool:
    """Whether the term that begins at a word is negated or lessened by the words before it."""
    before = [text[token.start : token.end].lower() for token in found[max(place - 2, 0) : place]]
    first = found[place]
    between = text[found[place - 1].end : first.start] if place else ""
    return is_turned_in_english(before, between, text[first.start : first.end].lower())


def _longest(place: int, known: Lookup, texts: Sequence[str]) -> tuple[int, str, tuple[Id, ...]]:
    """The longest form that begins at a word, its words counted; 0 where there is none."""
    for length in known.lengths.get(texts[place], ()):
        form = " ".join(texts[place : place + length])
        if form in known.ids and place + length <= len(texts):
            return length, form, known.ids[form]
    return 0, "", ()
