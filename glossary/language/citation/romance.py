"""French, Spanish and Portuguese, whose nouns have no cases: what stands before them is cut."""

from __future__ import annotations

from align.model import Language

_LONGEST = 3  #: letters of an article or preposition that begins a sentence


def cited(form: str, language: Language) -> str | None:
    """The phrase without articles and prepositions before it, elided or contracted ones too."""
    grammar = language.profile.function_words
    for start, end in language.profile.split(form):
        word = form[start:end]
        is_name = word[0].isupper() and len(word) > _LONGEST  # Estado, which is a participle too
        if is_name or word.lower().replace("’", "'") not in grammar:
            return form[start:]
    return None
