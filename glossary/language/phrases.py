"""Given phrases found in texts, in every spelling that `glossary.model.keys` takes for the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from align.model import Language
from glossary.language.forms import Folded, chinese, fold, normal_form, normal_words, tokens, words
from glossary.model.keys import key


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at one place: its normalised form, and characters of the text."""

    form: str
    start: int
    end: int


class Phrases:
    """Phrases of one language, by the units they begin with: characters of Chinese, or words."""

    def __init__(self, phrases: Iterable[str], language: Language) -> None:
        self.language = language
        self.forms = {form for phrase in phrases if (form := self.form(phrase))}
        lengths: dict[str, set[int]] = {}
        for form in self.forms:
            units = form if language is Language.ZH else form.split(" ")
            lengths.setdefault(units[0], set()).add(len(units))
        self._lengths = {first: sorted(found) for first, found in lengths.items()}

    def form(self, phrase: str) -> str:
        """The form under which a phrase is found; "" where nothing of it can be."""
        made = key(phrase, self.language)
        if self._is_chinese:
            return made
        return " ".join(words(made) if self._is_english else normal_form(made, self.language))

    def find(self, text: str) -> Iterator[Found]:
        """Every place of every phrase, overlapping ones too, in the order of their starts.

        Time is linear in the text, times the number of lengths that phrases with one beginning
        have.
        """
        if not self.forms:
            return
        folded = fold(text)
        yield from self._chinese(chinese(folded)) if self._is_chinese else self._in_words(folded)

    @property
    def _is_chinese(self) -> bool:
        return self.language is Language.ZH

    @property
    def _is_english(self) -> bool:
        return self.language is Language.EN

    def _chinese(self, text: Folded) -> Iterator[Found]:
        whole, size = text.text, len(text.text)
        for start, first in enumerate(whole):
            for length in self._lengths.get(first, ()):
                form = whole[start : start + length]
                if start + length <= size and form in self.forms:
                    yield Found(form, *text.span(start, start + length))

    def _in_words(self, folded: Folded) -> Iterator[Found]:
        parts = tokens(folded) if self._is_english else normal_words(folded, self.language)
        texts = [part.number for part in parts]
        for first, text in enumerate(texts):
            for length in self._lengths.get(text, ()):
                form = " ".join(texts[first : first + length])
                if first + length <= len(texts) and form in self.forms:
                    yield Found(form, parts[first].start, parts[first + length - 1].end)


def compared(text: str, language: Language) -> str:
    """A text as the forms of phrases have it, words with a blank on either side.

    The form of a phrase that stands in the text, with such blanks, is a part of it.
    """
    folded = fold(text)
    if language is Language.ZH:
        return chinese(folded).text
    parts = tokens(folded) if language is Language.EN else normal_words(folded, language)
    return f" {' '.join(part.number for part in parts)} "


def language_of(phrase: str) -> Language:
    """Chinese where a phrase has a Chinese character."""
    return Language.ZH if any(_is_han(character) for character in phrase) else Language.EN


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character == "〇" or character >= "\U00020000"
