"""The words of an original in any language, as pairing reads them."""

from __future__ import annotations

from align.model import Language
from glossary.language.chinese import words as chinese
from glossary.language.chinese.words import Words
from glossary.language.citation.clitics import bare

#: The tags of words of grammar and of all others, as Chinese particles and nouns have them.
_GRAMMAR, _CONTENT = "u", "n"


def cut(text: str, language: Language) -> Words:
    """The words of a text without marks; of Chinese with its tags, of others in lower case.

    Those of Arabic are without the conjunctions and prepositions that are written as one with them.
    """
    if language is Language.ZH:
        return chinese.words(text)
    minor = language.profile.function_words
    spans = [
        (bare(text[start:end], language).lower(), start, end)
        for start, end in language.profile.split(text)
        if text[start].isalnum()
    ]
    return Words(
        tuple(word for word, _, _ in spans),
        tuple(_GRAMMAR if word in minor else _CONTENT for word, _, _ in spans),
        tuple(start for _, start, _ in spans),
        tuple(end for _, _, end in spans),
    )
